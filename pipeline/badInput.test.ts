import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../convex/model/operations.ts";
import type { FfmpegProgram } from "./encode/ffmpeg.ts";
import { frameHashes } from "./encode/fixtures/readVideo.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { exportVideo, renderVideo } from "./render.ts";
import { writeTake } from "./take/store.ts";
import { writeSyntheticTake } from "./timeline/fixtures/syntheticTake.ts";

const size = { width: 320, height: 180 };
let dir: string;
let takeDir: string;
let ffmpeg: FfmpegProgram;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-bad-"));
  takeDir = join(dir, "take");
  await writeSyntheticTake(takeDir, { seconds: 2, deviceScale: 1 });
  ffmpeg = await findFfmpeg();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const command = (args: readonly string[]) =>
  promisify(execFile)(process.execPath, [new URL("render-command.ts", import.meta.url).pathname, ...args]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({
      code: error.code,
      said: error.stderr.trim().split("\n").at(-1) ?? "",
    }),
  );
const leftovers = async (): Promise<string[]> => (await readdir(dir)).filter((name) => name.includes("partial"));

async function impostor(name: string, script: string): Promise<FfmpegProgram> {
  const path = join(dir, name);
  await writeFile(path, `#!${process.execPath}\n${script}\n`);
  await chmod(path, 0o755);
  return { path, version: name };
}

describe("npm run render with what cannot be", () => {
  it.each<[string, () => Promise<string[]> | string[], number, RegExp]>([
    ["no recording", () => ["--take", join(dir, "none"), "--out", join(dir, "a.mp4")], 1, /^There is no recording in/],
    ["a folder as output", () => ["--take", takeDir, "--out", dir], 1, /it is a folder; name a file in it\.$/],
    [
      "an output under a file",
      () => ["--take", takeDir, "--out", join(takeDir, "take.json", "a.mp4")],
      1,
      /cannot be written: its folder/,
    ],
    [
      "a size of nothing",
      () => ["--take", takeDir, "--out", "a.mp4", "--size", "2x2"],
      2,
      /--size is WIDTHxHEIGHT such as/,
    ],
    ["no rate", () => ["--take", takeDir, "--out", "a.mp4", "--fps", "fast"], 2, /--fps needs a whole number between/],
    ["no corner", () => ["--take", takeDir, "--out", "a.mp4", "--facecam-corner", "middle"], 2, /--facecam-corner is/],
    [
      "an operation beyond the end",
      async () => {
        await writeFile(join(dir, "ops.json"), '[{"type":"cut","startMs":50000,"endMs":60000}]');
        return ["--take", takeDir, "--ops", join(dir, "ops.json"), "--out", join(dir, "a.mp4")];
      },
      1,
      /^The video is 2 s long; 50 s–60 s lies beyond its end\.$/,
    ],
  ])("%s: one sentence", async (_, args, code, sentence) => {
    const end = await command(await args());
    expect(end.said).toMatch(sentence);
    expect(end.code).toBe(code);
    expect(await leftovers()).toEqual([]);
  });
});

describe("an encoder that fails", () => {
  it.each([
    ["is killed", `process.stdin.once("data", () => process.kill(process.pid, "SIGKILL"))`, "encoder_killed"],
    ["has no x264", `process.stderr.write("Unknown encoder 'libx264'"); process.exit(1)`, "ffmpeg_without_x264"],
    ["meets a full disk", `process.stderr.write("x: No space left on device"); process.exit(1)`, "disk_full"],
  ])("%s: leaves what was there, and a cache that still serves", async (name, script, code) => {
    const outFile = join(dir, `kept-${code}.mp4`);
    const cacheDir = join(dir, `cache-${code}`);
    const request = { takeDir, operations: [], outFile, cacheDir, ffmpeg, size, fps: 30 };
    await renderVideo(request);
    const before = await readFile(outFile);
    const broken = await impostor(name, script);
    const zoom: Operation = { type: "zoom", intensity: 2, centerX: 9, centerY: 9, startMs: 0, durationMs: 1_500 };
    await expect(renderVideo({ ...request, operations: [zoom], ffmpeg: broken })).rejects.toMatchObject({ code });
    const cap = { format: "gif", quality: "web", maxFileSizeMb: 1, ...size } as const;
    await expect(exportVideo({ ...request, ...cap, ffmpeg: broken })).rejects.toMatchObject({ code });
    expect(await readFile(outFile)).toEqual(before);
    expect(await leftovers()).toEqual([]);
    expect((await renderVideo(request)).segments.rendered).toBe(0);
  });
});

describe("odd and extreme takes", () => {
  it("renders odd sizes as the next even ones", async () => {
    const outFile = join(dir, "odd.mp4");
    const odd = { takeDir, operations: [], outFile, cacheDir: join(dir, "cache"), ffmpeg, fps: 30 };
    const made = await renderVideo({ ...odd, size: { width: 321, height: 179 } });
    expect([made.width % 2, made.height % 2]).toEqual([0, 0]);
    expect(await frameHashes(ffmpeg, outFile)).toHaveLength(60);
  });

  it("makes a video of at least one frame of a take that is shorter than a frame", async () => {
    const shortDir = join(dir, "short");
    const take = await writeSyntheticTake(shortDir, { seconds: 1, deviceScale: 1 });
    await writeTake(shortDir, { ...take, frameCount: 1, durationMs: 10, pictures: take.pictures.slice(0, 1) });
    const outFile = join(dir, "short.mp4");
    const { frames } = await renderVideo({
      takeDir: shortDir,
      operations: [],
      outFile,
      cacheDir: dir,
      ffmpeg,
      size,
      fps: 30,
    });
    expect(frames).toBe(1);
  });

  it("takes a minute out of a take of three hours without drawing the rest", async () => {
    const longDir = join(dir, "long");
    const take = await writeSyntheticTake(longDir, { seconds: 2, deviceScale: 1 });
    const hours = 3 * 3_600;
    await writeTake(longDir, { ...take, frameCount: hours * 30, durationMs: hours * 1_000 });
    const outFile = join(dir, "long.mp4");
    const trim: Operation = { type: "trim", startMs: 7_200_000, endMs: 7_204_000 };
    const made = await renderVideo({
      takeDir: longDir,
      operations: [trim],
      outFile,
      cacheDir: join(dir, "cache"),
      ffmpeg,
      size,
      fps: 30,
    });
    expect(made).toMatchObject({ frames: 120, durationMs: 4_000 });
    expect(await frameHashes(ffmpeg, outFile)).toHaveLength(120);
  });

  it("names a picture that is missing, and one that is damaged", async () => {
    const brokenDir = join(dir, "broken");
    await mkdir(brokenDir);
    const take = await writeSyntheticTake(brokenDir, { seconds: 2, deviceScale: 1 });
    const request = {
      takeDir: brokenDir,
      operations: [],
      outFile: join(dir, "broken.mp4"),
      cacheDir: join(dir, "cache-b"),
      ffmpeg,
      size,
      fps: 30,
    };
    await writeFile(join(brokenDir, take.pictures[0]?.file ?? ""), "not a picture");
    await expect(renderVideo(request)).rejects.toMatchObject({ code: "take_damaged" });
    await rm(join(brokenDir, take.pictures[0]?.file ?? ""));
    await expect(renderVideo(request)).rejects.toThrow(/is missing\); record it again\.$/);
    expect((await readdir(dir)).filter((name) => name.startsWith("broken.mp4"))).toEqual([]);
  });
});
