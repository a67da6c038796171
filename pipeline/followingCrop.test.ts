import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../convex/model/operations.ts";
import type { Box } from "../convex/model/recording.ts";
import type { FfmpegProgram } from "./encode/ffmpeg.ts";
import { frameAt } from "./encode/fixtures/readVideo.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { renderVideo } from "./render.ts";
import type { Take } from "./take/take.ts";
import { screenshotPng } from "./timeline/fixtures/screenshotPng.ts";

/** A page of two columns: a phone field and a choice in the left one, a total in the right one that changes with the choice. */
const page = { width: 1280, height: 720 };
const phone: Box = { x: 100, y: 300, width: 240, height: 50 };
const choice: Box = { x: 120, y: 500, width: 160, height: 60 };
const total: Box = { x: 1040, y: 200, width: 120, height: 60 };
const orange = [230, 120, 20] as const;
const green = [20, 170, 70] as const;
type Tone = typeof orange | typeof green;

const size = { width: 270, height: 480 };
const fps = 30;
let dir: string;
let ffmpeg: FfmpegProgram;
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-following-"));
  ffmpeg = await findFfmpeg();
  await writeTake(join(dir, "take"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function writeTake(takeDir: string): Promise<void> {
  await mkdir(takeDir, { recursive: true });
  const states: [frame: number, boxes: [Box, Tone][]][] = [
    [0, []],
    [60, [[phone, orange]]],
    [
      155,
      [
        [phone, orange],
        [total, green],
      ],
    ],
  ];
  for (const [frame, boxes] of states) await writeFile(join(takeDir, `${frame}.png`), picture(boxes));
  const step = { route: "/checkout", role: "textbox", changed: true };
  const still = (place: Box) => [{ atMs: 0, box: place }];
  const take: Take = {
    ...{ format: 1, ...page, deviceScale: 1, fps, frameCount: 300, durationMs: 10_000 },
    pictures: states.map(([atFrame]) => ({ atFrame, file: `${atFrame}.png` })),
    pointer: [{ atMs: 0, x: 200, y: 320, event: "move", cursor: "default" }],
    keys: [],
    shots: [
      { ...step, id: "shot-1", startMs: 1_200, endMs: 4_000, action: "type", label: "Phone", atMs: 2_000, box: phone },
      {
        ...step,
        id: "shot-2",
        startMs: 4_200,
        endMs: 7_000,
        action: "toggle",
        label: "Express",
        atMs: 5_000,
        box: choice,
      },
    ],
    elements: [
      {
        ...{ id: "element-1", label: "€9", role: "text", group: "Total", route: "/checkout", path: still(total) },
        words: [
          { atMs: 0, text: "€9" },
          { atMs: 5_167, text: "€14" },
        ],
      },
    ],
    ...{ idle: [], pageBackground: "#ffffff", title: "Express", summary: "Express delivery.", notShown: [] },
    ...{ consoleErrors: [], capture: { method: "begin-frame", reason: "drawn", wallMs: 1 } },
  };
  await writeFile(join(takeDir, "take.json"), JSON.stringify(take));
}

function picture(boxes: readonly [Box, Tone][]): Buffer {
  const canvas = createCanvas(page.width, page.height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, page.width, page.height);
  for (const [{ x, y, width, height }, tone] of boxes) {
    pen.fillStyle = `rgb(${tone.join()})`;
    pen.fillRect(x, y, width, height);
  }
  return screenshotPng(pen.getImageData(0, 0, page.width, page.height).data, page.width, page.height);
}

/** How much of a box is in a frame, by the pixels of its tone. */
async function shareSeen(file: string, ms: number, box: Box, tone: Tone): Promise<number> {
  const frame = await frameAt(ffmpeg, file, Math.round((ms * fps) / 1000), size);
  let count = 0;
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++)
      if (frame.at(x, y).every((value, index) => Math.abs(value - (tone[index] ?? 0)) < 40)) count++;
  const scale = (size.width * (1 - 2 * 0.026)) / upright.width;
  return count / (box.width * box.height * scale ** 2);
}

const upright = { type: "crop", x: 0, y: 0, width: 404, height: 720, follow: true } as const;
const calm: Operation = { type: "style_preset", preset: "minimal" };

async function render(operations: readonly Operation[]): Promise<string> {
  const outFile = join(dir, `out-${count++}.mp4`);
  const cacheDir = join(dir, "cache");
  const all = [calm, ...operations];
  const { path } = await renderVideo({
    takeDir: join(dir, "take"),
    operations: all,
    outFile,
    cacheDir,
    ffmpeg,
    size,
    fps,
  });
  return path;
}

describe("the video of a crop that follows the action", () => {
  it("has the field in the picture while it is typed in, and the total when it has changed", async () => {
    const file = await render([upright]);
    expect(await shareSeen(file, 2_500, phone, orange)).toBeGreaterThan(0.95);
    expect(await shareSeen(file, 5_100, phone, orange)).toBeGreaterThan(0.95);
    expect(await shareSeen(file, 5_100, total, green)).toBe(0);
    expect(await shareSeen(file, 6_600, total, green)).toBeGreaterThan(0.95);
    expect(await shareSeen(file, 9_900, total, green)).toBeGreaterThan(0.95);
    const { follow, ...still } = upright;
    const stays = await render([still]);
    expect(await shareSeen(stays, 6_600, total, green)).toBe(0);
  });

  it("is there at the same moments after cuts and changes of speed, before it or after it", async () => {
    const cut: Operation = { type: "cut", startMs: 500, endMs: 1_500 };
    const faster: Operation = { type: "speed", rate: 2, startMs: 1_600, endMs: 3_600 };
    for (const operations of [
      [cut, faster, upright],
      [upright, cut, faster],
    ]) {
      const file = await render(operations);
      expect(await shareSeen(file, 1_500, phone, orange)).toBeGreaterThan(0.95);
      expect(await shareSeen(file, 4_600, total, green)).toBeGreaterThan(0.95);
    }
  });

  it("stands where all of it is when one place shows what is used, wherever it would stand still", async () => {
    const file = await render([
      { ...upright, x: 850 },
      { type: "trim", startMs: 0, endMs: 4_000 },
    ]);
    for (const ms of [2_500, 3_900]) expect(await shareSeen(file, ms, phone, orange)).toBeGreaterThan(0.95);
  });

  it("covers what is hidden wherever the picture is", async () => {
    // What is hidden keeps its mean tone, of which most is the page's here.
    const area = { x: total.x - 60, y: total.y - 30, width: total.width + 120, height: total.height + 60 };
    const redact: Operation = { type: "redact", ...area, startMs: 0, durationMs: 10_000 };
    const file = await render([upright, redact]);
    expect(await shareSeen(file, 5_100, phone, orange)).toBeGreaterThan(0.95);
    for (const ms of [5_900, 6_600, 9_900]) expect(await shareSeen(file, ms, total, green)).toBe(0);
  });
});
