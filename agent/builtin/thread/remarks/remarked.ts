import type { Operation, OperationType } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import { outputToTake, timeMapOf } from "../../../../convex/model/timeMap.ts";
import type { ThreadContext } from "../../../context.ts";
import type { LastChange } from "../../../resolve/changeOf.ts";
import { isTimed, isView, lengthOf, openView, placeInMap, type TimedEdit } from "../../../resolve/view.ts";
import type { EditCall } from "../../../tools/inputs.ts";
import { rangeIn } from "../../fill/speed.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import { again } from "../orders/changed.ts";
import { placeIn } from "../orders/orderPlace.ts";
import type { Remark } from "./hearRemark.ts";

/** What a remark makes of the edits that it is about: the calls that make them once more, for another part or another length. */

/** Edits of a stretch of the video, and those that are on screen for a time. */
type Stretch = Extract<Operation, { type: "cut" | "trim" | "speed" }>;
export type Made = Stretch | TimedEdit;
export const isMade = (edit: Operation | undefined): edit is Made =>
  edit !== undefined && (isTimed(edit) || edit.type === "cut" || edit.type === "trim" || edit.type === "speed");

/** The last change, as the thread was before it. */
export type Last = { edit: Made; spans: readonly Span[]; was: ThreadContext; lengthMs: number };

export function lastOf(edit: Made, { added }: LastChange, was: ThreadContext): Last {
  const view = openView(was);
  const lengthMs = isView(view) ? lengthOf(view.seen.map) : 0;
  const own = added.filter((one): one is Made => one.type === edit.type && isMade(one));
  if (!isView(view)) return { edit, spans: [], was, lengthMs };
  // Each was made in the times that those before it had left.
  const before = view.seen.operations;
  const spans = own.map((one) => {
    const map = timeMapOf([...before, ...added.slice(0, added.indexOf(one))], view.take.durationMs);
    const place = (ms: number): number => Math.round(placeInMap(view.seen.map, outputToTake(map, ms)));
    return { startMs: place(spanOf(one).startMs), endMs: Math.min(lengthMs, place(spanOf(one).endMs)) };
  });
  return { edit, spans: spans.toSorted((a, b) => a.startMs - b.startMs), was, lengthMs };
}

export const spanOf = (edit: Made): Span => ({
  startMs: edit.startMs,
  endMs: "endMs" in edit ? edit.endMs : edit.startMs + edit.durationMs,
});

/** The same edit for these stretches and no other. */
export function over({ edit, lengthMs }: Last, spans: readonly Span[], rate?: number): EditCall[] {
  const long = spans.filter(({ startMs, endMs }) => endMs - startMs > SHORTEST_MS);
  // The later one first: what is cut or quickened moves what comes after it.
  const lastFirst = long.toSorted((a, b) => b.startMs - a.startMs);
  switch (edit.type) {
    case "cut":
      return lastFirst.map((span) => ({ tool: "cut", input: span }));
    case "speed":
      return lastFirst.map((span) => ({ tool: "speed", input: { rate: rate ?? edit.rate, ...span } }));
    case "trim":
      if (long.length === 1) return long.map((span) => ({ tool: "trim", input: span }));
      return besides(long, lengthMs)
        .map((span): EditCall => ({ tool: "cut", input: span }))
        .toReversed();
    default:
      return long.map(({ startMs, endMs }) => again(edit, { startMs, durationMs: endMs - startMs }));
  }
}
const SHORTEST_MS = 100;

/** What is left of a video beside these stretches. */
function besides(spans: readonly Span[], lengthMs: number): Span[] {
  const inOrder = spans.toSorted((a, b) => a.startMs - b.startMs);
  const edges = [0, ...inOrder.flatMap(({ startMs, endMs }) => [startMs, endMs]), lengthMs];
  const gaps = edges.flatMap((startMs, at) => (at % 2 === 0 ? [{ startMs, endMs: edges[at + 1] ?? lengthMs }] : []));
  return gaps.filter(({ startMs, endMs }) => endMs - startMs > SHORTEST_MS);
}

export const without = (spans: readonly Span[], part: Span): Span[] =>
  spans
    .flatMap(({ startMs, endMs }) => [
      { startMs, endMs: Math.min(endMs, part.startMs) },
      { startMs: Math.max(startMs, part.endMs), endMs },
    ])
    .filter(({ startMs, endMs }) => endMs - startMs > SHORTEST_MS);

/** "keep the beginning, too": stretches with these beside them, in order and without overlaps. */
export function withAdded(spans: readonly Span[], more: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const one of [...spans, ...more].toSorted((a, b) => a.startMs - b.startMs)) {
    const last = joined.at(-1);
    if (!last || one.startMs > last.endMs + SHORTEST_MS) joined.push({ ...one });
    else last.endMs = Math.max(last.endMs, one.endMs);
  }
  return joined;
}

