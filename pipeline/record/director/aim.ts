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
 * Where a hand would land on an element that takes up `whole` and shows in `visible`: in fields near their beginning (or near
 * their end when it only `points`, beside what stands there), on anything else where the pointer hides least of what is
 * written, near the middle if it can be, and never where something else lies on top, if there is such a place.
 */
export async function aimAt(
  found: Found,
  whole: Box,
  visible: Box,
  { random, points: onlyPoints }: { random: () => number; points: boolean },
): Promise<Aim> {
  const inField = onlyPoints ? 0.86 : Math.min(0.5, 90 / visible.width);
  const across = found.kind === "text" ? inField : between(random, 0.44, 0.56);
  const down = between(random, 0.46, 0.6);
  const places = [
    [across, down],
    [0.5, 0.5],
    [0.66, 0.72],
    [0.82, 0.74],
    [0.5, 0.86],
    [0.2, 0.5],
    [0.8, 0.5],
    [0.5, 0.2],
    [0.5, 0.8],
    [0.94, 0.8],
  ] as const;
  const points = places.map(([right, below]) => ({
    x: Math.floor(visible.x + visible.width * right),
    y: Math.floor(visible.y + visible.height * below),
  }));
  const offsets = points.map(({ x, y }) => ({ x: x - whole.x, y: y - whole.y }));
  const asked = { offsets, mayHideText: found.kind === "text" };
  const free = await found.drawn.evaluate(bestFree, asked).catch(() => 0);
  const point = points[Math.max(0, free)] ?? { x: visible.x, y: visible.y };
  return { point, isCovered: free < 0 };
}

/**
 * Runs in the page: which of the points, given from the element's own corner, lies on the element and has the least text and icons
 * below the drawn pointer; the first of equals, -1 for none.
 */
function bestFree(
  element: Element,
  { offsets, mayHideText }: { offsets: readonly Point[]; mayHideText: boolean },
): number {
  // The drawn pointer from its tip, in CSS pixels.
  const pointer = { left: -8, top: -3, right: 22, bottom: 30 };
  const root = element.getRootNode() as Document | ShadowRoot;
  const { x, y } = element.getBoundingClientRect();
  const isFree = (offset: Point): boolean => {
    const hit = root.elementFromPoint(x + offset.x, y + offset.y);
    return (
      hit !== null &&
      (element.contains(hit) || hit.contains(element) || hit.closest("label")?.contains(element) === true)
    );
  };
  const range = document.createRange();
  const linesOf = (text: Node): DOMRect[] => {
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  };
  // Icons say something, too; a large picture is seen beside any pointer.
  const drawings = [element, ...element.querySelectorAll("svg, img")].filter((one) => one.matches("svg, img"));
  const icons = drawings.map((one) => one.getBoundingClientRect()).filter(({ height }) => height < 64);
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const lines: DOMRect[] = mayHideText ? [] : icons;
  while (!mayHideText && lines.length < 200 && texts.nextNode()) lines.push(...linesOf(texts.currentNode));
  const hidden = ({ x: right, y: below }: Point): number =>
    lines.reduce((area, line) => {
      const width = Math.min(line.right, x + right + pointer.right) - Math.max(line.left, x + right + pointer.left);
      const height = Math.min(line.bottom, y + below + pointer.bottom) - Math.max(line.top, y + below + pointer.top);
      return area + Math.max(0, width) * Math.max(0, height);
    }, 0);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, offset] of offsets.entries()) {
    const area = hidden(offset);
    if (area >= least || !isFree(offset)) continue;
    best = index;
    least = area;
  }
  return best;
}
