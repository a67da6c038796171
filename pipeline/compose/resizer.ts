import type { Box } from "../../convex/model/recording.ts";
import type { Pixels, Plane, Planes } from "./memory.ts";

export type Rect = { left: number; top: number; right: number; bottom: number };

/** Draws one box of some planes into one rectangle of a frame; both may have fractional sides. */
export type Resizer = {
  /** Sets where the source box goes: it would fill `target`. */
  aim(source: Planes, box: Box, target: Rect): void;
  /** Draws the whole pixels of `visible`, which lies inside the frame. Pixels beside the box are never looked at. */
  draw(source: Planes, into: Planes, visible: Rect): void;
};

const columnEntry = 144;
const rowEntry = 32;

/** One axis-aligned mapping from source to frame, and the weights for all of the frame's rows and columns. */
type Aim = { x: number; y: number; width: number; height: number; originX: number; originY: number; stepX: number };

export function openResizer(
  pixels: Pixels,
  { width, height, sourceWidth }: { width: number; height: number; sourceWidth: number },
): Resizer {
  const { kernels } = pixels;
  const line = pixels.allocate(sourceWidth + 256);
  const tables = [0, 1].map((chroma) => ({
    columns: pixels.allocate((Math.ceil(width / (chroma + 1) / 8) + 2) * columnEntry),
    rows: pixels.allocate((Math.ceil(height / (chroma + 1)) + 2) * rowEntry),
  })) as [Table, Table];
  type Table = { columns: number; rows: number };
  const aims: (Aim | null)[] = [null, null];
  let aimed = "";

  const aimPlane = (source: Plane, box: Box, target: Rect, chroma: 0 | 1): void => {
    // Video chroma stands on the left one of its two luma columns; the source's stands between them.
    const siting = chroma * 0.25;
    const x = Math.floor(box.x);
    const y = Math.floor(box.y);
    const boxWidth = Math.min(source.width, Math.ceil(box.x + box.width)) - x;
    const boxHeight = Math.min(source.height, Math.ceil(box.y + box.height)) - y;
    const stepX = box.width / (target.right - target.left);
    const stepY = box.height / (target.bottom - target.top);
    const originX = target.left - (box.x - x) / stepX + siting;
    const originY = target.top - (box.y - y) / stepY;
    const { columns, rows } = tables[chroma];
    kernels.prepareColumns(columns, 0, width >> chroma, originX, stepX, boxWidth);
    kernels.prepareRows(rows, 0, height >> chroma, originY, stepY, boxHeight);
    aims[chroma] = { x, y, width: boxWidth, height: boxHeight, originX, originY, stepX };
  };

  const drawPlane = (source: Plane, into: Plane, visible: Rect, chroma: 0 | 1): void => {
    const aim = aims[chroma];
    if (!aim || visible.right <= visible.left || visible.bottom <= visible.top) return;
    const sourceAt = (pixel: number): number => (pixel + 0.5 - aim.originX) * aim.stepX - 0.5;
    const from = Math.max(0, Math.min(aim.width - 1, Math.floor(sourceAt(visible.left & ~7)) - 3));
    const to = Math.max(from + 1, Math.min(aim.width, Math.ceil(sourceAt((visible.right + 7) & ~7)) + 4));
    kernels.resize(
      source.address + aim.y * source.stride + aim.x,
      source.stride,
      from,
      to,
      into.address,
      into.stride,
      visible.left,
      visible.top,
      visible.right,
      visible.bottom,
      tables[chroma].columns,
      tables[chroma].rows,
      line,
    );
  };

  return {
    aim(source, box, target) {
      const key = JSON.stringify([source[0].address, box, target]);
      if (key === aimed) return;
      aimed = key;
      const halfBox = { x: box.x / 2, y: box.y / 2, width: box.width / 2, height: box.height / 2 };
      const halfTarget = {
        left: target.left / 2,
        top: target.top / 2,
        right: target.right / 2,
        bottom: target.bottom / 2,
      };
      aimPlane(source[0], box, target, 0);
      aimPlane(source[1], halfBox, halfTarget, 1);
    },
    draw(source, into, visible) {
      drawPlane(source[0], into[0], visible, 0);
      const half = {
        left: Math.floor(visible.left / 2),
        top: Math.floor(visible.top / 2),
        right: Math.ceil(visible.right / 2),
        bottom: Math.ceil(visible.bottom / 2),
      };
      drawPlane(source[1], into[1], half, 1);
      drawPlane(source[2], into[2], half, 1);
    },
  };
}
