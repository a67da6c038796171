import type { Operation } from "../../convex/model/operations.ts";
import type { ThreadContext } from "../context.ts";
import { ground } from "../resolve/ground.ts";
import { captionQuote } from "../resolve/look.ts";
import { shortLabel } from "../resolve/question.ts";
import { isView, lengthOf, openView } from "../resolve/view.ts";
import { listed, wordsOf } from "../words.ts";
import type { Reading } from "./words/reading.ts";

/** What is said when nothing can be done or told: never the same twice running, and with what was not done yet as an example. */

/** Shorter than this nobody asks for less. */
const SHORT_MS = 12_000;

const lastReply = ({ messages }: ThreadContext): string =>
  messages.findLast(({ role }) => role === "assistant")?.content ?? "";

/** What could be done with this video next, as words to say; what was offered last comes last. */
function possibleSteps(context: ThreadContext): string[] {
  const view = openView(context);
  if (!isView(view)) return [];
  const { operations, map } = view.seen;
  const has = (...types: Operation["type"][]): boolean => operations.some(({ type }) => types.includes(type));
  const changed = context.shots.findLast((shot) => shot.changed && shot.box);
  const isZoomed = operations.some((one) => one.type === "zoom" && one.anchor?.element === changed?.label);
  const isShort = lengthOf(map) <= SHORT_MS || has("trim", "cut", "split", "speed");
  const isExported = context.exports.some(({ version }) => version === view.seen.version);
  const steps = [
    isShort ? "" : "make it shorter",
    changed && !isZoomed ? `zoom on ${shortLabel(changed.label)}` : "",
    has("caption") ? "" : "add a caption saying “Hello”",
    isExported ? "" : "export as gif",
    has("crop") ? "" : "make it square",
    operations.length > 0 ? "undo" : "",
    "use the minimal style",
  ].filter(Boolean);
  const before = lastReply(context);
  const isFresh = (step: string): boolean => !before.includes(`**${step}**`);
  return [...steps.filter(isFresh), ...steps.filter((step) => !isFresh(step))];
}

const bold = (words: string): string => `**${words}**`;

/** A likely next step, as something to say. */
export function nextStep(context: ThreadContext): string {
  if (!context.run) return "Say **record PR 1** or give me an address, and I make a video of it.";
  if (context.run.status !== "completed") return "I tell you as soon as the video is here.";
  return `You could say ${listed(possibleSteps(context).slice(0, 2).map(bold))}.`;
}

/** To a question that the thread does not answer. */
export function cannotTell(context: ThreadContext): string {
  if (!context.run) return `I know only the videos that I make. ${nextStep(context)}`;
  const known = "Ask me how long it is, what was edited, what is on screen when, or who has it.";
  return lastReply(context).includes(known)
    ? `That is beyond me, too: I know this video, its versions and its files. ${nextStep(context)}`
    : `That I do not know. ${known} ${nextStep(context)}`;
}

const openings = [
  "I did not understand that.",
  "I did not understand that either.",
  "Sorry, I still do not understand.",
];
export const isNotUnderstood = (reply: string): boolean =>
  /^(?:Sorry, )?I (?:still )?(?:did|do) not understand/.test(reply);

/** How often Aura has said so without a break, newest last. */
function opening({ messages }: ThreadContext): string {
  const replies = messages.filter(({ role }) => role === "assistant");
  const understood = replies.findLastIndex(({ content }) => !isNotUnderstood(content));
  const count = replies.length - 1 - understood;
  return openings[count < 2 ? count : 1 + (count % 2)] ?? "";
}

/** The honest question when nothing was understood: what was, and what would work now. */
export function notUnderstood(context: ThreadContext, reading?: Reading): string {
  const start = opening(context);
  if (!context.run)
    return `${start} Should I record a pull request (**record PR 12**) or a page (**record https://example.com**)?`;
  if (context.run.status !== "completed") return `${start} Do you want to know the **status**, or should I **cancel**?`;
  const meant = reading ? (editMeant(reading, context) ?? elementMeant(reading, context)) : null;
  if (meant) return `${start} ${meant}`;
  const [first = "undo", second = "export as gif"] = possibleSteps(context);
  return start === openings[0]
    ? `${start} Should I change the video (for example ${bold(first)} or ${bold(second)}) or **export** it?`
    : `${start} I cut, speed up, zoom, crop, blur and caption: could you say it with one of these, such as ${bold(first)}?`;
}

const nouns: readonly [Operation["type"], RegExp][] = [
  ["caption", /\b(?:captions?|subtitles?|texts?|untertitel|bildunterschrift|unterschrift|subtitulos?)\b/],
  ["zoom", /\b(?:zooms?|zoomed)\b/],
  ["redact", /\b(?:blur(?:s|red)?|desenfoque|unscharfe)\b/],
  ["crop", /\b(?:crop(?:ped)?|square|vertical)\b/],
];

/** "You mean the caption “Now live”: …", when one is spoken of. */
function editMeant(reading: Reading, context: ThreadContext): string | null {
  const view = openView(context);
  const words = wordsOf(reading.source).join(" ");
  const type = nouns.find(([, pattern]) => pattern.test(words))?.[0];
  const edit = isView(view) ? view.seen.operations.findLast((one) => one.type === type) : undefined;
  switch (edit?.type) {
    case "caption":
      return `You mean the caption ${captionQuote(edit.text)}: should I change its words (**make it say “Hello”**), move it (**move it to 0:10**), or **remove the caption**?`;
    case "zoom":
      return `You mean the zoom${edit.anchor ? ` on **${shortLabel(edit.anchor.element)}**` : ""}: **closer**, **longer**, or **remove the zoom**?`;
    case "redact":
      return `You mean the blur${edit.anchor ? ` of **${shortLabel(edit.anchor.element)}**` : ""}: should I **remove the blur**, or blur something else?`;
    case "crop":
      return "You mean the shape of the picture: **square**, **vertical**, or **remove the crop**?";
    default:
      return null;
  }
}

/** "You mean **Phone**: …", when something on screen is named in full. */
function elementMeant(reading: Reading, context: ThreadContext): string | null {
  const said = ` ${wordsOf(reading.source).join(" ")} `;
  const named = context.shots.findLast(
    ({ box, label }) => box && label !== "" && said.includes(` ${wordsOf(label).join(" ")} `),
  );
  const found = named ? ground(context, named.label, { needsBox: true }) : null;
  if (found?.kind !== "found") return null;
  const label = shortLabel(found.shot.label);
  return `You mean **${label}**: should I **zoom on ${label}**, **blur ${label}**, or **cut out ${label}**?`;
}
