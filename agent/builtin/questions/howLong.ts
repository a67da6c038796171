import { readingMs } from "../../../convex/model/reading.ts";
import { takeToOutput } from "../../../convex/model/timeMap.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { type EditView, timedEdits } from "../../resolve/view.ts";
import { capital, clock, seconds } from "../../words.ts";
import { pronouns, targetIn } from "./asked.ts";
import { spokenOf } from "./before.ts";
import { editsInWords } from "./edits.ts";
import { kinds } from "./kindWords.ts";
import { allNamed } from "./moments.ts";
import { sightOf } from "./sight.ts";
import { spansInWords, staysOf } from "./whenSeen.ts";

/** How long something is to be seen, and whether that is enough to read it. */

const staying =
  "(?:zoom(?:ed)?|hovered|typed|clicked|pressed|used|shown|shows?|there|in there|in it|visible|up|on|on (?:the )?screen|stays?|seen|sees?|readable|displayed|lasts?|appears?|zu sehen|sichtbar|da|se ve|visible)";
const enough =
  "(?:(?:long|time) enough|(?<!\\b(?:big|large|close|clear|sharp) )enough(?: time)?(?=.*\\bread\\b)|lang genug|(?:tiempo )?suficiente)";
export const asksHowLong = new RegExp(
  `^(?:for |and )*(?:how long|wie lange?|cuanto tiempo|since when|until when|till when|from when)\\b.*\\b${staying}\\b|\\b${enough}\\b`,
);
const spent = new RegExp(
  `\\b(?:${staying}|${enough}|how|long|for|read|readable|can|one|people|viewers|customers|anyone|enough|time|since|until|till|when|only|lang|lange|wie|cuanto|tiempo)\\b`,
);

export function howLongAnswer(view: EditView, words: string, context: ThreadContext): string | null {
  const isEnough = new RegExp(`\\b${enough}\\b`).test(words);
  const kind = kinds.find((one) => one.words.test(words))?.kind;
  if (kind === "caption" || kind === "zoom") return ofEdits(view, kind, isEnough);
  const target = targetIn(words, spent);
  const named = target !== "" ? allNamed(context, words, spent) : pronouns.test(words) ? spokenOf(context, words) : [];
  const things = [...new Map(named.map((one) => [one.label, one])).values()].slice(0, MOST_THINGS);
  if (things.length === 0) return null;
  const isUse = /\b(?:hovered|typed|clicked|pressed|used)\b/.test(words);
  return things.map((one) => ofThing(view, one, { isEnough, isUse })).join(" ");
}
const MOST_THINGS = 3;

function ofThing(
  view: EditView,
  shot: ContextShot,
  { isEnough, isUse }: { isEnough: boolean; isUse: boolean },
): string {
  const uses = view.context.shots.filter(({ label, action }) => isUse && action !== undefined && label === shot.label);
  const spans = uses.length > 0 ? uses.flatMap((one) => takeToOutput(view.seen.map, one)) : staysOf(view, shot);
  const { name, told } = sightOf(view, shot, "seen");
  if (spans.length === 0) return `${isEnough ? "No: " : ""}**${name}** ${told}.`;
  const lasts = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const when = `**${name}** is ${uses.length > 0 ? "used" : "there"} ${spansInWords(view, spans)}, ${seconds(lasts)}`;
  return isEnough ? forReading(when, shot.label, lasts) : `${when}.`;
}

/** Captions by their words, zooms by what they are on. */
function ofEdits(view: EditView, kind: "caption" | "zoom", isEnough: boolean): string | null {
  const edits = timedEdits(view).filter((one) => one.type === kind);
  const told = edits.map((edit, at) => {
    const name = editsInWords(view)[kind][at]?.name ?? `the ${kind}`;
    const { startMs, durationMs } = edit;
    const what = kind === "zoom" ? `the zoom on ${name}` : name;
    const when = `${what} is there from ${clock(startMs)} to ${clock(startMs + durationMs)}, ${seconds(durationMs)}`;
    const read = edit.type === "caption" ? edit.text : edit.anchor?.element;
    return isEnough && read !== undefined ? forReading(when, read, durationMs) : `${capital(when)}.`;
  });
  return told.length === 0 ? null : told.join(" ");
}

function forReading(when: string, read: string, lastsMs: number): string {
  const needMs = readingMs(read.trim().length);
  return `${lastsMs >= needMs ? "Yes" : "No"}: ${when}, and to read it takes about ${seconds(needMs)}.`;
}
