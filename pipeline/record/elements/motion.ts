import type { Box } from "../../../convex/model/recording.ts";
import type { ElementPath } from "../../take/take.ts";

/** From this frame on an element is here; null: not to be seen. */
export type Move = { frame: number; box: Box | null };

type Point = { frame: number; box: Box };

const tolerancesPx = [1, 2, 4];
/** A thing that jitters for minutes is told a little less exactly. */
const mostEntries = 1500;

/**
 * An element's moves as a path that is drawn in straight lines: what stands still until the frame before a move has an entry
 * there, and entries that lie on the line between their neighbours, to a pixel, are left out.
 */
export function pathOf(moves: readonly Move[], fps: number): ElementPath {
  for (const tolerance of tolerancesPx) {
    const path = stretchesOf(moves).flatMap<Move>((stretch) => {
      return "box" in stretch ? [stretch] : thinned(stretch, tolerance);
    });
    if (path.length <= mostEntries || tolerance === tolerancesPx.at(-1)) {
      return path.map(({ frame, box }) => ({ atMs: Math.round((frame * 1000) / fps), box }));
    }
  }
  return [];
}

type Break = { frame: number; box: null };

/** Runs of points without a break, and the breaks between them. */
function stretchesOf(moves: readonly Move[]): (Point[] | Break)[] {
  const stretches: (Point[] | Break)[] = [];
  for (const { frame, box } of moves) {
    const last = stretches.at(-1);
    if (!box) stretches.push({ frame, box });
    else if (!last || "box" in last) stretches.push([{ frame, box }]);
    else {
      const before = last.at(-1);
      if (before && before.frame < frame - 1) last.push({ frame: frame - 1, box: before.box });
      last.push({ frame, box });
    }
  }
  return stretches;
}

/** Douglas and Peucker's way, over time and all four edges. */
function thinned(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let worst = { at: -1, by: tolerance };
    for (let at = from + 1; at < to; at++) {
      const by = offLine(points[at] as Point, points[from] as Point, points[to] as Point);
      if (by > worst.by) worst = { at, by };
    }
    if (worst.at < 0) continue;
    kept.add(worst.at);
    open.push([from, worst.at], [worst.at, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

function offLine({ frame, box }: Point, from: Point, to: Point): number {
  const share = (frame - from.frame) / (to.frame - from.frame);
  const edges = ({ x, y, width, height }: Box): number[] => [x, y, x + width, y + height];
  const [start, end] = [edges(from.box), edges(to.box)];
  return Math.max(
    ...edges(box).map((edge, index) => {
      const [first = 0, last = 0] = [start[index], end[index]];
      return Math.abs(edge - first - (last - first) * share);
    }),
  );
}
