import { drawPlate } from "../look/plate.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { openDecoder } from "./decoder.ts";
import { allocatePlanes, type Pixels, type Planes } from "./memory.ts";
import { rgbaScanlines } from "./png.ts";

/** Drawing a plate takes as long as many frames: the last ones stay. */
const keptPlates = 2;
const kept = new Map<string, Uint8ClampedArray>();

/** The ground with the window's shadow, as planes to resize from. */
export function platePlanes(pixels: Pixels, { layout, style }: Timeline): Planes {
  const { width, height } = layout.size;
  const planes = allocatePlanes(pixels, width, height);
  const scanlines = rgbaScanlines(plateOf(layout, style), width, height);
  openDecoder(pixels, width, height).decode(scanlines, planes);
  return planes;
}

function plateOf(layout: Timeline["layout"], style: Timeline["style"]): Uint8ClampedArray {
  const key = JSON.stringify([layout, style]);
  const plate = kept.get(key) ?? drawPlate(layout, style);
  kept.delete(key);
  kept.set(key, plate);
  const oldest = kept.size > keptPlates ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return plate;
}