type Effect = (last: Last, remark: Remark) => EditCall[] | null;
const isStretch = ({ edit }: Last): boolean => !isTimed(edit);

const opposites: Partial<Record<OperationType, Effect>> = {
  cut: ({ spans: [span] }) => (span ? [{ tool: "trim", input: span }] : null),
  trim: ({ spans: [span] }) => (span ? [{ tool: "cut", input: span }] : null),
  speed: (last) => {
    const gaps = besides(last.spans, last.lengthMs);
    const rate = last.edit.type === "speed" ? last.edit.rate : 1;
    return gaps.length > 0 ? over(last, gaps) : over(last, last.spans, Number((1 / rate).toFixed(3)));
  },
};

const wholes: Partial<Record<OperationType, Effect>> = {
  speed: ({ edit }) => (edit.type === "speed" ? [{ tool: "speed", input: { rate: edit.rate } }] : null),
  cut: () => [],
  trim: () => [],
  caption: (last) => over(last, [{ startMs: 0, endMs: last.lengthMs }]),
  redact: (last) => over(last, [{ startMs: 0, endMs: last.lengthMs }]),
};

/** What each remark makes of an edit; null where nothing of that kind can be said of it, or no such part is there. */
const effects: Record<"part" | "others" | "all" | "opposite" | "reach" | "untouched", Effect> = {
  part: (last, remark) => {
    const half = remark.half && halfOf(last, remark.half);
    const part = half ?? partOf(remark, last);
    if (!part) return null;
    if (isTimed(last.edit)) return [during(last.edit, part, remark.words ?? "")];
    return over(last, [reaching(part, remark, last) ?? part], remark.rate);
  },
  others: (last, { words = "" }) => {
    const part = isStretch(last) ? partNamed(words, last.was) : null;
    const left = part ? without(last.spans, part) : [];
    return left.length > 0 && part && last.spans.some((one) => meets(one, part)) ? over(last, left) : null;
  },
  untouched: (last, remark) => (last.edit.type === "speed" ? effects.others(last, remark) : null),
  all: (last, remark) => wholes[last.edit.type]?.(last, remark) ?? null,
  opposite: (last, remark) => opposites[last.edit.type]?.(last, remark) ?? null,
  reach: (last, remark) => {
    const [span] = last.spans;
    const other = span && last.spans.length === 1 ? reaching(span, remark, last) : null;
    return other && (remark.until || last.edit.type !== "caption") ? over(last, [other]) : null;
  },
};

export const effectOf = ({ of }: Remark): Effect | null =>
  of && of in effects ? effects[of as keyof typeof effects] : null;

/** "the whole sign in" is the step of that name and the page that it leads to. */
const partOf = ({ words = "", isWhole }: Remark, { was }: Last): Span | null =>
  (isWhole ? partNamed(`${words} stuff`, was) : null) ?? partNamed(words, was);

/** "up to the cart", "from the start": the same with another end. */
function reaching(span: Span, { from, until }: Remark, { was, lengthMs }: Last): Span | null {
  const startMs = from === undefined ? span.startMs : momentOf(from, was, lengthMs);
  const endMs = until === undefined ? span.endMs : momentOf(until, was, lengthMs);
  return startMs !== null && endMs !== null && endMs - startMs > SHORTEST_MS ? { startMs, endMs } : null;
}

export function momentOf(words: string, was: ThreadContext, lengthMs: number): number | null {
  const place = placeIn(`at ${words}`, was) ?? placeIn(`when ${words}`, was);
  return place?.isEnd ? lengthMs : (partNamed(words, was)?.startMs ?? place?.startMs ?? null);
}

const meets = (one: Span, other: Span): boolean => one.startMs < other.endMs && one.endMs > other.startMs;

/** "only its first half": of the part that the edit was for. */
function halfOf({ spans: [part], lengthMs }: Last, half: "first" | "second"): Span | null {
  if (!part) return null;
  // "cut the first half", "no, the second half": of the video.
  const isHalf = Math.abs(2 * (part.endMs - part.startMs) - lengthMs) < SHORTEST_MS;
  const span = isHalf ? { startMs: 0, endMs: lengthMs } : part;
  const middleMs = Math.round((span.startMs + span.endMs) / 2);
  return half === "first" ? { ...span, endMs: middleMs } : { ...span, startMs: middleMs };
}

