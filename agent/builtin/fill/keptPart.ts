import { edgePart, placeIn } from "../grammar/place.ts";
import type { Named, TimeItem } from "../times/item.ts";
import type { Reading } from "../words/reading.ts";
import type { Range } from "./range.ts";

/** What stays, of "keep", "trim to", "start at", "end at", and of taking a beginning or an end away. */
export function keptPart(reading: Reading): Range | null {
  const lengthMs = reading.lengthMs;
  const items = reading.times;
  const keep = reading.has("keep", "except") || reading.word("stay", "stays", "remain", "remains");
  const range = items.find((item) => item.kind === "span");
  const begins = reading.has("begin") ? borderAfter(reading, "begin") : null;
  const ends = reading.has("finish") ? borderAfter(reading, "finish") : null;
  if (begins !== null || ends !== null) {
    return { startMs: begins ?? 0, endMs: ends ?? lengthMs };
  }
  if (range?.kind === "span") {
    if (keep || range.how === "range") return range;
    return keptByEdges(items, lengthMs) ?? range;
  }
  const border = items.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && item.how !== "at",
  );
  if (border) return keptByBorder(border, keep, lengthMs);
  const place = items.find((item) => item.kind === "point" && item.named);
  if (place?.kind === "point" && place.named) return place.named;
  const named = placeIn(reading);
  if (named) return named;
  const point = reading.time("point");
  if (!point) return keep ? edgePart(reading) : null;
  return keptAt(reading, point);
}

/** "trim to 0:38", "trim it at 0:05": up to there, or else the longer side of it. */
function keptAt(reading: Reading, { atMs, from }: Extract<TimeItem, { kind: "point" }>): Range {
  const isEnd = reading.clause.tokens[from - 1]?.word === "to" || atMs > reading.lengthMs / 2;
  return isEnd ? { startMs: 0, endMs: atMs } : { startMs: atMs, endMs: reading.lengthMs };
}

/** "The first 2 and the last 3 seconds" taken away from both ends at once. */
export function keptByEdges(items: readonly TimeItem[], lengthMs: number): Range | null {
  let startMs = 0;
  let endMs = lengthMs;
  for (const item of items) {
    if (item.kind !== "span") continue;
    if (item.how === "first") startMs = Math.max(startMs, item.endMs);
    if (item.how === "last") endMs = Math.min(endMs, item.startMs);
  }
  if (startMs === 0 && endMs === lengthMs) return null;
  return { startMs, endMs };
}

function keptByBorder(border: Extract<TimeItem, { kind: "point" }>, keep: boolean, lengthMs: number): Range {
  const { how, atMs } = border;
  const keepsLater = how === "from" ? true : how === "until" ? false : keep ? how === "after" : how === "before";
  return keepsLater ? { startMs: atMs, endMs: lengthMs } : { startMs: 0, endMs: atMs };
}

/** The moment that follows "start" or "end": a time, or when something happens. */
function borderAfter(reading: Reading, edge: "begin" | "finish"): number | null {
  const verb = reading.clause.phrases.find((phrase) => phrase.concepts.has(edge));
  if (!verb) return null;
  const other = reading.clause.phrases.find(
    (phrase) => phrase.from > verb.from && phrase.concepts.has(edge === "begin" ? "finish" : "begin"),
  );
  const until = other?.from ?? Number.POSITIVE_INFINITY;
  const following = reading.times.filter((item) => item.from >= verb.from && item.from < until);
  // "0:38 is where it should end"
  const items = following.length > 0 || other ? following : reading.times.filter((item) => item.to <= verb.from);
  for (const item of items) {
    if (item.kind === "point") return pointOfEdge(item, edge, reading.lengthMs);
    if (item.kind === "span" && item.how === "range") return edge === "begin" ? item.startMs : item.endMs;
  }
  if (reading.times.some((item) => item.kind === "span" && item.from <= verb.from && item.to > verb.from)) return null;
  const words = reading.clause.tokens
    .slice(verb.to, Math.min(until, reading.clause.tokens.length))
    .map((token) => token.word);
  const named = reading.named(words.join(" "));
  if (!named) return null;
  return edge === "begin" ? named.startMs : endOf(named, reading.lengthMs);
}

export const SOON_AFTER_MS = 1000;
const LONGEST_DEED_MS = 6000;

/** After the last thing that happens nothing would be left to take away: soon after it happened is meant. */
export const isLastDeed = ({ momentMs, endMs }: Named, lengthMs: number): boolean =>
  endMs >= lengthMs - 100 && endMs - momentMs <= LONGEST_DEED_MS && momentMs + SOON_AFTER_MS < lengthMs;

function pointOfEdge(item: Extract<TimeItem, { kind: "point" }>, edge: "begin" | "finish", lengthMs: number): number {
  if (!item.named) return item.atMs;
  if (item.how === "before") return edge === "begin" ? Math.max(0, item.named.startMs - 500) : item.named.startMs;
  if (edge === "finish") return endOf(item.named, lengthMs);
  return item.how === "after" ? item.named.endMs : Math.max(item.named.startMs, item.atMs - 1000);
}

export const endOf = (named: Named, lengthMs: number): number =>
  isLastDeed(named, lengthMs) ? named.momentMs + SOON_AFTER_MS : named.endMs;
