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
import { writeSyntheticTake } from "../timeline/fixtures/syntheticTake.ts";
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
