import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Box } from "../../convex/model/recording.ts";
import { PipelineError } from "../failure.ts";
import { type BarTone, drawBrowserBar } from "../look/browserBar.ts";
import { openDecoder, type RowRange } from "./decoder.ts";
import { allocatePlanes, type Pixels, type Plane, type Planes } from "./memory.ts";
import { giveBack, readScanlines, rgbaScanlines, type Scanlines } from "./png.ts";

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
  /** Decodes a picture, removes these boxes (take pixels) from it, and writes an address into the bar above it. */
  show(picture: number, redactions: readonly Box[], address: string | null): Promise<DecodedPicture>;
  /** Nothing may be shown afterwards. */
  close(): void;
};

/** A take's pictures, decoded one over the other: pictures in a row differ little, and only what differs is converted. */
export function openPictures(
  pixels: Pixels,
  source: {
    dir: string;
    files: readonly string[];
    size: PictureSize;
    deviceScale: number;
    levelCount: number;
    /** Rows above each picture; an even number, 0 for none. */
    bar: { height: number; tone: BarTone };
  },
): Pictures {
  const { size, deviceScale, files, dir, bar } = source;
  const levels = Array.from({ length: source.levelCount }, (_, level) =>
    allocatePlanes(pixels, Math.max(2, size.width >> level), Math.max(2, (size.height + bar.height) >> level)),
  );
  const [full] = levels as [Planes];
  const page = below(full, bar.height);
  const showAddress = openBar(pixels, full, size.width, bar);
  const decoder = openDecoder(pixels, size.width, size.height);
  const reading = new Map<number, Promise<Scanlines>>();
  let shown: { picture: number; scanlines: Scanlines; boxes: string; hasHidden: boolean } | null = null;

  const read = (picture: number): Promise<Scanlines> => {
    const begun = reading.get(picture) ?? readPicture(join(dir, files[picture] ?? ""), size);
    // Whoever asks for it hears of the failure.
    begun.catch(() => {});
    reading.set(picture, begun);
    return begun;
  };

  const decodeOver = (scanlines: Scanlines, picture: number): RowRange | null => {
    try {
      return decoder.decode(scanlines, page);
    } catch (error) {
      throw damaged(files[picture] ?? "", error);
    }
  };

  return {
    prefetch(picture) {
      if (picture !== shown?.picture) read(picture);
    },
    async show(picture, redactions, address) {
      const boxes = JSON.stringify([redactions, address]);
      if (shown?.picture === picture && shown.boxes === boxes) return { levels, changed: null };
      const scanlines = shown?.picture === picture ? shown.scanlines : await read(picture);
      reading.delete(picture);
      const wasHidden = shown === null || shown.hasHidden;
      const before = shown?.scanlines;
      shown = null;
      // Where something was hidden the planes do not hold the whole picture: begin anew.
      if (wasHidden || redactions.length > 0) decoder.forget();
      const decoded = decodeOver(scanlines, picture);
      if (before && before !== scanlines) giveBack(before);
      for (const box of redactions) removeBox(pixels, page, box, deviceScale);
      const changedPage = decoded && { from: decoded.from + bar.height, to: decoded.to + bar.height };
      const changed = bothRows(showAddress(address), changedPage);
      if (changed) shrink(pixels, levels, changed);
      shown = { picture, scanlines, boxes, hasHidden: redactions.length > 0 };
      return { levels, changed };
    },
    close() {
      if (shown) giveBack(shown.scanlines);
      shown = null;
      for (const begun of reading.values()) void begun.then(giveBack, () => {});
      reading.clear();
    },
  };
}

/** The same planes without their first rows (an even number of them). */
function below([luma, chromaU, chromaV]: Planes, rows: number): Planes {
  const from = (plane: Plane, skipped: number): Plane => ({
    ...plane,
    address: plane.address + skipped * plane.stride,
    height: plane.height - skipped,
  });
  return [from(luma, rows), from(chromaU, rows / 2), from(chromaV, rows / 2)];
}

/** Writes addresses into the rows above a picture. Gives the rows that changed. */
function openBar(pixels: Pixels, planes: Planes, width: number, { height, tone }: { height: number; tone: BarTone }) {
  const decoder = height > 0 ? openDecoder(pixels, width, height) : null;
  let written: string | null = null;
  return (address: string | null): RowRange | null => {
    if (!decoder || address === null || address === written) return null;
    written = address;
    decoder.forget();
    return decoder.decode(rgbaScanlines(drawBrowserBar(width, height, address, tone), width, height), planes);
  };
}

const bothRows = (one: RowRange | null, other: RowRange | null): RowRange | null =>
  one && other ? { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) } : (one ?? other);

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
