import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../../convex/model/operations.ts";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import { describeVideo, frameAt, frameHashes } from "../encode/fixtures/readVideo.ts";
import { findFfmpeg } from "../provision/ffmpeg.ts";
import { exportVideo } from "../render.ts";
import { writeTake } from "../take/store.ts";
import type { Take } from "../take/take.ts";
import { imaginedTake } from "../timeline/fixtures/imaginedTake.ts";
import { writeSyntheticTake } from "../timeline/fixtures/syntheticTake.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { activityOf, type Forecast, forecastInWords, probesOf } from "./forecast.ts";
import { tellingFrame } from "./poster.ts";
import { type Attempt, nextScale, wellUsed } from "./sizeCap.ts";

let dir: string;
let take: Take;
let ffmpeg: FfmpegProgram;
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-export-"));
  take = await writeSyntheticTake(join(dir, "take"), { seconds: 7, deviceScale: 1 });
  ffmpeg = await findFfmpeg();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

type Asked = Partial<Parameters<typeof exportVideo>[0]>;
const exported = (format: "mp4" | "gif", asked: Asked = {}) =>
  exportVideo({
    takeDir: join(dir, "take"),
    operations: [],
    outFile: join(dir, `export-${count++}.${format}`),
    format,
    width: 640,
    height: 360,
    fps: 15,
    quality: "web",
    cacheDir: join(dir, "cache"),
    ffmpeg,
    ...asked,
  });

describe("an mp4", () => {
  it("has the asked size, rate and length, and its index first", async () => {
    const file = await exported("mp4", { width: 854, height: 480, fps: 24 });
    expect(file).toMatchObject({ width: 854, height: 480, fps: 24, durationMs: 7_000 });
    expect(file.note).toBeUndefined();
    const video = await describeVideo(file.path);
    expect(video).toMatchObject({ width: 854, height: 480 });
    expect(video.timestamps).toHaveLength(168);
    expect(await frameHashes(ffmpeg, file.path)).toHaveLength(168);
    const bytes = await readFile(file.path);
    expect(bytes.length).toBe(file.sizeBytes);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
  });

  it("is larger in high quality and smaller as a preview", async () => {
    const [high, web, preview] = await Promise.all(
      (["high", "web", "preview"] as const).map(async (quality) => (await exported("mp4", { quality })).sizeBytes),
    );
    expect(high).toBeGreaterThan(web ?? 0);
    expect(web).toBeGreaterThan(preview ?? 0);
  });

  it.each([0.12, 0.05])("stays under %d MB, uses it well and says what it cost", async (maxFileSizeMb) => {
    const file = await exported("mp4", { width: 1280, height: 720, quality: "high", maxFileSizeMb });
    expect((await stat(file.path)).size).toBe(file.sizeBytes);
    expect(file.sizeBytes).toBeLessThanOrEqual(maxFileSizeMb * 1e6);
    expect(file.sizeBytes).toBeGreaterThan(maxFileSizeMb * 0.85e6);
    expect(file.note).toMatch(/^To stay under 0\.\d+ MB: /);
    expect(await frameHashes(ffmpeg, file.path)).toHaveLength(105);
  });
});

