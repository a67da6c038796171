import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import type { Span } from "../../../convex/model/recording.ts";
import type { ThreadContext } from "../../context.ts";
import type { LastChange } from "../../resolve/changeOf.ts";
import { isView, lengthOf, openView } from "../../resolve/view.ts";
import { isEdit, type ToolCall } from "../../tools/inputs.ts";
import { rangeIn } from "../fill/speed.ts";
import { type Understanding, understand } from "../understand.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { again } from "./changed.ts";
import { instead, NOT_SEEN } from "./lastChange.ts";

/** The last edit for a part of what it was made for. */

export const onlyPart =
  /^(?:(?:do|make|have) (?:it|that|this)\s+)?(?:(?:only|just|merely|nur|blo(?:ß|ss)|lediglich|s[oó]lo|solamente|[uú]nicamente)\s+(?<what>.+?)(?:\s+(?:please|bitte|por favor|then|instead))?|(?<what>(?:for|in|at|during|while|when|within|während|bei[m]?|am|im|durante|en|al) .+?|the .{2,40}?)\s+(?:only|nur|solamente))$/iu;

/** "actually only while they type": the last edit, for that part alone. */
export function onlyOf(edit: Operation, what: string, change: LastChange, then: ThreadContext): Understanding | null {
  const paced = edit.type === "speed" ? withRate.exec(what)?.groups : undefined;
  if (paced?.what && edit.type === "speed")
    return onlyOf({ ...edit, rate: Number(paced.rate?.replace(",", ".")) }, paced.what, change, then);
  const half = halfOf(what, edit);
  if (half && (edit.type === "cut" || edit.type === "trim")) return instead(change, [{ tool: edit.type, input: half }]);
  if (half && edit.type === "speed") return instead(change, [{ tool: "speed", input: { rate: edit.rate, ...half } }]);
  const own = understand(what, then);
  const isWish = own.kind === "calls" && own.calls.every(isEdit) && !own.calls.every(({ tool }) => cuts.has(tool));
  if (isWish) return instead(change, own.calls);
  if (/^\d+(?:[.,]\d+)?\s*(?:x|×|s|secs?|seconds?|sekunden|segundos)?$/i.test(what)) return null;
  const range = rangeIn(new Reading(clauseOf(read(what, then)), then, what));
  const span = range && { startMs: Math.round(range.startMs), endMs: Math.round(range.endMs) };
  const rate =
    edit.type === "speed" ? edit.rate : change.added.flatMap((one) => (one.type === "speed" ? [one.rate] : [])).at(-1);
  if (span && rate) return instead(change, [{ tool: "speed", input: { rate, ...span } }]);
  switch (edit.type) {
    case "cut":
      return span ? instead(change, [{ tool: "cut", input: span }]) : null;
    case "trim":
      return span ? instead(change, [{ tool: "trim", input: span }]) : null;
    case "caption":
      return span ? instead(change, [during(edit, span, what)]) : null;
    case "zoom":
    case "redact": {
      const thing = opensTime.test(what) ? null : other(edit.type, what, change, then);
      return thing?.kind === "calls" || !span ? thing : instead(change, [during(edit, span, what)]);
    }
    case "crop":
      return other("crop", what, change, then);
    case "style_preset":
    case "cursor_emphasis":
      return span ? { kind: "say", why: "chat", text: holdsForAll } : null;
    default:
      return null;
  }
}

/** "only its first half": of the part that the edit was for. */
function halfOf(what: string, edit: Operation): Span | null {
  const said = halfSaid.exec(what)?.groups;
  if (!said || !("endMs" in edit)) return null;
  const { startMs, endMs } = edit;
  const middleMs = Math.round((startMs + endMs) / 2);
  return said.first ? { startMs, endMs: middleMs } : { startMs: middleMs, endMs };
}
const halfSaid =
  /^(?:(?:the|its|that|die|ihre|seine|la|su) )?(?:(?<first>first|erste|primera)|second|last|other|zweite|letzte|andere|segunda|[uú]ltima|otra) (?:half|hälfte|mitad)(?: of (?:it|that|this)| davon| de eso)?$/iu;

/** "the typing, 1.5x" */
const withRate = /^(?<what>.{3,60}?)[\s,]+(?:at |with |mit |a |auf )?(?<rate>\d+(?:[.,]\d+)?)\s?(?:x|×|times)$/iu;

export const opensTime =
  /^(?:while|when|where|during|at|in|for|from|until|till|before|after|bei[m]?|wenn|während|solange|am|im|ab|bis|vor|nach|cuando|mientras|durante|al|en|desde|hasta|antes|después)(?!\p{L})/iu;