export function partNamed(what: string, was: ThreadContext): Span | null {
  const range = [what, `the ${what}`]
    .map((words) => rangeIn(new Reading(clauseOf(read(words, was)), was, words)))
    .find((one) => one !== null);
  return range ? { startMs: Math.round(range.startMs), endMs: Math.round(range.endMs) } : null;
}

const lasting = /^(?:while|whilst|as long as|for as long as|during|solange|während|mientras|durante)(?!\p{L})/iu;
/** "at the end", "am Schluss", "al final". */
const atItsEnd = /(?<!\p{L})(?:end|ending|ende|schluss|final)$/iu;

function during(edit: TimedEdit, span: Span, what: string): EditCall {
  const lengthMs = span.endMs - span.startMs;
  // What is covered stays so for all of it; a caption or a zoom is as long as it was, unless it is told for how long.
  const isAllOfIt = edit.type === "redact" || /\d/.test(what) || lasting.test(what);
  const durationMs = isAllOfIt ? lengthMs : Math.min(lengthMs, edit.durationMs);
  return again(edit, { startMs: atItsEnd.test(what) ? span.endMs - durationMs : span.startMs, durationMs });
}

/** "when the discount shows, not at the start": the same at another moment. */
export function movedTo(edit: TimedEdit, words: string, was: ThreadContext): EditCall[] | null {
  const view = openView(was);
  const place = placeIn(words, was);
  // What is zoomed on at the end is what is used there.
  if (!place || !isView(view) || (place.isEnd && edit.type === "zoom")) return null;
  const { durationMs: usualMs } = edit;
  const startMs = place.isEnd ? Math.max(0, lengthOf(view.seen.map) - usualMs) : (place.startMs ?? edit.startMs);
  // What is covered from another moment on is covered for as long as it was.
  const endMs = edit.type === "redact" ? edit.startMs + usualMs : 0;
  return [again(edit, { startMs, durationMs: place.durationMs ?? (endMs > startMs ? endMs - startMs : usualMs) })];
}

/** What an edit has taken away, as one stretch. */
function lostIn({ edit, spans: [span], lengthMs }: Last): Span | undefined {
  const isOneSided = edit.type === "trim" && span && span.startMs > 0 !== span.endMs < lengthMs - SHORTEST_MS;
  return edit.type === "cut" ? span : isOneSided ? besides([span], lengthMs)[0] : undefined;
}

/** "I meant the last one", after the first second was cut: as much, at that end. */
export function atEnd(last: Last, words: string): EditCall[] | null {
  const end = ofEnd.exec(words)?.groups?.end;
  const lost = end ? lostIn(last) : undefined;
  if (!lost || (lost.startMs > SHORTEST_MS && lost.endMs < last.lengthMs - SHORTEST_MS)) return null;
  const lostMs = lost.endMs - lost.startMs;
  const startMs = end === "last" ? last.lengthMs - lostMs : 0;
  return [{ tool: "cut", input: { startMs, endMs: startMs + lostMs } }];
}
const ofEnd =
  /^(?:(?:from )?the )?(?<end>first|last)(?: (?:ones?|bit|part|piece))?(?:[, ]+(?:i (?:mean|meant|said)|please|instead|rather))*$/iu;

/** "one second is enough", "that was too much": the same cut, at the same end of the video, of another length. */
export function cutOf(last: Last, { length, excess }: Remark, isSaid: boolean): EditCall[] | null {
  const lost = lostIn(last);
  if (!lost || length?.how === "more" || length?.how === "fits") return null;
  const lostMs = lost.endMs - lost.startMs;
  const isShorter = length && length.ms < lostMs;
  const newMs = length ? (isSaid || isShorter ? length.ms : null) : excess === "much" ? Math.round(lostMs / 2) : null;
  if (newMs === null) return null;
  const isAtEnd = lost.startMs > 0 && lost.endMs >= last.lengthMs - SHORTEST_MS;
  const { startMs, endMs } = lost;
  const other = isAtEnd ? { startMs: Math.max(0, endMs - newMs), endMs } : { startMs, endMs: startMs + newMs };
  return [{ tool: "cut", input: other }];
}

/** "faster, it must fit in 15 seconds": the part that was quickened, so much faster that the whole is as long as that. */
export function fittedTo({ edit, spans, lengthMs, ...last }: Last, goalMs: number): EditCall[] | null {
  const partMs = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const leftMs = goalMs - (lengthMs - partMs);
  const rate = leftMs > 0 ? Math.ceil((100 * partMs) / leftMs) / 100 : 0;
  if (edit.type !== "speed" || rate <= edit.rate || rate > FASTEST) return null;
  return over({ edit, spans, lengthMs, ...last }, spans, rate);
}
const FASTEST = 8;
