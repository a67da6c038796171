import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from "mediabunny";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FfmpegProgram, startFfmpeg } from "../encode/ffmpeg.ts";
import { describeVideo, frameAt, frameHashes } from "../encode/fixtures/readVideo.ts";
import { findFfmpeg } from "../provision/ffmpeg.ts";
import { writeSyntheticTake } from "../timeline/fixtures/syntheticTake.ts";
import { type AssemblyRequest, assembleVideo, type Part } from "./assemble.ts";

const size = { width: 640, height: 360 };
const fps = 30;
let dir: string;
let ffmpeg: FfmpegProgram;
let takeDir: string;
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-assemble-"));
  ffmpeg = await findFfmpeg();
  takeDir = join(dir, "take");
  await writeSyntheticTake(takeDir, { seconds: 3, deviceScale: 1 });
  await make("red.mp4", "color=red:s=320x240:r=25", 2, "sine=frequency=440:sample_rate=44100");
  await make("blue.mp4", "color=blue:s=640x360:r=30", 2);
  await make("face.mp4", "color=lime:s=400x300:r=24", 1, "sine=frequency=300:sample_rate=48000,volume=0.02");
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function make(name: string, picture: string, seconds: number, sound?: string): Promise<void> {
  const tones = sound ? ["-f", "lavfi", "-i", sound, "-c:a", "aac"] : [];
  await startFfmpeg({
    ffmpeg,
    args: [
      ...["-loglevel", "error", "-y", "-f", "lavfi", "-i", picture, ...tones, "-t", String(seconds)],
      ...["-c:v", "libx264", "-pix_fmt", "yuv420p", join(dir, name)],
    ],
  }).finish();
}
const fileOf = (name: string): string => join(dir, name);
const assemble = (parts: readonly Part[], asked: Partial<AssemblyRequest> = {}) =>
  assembleVideo({
    parts,
    outFile: fileOf(`out-${count++}.mp4`),
    size,
    fps,
    cacheDir: fileOf("cache"),
    ffmpeg,
    ...asked,
  });

/** Length of the sound in seconds; null without any. */
async function soundOf(file: string): Promise<number | null> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(file) });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) return null;
    let packets = 0;
    for await (const _ of new EncodedPacketSink(track).packets()) packets++;
    expect(packets).toBeGreaterThan(0);
    return await track.computeDuration();
  } finally {
    input.dispose();
  }
}
const colorAt = async (file: string, frame: number, x = 320, y = 180) =>
  (await frameAt(ffmpeg, file, frame, size)).at(x, y);
const isRed = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean => red > 180 && green < 60 && blue < 60;
const isBlue = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean => blue > 180 && red < 60 && green < 60;
const isLime = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean => green > 180 && red < 60 && blue < 60;

describe("joining", () => {
  it("cuts from one video to the next, each shown whole", async () => {
    const { path, frames, durationMs, hasSound } = await assemble([
      { file: fileOf("blue.mp4") },
      { takeDir, operations: [] },
      { file: fileOf("red.mp4") },
    ]);
    expect({ frames, durationMs, hasSound }).toEqual({ frames: 210, durationMs: 7_000, hasSound: true });
    expect((await describeVideo(path)).timestamps).toHaveLength(210);
    expect(isBlue(await colorAt(path, 59))).toBe(true);
    expect(isBlue(await colorAt(path, 60))).toBe(false);
    expect(isRed(await colorAt(path, 150))).toBe(true);
    // 4:3 in 16:9: bars at the sides.
    expect(Math.max(...(await colorAt(path, 150, 20, 180)))).toBeLessThan(50);
    expect(await soundOf(path)).toBeCloseTo(7, 2);
  });

  it("cross-fades: shorter by the fade, and a mixture in the middle of it", async () => {
    const { path, frames } = await assemble([{ file: fileOf("blue.mp4") }, { file: fileOf("red.mp4"), fadeMs: 600 }]);
    expect(frames).toBe(102);
    expect(isBlue(await colorAt(path, 41))).toBe(true);
    const [red, green, blue] = await colorAt(path, 51);
    for (const share of [red, blue]) expect(Math.abs(share - 128)).toBeLessThan(30);
    expect(green).toBeLessThan(40);
    expect(isRed(await colorAt(path, 61))).toBe(true);
  });

  it("never fades over more than half of a short piece", async () => {
    const { frames } = await assemble([{ file: fileOf("blue.mp4") }, { takeDir, operations: [], fadeMs: 60_000 }]);
    expect(frames).toBe(60 + 90 - 30);
  });

  it("has no sound track where nothing sounds", async () => {
    const { path, hasSound } = await assemble([{ file: fileOf("blue.mp4") }]);
    expect(hasSound).toBe(false);
    expect(await soundOf(path)).toBeNull();
  });
});

