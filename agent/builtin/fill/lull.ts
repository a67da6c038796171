import { takeSpanToSeen } from "../../resolve/view.ts";
import { placeIn } from "../grammar/place.ts";
import type { TimeItem } from "../times/item.ts";
import type { Reading } from "../words/reading.ts";
import type { Range } from "./range.ts";

/** How far a lull may reach over the moment that it is named by. */
const OVERLAP_MS = 500;

/** "the pause at the end": one stretch of idle time, rather than all of it. */
export const isLull = (reading: Reading): boolean => lullNear(reading) !== null;

/** "the pause before the coupon code", "the wait after the login": the nearest stretch in which nothing happens, on that side. */
export function lullNear(reading: Reading): Range | null {
  const points = reading.times.filter((item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point");
  const place = points.find(({ how }) => how !== "at") ?? points[0];
  const saysLull = reading.word(
    "pause",
    "pauses",
    "dead",
    "idle",
    "still",
    "wait",
    "waiting",
    "gap",
    "silence",
    "lull",
    "delay",
    "pausa",
    "warten",
    "lucke",
  );
  const { view } = reading;
  const part = place?.named ?? placeIn(reading) ?? (place && { startMs: place.atMs, endMs: place.atMs });
  if (!saysLull || reading.word("everything", "all", "alles", "todo") || !view || !part) return null;
  const { startMs, endMs } = part;
  const lulls = view.context.idle.flatMap((span) => takeSpanToSeen(view, span) ?? []);
  if (place?.how === "before" || place?.how === "until")
    return lulls.findLast((span) => span.endMs <= startMs + OVERLAP_MS) ?? null;
  if (place?.how === "after" || place?.how === "from")
    return lulls.find((span) => span.startMs >= endMs - OVERLAP_MS) ?? null;
  return lulls.find((span) => span.startMs <= endMs + OVERLAP_MS && span.endMs >= startMs - OVERLAP_MS) ?? null;
}