describe("a gif", () => {
  it("has the asked size and length, and plays for ever", async () => {
    const file = await exported("gif");
    expect(file).toMatchObject({ width: 640, height: 360, fps: 15, durationMs: 7_000 });
    const bytes = await readFile(file.path);
    expect(bytes.toString("latin1", 0, 6)).toBe("GIF89a");
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([640, 360]);
    expect(bytes.includes("NETSCAPE2.0")).toBe(true);
    const page = (await frameAt(ffmpeg, file.path, 3, { width: 640, height: 360 })).at(320, 300);
    expect(Math.min(...page)).toBeGreaterThan(245);
  });

  it("stays under a cap, uses it well and says what it cost", async () => {
    const free = await exported("gif");
    const maxFileSizeMb = Number(((free.sizeBytes * 0.55) / 1e6).toFixed(3));
    const file = await exported("gif", { maxFileSizeMb });
    expect(file.sizeBytes).toBeLessThanOrEqual(maxFileSizeMb * 1e6);
    expect(file.sizeBytes).toBeGreaterThan(maxFileSizeMb * 0.85e6);
    expect(file.note).toContain("instead of 640 × 360");
    expect(await frameHashes(ffmpeg, file.path)).not.toHaveLength(0);
  });

  it("is refused when nothing fits, and leaves no file", async () => {
    await expect(exported("gif", { maxFileSizeMb: 0.001 })).rejects.toMatchObject({ code: "export_too_large" });
    expect((await readdir(dir)).filter((name) => name.includes("partial"))).toEqual([]);
    expect((await readdir(join(dir, "cache"))).filter((name) => name.startsWith("export-"))).toEqual([]);
  });

  it("removes what is redacted", async () => {
    const redact: Operation = { type: "redact", x: 80, y: 170, width: 540, height: 80, startMs: 0, durationMs: 7_000 };
    const calm: Operation = { type: "style_preset", preset: "minimal" };
    const file = await exported("gif", { operations: [calm, redact] });
    const frame = await frameAt(ffmpeg, file.path, 20, { width: 640, height: 360 });
    const lights: number[] = [];
    for (let y = 96; y < 124; y++) for (let x = 56; x < 290; x++) lights.push(...frame.at(x, y));
    expect(Math.max(...lights) - Math.min(...lights)).toBeLessThan(60);
  });
});

describe("nextScale", () => {
  const limits = { smallest: 0.2, growth: 1.6 };

  it("ends under the cap, and well under it only when nothing else is possible", () => {
    const curves = fc.record({
      power: fc.double({ min: 0.9, max: 2.4, noNaN: true }),
      full: fc.integer({ min: 10_000, max: 50_000_000 }),
      bump: fc.double({ min: 0, max: 0.06, noNaN: true }),
    });
    fc.assert(
      fc.property(curves, fc.integer({ min: 5_000, max: 20_000_000 }), ({ power, full, bump }, cap) => {
        const sizeAt = (scale: number): number => full * scale ** power * (1 + bump * Math.sin(scale * 40));
        const made: Attempt[] = [];
        for (let scale = nextScale(made, cap, limits); scale !== null; scale = nextScale(made, cap, limits)) {
          expect(scale).toBeGreaterThanOrEqual(limits.smallest);
          expect(scale).toBeLessThanOrEqual(1);
          made.push({ scale, sizeBytes: sizeAt(scale) });
          expect(made.length).toBeLessThan(15);
        }
        const best = Math.max(0, ...made.map(({ sizeBytes }) => sizeBytes).filter((bytes) => bytes <= cap));
        if (sizeAt(1) <= cap) expect(best).toBe(sizeAt(1));
        else if (sizeAt(0.2) <= cap * 0.8) expect(best).toBeGreaterThan(0);
      }),
    );
    expect(wellUsed).toBeGreaterThanOrEqual(0.85);
  });
});

describe("tellingFrame", () => {
  const options = { size: { width: 640, height: 360 }, fps: 30 };
  it("is what the last changed click led to, settled, also when the video was cut", () => {
    const source = { dir: "", take };
    const whole = timelineOf(take, [], options);
    const frame = tellingFrame(source, whole);
    expect(frame).toBe(161);
    for (let back = 1; back <= 4; back++) {
      const { window, picture } = whole.frameAt(frame - back);
      expect({ window, picture }).toEqual({
        window: whole.frameAt(frame).window,
        picture: whole.frameAt(frame).picture,
      });
    }
    const cut: Operation = { type: "cut", startMs: 0, endMs: 2_000 };
    expect(tellingFrame(source, timelineOf(take, [cut], options))).toBe(101);
    const only: Operation = { type: "trim", startMs: 0, endMs: 1_500 };
    const early = tellingFrame(source, timelineOf(take, [only], options));
    expect(early).toBeGreaterThanOrEqual(0);
    expect(early).toBeLessThan(45);
  });

  it("is near to what was pointed at last, not the whole page that the video ends on", () => {
    const shot = take.shots.find(({ box, changed }) => box && changed);
    if (!shot) throw new Error("no changed shot");
    const pointed = { ...take, shots: [{ ...shot, action: "hover" as const, endMs: take.durationMs }] };
    const timeline = timelineOf(pointed, [], options);
    const { window } = timeline.frameAt(tellingFrame({ dir: "", take: pointed }, timeline));
    const largest = Math.max(...Array.from({ length: timeline.frameCount }, (_, at) => timeline.frameAt(at).window[2]));
    expect(window[2]).toBe(largest);
    expect(window[2]).toBeGreaterThan(timeline.layout.window.width * 16 * 1.2);
  });
});

