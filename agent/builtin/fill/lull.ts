import { takeSpanToSeen } from "../../resolve/view.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import type { TimeItem } from "../times/item.ts";
import { endWords, startWords } from "../times/words.ts";
import type { Reading } from "../words/reading.ts";
import type { Range } from "./range.ts";

/** How far a lull may reach over the moment that it is named by. */
const OVERLAP_MS = 500;

/** "the wait after the phone number" is none of the end. */
const SOON_MS = 5000;

/** "the pause at the end": one stretch of idle time, rather than all of it. */
export const isLull = (reading: Reading): boolean => lullNear(reading) !== null;

const lullWords = set(
  "pause pauses dead idle still wait waiting gap silence lull delay pausa warten lucke wartezeit espera hueco",
);
const allWords = set("everything all every alles alle todo todas");

/**
 * The stretch of the version seen in which nothing happens that words name by its place, its order or its length: "the pause
 * before the coupon code", "the wait at the start", "the second pause". "none" when nothing is idle there, null when no single
 * one is named.
 */
export function lullNear(reading: Reading): Range | "none" | null {
  const { view } = reading;
  const words = reading.clause.tokens.map(({ word }) => word);
  if (!view || !words.some((word) => lullWords.has(word)) || words.some((word) => allWords.has(word))) return null;
  const lulls = view.context.idle.flatMap((span) => takeSpanToSeen(view, span) ?? []);
  const named = atEdge(reading, words, lulls) ?? inOrder(words, lulls) ?? besideMoment(reading, lulls);
  return named && (named[0] ?? "none");
}

/** "at the start", "in the beginning", "at the end": in that third of the video. */
function atEdge({ lengthMs }: Reading, words: readonly string[], lulls: readonly Range[]): Range[] | null {
  if (words.some((word) => startWords.has(word))) return lulls.filter(({ startMs }) => startMs < lengthMs / 3);
  if (words.some((word) => endWords.has(word)))
    return lulls.filter(({ endMs }) => endMs > (2 * lengthMs) / 3).toReversed();
  return null;
}

/** "the second pause", "the longest wait". */
function inOrder(words: readonly string[], lulls: readonly Range[]): Range[] | null {
  if (words.some((word) => longest.has(word)))
    return lulls.toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs));
  const before =
    words
      .slice(
        0,
        words.findIndex((word) => lullWords.has(word)),
      )
      .at(-1) ?? "";
  const ordinal = ordinalNamed(before);
  return ordinal === undefined ? null : lulls.slice(ordinal < 0 ? ordinal : ordinal - 1);
}
const longest = set("longest biggest langste grosste larga mayor");

/** Those that a moment or a part points at, the nearest first; null when none is told. */
function besideMoment(reading: Reading, lulls: readonly Range[]): Range[] | null {
  const points = reading.times.filter((item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point");
  const place = points.find(({ how }) => how !== "at") ?? points[0];
  const part = place?.named ?? (place && { startMs: place.atMs, endMs: place.atMs });
  if (!part) return null;
  const { startMs, endMs } = part;
  if (place?.how === "before" || place?.how === "until")
    return lulls.filter((span) => span.endMs <= startMs + OVERLAP_MS).toReversed();
  if (place?.how === "after" || place?.how === "from")
    return lulls.filter((span) => span.startMs >= endMs - OVERLAP_MS && span.startMs < endMs + SOON_MS);
  return lulls.filter((span) => span.startMs <= endMs + OVERLAP_MS && span.endMs >= startMs - OVERLAP_MS);
}
