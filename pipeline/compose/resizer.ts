import type { Box } from "../../convex/model/recording.ts";
import type { Pixels, Plane, Planes } from "./memory.ts";

export type Rect = { left: number; top: number; right: number; bottom: number };

export type Resizer = {
  /**
   * Draws the source box so that it would fill `target` (fractions allowed), but only the whole pixels of `visible`. Pixels
   * beside the box are never looked at.
   */
  draw(source: Planes, box: Box, into: Planes, target: Rect, visible: Rect): void;
};

const columnEntry = 144;
const rowEntry = 32;

export function openResizer(
  pixels: Pixels,
  { width, height, sourceWidth }: { width: number; height: number; sourceWidth: number },
): Resizer {
  const { kernels } = pixels;
  const columns = pixels.allocate((Math.ceil(width / 8) + 2) * columnEntry);
  const rows = pixels.allocate((height + 2) * rowEntry);
  const line = pixels.allocate(sourceWidth + 256);

  const drawPlane = (source: Plane, into: Plane, box: Box, target: Rect, visible: Rect, chroma: boolean): void => {
    if (visible.right <= visible.left || visible.bottom <= visible.top) return;
    // Video chroma stands on the left one of its two luma columns; the source's stands between them.
    const siting = chroma ? 0.25 : 0;
    const x = Math.floor(box.x);
    const y = Math.floor(box.y);
    const boxWidth = Math.min(source.width - x, Math.ceil(box.x + box.width) - x);
    const boxHeight = Math.min(source.height - y, Math.ceil(box.y + box.height) - y);
    const stepX = box.width / (target.right - target.left);
    const stepY = box.height / (target.bottom - target.top);
    const originX = target.left - (box.x - x) / stepX + siting;
    const originY = target.top - (box.y - y) / stepY;
    kernels.prepareColumns(columns, visible.left, visible.right, originX, stepX, boxWidth);
    kernels.prepareRows(rows, visible.top, visible.bottom, originY, stepY, boxHeight);
    const sourceAt = (pixel: number): number => (pixel + 0.5 - originX) * stepX - 0.5;
    // The first group's table may begin before its first needed pixel.
    const from = Math.max(0, Math.min(boxWidth - 1, Math.floor(sourceAt(visible.left & ~7)) - 3));
    const to = Math.max(from + 1, Math.min(boxWidth, Math.ceil(sourceAt(visible.right)) + 4));
    kernels.resize(
      source.address + y * source.stride + x,
      source.stride,
      from,
      to,
      into.address,
      into.stride,
      visible.left,
      visible.top,
      visible.right,
      visible.bottom,
      columns,
      rows,
      line,
    );
  };

  return {
    draw(source, box, into, target, visible) {
      drawPlane(source[0], into[0], box, target, visible, false);
      const halfBox = { x: box.x / 2, y: box.y / 2, width: box.width / 2, height: box.height / 2 };
      const half = (rect: Rect): Rect => ({
        left: rect.left / 2,
        top: rect.top / 2,
        right: rect.right / 2,
        bottom: rect.bottom / 2,
      });
      const halfVisible = {
        left: Math.floor(visible.left / 2),
        top: Math.floor(visible.top / 2),
        right: Math.ceil(visible.right / 2),
        bottom: Math.ceil(visible.bottom / 2),
      };
      drawPlane(source[1], into[1], halfBox, half(target), halfVisible, true);
      drawPlane(source[2], into[2], halfBox, half(target), halfVisible, true);
    },
  };
}
