import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../convex/model/legality.ts";
import type { Operation } from "../convex/model/operations.ts";
import type { FfmpegProgram } from "./encode/ffmpeg.ts";
import { describeVideo, frameAt, frameHashes } from "./encode/fixtures/readVideo.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { outputSizeOf, renderPoster, renderVideo } from "./render.ts";
import type { Take } from "./take/take.ts";
import { anyOperations } from "./timeline/fixtures/anyOperations.ts";
import { writeSyntheticTake } from "./timeline/fixtures/syntheticTake.ts";

const size = { width: 640, height: 360 };
let dir: string;
let takeDir: string;
let take: Take;
let ffmpeg: FfmpegProgram;
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-render-"));
  takeDir = join(dir, "take");
  take = await writeSyntheticTake(takeDir, { seconds: 7, deviceScale: 1 });
  ffmpeg = await findFfmpeg();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const freshFile = (extension: string): string => join(dir, `out-${count++}.${extension}`);
const freshCache = (): string => join(dir, `cache-${count++}`);
const render = (operations: Operation[], cacheDir: string, more: object = {}) =>
  renderVideo({ takeDir, operations, outFile: freshFile("mp4"), cacheDir, ffmpeg, size, fps: 30, ...more });

describe("renderVideo", () => {
  it("writes an H.264 video of exactly the asked frames, evenly timed, index first", async () => {
    const rendered = await render([{ type: "trim", startMs: 0, endMs: 3_000 }], freshCache());
    expect(rendered).toMatchObject({ frames: 90, durationMs: 3_000, ...size, segments: { rendered: 3, reused: 0 } });
    const video = await describeVideo(rendered.path);
    expect(video).toMatchObject({ ...size, durationSeconds: 3 });
    expect(video.codec).toMatch(/^avc1\.64/);
    expect(video.timestamps).toHaveLength(90);
    for (const [frame, timestamp] of video.timestamps.entries()) expect(timestamp).toBeCloseTo(frame / 30, 5);
    expect(await frameHashes(ffmpeg, rendered.path)).toHaveLength(90);
    const bytes = await readFile(rendered.path);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
  });

  const edits: [name: string, operations: Operation[]][] = [
    ["crop", [{ type: "crop", x: 600, y: 100, width: 600, height: 500 }]],
    ["crop that follows", [{ type: "crop", x: 600, y: 100, width: 230, height: 408, follow: true }]],
    ["trim", [{ type: "trim", startMs: 1_230, endMs: 6_000 }]],
    ["split", [{ type: "split", atMs: 3_400, removeSegment: "before" }]],
    ["zoom", [{ type: "zoom", intensity: 2, centerX: 300, centerY: 200, startMs: 5_500, durationMs: 1_200 }]],
    ["cursor_emphasis", [{ type: "cursor_emphasis", trailLength: 8, size: 1.5, smoothing: 0.8 }]],
    ["style_preset", [{ type: "style_preset", preset: "dramatic", overrides: { cornerRadius: 40 } }]],
    ["cut", [{ type: "cut", startMs: 2_500, endMs: 3_250 }]],
    ["speed", [{ type: "speed", rate: 3, startMs: 2_000, endMs: 5_000 }]],
    ["caption", [{ type: "caption", text: "A new field", startMs: 2_500, durationMs: 1_000, position: "bottom" }]],
    ["redact", [{ type: "redact", x: 80, y: 170, width: 540, height: 80, startMs: 1_000, durationMs: 3_000 }]],
  ];
  describe.each(edits)("an edit: %s", (_, operations) => {
    it("gives the same frames on top of an earlier render as from nothing", async () => {
      const cacheDir = freshCache();
      await render([], cacheDir);
      const edited = await render(operations, cacheDir);
      const cold = await render(operations, freshCache());
      expect(await frameHashes(ffmpeg, edited.path)).toEqual(await frameHashes(ffmpeg, cold.path));
      expect(cold.segments.reused).toBe(0);
    });
  });

  it("gives the same frames for random lists of operations, in whatever order they come", async () => {
    const legal = anyOperations(take).filter((operations) => refusalOf(operations, take) === null);
    const cacheDir = freshCache();
    await fc.assert(
      fc.asyncProperty(legal, async (operations) => {
        const edited = await render(operations, cacheDir);
        const cold = await render(operations, freshCache());
        expect(await frameHashes(ffmpeg, edited.path)).toEqual(await frameHashes(ffmpeg, cold.path));
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("renders only what an edit touches, and nothing on a revert", async () => {
    const cacheDir = freshCache();
    const first = await render([], cacheDir);
    const caption: Operation = { type: "caption", text: "Here", startMs: 4_500, durationMs: 400, position: "top" };
    expect((await render([caption], cacheDir)).segments).toEqual({ rendered: 1, reused: 7 });
    const reverted = await render([], cacheDir);
    expect(reverted.segments).toEqual({ rendered: 0, reused: 7 });
    expect(await frameHashes(ffmpeg, reverted.path)).toEqual(await frameHashes(ffmpeg, first.path));
  });

  it("renders a segment again that was damaged on disk", async () => {
    const cacheDir = freshCache();
    const first = await render([], cacheDir);
    const folder = join(cacheDir, "segments");
    const [one = "", other = ""] = await readdir(folder);
    const bytes = await readFile(join(folder, one));
    bytes.fill(7, bytes.length - 40);
    await writeFile(join(folder, one), bytes);
    await truncate(join(folder, other), 50);
    const again = await render([], cacheDir);
    expect(again.segments).toEqual({ rendered: 2, reused: 5 });
    expect(await frameHashes(ffmpeg, again.path)).toEqual(await frameHashes(ffmpeg, first.path));
  });

  it("removes what is redacted, in the video and in the poster", async () => {
    const redact: Operation = { type: "redact", x: 80, y: 170, width: 540, height: 80, startMs: 0, durationMs: 7_000 };
    const calm: Operation = { type: "style_preset", preset: "minimal" };
    const open = await render([calm], freshCache());
    const hidden = await render([calm, redact], freshCache());
    const poster = { takeDir, operations: [calm, redact], outFile: freshFile("png"), size };
    const spread = async (file: string) => {
      const frame = await frameAt(ffmpeg, file, file.endsWith(".png") ? 0 : 100, size);
      const lights: number[] = [];
      // The product's name and its orange picture, in the window's upper left.
      for (let y = 96; y < 124; y++) for (let x = 56; x < 290; x++) lights.push(...frame.at(x, y));
      return Math.max(...lights) - Math.min(...lights);
    };
    expect(await spread(open.path)).toBeGreaterThan(150);
    expect(await spread(hidden.path)).toBeLessThan(60);
    expect(await spread((await renderPoster(poster)).path)).toBeLessThan(60);
  });

  it("shows the page in a window on a ground, with soft corners", async () => {
    const rendered = await render([], freshCache());
    const frame = await frameAt(ffmpeg, rendered.path, 5, size);
    const page = frame.at(320, 300);
    expect(Math.min(...page)).toBeGreaterThan(248);
    const ground = frame.at(8, 180);
    expect(ground[2]).toBeGreaterThan(ground[0] + 10);
  });

  it("suits its size to a crop", () => {
    const crop = (width: number, height: number): Operation => ({ type: "crop", x: 0, y: 0, width, height });
    expect(outputSizeOf(take, [])).toEqual({ width: 1920, height: 1080 });
    expect(outputSizeOf(take, [crop(700, 700)])).toEqual({ width: 1080, height: 1080 });
    expect(outputSizeOf(take, [crop(405, 720)])).toEqual({ width: 1080, height: 1920 });
    expect(outputSizeOf(take, [crop(576, 720)])).toEqual({ width: 1080, height: 1350 });
  });

  it("shows the whole page in another shape, on the ground above and below it", async () => {
    const whole: Operation = { type: "crop", x: 0, y: 0, width: take.width, height: take.height, shape: "9:16" };
    expect(outputSizeOf(take, [whole])).toEqual({ width: 1080, height: 1920 });
    const upright = { width: 270, height: 480 };
    const frame = await frameAt(ffmpeg, (await render([whole], freshCache(), { size: upright })).path, 0, upright);
    expect(Math.min(...frame.at(135, 240))).toBeGreaterThan(240);
    for (const y of [40, 440]) expect(frame.at(135, y)[2], `${y}`).toBeGreaterThan(frame.at(135, y)[0] + 5);
  });

  it("takes odd sizes and other rates", async () => {
    const rendered = await render([{ type: "trim", startMs: 0, endMs: 1_000 }], freshCache(), {
      size: { width: 501, height: 283 },
      fps: 24,
    });
    expect(rendered).toMatchObject({ frames: 24, width: 502, height: 284 });
    expect(await frameHashes(ffmpeg, rendered.path)).toHaveLength(24);
  });

  it("refuses what contradicts the video, with what would fit", async () => {
    const trim: Operation = { type: "trim", startMs: 50_000, endMs: 60_000 };
    await expect(render([trim], freshCache())).rejects.toThrow("The video is 7 s long; 50 s–60 s lies beyond its end.");
  });

  it("stops at once when it is told to, leaves no file, and goes on from what was done", async () => {
    const cacheDir = freshCache();
    const stop = new AbortController();
    const outFile = freshFile("mp4");
    const onProgress = ({ fraction }: { fraction: number | null }) => {
      if ((fraction ?? 0) > 0.6) stop.abort(new Error("canceled"));
    };
    await expect(render([], cacheDir, { outFile, signal: stop.signal, onProgress })).rejects.toThrow("canceled");
    await expect(stat(outFile)).rejects.toThrow();
    expect((await readdir(dir)).filter((name) => name.includes("partial"))).toEqual([]);
    expect((await render([], cacheDir)).frames).toBe(210);
  });

  it("says in one sentence what is wrong with a take", async () => {
    await expect(render([], freshCache(), { takeDir: join(dir, "nothing") })).rejects.toThrow(/There is no recording/);
    const damaged = join(dir, "damaged");
    const { pictures } = await writeSyntheticTake(damaged, { seconds: 1, deviceScale: 1 });
    await truncate(join(damaged, pictures[0]?.file ?? ""), 3_000);
    await expect(render([], freshCache(), { takeDir: damaged })).rejects.toMatchObject({ code: "take_damaged" });
    await rm(join(damaged, pictures[0]?.file ?? ""));
    await expect(render([], freshCache(), { takeDir: damaged })).rejects.toMatchObject({ code: "take_damaged" });
  });
});

describe("renderPoster", () => {
  it("writes a JPEG or a PNG of the asked size", async () => {
    const jpeg = await renderPoster({ takeDir, operations: [], outFile: freshFile("jpg"), size });
    expect((await readFile(jpeg.path)).subarray(0, 2).toString("hex")).toBe("ffd8");
    const png = await readFile((await renderPoster({ takeDir, operations: [], outFile: freshFile("png"), size })).path);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 360]);
  });
});
