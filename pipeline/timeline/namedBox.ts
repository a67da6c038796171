import type { Operation } from "../../convex/model/operations.ts";
import type { Box, Span } from "../../convex/model/recording.ts";
import { boxDuring } from "../take/elements.ts";
import type { TimelineTake } from "./timeline.ts";

type Zoom = Extract<Operation, { type: "zoom" }>;

/** The thing that a zoom is anchored to, in take pixels; null where its centre is a place and not that thing's. */
export function namedBox({ shots, elements }: TimelineTake, zoom: Zoom, { startMs, endMs }: Span): Box | null {
  const { anchor, centerX, centerY } = zoom;
  if (!anchor) return null;
  const path = elements?.find(({ id }) => id === anchor.elementId)?.path;
  const boxes = [shots.find(({ id }) => id === anchor.shotId)?.box, path && boxDuring(path, startMs, endMs)];
  const isAround = ({ x, y, width, height }: Box): boolean =>
    centerX >= x && centerX <= x + width && centerY >= y && centerY <= y + height;
  return boxes.find((box) => box && isAround(box)) ?? null;
}