describe("a facecam", () => {
  it.each([
    ["top-left", 70, 70, 400, 250],
    ["bottom-right", 570, 290, 100, 70],
  ] as const)(
    "stands in the corner %s, round, with its sound as long as the video",
    async (corner, x, y, farX, farY) => {
      const facecam = { file: fileOf("face.mp4"), corner, widthShare: 0.2, marginShare: 0.04 };
      const { path, frames } = await assemble([{ file: fileOf("blue.mp4") }], { facecam });
      expect(frames).toBe(60);
      expect(isLime(await colorAt(path, 30, x, y))).toBe(true);
      // It has ended after a second: its last picture stays.
      expect(isLime(await colorAt(path, 55, x, y))).toBe(true);
      expect(isBlue(await colorAt(path, 30, farX, farY))).toBe(true);
      // The corner of its square is outside the circle.
      const cornerX = corner === "top-left" ? 17 : 640 - 18;
      const cornerY = corner === "top-left" ? 17 : 360 - 18;
      expect(isBlue(await colorAt(path, 30, cornerX, cornerY))).toBe(true);
      expect(await soundOf(path)).toBeCloseTo(2, 2);
    },
  );

  it("may be rounded, muted and begin again, over a take", async () => {
    const facecam = {
      file: fileOf("face.mp4"),
      shape: "rounded",
      atEnd: "loop",
      isMuted: true,
      widthShare: 0.25,
    } as const;
    const { path, hasSound } = await assemble([{ takeDir, operations: [] }], { facecam });
    expect(hasSound).toBe(false);
    expect(isLime(await colorAt(path, 80, 640 - 100, 360 - 70))).toBe(true);
    expect(await frameHashes(ffmpeg, path)).toHaveLength(90);
  });

  it("is levelled: a whisper is as loud as it should be", async () => {
    const facecam = { file: fileOf("face.mp4"), atEnd: "loop" } as const;
    const { path } = await assemble([{ file: fileOf("blue.mp4") }, { takeDir, operations: [] }], { facecam });
    const loud = await peakOf(path);
    expect(loud).toBeGreaterThan(4 * (await peakOf(fileOf("face.mp4"))));
    expect(loud).toBeLessThan(0.95);
  });
});

/** The loudest sample, 0 to 1. */
async function peakOf(file: string): Promise<number> {
  const chunks: Buffer[] = [];
  const args = ["-loglevel", "error", "-i", file, "-map", "0:a", "-f", "s16le", "-ac", "1", "pipe:1"];
  await startFfmpeg({ ffmpeg, args, onOutput: (chunk) => chunks.push(chunk) }).finish();
  const bytes = Buffer.concat(chunks);
  let peak = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) peak = Math.max(peak, Math.abs(bytes.readInt16LE(at)));
  return peak / 32_768;
}

describe("what cannot be joined", () => {
  it("is refused in one sentence, and nothing is left behind", async () => {
    await writeFile(fileOf("notes.mp4"), "these are notes");
    const playlist = `#EXTM3U\n#EXTINF:1,\n${fileOf("blue.mp4")}\n#EXT-X-ENDLIST\n`;
    await writeFile(fileOf("playlist.mp4"), playlist);
    const refused = async (part: Part, code: string) => {
      await expect(assemble([part])).rejects.toMatchObject({ code });
    };
    await refused({ file: fileOf("nowhere.mp4") }, "video_missing");
    await refused({ file: fileOf("notes.mp4") }, "video_unreadable");
    await refused({ file: fileOf("playlist.mp4") }, "video_unreadable");
    await refused({ takeDir: fileOf("nowhere"), operations: [] }, "take_missing");
    await expect(assemble([])).rejects.toMatchObject({ code: "nothing_to_join" });
    expect((await readdir(dir)).filter((name) => name.includes("partial"))).toEqual([]);
    expect((await readdir(fileOf("cache"))).filter((name) => name.startsWith("assemble-"))).toEqual([]);
  });
});
