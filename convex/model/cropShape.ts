import type { Operation } from "./operations.ts";

/** Width and height of the video that a crop makes, in any unit: its own, or the shape in which it stands whole. */
export function shapeOfCrop({ width, height, shape }: Extract<Operation, { type: "crop" }>): {
  width: number;
  height: number;
} {
  if (shape === undefined) return { width, height };
  const [across = 1, up = 1] = shape.split(":").map(Number);
  return { width: across, height: up };
}
