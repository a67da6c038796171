import { createInflate } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";

/** A picture's scan lines, each behind one filter byte, 3 (RGB) or 4 (RGBA) bytes a pixel. */
export type Scanlines = { width: number; height: number; pixelBytes: 3 | 4; lines: Uint8Array };

/** Memory of pictures that are no longer looked at: new memory for each would keep the garbage collector running. */
const freeLines: Uint8Array[] = [];
const mostFree = 4;

function takeLines(bytes: number): Uint8Array {
  const at = freeLines.findIndex((lines) => lines.length === bytes);
  return (at < 0 ? undefined : freeLines.splice(at, 1)[0]) ?? Buffer.allocUnsafeSlow(bytes);
}

/** Says that nobody looks at these lines any more. */
export function giveBack({ lines }: Scanlines): void {
  freeLines.push(lines);
  if (freeLines.length > mostFree) freeLines.shift();
}

const signature = "89504e470d0a1a0a";

/** Inflates on another thread. What is not an ordinary 8-bit PNG (a JPEG, say) goes through a general decoder. */
export async function readScanlines(file: Buffer): Promise<Scanlines> {
  const png = parsePng(file);
  if (!png) return await decodeAnything(file);
  const { width, height, pixelBytes } = png;
  const lines = takeLines(height * (1 + width * pixelBytes));
  await inflateInto(lines, png.data);
  return { width, height, pixelBytes, lines };
}

/** Large enough for few trips to the other thread, small enough to stay in the processor's cache. */
const inflatedChunkBytes = 512 * 1024;

/** Fills `target`; throws when the data are damaged or of another length. */
async function inflateInto(target: Uint8Array, data: Buffer): Promise<void> {
  const inflate = createInflate({ chunkSize: inflatedChunkBytes });
  inflate.end(data);
  let filled = 0;
  for await (const chunk of inflate as AsyncIterable<Buffer>) {
    if (filled + chunk.length > target.length) throw new Error("the picture is longer than it says");
    target.set(chunk, filled);
    filled += chunk.length;
    const memory = chunk.buffer;
    // A chunk that fills its memory is its only user.
    if (memory instanceof ArrayBuffer && memory.byteLength === chunk.length) memory.transfer(0);
  }
  if (filled < target.length) throw new Error("the picture ends too early");
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
