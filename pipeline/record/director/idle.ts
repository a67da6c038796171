import type { Span } from "../../../convex/model/recording.ts";
import { pace } from "./pace.ts";

/**
 * Stretches longer than `pace.idle` in which no picture changes, nothing is pressed or moved, and nobody reads a change.
 * `busyMs` are the moments of pictures, pointer and keys.
 */
export function idleSpans(busyMs: readonly number[], reading: readonly Span[], durationMs: number): Span[] {
  const moments = [0, ...busyMs, durationMs].filter((at) => at <= durationMs).sort((a, b) => a - b);
  const still: Span[] = [];
  for (let index = 1; index < moments.length; index++) {
    still.push({ startMs: moments[index - 1] ?? 0, endMs: moments[index] ?? 0 });
  }
  const unread = reading.reduce((spans, span) => spans.flatMap((stretch) => without(stretch, span)), still);
  return unread
    .map(({ startMs, endMs }) => ({ startMs: Math.ceil(startMs), endMs: Math.floor(endMs) }))
    .filter(({ startMs, endMs }) => endMs - startMs > pace.idle);
}

function without(stretch: Span, taken: Span): Span[] {
  if (taken.endMs <= stretch.startMs || taken.startMs >= stretch.endMs) return [stretch];
  return [
    { startMs: stretch.startMs, endMs: taken.startMs },
    { startMs: taken.endMs, endMs: stretch.endMs },
  ].filter(({ startMs, endMs }) => endMs > startMs);
}
