import type { Span } from "../../convex/model/recording.ts";
import type { ThreadContext } from "../context.ts";
import { momentOf } from "../context.ts";
import { thingsOf } from "./things.ts";

/** A page that comes in shows its things one after the other; what a press opens comes all at once. */
const FEWEST_TIMES = 3;
const LONGEST_MS = 1500;

/**
 * When the page is scrolled, in times of the take: on the way to a step's thing, others come into the picture or go out of it
 * one after the other. None where the elements of the take are not known.
 */
export function scrollsOf(context: ThreadContext): Span[] {
  const { all } = thingsOf(context);
  const { durationMs = 0 } = context.run ?? {};
  const moments = all.flatMap(({ startMs, endMs }) => [
    ...(startMs > 0 ? [startMs] : []),
    ...(endMs < durationMs ? [endMs] : []),
  ]);
  return context.shots.flatMap((shot) => {
    if (shot.action === "navigate") return [];
    const until = momentOf(shot);
    const times = [...new Set(moments.filter((ms) => ms > shot.startMs && ms < until))].sort((a, b) => a - b);
    const [startMs = 0, endMs = 0] = [times[0], times.at(-1)];
    return times.length >= FEWEST_TIMES && endMs - startMs <= LONGEST_MS ? [{ startMs, endMs }] : [];
  });
}
