import type { Operation } from "../../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { momentOf, shotIdOf } from "../../context.ts";
import { describe } from "../../resolve/describe.ts";
import { labelWords, likeness } from "../../resolve/likeness.ts";
import { isTimed, isView, openView, takeToSeen, timedEdits } from "../../resolve/view.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { clock, listed, wordsOf } from "../../words.ts";
import { timing } from "../fill/when.ts";
import { type Understanding, understand } from "../understand.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { replaced } from "./amend.ts";
import { justChanged } from "./lastChange.ts";

/** The last edit at another moment, or at another of the times that its element comes up. */

const corrects =
  /^(?:(?:no|nope|nah|nee|nein|sorry|hmm?|wait|actually|ah|oh|not (?:that|there|then)(?: one)?|i (?:meant?|said)|ich meine?(?:te)?|doch|perd[oó]n|digo|quiero decir)\b[,.!\s]*)+/i;
const speaksOfIt =
  /^(?:(?:it|that|the \p{L}+|die \p{L}+|der \p{L}+|das \p{L}+|es|el \p{L}+|la \p{L}+) (?:should|must|needs to|has to|soll(?:te)?|muss|debe|deber[ií]a|tiene que) (?:only |just |rather |erst |s[oó]lo )*(?:be|come|show|start|appear|go|begin|kommen|erscheinen|stehen|sein|salir|aparecer|empezar)?(?: up| in| on)?[,\s]*)/iu;
const denied = /[,\s]+(?:and |y |und )?(?:not|nicht|no) (?:at|when|from|in|am|bei|wenn|al|cuando|en|so)\b.*$/i;
const trailing = /(?:[,\s]+(?:instead|please|rather|stattdessen|bitte|por favor|kommen|erscheinen|sein|aparecer))+$/i;
const opensTime =
  /^(?:only |just |rather |erst |s[oó]lo |right )*(?:when|where|once|as soon as|while|during|at|from|after|before|wenn|wo|sobald|bei[m]?|ab|am|um|nach|vor|cuando|al|a los|en|desde|donde|despu[eé]s|\d+:\d\d)\b/i;

/** "no, when the discount shows, not at the start": the last zoom, caption or blur then. Null when no moment is corrected. */
export function movedInTime(said: string, edit: Operation, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isTimed(edit) || !isView(view)) return null;
  const own = said.replace(corrects, "");
  const told = own.replace(speaksOfIt, "");
  const when = told.replace(denied, "").replace(trailing, "");
  const isBare = (): boolean => justChanged(context, said) !== null && understand(said, context).kind === "say";
  const isCorrection = own !== said || told !== own || denied.test(said) || isBare();
  if (!opensTime.test(when) || !isCorrection) return null;
  const reading = new Reading(clauseOf(read(when, context)), context, when);
  const { startMs, durationMs } = timing(reading, { namedCounts: true });
  if (startMs === undefined || startMs >= reading.lengthMs || saysMore(reading)) return null;
  const last = timedEdits(view).findLast(({ type }) => type === edit.type);
  if (!last) return null;
  // What is covered from another moment on is covered for as long as it was.
  const endMs = last.type === "redact" ? last.startMs + last.durationMs : 0;
  const usualMs = endMs > startMs ? endMs - startMs : last.durationMs;
  return atAnotherTime(last, { startMs, durationMs: durationMs ?? usualMs });
}

/** Whether words of weight stand beside the time. */
export function saysMore({ clause, times }: Reading): boolean {
  const isTold = (at: number): boolean => times.some(({ from, to }) => at >= from && at < to);
  const left = clause.tokens.flatMap((token, at) => (token.kind === "word" && !isTold(at) ? [token.word] : []));
  const { content, roles } = describe(left.join(" "));
  return content.length > 0 || roles.length > 0;
}

type Timed = Extract<Operation, { startMs: number; durationMs: number }>;

function atAnotherTime(edit: Timed, time: { startMs: number; durationMs: number }): Understanding {
  switch (edit.type) {
    case "caption":
      return replaced({ tool: "caption", input: { text: edit.text, position: edit.position, ...time } });
    case "zoom":
      return replaced({ tool: "zoom", input: { ...placeOf(edit), intensity: edit.intensity, ...time } });
    case "redact": {
      const { x, y, width, height, anchor } = edit;
      const where = anchor ? { target: anchor.element } : { x, y, width, height };
      return replaced({ tool: "redact", input: { ...where, ...time } });
    }
  }
}

const placeOf = ({ anchor, centerX, centerY }: Extract<Operation, { type: "zoom" }>) =>
  anchor ? { target: anchor.element } : { centerX, centerY };

const others = new Set("other another earlier previous anderen andere anderes anderer otro otra".split(" "));
const small = new Set(
  wordsOf(
    `hm hmm no nope nah nee nein sorry not that this it i mean meant want wanted rather go to zoom on take use the one ones time please instead then click den die das dem der auf mal el la los las uno una vez bitte por favor lieber mejor quiero on in at of and is`,
  ),
);
/** "da wo der Code falsch ist": which one it is, told once more. */
const explained = /,\s*(?:da,? wo|where|when|wo|wenn|donde|cuando|the one)\b.*$/i;

/** "the first one", "hm not that one, the first apply", "den anderen": another of the times that the last edit's element comes up. */
export function otherTimeOfIt(said: string, edit: Operation, context: ThreadContext): Understanding | null {
  if ((edit.type !== "zoom" && edit.type !== "redact") || !edit.anchor) return null;
  const { shotId, element } = edit.anchor;
  const all = timesOf(element, shotId, context);
  const words = wordsOf(said.replace(explained, ""));
  const ordinal = words.map(ordinalNamed).find((one) => one !== undefined);
  const isOther = words.some((word) => others.has(word));
  const left = words.filter((word) => ordinalNamed(word) === undefined && !others.has(word) && !small.has(word));
  if (all.length < 2 || (ordinal === undefined && !isOther) || !isOfLabel(left, element)) return null;
  const rest = all.filter((one) => shotIdOf(context, one) !== shotId);
  const shot =
    ordinal === undefined ? (rest.length === 1 ? rest[0] : undefined) : all.at(ordinal < 0 ? ordinal : ordinal - 1);
  if (!shot) return ordinal === undefined ? askWhich(all, context) : null;
  const intensity = edit.type === "zoom" ? { intensity: edit.intensity } : {};
  return replaced({ tool: edit.type, input: { target: shotIdOf(context, shot), ...intensity } });
}

/** Every time that an element is used, in order. */
export function timesOf(label: string, shotId: string, context: ThreadContext): ContextShot[] {
  const own = context.shots.find((one) => shotIdOf(context, one) === shotId);
  const same = context.shots.filter((one) => one.label === label && one.role === own?.role && one.route === own.route);
  return same.toSorted((a, b) => momentOf(a) - momentOf(b));
}

const isOfLabel = (words: readonly string[], label: string): boolean =>
  describe(words.join(" ")).content.every((word) => labelWords(label).some((other) => likeness(word, other) > 0));

function askWhich(all: readonly ContextShot[], context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const times = all.map((shot, at) => `**the ${numbered(at + 1)}** at ${clock(takeToSeen(view, shot.startMs))}`);
  return { kind: "say", why: "asks", text: `Which one do you mean: ${listed(times)}?` };
}

const numbered = (place: number): string => ["first", "second", "third", "fourth", "fifth"][place - 1] ?? `${place}th`;
