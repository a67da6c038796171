import type { Pixels, Planes } from "./memory.ts";
import type { Scanlines } from "./png.ts";

/** Rows [from, to). */
export type RowRange = { from: number; to: number };

/** So many rows are copied in and converted at a time: they stay in the processor's cache. Even, for chroma. */
const stripeRows = 32;

export type Decoder = {
  /**
   * Converts a picture over the one that was converted before, of which it keeps what is equal. Returns the rows that may have
   * changed (null when there are none). Throws when the picture is damaged; the planes then hold neither of the two.
   */
  decode(scanlines: Scanlines, into: Planes): RowRange | null;
  /** Makes the next picture be converted whole. */
  forget(): void;
};

export function openDecoder(pixels: Pixels, width: number, height: number): Decoder {
  const lineBytes = width * 4;
  const stripe = pixels.allocate(stripeRows * (1 + lineBytes) + 64) + 16;
  const stripeCount = Math.ceil(height / stripeRows);
  // The last finished line of each stripe: where a filter looks up from the stripe below. The first one stays empty.
  const lastLines = pixels.allocate((stripeCount + 1) * lineBytes + 64) + 16;
  const lineAfter = (stripes: number): number => lastLines + stripes * lineBytes;
  const working = pixels.allocate(lineBytes + 64) + 16;
  let previous: Scanlines | null = null;

  const convert = (index: number, { lines, pixelBytes }: Scanlines, [luma, chromaU, chromaV]: Planes): void => {
    const bytes = 1 + width * pixelBytes;
    const from = index * stripeRows;
    const to = Math.min(height, from + stripeRows);
    pixels.view(stripe, (to - from) * bytes).set(lines.subarray(from * bytes, to * bytes));
    pixels.view(working, lineBytes).set(pixels.view(lineAfter(index), lineBytes));
    const isWhole = pixels.kernels.pngToYuv(
      stripe,
      from,
      to,
      width,
      pixelBytes,
      luma.address,
      luma.stride,
      chromaU.address,
      chromaV.address,
      chromaU.stride,
      working,
    );
    if (!isWhole) throw new Error("the picture's lines have an unknown filter");
  };

  /** Keeps the stripe's last line. True when it is the one that was there: whatever looks up to it finds what it found. */
  const keepLastLine = (index: number): boolean => {
    const line = pixels.view(working, lineBytes);
    const kept = pixels.view(lineAfter(index + 1), lineBytes);
    if (Buffer.compare(line, kept) === 0) return true;
    kept.set(line);
    return false;
  };

  return {
    decode(scanlines, into) {
      const rows = previous ? differingRows(previous, scanlines) : { from: 0, to: height };
      const isAnew = previous === null;
      previous = null;
      if (rows) {
        let index = Math.floor(rows.from / stripeRows);
        for (; index < stripeCount; index++) {
          convert(index, scanlines, into);
          const isSettled = keepLastLine(index);
          if (!isAnew && isSettled && (index + 1) * stripeRows >= rows.to) break;
        }
        rows.to = Math.min(height, (index + 1) * stripeRows);
      }
      previous = scanlines;
      return rows;
    },
    forget() {
      previous = null;
    },
  };
}

/** The rows in which the files of two pictures of one shape differ; null when they are equal. */
function differingRows(one: Scanlines, other: Scanlines): RowRange | null {
  const { height, width, pixelBytes } = one;
  if (other.pixelBytes !== pixelBytes) return { from: 0, to: height };
  const bytes = 1 + width * pixelBytes;
  const left = Buffer.from(one.lines.buffer, one.lines.byteOffset, one.lines.byteLength);
  const right = Buffer.from(other.lines.buffer, other.lines.byteOffset, other.lines.byteLength);
  const equal = (from: number, to: number): boolean =>
    left.compare(right, from * bytes, to * bytes, from * bytes, to * bytes) === 0;
  let from = 0;
  for (let step = 64; step >= 1; step /= 8) {
    while (from + step <= height && equal(from, from + step)) from += step;
  }
  if (from >= height) return null;
  let to = height;
  for (let step = 64; step >= 1; step /= 8) {
    while (to - step > from && equal(to - step, to)) to -= step;
  }
  return { from, to };
}
