import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Box } from "../../convex/model/recording.ts";
import { PipelineError } from "../failure.ts";
import { openDecoder, type RowRange } from "./decoder.ts";
import { allocatePlanes, type Pixels, type Plane, type Planes } from "./memory.ts";
import { readScanlines, type Scanlines } from "./png.ts";

export type PictureSize = { width: number; height: number };

/** The picture in hand. */
export type DecodedPicture = {
  /** Each level has half the width and height of the one before. Overwritten by the next `show`. */
  levels: readonly Planes[];
  /** The rows in which it differs from the picture shown before; null when it is the same one. */
  changed: RowRange | null;
};

export type Pictures = {
  /** Begins to read a picture that will be wanted soon. */
  prefetch(picture: number): void;
  /** Decodes a picture and removes these boxes (take pixels) from it. */
  show(picture: number, redactions: readonly Box[]): Promise<DecodedPicture>;
};

/** A take's pictures, decoded one over the other: pictures in a row differ little, and only what differs is converted. */
export function openPictures(
  pixels: Pixels,
  source: { dir: string; files: readonly string[]; size: PictureSize; deviceScale: number; levelCount: number },
): Pictures {
  const { size, deviceScale, files, dir } = source;
  const levels = Array.from({ length: source.levelCount }, (_, level) =>
    allocatePlanes(pixels, Math.max(2, size.width >> level), Math.max(2, size.height >> level)),
  );
  const [full] = levels as [Planes];
  const decoder = openDecoder(pixels, size.width, size.height);
  const reading = new Map<number, Promise<Scanlines>>();
  let shown: { picture: number; scanlines: Scanlines; boxes: string } | null = null;

  const read = (picture: number): Promise<Scanlines> => {
    const begun = reading.get(picture) ?? readPicture(join(dir, files[picture] ?? ""), size);
    // Whoever asks for it hears of the failure.
    begun.catch(() => {});
    reading.set(picture, begun);
    return begun;
  };

  const decodeOver = (scanlines: Scanlines, picture: number): RowRange | null => {
    try {
      return decoder.decode(scanlines, full);
    } catch (error) {
      throw damaged(files[picture] ?? "", error);
    }
  };

  return {
    prefetch(picture) {
      if (picture !== shown?.picture) read(picture);
    },
    async show(picture, redactions) {
      const boxes = JSON.stringify(redactions);
      if (shown?.picture === picture && shown.boxes === boxes) return { levels, changed: null };
      const scanlines = shown?.picture === picture ? shown.scanlines : await read(picture);
      reading.delete(picture);
      const wasHidden = shown === null || shown.boxes !== "[]";
      shown = null;
      // Where something was hidden the planes do not hold the whole picture: begin anew.
      if (wasHidden || redactions.length > 0) decoder.forget();
      const changed = decodeOver(scanlines, picture);
      for (const box of redactions) removeBox(pixels, full, box, deviceScale);
      if (changed) shrink(pixels, levels, changed);
      shown = { picture, scanlines, boxes };
      return { levels, changed };
    },
  };
}

async function readPicture(file: string, size: PictureSize): Promise<Scanlines> {
  try {
    const scanlines = await readScanlines(await readFile(file));
    if (scanlines.width === size.width && scanlines.height === size.height) return scanlines;
  } catch (error) {
    throw damaged(file, error);
  }
  throw damaged(file);
}

const damaged = (file: string, cause?: unknown): PipelineError =>
  new PipelineError("take_damaged", "A picture of this recording is missing or damaged; record it again.", {
    cause: new Error(`cannot read ${file}`, { cause }),
  });

function shrink(pixels: Pixels, levels: readonly Planes[], changed: RowRange): void {
  for (let level = 1; level < levels.length; level++) {
    for (let index = 0; index < 3; index++) {
      const from = levels[level - 1]?.[index] as Plane;
      const into = levels[level]?.[index] as Plane;
      const scale = 2 ** (index === 0 ? level : level + 1);
      const top = Math.max(0, Math.floor(changed.from / scale));
      const bottom = Math.min(into.height, from.height >> 1, Math.ceil(changed.to / scale));
      pixels.kernels.halve(from.address, from.stride, from.width, into.address, into.stride, top, bottom);
    }
  }
}

/**
 * Nothing of what was there is left but its mean tone: real pixelation keeps a mean for each block, from which text has been
 * read back. The shades of the blocks are made up.
 */
function removeBox(pixels: Pixels, planes: Planes, box: Box, deviceScale: number): void {
  const margin = 2;
  for (const [index, plane] of planes.entries()) {
    const scale = index === 0 ? deviceScale : deviceScale / 2;
    const left = Math.max(0, Math.floor(box.x * scale) - margin);
    const top = Math.max(0, Math.floor(box.y * scale) - margin);
    const right = Math.min(plane.width, Math.ceil((box.x + box.width) * scale) + margin);
    const bottom = Math.min(plane.height, Math.ceil((box.y + box.height) * scale) + margin);
    if (right <= left || bottom <= top) continue;
    const tone = meanOf(pixels, plane, { left, top, right, bottom });
    const block = Math.max(2, Math.round(16 * scale));
    pixels.kernels.fillMosaic(plane.address, plane.stride, left, top, right, bottom, block, tone, index === 0 ? 10 : 0);
  }
}

function meanOf(
  pixels: Pixels,
  plane: Plane,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): number {
  const bytes = pixels.view(plane.address, plane.stride * plane.height);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += (bytes[y * plane.stride + x] ?? 0) ^ 0x80;
  }
  return Math.round(sum / ((right - left) * (bottom - top)));
}
