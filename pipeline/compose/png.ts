import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";

const inflateAsync = promisify(inflate);

/** A picture's scan lines, each behind one filter byte, 3 (RGB) or 4 (RGBA) bytes a pixel. */
export type Scanlines = { width: number; height: number; pixelBytes: 3 | 4; lines: Uint8Array };

const signature = "89504e470d0a1a0a";

/** Inflates on another thread. What is not an ordinary 8-bit PNG (a JPEG, say) goes through a general decoder. */
export async function readScanlines(file: Buffer): Promise<Scanlines> {
  const png = parsePng(file);
  if (!png) return await decodeAnything(file);
  const expected = png.height * (1 + png.width * png.pixelBytes);
  const lines = await inflateAsync(png.data, { chunkSize: expected + 64, maxOutputLength: expected + 64 });
  if (lines.length < expected) throw new Error("the picture ends too early");
  return { width: png.width, height: png.height, pixelBytes: png.pixelBytes, lines };
}

function parsePng(file: Buffer): { width: number; height: number; pixelBytes: 3 | 4; data: Buffer } | null {
  if (file.length < 33 || file.toString("hex", 0, 8) !== signature) return null;
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, colour, , , interlace] = file.subarray(24, 29);
  const pixelBytes = colour === 2 ? 3 : colour === 6 ? 4 : null;
  if (depth !== 8 || pixelBytes === null || interlace !== 0) return null;
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { width, height, pixelBytes, data: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts) };
}

async function decodeAnything(file: Buffer): Promise<Scanlines> {
  const image = await loadImage(file);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  return rgbaScanlines(context.getImageData(0, 0, width, height).data, width, height);
}

/** Plain RGBA as unfiltered scan lines. */
export function rgbaScanlines(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): Scanlines {
  const row = width * 4;
  const lines = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) lines.set(rgba.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  return { width, height, pixelBytes: 4, lines };
}
