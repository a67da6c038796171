import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import type { Box } from "../../convex/model/recording.ts";
import type { Take } from "../take/take.ts";

/** One side's take with its pictures at hand. */
export type Side = {
  take: Take;
  /** The file of the picture that shows at a frame. */
  fileAt(frame: number): string;
  imageAt(frame: number): Promise<Image>;
};

/** Decoded pictures that are kept: a step back and forth needs a few, and each takes some megabytes. */
const keptImages = 24;

export function openSide(dir: string, take: Take): Side {
  const images = new Map<string, Promise<Image>>();
  const files: string[] = [];
  for (const [index, { atFrame, file }] of take.pictures.entries()) {
    const until = take.pictures[index + 1]?.atFrame ?? take.frameCount;
    for (let frame = index === 0 ? 0 : atFrame; frame < until; frame++) files[frame] = file;
  }
  const fileAt = (frame: number): string => files[Math.min(files.length - 1, Math.max(0, frame))] ?? "";
  return {
    take,
    fileAt,
    async imageAt(frame) {
      const file = fileAt(frame);
      const image = images.get(file) ?? readFile(join(dir, file)).then((bytes) => loadImage(bytes));
      images.delete(file);
      images.set(file, image);
      if (images.size > keptImages) images.delete(images.keys().next().value ?? "");
      return await image;
    },
  };
}

/** A pixel counts as another one when a channel differs by more than this: below is antialiasing. */
const noticeable = 32;

/** How many pixels of two pictures of one size differ noticeably. */
export function differingPixels(one: Image, other: Image): number {
  const [left, right] = [pixelsOf(one), pixelsOf(other)];
  if (left.length !== right.length) return Math.max(left.length, right.length) / 4;
  let count = 0;
  for (let at = 0; at < left.length; at += 4) {
    if (isOther(left, right, at)) count += 1;
  }
  return count;
}

/** A small likeness of a part of a picture: enough to see whether the same thing still stands there. */
export type Glimpse = Uint8ClampedArray;

export function glimpse(image: Image, box: Box, deviceScale: number): Glimpse {
  const [width, height] = [48, 24];
  const context = createCanvas(width, height).getContext("2d");
  const [x, y, boxWidth, boxHeight] = [box.x, box.y, box.width, box.height].map((side) => side * deviceScale);
  context.drawImage(image, x ?? 0, y ?? 0, boxWidth ?? 1, boxHeight ?? 1, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** The share of a glimpse in which something else is seen, from 0 to 1. */
export function shareChanged(one: Glimpse, other: Glimpse): number {
  let count = 0;
  for (let at = 0; at < one.length; at += 4) if (isOther(one, other, at)) count += 1;
  return (count * 4) / one.length;
}

/** How much is written or drawn in a glimpse: the pixels that differ noticeably from the one before. */
export function busyness(seen: Glimpse): number {
  const [before, after] = [seen.subarray(0, -4), seen.subarray(4)];
  let count = 0;
  for (let at = 0; at < after.length; at += 4) if (isOther(before, after, at)) count += 1;
  return count;
}

const isOther = (left: Uint8ClampedArray, right: Uint8ClampedArray, at: number): boolean =>
  Math.abs((left[at] ?? 0) - (right[at] ?? 0)) > noticeable ||
  Math.abs((left[at + 1] ?? 0) - (right[at + 1] ?? 0)) > noticeable ||
  Math.abs((left[at + 2] ?? 0) - (right[at + 2] ?? 0)) > noticeable;

function pixelsOf(image: Image): Uint8ClampedArray {
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
}
