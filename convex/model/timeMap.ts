import type { Operation } from "./operations.ts";
import type { Span } from "./recording.ts";

declare const takeClock: unique symbol;
declare const outputClock: unique symbol;
/** Milliseconds since the take began: when something was captured. */
export type TakeMs = number & { readonly [takeClock]: true };
/** Milliseconds since the video began: what a viewer sees. */
export type OutputMs = number & { readonly [outputClock]: true };

export const takeMs = (ms: number): TakeMs => ms as TakeMs;
export const outputMs = (ms: number): OutputMs => ms as OutputMs;

/** A stretch of the take that plays at one rate. Pieces play one after the other, in order. */
export type Piece = { readonly startMs: TakeMs; readonly endMs: TakeMs; readonly rate: number };
export type TimeMap = readonly Piece[];

const pieceDurationMs = (piece: Piece): number => (piece.endMs - piece.startMs) / piece.rate;

export const wholeTake = (durationMs: number): TimeMap => [{ startMs: takeMs(0), endMs: takeMs(durationMs), rate: 1 }];

export const outputDurationMs = (map: TimeMap): OutputMs =>
  outputMs(map.reduce((total, piece) => total + pieceDurationMs(piece), 0));

// Rounding leaves slivers that no frame falls into; they would only burden whoever draws the pieces.
const SLIVER_MS = 1e-3;

/** The part of the video between two output times, as pieces of the take. */
export function slice(map: TimeMap, startMs: number, endMs: number): Piece[] {
  const pieces: Piece[] = [];
  let atMs = 0;
  for (const piece of map) {
    const fromMs = Math.max(startMs, atMs) - atMs;
    const toMs = Math.min(endMs, atMs + pieceDurationMs(piece)) - atMs;
    if (toMs - fromMs > SLIVER_MS) {
      pieces.push({
        startMs: takeMs(piece.startMs + fromMs * piece.rate),
        endMs: takeMs(piece.startMs + toMs * piece.rate),
        rate: piece.rate,
      });
    }
    atMs += pieceDurationMs(piece);
  }
  return pieces;
}

/**
 * Where in the video a stretch of the take is seen: one span, since pieces keep the take's order and what is left of the
 * stretch closes up around a cut; none when all of it was cut.
 */
export function takeToOutput(map: TimeMap, span: Span): Span[] {
  const spans: Span[] = [];
  let atMs = 0;
  for (const piece of map) {
    const startMs = Math.max(span.startMs, piece.startMs);
    const endMs = Math.min(span.endMs, piece.endMs);
    if (endMs > startMs) {
      const from = atMs + (startMs - piece.startMs) / piece.rate;
      const to = atMs + (endMs - piece.startMs) / piece.rate;
      const last = spans.at(-1);
      if (last && Math.abs(last.endMs - from) < 0.5) last.endMs = to;
      else spans.push({ startMs: from, endMs: to });
    }
    atMs += pieceDurationMs(piece);
  }
  return spans;
}

/** The take time shown at an output time; the ends hold beyond the video. */
export function outputToTake(map: TimeMap, atOutputMs: number): TakeMs {
  let atMs = 0;
  for (const piece of map) {
    const durationMs = pieceDurationMs(piece);
    if (atOutputMs < atMs + durationMs) return takeMs(piece.startMs + Math.max(0, atOutputMs - atMs) * piece.rate);
    atMs += durationMs;
  }
  return map.at(-1)?.endMs ?? takeMs(0);
}

/** Operations have whole milliseconds: what ends within one of the video's end goes to the end. */
const untilEnd = (endMs: number, endOfVideo: number): number => (endMs > endOfVideo - 1 ? endOfVideo : endMs);

/** What one operation does to time; operations on the picture leave it as it is. */
export function applyToTime(map: TimeMap, operation: Operation): TimeMap {
  const endOfVideo = outputDurationMs(map);
  switch (operation.type) {
    case "trim":
      return slice(map, operation.startMs, operation.endMs);
    case "split":
      return operation.removeSegment === "before"
        ? slice(map, operation.atMs, endOfVideo)
        : slice(map, 0, operation.atMs);
    case "cut":
      return [...slice(map, 0, operation.startMs), ...slice(map, untilEnd(operation.endMs, endOfVideo), endOfVideo)];
    case "speed": {
      const endMs = untilEnd(operation.endMs, endOfVideo);
      return [
        ...slice(map, 0, operation.startMs),
        ...slice(map, operation.startMs, endMs).map((piece) => ({ ...piece, rate: piece.rate * operation.rate })),
        ...slice(map, endMs, endOfVideo),
      ];
    }
    default:
      return map;
  }
}

export const timeMapOf = (operations: readonly Operation[], takeDurationMs: number): TimeMap =>
  operations.reduce(applyToTime, wholeTake(takeDurationMs));