export const opensThing =
  /^(?:the|that|this|those|der|die|das|den|dem|diese[nrms]?|el|la|los|las|lo|es[ae]|est[ea]|on|to|of|first|last|\d)(?!\p{L})/iu;
const exceptPart =
  /^(?:(?:only|just|nur|s[oó]lo)\s+)?(?:everything |all(?: of it)? |alles |todo )?(?:except|apart from|other than|but|not|nicht|außer|ausser|bis auf|menos|excepto|salvo|no)\s+(?:for |in |at |bei |am |im |en |al )*(?<what>(?:the |that |der |die |das |den |dem |el |la )?[^,;.]{3,40})$/iu;

/** "keep the part where the code is typed in full": as it was, beside the rest. */
export const inFull =
  /^(?:but |aber |pero )?(?:please )?(?:keep|leave|play|show|have|behalte?|lass|zeig|deja|mant[eé]n) (?<what>.{3,90}?) (?:in full|(?:at|in) (?:its )?(?:normal|full|original|usual) (?:speed|pace|length|tempo)|as (?:it is|it was|is)|untouched|uncut|alone|normal|in voller länge|wie (?:es|sie|er) (?:war|ist)|completa|como est[aá]|a velocidad normal)(?: though| please| then| bitte)*$/iu;

/** "but not the beginning", "everything except the login": the last change of speed, of all, for the rest of it. */
export function exceptOf(edit: Operation, rest: string, change: LastChange, then: ThreadContext): Understanding | null {
  const what = (exceptPart.exec(rest) ?? inFull.exec(rest))?.groups?.what;
  const view = openView(then);
  if (!what || edit.type !== "speed" || !isView(view)) return null;
  const lengthMs = lengthOf(view.seen.map);
  const part = edit.startMs <= 0 && edit.endMs >= lengthMs - 100 ? partNamed(what, then) : null;
  if (!part) return null;
  const sides = [
    { startMs: 0, endMs: part.startMs },
    { startMs: part.endMs, endMs: lengthMs },
  ].filter(({ startMs, endMs }) => endMs - startMs > 100);
  // The later one first: what is quickened moves what comes after it.
  const calls = sides.toReversed().map((span): ToolCall => ({ tool: "speed", input: { rate: edit.rate, ...span } }));
  return calls.length === 0 ? null : instead(change, calls);
}

export function partNamed(what: string, then: ThreadContext): Span | null {
  const said = /^(?:the|that|der|die|das|den|dem|el|la)\s/i.test(what) ? what : `the ${what}`;
  const range = [what, said]
    .map((words) => rangeIn(new Reading(clauseOf(read(words, then)), then, words)))
    .find((one) => one !== null);
  return range ? { startMs: Math.round(range.startMs), endMs: Math.round(range.endMs) } : null;
}

const cuts: ReadonlySet<string> = new Set(["trim", "cut", "shorten", "split"]);
const holdsForAll = "That holds for the whole video: I cannot change it for a part. **Undo** takes it back.";

/** "at the end", "am Schluss", "al final". */
const atItsEnd = /(?<!\p{L})(?:end|ending|ende|schluss|final)$/iu;

type Timed = Extract<Operation, { startMs: number; durationMs: number }>;

function during(edit: Timed, span: Span, what: string): ToolCall {
  const lengthMs = span.endMs - span.startMs;
  // What is covered stays so for all of it; a caption or a zoom is as long as it was.
  const durationMs = edit.type === "redact" || /\d/.test(what) ? lengthMs : Math.min(lengthMs, edit.durationMs);
  const time = { startMs: atItsEnd.test(what) ? span.endMs - durationMs : span.startMs, durationMs };
  return again(edit, time);
}

const verbs: Partial<Record<OperationType, string>> = { zoom: "zoom on", redact: "blur", crop: "crop to" };

/** "only the price": the same for another thing. */
function other(type: OperationType, what: string, change: LastChange, then: ThreadContext): Understanding | null {
  const verb = verbs[type];
  const meant = verb ? understand(`${verb} ${what}`, then) : null;
  if (meant?.kind === "calls" && meant.calls.every(isEdit)) return instead(change, meant.calls);
  return meant?.kind === "say" && meant.why === "asks" ? meant : null;
}

const ofTime: readonly OperationType[] = ["speed", "zoom", "caption", "redact", "cut", "trim"];

/** "only the unicorn": no part of this video. To keep that part alone would be another deed than the one spoken of. */
export const notThere = ({ type }: Operation, what: string): Understanding | null =>
  ofTime.includes(type) && !/\d/.test(what)
    ? {
        kind: "say",
        why: "chat",
        text: `${NOT_SEEN}“${what.slice(0, 60)}” in this video. Say for example **only from 0:05 to 0:12**.`,
      }
    : null;