describe("chapters and captions", () => {
  const caption: Operation = { type: "caption", text: "Coupons", startMs: 1_000, durationMs: 1_000, position: "top" };

  it("are in the mp4 and beside it, in the time of the finished video", async () => {
    const file = await exported("mp4", { operations: [caption, { type: "cut", startMs: 0, endMs: 500 }] });
    expect(await chaptersIn(file.path)).toEqual([
      { startMs: 0, title: "Coupon" },
      { startMs: 2_900, title: "Apply coupon" },
    ]);
    expect(file.captionsPath).toBe(file.path.replace(".mp4", ".vtt"));
    expect(await readFile(file.captionsPath ?? "", "utf8")).toContain(
      "00:00:00.500 --> 00:00:01.500 line:5%\nCoupons\n",
    );
    expect((await describeVideo(file.path)).timestamps).toHaveLength(98);
  });

  it("let no label reach further than a title", async () => {
    const label = "a=b;c#d\\e\n[CHAPTER]\nSTART=9 ünï";
    const shots = take.shots.map((shot) => ({ ...shot, label: shot.action === "click" ? label : shot.label }));
    await writeTake(join(dir, "take"), { ...take, shots });
    const file = await exported("mp4").finally(() => writeTake(join(dir, "take"), take));
    expect((await chaptersIn(file.path)).at(-1)?.title).toBe("a=b;c#d\\e [CHAPTER] START=9 ünï");
  });

  it("are not there when there is nothing to tell", async () => {
    const file = await exported("mp4", { operations: [{ type: "trim", startMs: 0, endMs: 900 }] });
    expect(await chaptersIn(file.path)).toEqual([]);
    expect(file.captionsPath).toBeUndefined();
  });
});

/** The chapter list (`chpl`) of an mp4: a count, then for each its start in 100 ns and a title with its length before it. */
async function chaptersIn(file: string): Promise<{ startMs: number; title: string }[]> {
  const bytes = await readFile(file);
  const at = bytes.indexOf("chpl");
  if (at < 0) return [];
  let offset = at + 4 + 8;
  return Array.from({ length: bytes[offset++] ?? 0 }, () => {
    const startMs = Number(bytes.readBigUInt64BE(offset)) / 10_000;
    const length = bytes[offset + 8] ?? 0;
    offset += 9 + length;
    return { startMs, title: bytes.toString("utf8", offset - length, offset) };
  });
}

describe("the forecast", () => {
  it("is near what comes out, and is told before", async () => {
    const forecasts: Forecast[] = [];
    const file = await exported("mp4", {
      width: 1280,
      height: 720,
      fps: 30,
      maxFileSizeMb: 50,
      onForecast: (forecast) => forecasts.push(forecast),
    });
    expect(forecasts).toHaveLength(1);
    const [{ sizeBytes }] = forecasts as [Forecast];
    expect(sizeBytes / file.sizeBytes).toBeGreaterThan(0.6);
    expect(sizeBytes / file.sizeBytes).toBeLessThan(1.6);
  });

  it("is told in few words", () => {
    expect(forecastInWords({ sizeBytes: 4_230_000, wallMs: 18_400 })).toBe("about 4.2 MB, in about 18 s");
    expect(forecastInWords({ sizeBytes: 23_000_000, wallMs: 300_000 })).toBe("about 23 MB, in about 5 min");
    expect(forecastInWords({ sizeBytes: 9_000, wallMs: 10 })).toBe("less than 0.1 MB, in about 1 s");
  });

  it("looks at little of a long video, and at all of a short one", () => {
    const seen = (seconds: number): number => {
      const timeline = timelineOf(imaginedTake({ seconds }), [], { size: { width: 640, height: 360 }, fps: 30 });
      return probesOf(timeline, activityOf(timeline)).reduce((sum, { from, to }) => sum + to - from, 0);
    };
    expect(seen(6)).toBe(180);
    expect(seen(600)).toBeLessThanOrEqual(150);
  });
});
