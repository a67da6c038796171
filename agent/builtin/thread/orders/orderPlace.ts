import type { ThreadContext } from "../../../context.ts";
import { describe } from "../../../resolve/describe.ts";
import { timing } from "../../fill/when.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";

/** Where an edit is to go. */
export type Place = {
  startMs?: number;
  durationMs?: number;
  isEnd?: boolean;
  /** Something that happens, rather than a time. */
  isEvent?: boolean;
  /** It begins there, and its end is where it was. */
  isBegun?: boolean;
};

const quoted = /["“„«][^"“”„«»]*["”“»]/gu;
const opener =
  /(?<=\s|^)(?:to|at|on|in|near|when|where|once|as soon as|(?<!\b(?:one|version) )(?:after|before)|while|during|nach|auf|zu[mr]?|ans?|bei[m]?|wenn|sobald|a|al|en|cuando|donde)(?=\s)/giu;

/** "the zoom on the total to 0:12": each way to part the words into what is named and where it goes, the longest name first. */
export function partings(said: string): { name: string; to: string }[] {
  const masked = said.replace(quoted, (found) => "_".repeat(found.length));
  return [...masked.matchAll(opener)]
    .toReversed()
    .map(({ index }) => ({ name: said.slice(0, index).trim(), to: said.slice(index) }));
}

const edge =
  /^(?:to|at|on|near|in|nach|auf|zu[mr]?|ans?|a|al|en) (?:the |den |dem |el )?(?:very )?(?:(?<start>start|beginning|front|anfang|principio|inicio)|(?:end|ending|ende|schluss|final))(?: of (?:the|my|this) (?:video|clip|film))?$/iu;

/** Null when the words are no moment of the video, or say more than that. */
export function placeIn(to: string, context: ThreadContext): Place | null {
  const found = edge.exec(to)?.groups;
  if (found) return found.start ? { startMs: 0 } : { isEnd: true };
  const when = to.replace(/^(?:to|nach|auf|a) (?=\S)/iu, "at ").replace(/^at (?=when|where|the moment)/iu, "");
  // "at the apply click"
  return momentIn(when, context) ?? momentIn(when.replace(/^(?:at|on|near|bei|en) (?=\S)/iu, "when "), context);
}

function momentIn(when: string, context: ThreadContext): Place | null {
  const reading = new Reading(clauseOf(read(when, context)), context, when);
  const { startMs, durationMs } = timing(reading, { namedCounts: true });
  const isOne =
    reading.times.filter((one) => (one.kind === "point" && one.how !== "until") || one.kind === "span").length === 1;
  if (startMs === undefined || startMs >= reading.lengthMs || !isOne || saysMore(reading)) return null;
  const isEvent = reading.times.some((item) => item.kind === "point" && item.named !== undefined);
  return { startMs, ...(durationMs === undefined ? {} : { durationMs }), ...(isEvent ? { isEvent } : {}) };
}

/** Whether words of weight stand beside the time. */
function saysMore({ clause, times }: Reading): boolean {
  const isTold = (at: number): boolean => times.some(({ from, to }) => at >= from && at < to);
  const left = clause.tokens.flatMap((token, at) => (token.kind === "word" && !isTold(at) ? [token.word] : []));
  const { content, roles } = describe(left.join(" "));
  return content.length > 0 || roles.length > 0;
}
