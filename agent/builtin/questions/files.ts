import { type ExportTarget, exportLimitMb, exportTargets } from "../../../convex/model/exportTargets.ts";
import type { ThreadContext } from "../../context.ts";
import { type EditView, lengthOf } from "../../resolve/view.ts";
import { megabytes, seconds } from "../../words.ts";

/** How long and how large it is, where it fits, where its file is, and which version is which. */

type Made = ThreadContext["exports"][number];

export const currentOf = ({ versions, currentVersion }: ThreadContext) =>
  versions.find(({ version }) => version === currentVersion) ?? versions.at(-1);

/** The file that is spoken of: the last one asked for, unless the version changed since, or another format is named. */
function spokenOf(context: ThreadContext, words: string): Made | undefined {
  const format = /\bgifs?\b/.test(words) ? "gif" : /\b(?:mp4|video)s?\b/.test(words) ? "mp4" : null;
  const version = currentOf(context)?.version;
  const fitting = context.exports.filter((one) => one.status !== "failed" && (!format || one.format === format));
  return fitting.findLast((one) => one.version === version) ?? (format === "gif" ? fitting.at(-1) : undefined);
}

const named = ({ format, width, height }: Made): string => `the ${format.toUpperCase()} (${width} × ${height})`;
const isMade = (one: Made): boolean => one.status === "completed" && one.sizeBytes !== undefined;

/** To "what would you export?": nothing is made by being asked about. */
export function wouldGoOut(context: ThreadContext, view: EditView): string {
  const version = currentOf(context)?.version;
  const what = version === undefined ? "the video" : `version ${version}`;
  return `I would take ${what}, ${seconds(lengthOf(view.seen.map))} long, as an MP4 of 1920 × 1080. Nothing has gone out; say **export** for the file.`;
}

/** How large the file is, or that it is not made yet. */
export function sizeAnswer(view: EditView, context: ThreadContext, words: string): string {
  const file = spokenOf(context, words);
  if (file && isMade(file)) return `${capitalised(named(file))} is ${megabytes(file.sizeBytes ?? 0)}.`;
  const current = currentOf(context);
  if (file?.maxFileSizeMb)
    return `${capitalised(named(file))} is not ready yet; it will be at most ${file.maxFileSizeMb} MB.`;
  const { width, height } = view.take;
  const px = `recorded at ${width} × ${height}`;
  if (current?.sizeBytes === undefined)
    return `Version ${view.seen.version} is not rendered yet, so I do not know its size; it was ${px}.`;
  const other = file ? ` ${capitalised(named(file))} is not ready yet.` : "";
  return `The video is ${megabytes(current.sizeBytes)} (version ${view.seen.version}, ${px}).${other}`;
}

/** A place that takes files, named in a sentence, whatever stands before its name. */
export function placeIn(words: string): ExportTarget | null {
  return (
    exportTargets.find(({ says }) =>
      new RegExp(`\\b(?:${says.filter((one) => !one.startsWith("x(")).join("|")})\\b`, "u").test(words),
    ) ?? null
  );
}

/** Whether a file is small enough for the place that is meant. */
export function fitAnswer(
  view: EditView,
  context: ThreadContext,
  { message, words }: { message: string; words: string },
): string {
  const spoken = context.messages
    .filter(({ role }) => role === "user")
    .slice(-6)
    .map(({ content }) => content.toLowerCase());
  const place =
    placeIn(message) ??
    spoken
      .toReversed()
      .map(placeIn)
      .find((one) => one !== null) ??
    null;
  const file = spokenOf(context, message) ?? (place ? undefined : context.exports.at(-1));
  const sizeBytes = file && isMade(file) ? file.sizeBytes : file ? undefined : currentOf(context)?.sizeBytes;
  const what = file ? named(file) : "the video";
  const isMost = file?.maxFileSizeMb;
  const limitMb = place && exportLimitMb(place, file?.format ?? "mp4");
  const where = place?.label ?? "";
  if (sizeBytes === undefined) {
    const most = isMost === undefined ? "" : ` I keep it under the ${isMost} MB that you named`;
    const against = limitMb ? `${most === "" ? " " : ", and "}${where} takes ${limitMb} MB` : "";
    return `${capitalised(what)} is not ready yet.${most}${capitalisedAfter(most, against)}${most + against === "" ? "" : "."}`;
  }
  const size = megabytes(sizeBytes);
  // "can we post it there?" may be a wish as well.
  const offer = /^(?:\w+ ){0,2}(?:can|could|may) (?:i|we)\b/.test(message)
    ? " Give me a channel or an address, and I send it."
    : "";
  const tooLong = place?.longestMs && lengthOf(view.seen.map) > place.longestMs;
  if (!place)
    return `${capitalised(what)} is ${size}. GitHub and Discord take 10 MB, a mail about 14 MB, Slack far more.`;
  if (tooLong)
    return `No: ${where} takes ${seconds(place.longestMs ?? 0)} at most, and it is ${seconds(lengthOf(view.seen.map))} long.`;
  const asksTooLarge =
    /\b(?:too (?:big|large|heavy)|zu gross|demasiado)\b/.test(words) &&
    !/\b(?:without|isnt|not|ohne|sin|fit|fits)\b/.test(words);
  const [yes, no] = asksTooLarge ? ["No", "Yes"] : ["Yes", "No"];
  if (limitMb === null) return `${yes}: ${what} is ${size}, and ${where} takes far larger files.${offer}`;
  if (sizeBytes <= limitMb * 1_000_000) return `${yes}: ${what} is ${size}, and ${where} takes ${limitMb} MB.${offer}`;
  return `${no}: ${what} is ${size}, and ${where} takes ${limitMb} MB. Say **export as ${file?.format ?? "mp4"} under ${limitMb} MB**.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const capitalisedAfter = (before: string, text: string): string =>
  before === "" && text !== "" ? ` ${capitalised(text.trim())}` : text;

/** Whether the file is made that was asked for; null where it is not, and the status tells how far it is. */
export function fileReadyAnswer(context: ThreadContext, words: string): string | null {
  const file = spokenOf(context, words);
  return file && isMade(file) ? `Yes: ${named(file)} is ready, ${megabytes(file.sizeBytes ?? 0)}.` : null;
}

/** Where the file is that a person may copy. */
export function fileAnswer(context: ThreadContext): string {
  const current = currentOf(context);
  if (!current || current.status === "pending" || current.status === "processing")
    return `Version ${current?.version ?? 1} is still being rendered; its file comes here, with its post.`;
  const where =
    context.thread.channelType === "local"
      ? "on this machine; the post of each video above names its path"
      : `in this conversation, in the post of version ${current.version} above`;
  const asked = context.exports.findLast(({ status }) => status === "completed");
  const also = asked ? ` So does ${named(asked)}.` : "";
  return `The file lies ${where}.${also} Say **export** for another size or a GIF.`;
}
