import type { Box } from "../../../convex/model/recording.ts";
import type { Found } from "./locate.ts";
import type { Point } from "./path.ts";
import { between } from "./random.ts";

export type Aim = {
  point: Point;
  /** Something else lies over the element everywhere: a press there would not reach it. */
  isCovered: boolean;
};

/**
 * Where a hand would land on an element that takes up `whole` and shows in `visible`: near the middle, in fields near their
 * beginning, and never where something else lies on top, if there is such a place.
 */
export async function aimAt(found: Found, whole: Box, visible: Box, random: () => number): Promise<Aim> {
  const across = found.kind === "text" ? Math.min(0.5, 90 / visible.width) : between(random, 0.44, 0.56);
  const down = between(random, 0.46, 0.6);
  const places = [
    [across, down],
    [0.5, 0.5],
    [0.2, 0.5],
    [0.8, 0.5],
    [0.5, 0.2],
    [0.5, 0.8],
  ] as const;
  const points = places.map(([right, below]) => ({
    x: Math.floor(visible.x + visible.width * right),
    y: Math.floor(visible.y + visible.height * below),
  }));
  const offsets = points.map(({ x, y }) => ({ x: x - whole.x, y: y - whole.y }));
  const free = await found.drawn.evaluate(firstFree, offsets).catch(() => 0);
  const point = points[Math.max(0, free)] ?? { x: visible.x, y: visible.y };
  return { point, isCovered: free < 0 };
}

/** Runs in the page: which of the points, given from the element's own corner, lies on the element; -1 for none. */
function firstFree(element: Element, offsets: readonly Point[]): number {
  const root = element.getRootNode() as Document | ShadowRoot;
  const { x, y } = element.getBoundingClientRect();
  return offsets.findIndex((offset) => {
    const hit = root.elementFromPoint(x + offset.x, y + offset.y);
    return hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest("label")?.contains(element));
  });
}
