import { chmod, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFfmpeg } from "../provision/ffmpeg.ts";
import { encodeSegments } from "./encodeSegments.ts";
import { type FfmpegProgram, startFfmpeg } from "./ffmpeg.ts";
import { describeVideo, frameHashes } from "./fixtures/readVideo.ts";
import { joinSegments } from "./join.ts";
import { frameHashBytes, openSegmentCache, type SegmentIdentity } from "./segmentCache.ts";
import { defaultVideoSettings } from "./settings.ts";

let dir: string;
let ffmpeg: FfmpegProgram;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-encode-"));
  ffmpeg = await findFfmpeg();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A tiny real program in ffmpeg's place. */
async function program(name: string, script: string): Promise<FfmpegProgram> {
  const path = join(dir, name);
  await writeFile(path, `#!${process.execPath}\n${script}\n`);
  await chmod(path, 0o755);
  return { path, version: name };
}

const settings = { ...defaultVideoSettings, width: 64, height: 48, fps: 30 };
async function* greys(count: number): AsyncGenerator<Uint8Array> {
  for (let frame = 0; frame < count; frame++) yield new Uint8Array((64 * 48 * 3) / 2).fill(30 + frame);
}
/** Frames that differ all over, so that every one of them is coded in full. */
async function* patterns(width: number, height: number, count: number): AsyncGenerator<Uint8Array> {
  for (let frame = 0; frame < count; frame++) {
    yield new Uint8Array((width * height * 3) / 2).map((_, at) => 40 + (((at * (frame + 3)) >> 4) % 170));
  }
}

const encode = (
  encoder: FfmpegProgram,
  frameCounts: number[],
  onSegment: (index: number, file: Buffer) => void = () => {},
) =>
  encodeSegments({
    ffmpeg: encoder,
    settings,
    frameCounts,
    frames: greys(frameCounts.reduce((sum, frames) => sum + frames, 0)),
    framesInFlight: 3,
    onSegment,
  });

describe("encodeSegments and joinSegments", () => {
  it("gives one file for each segment, in order, which join to one video", async () => {
    const frameCounts = [1, 7, 30, 2];
    const files: Buffer[] = [];
    await encode(ffmpeg, frameCounts, (index, file) => {
      expect(index).toBe(files.length);
      files.push(Buffer.from(file));
    });
    expect(files).toHaveLength(4);
    const outFile = join(dir, "joined.mp4");
    const segments = frameCounts.map((frames, index) => ({
      holds: Array<number>(frames).fill(1),
      read: async () => files[index] ?? Buffer.alloc(0),
    }));
    await joinSegments(segments, 30, outFile);
    const { timestamps, width, height } = await describeVideo(outFile);
    expect({ width, height }).toEqual({ width: 64, height: 48 });
    expect(timestamps).toHaveLength(40);
    for (const [frame, timestamp] of timestamps.entries()) expect(timestamp).toBeCloseTo(frame / 30, 5);
  });

  it.each([
    [64, 48],
    [322, 182],
    [480, 270],
  ])("holds pictures without encoding them again, at %i × %i", async (width, height) => {
    // Past 16, where the numbers of pictures begin anew.
    const holds = [3, 1, 1, 18, 2, 1, 40];
    const files: Buffer[] = [];
    await encodeSegments({
      ffmpeg,
      settings: { ...settings, width, height },
      frameCounts: [holds.length, 1],
      frames: patterns(width, height, holds.length + 1),
      framesInFlight: 3,
      onSegment: (_, file) => files.push(Buffer.from(file)),
    });
    const joined = async (name: string, held: number[][]): Promise<string[]> => {
      const outFile = join(dir, `${name}-${width}.mp4`);
      const segments = held.map((each, index) => ({ holds: each, read: async () => files[index] ?? Buffer.alloc(0) }));
      await joinSegments(segments, 30, outFile);
      return await frameHashes(ffmpeg, outFile);
    };
    const plain = await joined("plain", [holds.map(() => 1), [1]]);
    expect(new Set(plain).size).toBe(holds.length + 1);
    const held = await joined("held", [holds, [5]]);
    expect(held).toEqual(plain.flatMap((hash, index) => Array<string>(holds[index] ?? 5).fill(hash)));
  });

  it("leaves no file behind when a segment is not what it should be", async () => {
    const outFile = join(dir, "broken.mp4");
    const broken = [{ holds: [1, 1, 1], read: async () => Buffer.from("not a video") }];
    await expect(joinSegments(broken, 30, outFile)).rejects.toThrow();
    expect((await readdir(dir)).filter((name) => name.startsWith("broken"))).toEqual([]);
  });
});

