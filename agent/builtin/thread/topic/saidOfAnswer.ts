import type { ThreadContext } from "../../../context.ts";
import { momentOf } from "../../../context.ts";
import { isView, openView, takeSpanToSeen } from "../../../resolve/view.ts";
import { clock } from "../../../words.ts";
import { type Understanding, understand } from "../../understand.ts";
import { type AskedAbout, askedAbout } from "./askedAbout.ts";

type Calls = Extract<Understanding, { kind: "calls" }>;

/** "which day does he pick?", then "add that as a caption when he clicks it", "put a caption there". */
export function saidOfAnswer(text: string, context: ThreadContext): Understanding | null {
  if (!anaphor.test(text)) return null;
  const asked = askedAbout(text, context);
  if (!asked) return null;
  if (asked.says === null && asCaption.test(text)) return understand("add a caption", context);
  const worded = withWords(text, asked);
  const placed = withPlace(worded, asked, context);
  return placed === text ? null : callsOf(placed, context);
}

const anaphor = /\b(?:there|then|it|its|that|this|them|those|these|both|when (?:he|she|they|it))\b/i;
const aCaption = "(?:captions?|titles?|texts?|subtitles?|labels?)";
const theAnswer = "(?:that|it|this|its name|the (?:answer|name|word|words|code|day|time|value))";
const asCaption = new RegExp(`\\b${theAnswer}(?: in| up)? (?:as|in|into|on|with) (?:a |an |the )?${aCaption}\\b`, "i");
const captionOfIt = new RegExp(`\\b(a |another )?${aCaption} (?:with|of|saying|that says) ${theAnswer}\\b`, "i");

/** "add that as a caption": with the words of the answer. */
function withWords(text: string, { says }: AskedAbout): string {
  if (says === null) return text;
  const caption = `a caption “${says}”`;
  return text.replace(asCaption, caption).replace(captionOfIt, caption);
}

/** "there", "when he clicks it": at the moment that was asked about. */
function withPlace(text: string, { atMs, things }: AskedAbout, context: ThreadContext): string {
  const view = openView(context);
  if (!isView(view)) return text;
  const step = things.find(({ action }) => action !== undefined);
  const used = step && takeSpanToSeen(view, { startMs: momentOf(step), endMs: step.endMs })?.startMs;
  const at = (ms: number): string => `at ${clock(ms)}`;
  const whenUsed = used === undefined ? text : text.replace(usedThen, at(used));
  return atMs === null ? whenUsed : whenUsed.replace(aPlace, at(atMs));
}
const usedThen =
  /\b(?:when|once|as|while) (?:he|she|they|it|the (?:user|customer|person)|somebody|someone)(?:['’]s| is| gets)? ?(?:\p{L}+ )?(?:it|that|this|picked|clicked|chosen|selected|typed|pressed|hovered|there)\b/iu;
const aPlace =
  /(?<!\b(?:is|are|was|were|still|put it|leave it|up|in) )\b(?:right |just )?(?:there|at (?:that|this) (?:moment|point|time|place|second)|then(?=[\s,:.!]*(?:["“”]|$)))(?! (?:is|are|was|were)\b)/i;

function callsOf(text: string, context: ThreadContext): Calls | null {
  const meant = understand(text, context);
  return meant.kind === "calls" ? meant : null;
}
