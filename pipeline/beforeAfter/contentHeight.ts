import type { PageSnapshot } from "../plan/types.ts";

/**
 * How far down something stands on a page, in CSS pixels: the lower edge of the lowest element that holds no other. The document
 * itself is as tall as the window at least, and so is many a box that is there to fill it.
 */
export function contentHeightOf({ elements }: Pick<PageSnapshot, "elements">): number {
  const holders = new Set(elements.map(({ parent }) => parent));
  const leaves = elements.filter((live, index) => !holders.has(index) && (live.text || live.name || live.drawing));
  return Math.ceil(Math.max(0, ...leaves.map(({ box }) => box.y + box.height)));
}