describe("an encoder that fails", () => {
  it.each([
    ["is missing", async () => ({ path: join(dir, "no-such-program"), version: "" }), "ffmpeg_missing"],
    [
      "has no x264",
      () => program("without", `process.stderr.write("Unknown encoder 'libx264'"); process.exit(1)`),
      "ffmpeg_without_x264",
    ],
    [
      "meets a full disk",
      () => program("full", `process.stderr.write("out.mp4: No space left on device"); process.exit(1)`),
      "disk_full",
    ],
    [
      "is killed",
      () => program("killed", `process.stdin.once("data", () => process.kill(process.pid, "SIGKILL"))`),
      "encoder_killed",
    ],
    ["ends early", () => program("early", "process.exit(0)"), "encoder_failed"],
    [
      "says much and fails",
      () => program("noisy", `process.stderr.write("x".repeat(3e6), () => process.exit(3))`),
      "encoder_failed",
    ],
  ])("%s: one sentence and a code", async (_, make, code) => {
    await expect(encode(await make(), [300])).rejects.toMatchObject({ code });
  });

  it("stalls: is ended", async () => {
    const run = startFfmpeg({
      ffmpeg: await program("stalled", "setInterval(() => {}, 1000)"),
      args: [],
      stallMs: 300,
    });
    await expect(run.finish()).rejects.toMatchObject({ code: "encoder_stalled", isRetryable: true });
  });

  it("is stopped: gives the reason", async () => {
    const stop = new AbortController();
    const run = startFfmpeg({
      ffmpeg: await program("patient", "process.stdin.resume()"),
      args: [],
      signal: stop.signal,
    });
    await run.write(new Uint8Array(10));
    stop.abort(new Error("superseded"));
    await expect(run.finish()).rejects.toThrow("superseded");
  });
});

/** A segment whose frames show what the letters stand for. */
const shows = (letters: string): SegmentIdentity => ({
  start: letters.charAt(0),
  whole: letters,
  frameHashes: Buffer.concat([...letters].map((letter) => Buffer.alloc(frameHashBytes, letter))),
});

describe("openSegmentCache", () => {
  it("gives back what was written, and null for what was not, or was changed", async () => {
    const cache = await openSegmentCache(join(dir, "cache"));
    await cache.write(shows("abc"), Buffer.from("segment"));
    expect((await cache.read(shows("abc")))?.toString()).toBe("segment");
    expect(await cache.read(shows("abd"))).toBeNull();
    await writeFile(join(dir, "cache/segments/a-abc.segment"), "something else, and long enough to hold a checksum");
    expect(await cache.read(shows("abc"))).toBeNull();
    expect(await readdir(join(dir, "cache/segments"))).toEqual([]);
  });

  it("writes two segments that show the same at one time", async () => {
    const cache = await openSegmentCache(join(dir, "same"));
    await Promise.all(Array.from({ length: 8 }, () => cache.write(shows("abc"), Buffer.from("segment"))));
    expect((await cache.read(shows("abc")))?.toString()).toBe("segment");
    expect(await readdir(join(dir, "same/segments"))).toEqual(["a-abc.segment"]);
  });

  it("finds a longer segment that begins in the same way", async () => {
    const cache = await openSegmentCache(join(dir, "longer"));
    await cache.write(shows("abcdef"), Buffer.from("segment"));
    expect((await cache.readLonger(shows("abcd")))?.toString()).toBe("segment");
    expect(await cache.readLonger(shows("abxd"))).toBeNull();
    expect(await cache.readLonger(shows("bcd"))).toBeNull();
  });

  it("lets the least recently used go first", async () => {
    const cache = await openSegmentCache(join(dir, "small"), 2_500);
    for (const [index, frames] of ["old", "elder", "used"].entries()) {
      await cache.write(shows(frames), Buffer.alloc(1_000));
      await utimes(join(dir, `small/segments/${frames[0]}-${frames}.segment`), 1_000 - index, 1_000 - index);
    }
    await cache.read(shows("used"));
    await cache.trim();
    expect((await readdir(join(dir, "small/segments"))).toSorted()).toEqual(["o-old.segment", "u-used.segment"]);
  });
});
