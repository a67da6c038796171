import { takeSpanToSeen } from "../../resolve/view.ts";
import type { EditCall } from "../../tools/inputs.ts";
import type { Reading } from "../words/reading.ts";
import { type Range, round } from "./range.ts";

/** More than this is a blur, less a still picture. */
const [FASTEST, SLOWEST] = [4, 0.25];

/** A part as long as that: the pauses in it go first, then it plays faster or slower. Null where it cannot be so long. */
export function partOfLength(part: Range, targetMs: number, reading: Reading): EditCall[] | null {
  const tooLongMs = part.endMs - part.startMs - targetMs;
  const cuts: Range[] = [];
  let leftMs = tooLongMs;
  for (const pause of pausesIn(part, reading)) {
    const ms = Math.min(leftMs, pause.endMs - pause.startMs);
    if (ms < SHORTEST_MS) break;
    cuts.push({ startMs: pause.endMs - ms, endMs: pause.endMs });
    leftMs -= ms;
  }
  const lengthMs = targetMs + leftMs;
  const rate = Number((lengthMs / targetMs).toFixed(2));
  if (rate > FASTEST || rate < SLOWEST) return null;
  const isPaced = Math.abs(leftMs) >= SHORTEST_MS;
  // Times are those of the video that is seen, so what is cut within the part does not move its ends.
  return [
    ...cuts.map((cut): EditCall => ({ tool: "cut", input: round(cut) })),
    ...(isPaced ? [{ tool: "speed" as const, input: { rate, ...round(part) } }] : []),
  ];
}
const SHORTEST_MS = 100;

const pausesIn = ({ startMs, endMs }: Range, { context, view }: Reading): Range[] =>
  context.idle.flatMap((idle) => {
    const seen = view && takeSpanToSeen(view, idle);
    const pause = seen && { startMs: Math.max(startMs, seen.startMs), endMs: Math.min(endMs, seen.endMs) };
    return pause && pause.endMs - pause.startMs >= SHORTEST_MS ? [pause] : [];
  });
