import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Box } from "../../convex/model/recording.ts";
import { PipelineError } from "../failure.ts";
import { allocatePlanes, type Pixels, type Plane, type Planes } from "./memory.ts";
import { readScanlines, type Scanlines } from "./png.ts";

/** A decoded picture with its smaller copies: `levels[1]` has half the width of `levels[0]`. */
export type DecodedPicture = { key: string; levels: readonly Planes[] };

export type PictureSize = { width: number; height: number };

export type Pictures = {
  /** Begins to read a picture that will be wanted soon. */
  prefetch(picture: number): void;
  /** The planes with these boxes (take pixels) removed. They stay valid until two other pictures were asked for. */
  get(picture: number, redactions: readonly Box[]): Promise<DecodedPicture>;
};

const slotCount = 3;

/** Decodes a take's pictures one after the other into a few slots that are used in turn. */
export function openPictures(
  pixels: Pixels,
  source: { dir: string; files: readonly string[]; size: PictureSize; deviceScale: number; levelCount: number },
): Pictures {
  const { size, deviceScale } = source;
  const slots = Array.from({ length: slotCount }, () => ({
    picture: { key: "", levels: allocateLevels(pixels, size, source.levelCount) },
    usedAt: 0,
  }));
  const scanlineBytes = size.height * (1 + size.width * 4) + 64;
  const scanlines = pixels.allocate(scanlineBytes + 16) + 16;
  const zeroLine = pixels.allocate(size.width * 4 + 32) + 16;
  const reading = new Map<number, Promise<Scanlines>>();
  let clock = 0;

  const read = (picture: number): Promise<Scanlines> => {
    const begun = reading.get(picture);
    if (begun) return begun;
    const file = source.files[picture] ?? "";
    const scanlinesOf = readPicture(join(source.dir, file), size);
    // Whoever asks for it hears of the failure.
    scanlinesOf.catch(() => {});
    reading.set(picture, scanlinesOf);
    return scanlinesOf;
  };

  return {
    prefetch(picture) {
      if (picture < source.files.length && !slots.some((slot) => slot.picture.key.startsWith(`${picture}:`)))
        read(picture);
    },
    async get(picture, redactions) {
      const key = `${picture}:${JSON.stringify(redactions)}`;
      const kept = slots.find((slot) => slot.picture.key === key);
      clock++;
      if (kept) {
        kept.usedAt = clock;
        return kept.picture;
      }
      const { lines, pixelBytes } = await read(picture);
      reading.delete(picture);
      const slot = slots.reduce((oldest, each) => (each.usedAt < oldest.usedAt ? each : oldest));
      slot.picture.key = "";
      pixels.view(scanlines, lines.length).set(lines);
      const [luma, chromaU, chromaV] = slot.picture.levels[0] as Planes;
      const isWhole = pixels.kernels.pngToYuv(
        scanlines,
        size.width,
        size.height,
        pixelBytes,
        luma.address,
        luma.stride,
        chromaU.address,
        chromaV.address,
        chromaU.stride,
        zeroLine,
      );
      if (!isWhole) throw damaged(source.files[picture] ?? "");
      for (const box of redactions) removeBox(pixels, slot.picture.levels[0] as Planes, box, deviceScale);
      shrink(pixels, slot.picture.levels);
      slot.picture.key = key;
      slot.usedAt = clock;
      return slot.picture;
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

function allocateLevels(pixels: Pixels, size: PictureSize, count: number): Planes[] {
  return Array.from({ length: count }, (_, level) =>
    allocatePlanes(pixels, Math.max(2, size.width >> level), Math.max(2, size.height >> level)),
  );
}

function shrink(pixels: Pixels, levels: readonly Planes[]): void {
  for (let level = 1; level < levels.length; level++) {
    for (let plane = 0; plane < 3; plane++) {
      const from = levels[level - 1]?.[plane] as Plane;
      const into = levels[level]?.[plane] as Plane;
      pixels.kernels.halve(from.address, from.stride, from.width, from.height, into.address, into.stride);
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
    const block = Math.max(2, Math.round(11 * scale));
    pixels.kernels.fillMosaic(plane.address, plane.stride, left, top, right, bottom, block, tone, index === 0 ? 14 : 0);
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
    for (let x = left; x < right; x++) sum += bytes[y * plane.stride + x] ?? 0;
  }
  return Math.round(sum / ((right - left) * (bottom - top)));
}
