import { SAYINGS_KEPT, type Saying } from "../../../convex/model/recording.ts";
import type { Element } from "./ledger.ts";

type Stretch = { frame: number; untilFrame: number; label: string };

/**
 * What an element was seen to say from when on, where that changed: else nothing. Words that changed while it was out of sight
 * count from when it is seen with them. Of more than are kept, those go that stood shortest, never the first and the last.
 */
export function sayingsOf(element: Element, frameCount: number, fps: number): Saying[] | undefined {
  const seen = stretchesSeen(element, frameCount);
  while (seen.length > SAYINGS_KEPT) seen.splice(shortestInside(seen), 1);
  return seen.length < 2
    ? undefined
    : seen.map(({ frame, label }) => ({ atMs: Math.round((frame * 1000) / fps), text: label }));
}

function stretchesSeen({ calls, moves }: Element, frameCount: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [at, { frame, label }] of calls.entries()) {
    const untilFrame = calls[at + 1]?.frame ?? frameCount;
    const isSeenThen = moves.findLast((move) => move.frame <= frame)?.box;
    const first = isSeenThen ? frame : moves.find((move) => move.box && move.frame > frame)?.frame;
    if (first === undefined || first >= untilFrame) continue;
    const last = stretches.at(-1);
    if (last?.label === label) last.untilFrame = untilFrame;
    else stretches.push({ frame: first, untilFrame, label });
  }
  return stretches;
}

function shortestInside(stretches: readonly Stretch[]): number {
  const length = (at: number): number => {
    const { frame = 0, untilFrame = 0 } = stretches[at] ?? {};
    return untilFrame - frame;
  };
  const inside = [...stretches.keys()].slice(1, -1);
  return inside.reduce((shortest, at) => (length(at) < length(shortest) ? at : shortest));
}
