import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createCanvas } from "@napi-rs/canvas";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../../convex/model/operations.ts";
import type { Take } from "../take/take.ts";
import { paintPage, writeSyntheticTake } from "../timeline/fixtures/syntheticTake.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { openCompositor } from "./compositor.ts";
import { drawFrames } from "./drawFrames.ts";

const size = { width: 640, height: 360 };
let dir: string;
let take: Take;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-compose-"));
  take = await writeSyntheticTake(dir, { seconds: 6 });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe("drawFrames", () => {
  const redact: Operation = {
    type: "redact",
    x: 80,
    y: 170,
    width: 540,
    height: 80,
    startMs: 2_000,
    durationMs: 2_600,
  };
  const lists: Operation[][] = [
    [],
    [redact, { type: "style_preset", preset: "dramatic" }],
    [{ type: "crop", x: 601, y: 101, width: 555, height: 533 }],
  ];
  it.each(lists)("draws a frame the same whatever was drawn before it", async (...operations) => {
    const timeline = timelineOf(take, operations, { size, fps: 30 });
    let frame = 0;
    for await (const bytes of drawFrames({ dir, take }, timeline, [{ from: 0, to: timeline.frameCount }])) {
      if (frame % 19 === 0 || (frame > 131 && frame < 137)) {
        const alone = await openCompositor({ ...take, dir }, timeline);
        expect(Buffer.compare(bytes, await alone.compose(timeline.frameAt(frame)))).toBe(0);
      }
      frame++;
    }
    expect(frame).toBe(timeline.frameCount);
  });
});

describe("the picture's way to the frame", () => {
  const still = (picture: Buffer, name: string, pixels: { width: number; height: number }) => {
    const only: Take = {
      ...take,
      ...pixels,
      deviceScale: 1,
      pictures: [{ atFrame: 0, file: name }],
      pointer: [],
      shots: [],
    };
    return { only, written: writeFile(join(dir, name), picture) };
  };
  const composed = async (only: Take, frameSize: { width: number; height: number }) => {
    const timeline = timelineOf(only, [{ type: "style_preset", preset: "minimal", overrides: { cornerRadius: 0 } }], {
      size: frameSize,
      fps: 30,
    });
    const compositor = await openCompositor({ ...only, dir }, timeline);
    return { bytes: await compositor.compose(timeline.frameAt(0)), window: timeline.layout.window };
  };

  it("keeps colours, in BT.709 limited range", async () => {
    const canvas = createCanvas(320, 180);
    const context = canvas.getContext("2d");
    context.fillStyle = "#e04030";
    context.fillRect(0, 0, 320, 180);
    const { only, written } = still(canvas.toBuffer("image/png"), "red.png", { width: 320, height: 180 });
    await written;
    const { bytes } = await composed(only, size);
    const middle = 180 * 640 + 320;
    const chroma = 640 * 360 + 90 * 320 + 160;
    const expected = [16 + (219 / 255) * (0.2126 * 224 + 0.7152 * 64 + 0.0722 * 48), 0, 0];
    const bright = 0.2126 * 224 + 0.7152 * 64 + 0.0722 * 48;
    expected[1] = 128 + ((224 / 255) * (48 - bright)) / 1.8556;
    expected[2] = 128 + ((224 / 255) * (224 - bright)) / 1.5748;
    const got = [bytes[middle], bytes[chroma], bytes[chroma + 320 * 180]];
    for (const [index, value] of got.entries())
      expect(Math.abs((value ?? 0) - (expected[index] ?? 0))).toBeLessThan(1.5);
  });

  it("reads every PNG filter, with and without transparency, and JPEG", async () => {
    const { width, height } = { width: 200, height: 120 };
    const source = new PNG({ width, height });
    for (let at = 0; at < width * height; at++) {
      source.data.set([at % 251, (at * 7) % 253, (at >> 5) % 256, 255], at * 4);
    }
    const frames: Uint8Array[] = [];
    for (const filterType of [0, 1, 2, 3, 4]) {
      for (const colorType of [2, 6] as const) {
        const name = `filter-${filterType}-${colorType}.png`;
        const { only, written } = still(PNG.sync.write(source, { filterType, colorType }), name, { width, height });
        await written;
        frames.push((await composed(only, { width: 320, height: 240 })).bytes.slice());
      }
    }
    for (const frame of frames) expect(Buffer.compare(frame, frames[0] as Uint8Array)).toBe(0);
    const jpeg = still(createCanvas(width, height).toBuffer("image/jpeg"), "page.jpg", { width, height });
    await jpeg.written;
    const { bytes } = await composed(jpeg.only, { width: 320, height: 240 });
    expect(bytes[120 * 320 + 160]).toBeLessThan(20);
  });

  it("does not soften what is shown at its own size", async () => {
    const { width, height } = { width: 608, height: 328 };
    const source = new PNG({ width, height });
    for (let at = 0; at < width * height; at++) {
      const ink = (at + Math.floor(at / width)) % 2 === 0 ? 0 : 255;
      source.data.set([ink, ink, ink, 255], at * 4);
    }
    const { only, written } = still(PNG.sync.write(source), "chequers.png", { width, height });
    await written;
    const { bytes, window } = await composed(only, { width: 626, height: 346 });
    expect(window).toMatchObject({ width, height });
    for (let x = 20; x < 40; x++) {
      const value = bytes[(window.y + 100) * 626 + window.x + x] ?? 0;
      expect(Math.min(Math.abs(value - 16), Math.abs(value - 235))).toBeLessThan(2);
    }
  });
});

