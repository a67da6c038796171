import type { Box } from "../../convex/model/recording.ts";

/** How things with a place in the picture stand to each other. */
export type Side = "any" | "above" | "below" | "left" | "right";
type Placed = { box: Box };

/** Edges that overlap by no more than this touch. */
const TOUCH_PX = 8;

/** What stands on one side of a box: the nearest of what is in line with it, else the nearest. */
export function nearestOn<T extends Placed>(things: readonly T[], of: Box, side: Side): T | undefined {
  const there = things.filter(({ box }) => isOnSide(box, of, side));
  const inLine = there.filter(({ box }) => isInLine(box, of, side));
  // On both sides as near: the one that is read next.
  const isBefore = ({ box }: T): number => Number(box.x < of.x || box.y < of.y);
  return (inLine.length > 0 ? inLine : there).toSorted(
    (a, b) => Math.round(gap(a.box, of) - gap(b.box, of)) || isBefore(a) - isBefore(b),
  )[0];
}

/** What stands in one row with a box, from the left to the right. */
export const rowOf = <T extends Placed>(things: readonly T[], of: Box): T[] =>
  things.filter(({ box }) => isInLine(box, of, "right")).toSorted((a, b) => a.box.x - b.box.x);

/** What stands in one column with a box, from the top to the bottom. */
export const columnOf = <T extends Placed>(things: readonly T[], of: Box): T[] =>
  things.filter(({ box }) => isInLine(box, of, "below")).toSorted((a, b) => a.box.y - b.box.y);

function isOnSide(box: Box, of: Box, side: Side): boolean {
  switch (side) {
    case "above":
      return box.y + box.height <= of.y + TOUCH_PX;
    case "below":
      return box.y >= of.y + of.height - TOUCH_PX;
    case "left":
      return box.x + box.width <= of.x + TOUCH_PX;
    case "right":
      return box.x >= of.x + of.width - TOUCH_PX;
    case "any":
      return (["above", "below", "left", "right"] as const).some((edge) => isOnSide(box, of, edge));
  }
}

/** Left and right are in one row, above and below in one column, "next to" rather in one row. */
function isInLine(box: Box, of: Box, side: Side): boolean {
  const isUpright = side === "above" || side === "below";
  const shared = isUpright
    ? Math.min(box.x + box.width, of.x + of.width) - Math.max(box.x, of.x)
    : Math.min(box.y + box.height, of.y + of.height) - Math.max(box.y, of.y);
  const smaller = isUpright ? Math.min(box.width, of.width) : Math.min(box.height, of.height);
  return shared > smaller / 2;
}

/** Pixels between the edges of two boxes, 0 where they overlap. */
function gap(a: Box, b: Box): number {
  const across = Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width));
  const down = Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height));
  return Math.hypot(across, down);
}
