import type { ThreadContext } from "./context.ts";
import { plannedInWords } from "./planned.ts";
import { dataSlot } from "./prompts.ts";
import { megabytes } from "./words.ts";

const MOST_LINES = 12;
const LONGEST_LINE = 200;

/**
 * What a language model is told of the thread beside its video, so that it can answer what people ask about it: versions, files,
 * who has it. Newest last, a dozen of each; names and summaries were written by others, so all of it is data.
 */
export function threadFacts(context: ThreadContext): string[] {
  const groups = [
    group("Versions", context.versions.map(versionLine)),
    group("Files", context.exports.map(fileLine)),
    group(
      "Sent to",
      (context.audience?.sent ?? []).map(({ channel, to, state }) => `${channel} ${to}: ${state}`),
    ),
    group("Links", linkLines(context)),
    group("Under way", context.jobs.map(jobLine)),
    group(
      "Planned",
      context.planned.map((one, at) => `${at + 1}. ${plannedInWords(one, context)}`),
    ),
  ].filter((text) => text !== "");
  return groups.length > 0 ? [`The thread:\n${dataSlot("thread", groups.join("\n"))}`] : [];
}

function group(name: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `${name}:\n${lines
    .slice(-MOST_LINES)
    .map((line) => line.replace(/\s+/g, " ").slice(0, LONGEST_LINE))
    .join("\n")}`;
}

function versionLine({
  version,
  summary,
  status,
  author,
  sizeBytes,
  review,
}: ThreadContext["versions"][number]): string {
  const decided = review && review.state !== "pending" ? `${review.state} by ${review.by ?? "somebody"}` : "";
  const facts = [
    author ? `by ${author.name}` : "",
    status === undefined || status === "completed" ? "" : status,
    sizeBytes === undefined ? "" : megabytes(sizeBytes),
    decided,
  ].filter(Boolean);
  return `${version}. ${summary ?? "as recorded"}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
}

function fileLine({
  format,
  width,
  height,
  fps,
  status,
  version,
  sizeBytes,
}: ThreadContext["exports"][number]): string {
  const of = version === undefined ? "" : ` of version ${version}`;
  const size = sizeBytes === undefined ? "" : `, ${megabytes(sizeBytes)}`;
  return `${format}${of}, ${width}x${height} at ${fps} fps${size}: ${status}`;
}

function linkLines({ audience }: ThreadContext): string[] {
  if (!audience || (audience.links === 0 && audience.views.length === 0)) return [];
  return [`${audience.links} valid, watched ${audience.views.length}×`];
}

const jobLine = ({ kind, stage, progress }: ThreadContext["jobs"][number]): string =>
  `${kind}${stage ? `: ${stage}` : ""}${typeof progress === "number" ? `, ${Math.round(progress)} %` : ""}`;