describe("a zoom", () => {
  it("is as sharp as the page itself at that zoom", async () => {
    const zoom: Operation = { type: "zoom", intensity: 2, centerX: 300, centerY: 260, startMs: 0, durationMs: 2_000 };
    const full = { width: 1920, height: 1080 };
    const calm: Operation = { type: "style_preset", preset: "minimal" };
    const timeline = timelineOf({ ...take, pointer: [] }, [calm, zoom], { size: full, fps: 30 });
    const state = timeline.frameAt(30);
    const compositor = await openCompositor({ ...take, dir }, timeline);
    const got = await compositor.compose(state);

    const [left, top, width] = state.window.map((side) => side / 16) as [number, number, number];
    const page = createCanvas(full.width, full.height).getContext("2d");
    page.translate(left, top);
    page.scale(width / take.width, width / take.width);
    paintPage(page, take.width, take.height, { typed: 0, open: 0, pressed: false });
    const { data } = page.getImageData(0, 0, full.width, full.height);
    const wanted = Uint8Array.from({ length: full.width * full.height }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
      return Math.round(16 + (219 / 255) * (0.2126 * red + 0.7152 * green + 0.0722 * blue));
    });
    // The names and prices of the list, well inside the window.
    expect(similarity(got, wanted, full.width, { left: 480, top: 300, right: 1760, bottom: 900 })).toBeGreaterThan(
      0.985,
    );
  });
});

/** SSIM of two planes within a rectangle, as the mean over windows of 8 × 8 pixels. */
function similarity(
  one: Uint8Array,
  other: Uint8Array,
  stride: number,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): number {
  const values: number[] = [];
  for (let y = top; y + 8 <= bottom; y += 4) {
    for (let x = left; x + 8 <= right; x += 4) values.push(windowSimilarity(one, other, y * stride + x, stride));
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function windowSimilarity(one: Uint8Array, other: Uint8Array, start: number, stride: number): number {
  let [sumOne, sumOther, squaresOne, squaresOther, products] = [0, 0, 0, 0, 0];
  for (let pixel = 0; pixel < 64; pixel++) {
    const at = start + (pixel >> 3) * stride + (pixel & 7);
    const [here, there] = [one[at] ?? 0, other[at] ?? 0];
    sumOne += here;
    sumOther += there;
    squaresOne += here * here;
    squaresOther += there * there;
    products += here * there;
  }
  const [meanOne, meanOther] = [sumOne / 64, sumOther / 64];
  const varianceOne = squaresOne / 64 - meanOne ** 2;
  const varianceOther = squaresOther / 64 - meanOther ** 2;
  const covariance = products / 64 - meanOne * meanOther;
  const [steady, contrast] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  return (
    ((2 * meanOne * meanOther + steady) * (2 * covariance + contrast)) /
    ((meanOne ** 2 + meanOther ** 2 + steady) * (varianceOne + varianceOther + contrast))
  );
}

describe("compositor.wasm", () => {
  it("is what its sources give", async () => {
    const require = createRequire(import.meta.url);
    const asc = join(require.resolve("assemblyscript/package.json"), "../bin/asc.js");
    const wasmDir = fileURLToPath(new URL("wasm", import.meta.url));
    const built = join(dir, "built.wasm");
    const args = [asc, "compositor.ts", "--config", "asconfig.json", "--target", "release", "--outFile", built];
    await promisify(execFile)(process.execPath, args, { cwd: wasmDir });
    expect((await readFile(built)).equals(await readFile(join(wasmDir, "compositor.wasm")))).toBe(true);
  });
});
