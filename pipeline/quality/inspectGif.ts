import { readFile } from "node:fs/promises";
import type { Promised } from "./container.ts";
import type { Finding } from "./report.ts";

/** Frames may be left out where nothing moves, and times are in hundredths: what counts is how long it plays. */
const toleranceSeconds = 0.15;

/** What is wrong with a gif: it is read block by block to its end, without decoding its pictures. */
export async function inspectGif(file: string, promised: Promised): Promise<Finding[]> {
  const gif = readGif(await readFile(file));
  if (!gif) return [{ kind: "undecodable", message: "The gif is damaged." }];
  const findings: Finding[] = [];
  const should = promised.frames / promised.fps;
  const drift = toleranceSeconds + promised.frames * 0.005;
  if (Math.abs(gif.seconds - should) > drift) {
    const message = `The gif plays for ${gif.seconds.toFixed(1)} s and should for ${should.toFixed(1)} s.`;
    findings.push({ kind: "duration", message });
  }
  if (gif.width !== promised.width || gif.height !== promised.height) {
    const is = `${gif.width} × ${gif.height}`;
    findings.push({ kind: "size", message: `The gif is ${is} and should be ${promised.width} × ${promised.height}.` });
  }
  return findings;
}

type Gif = { width: number; height: number; seconds: number };

const headBytes = 13;
const extension = 0x21;
const graphicControl = 0xf9;
const image = 0x2c;
const trailer = 0x3b;

/** Null when its blocks do not add up. */
function readGif(bytes: Buffer): Gif | null {
  if (bytes.length < headBytes || !/^GIF8[79]a$/.test(bytes.toString("latin1", 0, 6))) return null;
  let hundredths = 0;
  let at = headBytes + tableBytes(bytes[10] ?? 0);
  for (;;) {
    const kind = bytes[at];
    if (kind === trailer) {
      return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), seconds: hundredths / 100 };
    }
    if (kind === extension && at + 8 < bytes.length) {
      if (bytes[at + 1] === graphicControl) hundredths += bytes.readUInt16LE(at + 4);
      at = afterBlocks(bytes, at + 2);
    } else if (kind === image && at + 11 < bytes.length) {
      at = afterBlocks(bytes, at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1);
    } else {
      return null;
    }
  }
}

/** The size of a colour table, by the flags that announce it. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Data stand in blocks of at most 255 bytes, each behind its length; an empty one ends them. */
function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}
