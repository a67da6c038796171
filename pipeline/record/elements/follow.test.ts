import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../../convex/model/operations.ts";
import type { Box } from "../../../convex/model/recording.ts";
import { drawFrames } from "../../compose/drawFrames.ts";
import { frameAt } from "../../encode/fixtures/readVideo.ts";
import { findFfmpeg } from "../../provision/ffmpeg.ts";
import { renderVideo } from "../../render.ts";
import type { Take, TakeElement } from "../../take/take.ts";
import { positionSteps } from "../../timeline/cursor.ts";
import { type FrameState, type Timeline, timelineOf } from "../../timeline/timeline.ts";
import { openFixtureSite } from "../fixtures/site.ts";
import { noProgress, open, openTrialStage, planOf } from "../fixtures/trial.ts";

/** Each secret of the page is striped white and in a colour of its own. */
const secrets = [
  { name: "Phone", ink: 0xff00ff, find: ({ group }: TakeElement) => group === "Phone" },
  { name: "Total", ink: 0xff0000, find: ({ group }: TakeElement) => group === "Total" },
  { name: "Mail", ink: 0x008800, find: ({ group }: TakeElement) => group === "Mail" },
  { name: "Leaves soon", ink: 0x880088, find: ({ label }: TakeElement) => label === "Leaves soon" },
  { name: "In the box", ink: 0x0000ff, find: ({ label }: TakeElement) => label === "In the box" },
] as const;
const size = { width: 640, height: 360 };
const roomPx = 8;

let dir: string;
let take: Take;
/** By file: where each secret is in the picture itself. */
const seen = new Map<string, (Box | null)[]>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-follow-"));
  const site = await openFixtureSite();
  await using stage = await openTrialStage({ size });
  const press = (name: string) => ({ action: "click" as const, target: { role: "button", name } });
  const plan = planOf(open("/secrets.html"), press("Deep"), press("Change"), press("At the end"), {
    action: "scroll",
    value: "top",
  });
  const recording = { baseUrl: site.url, plan, timeLimitMs: 60_000, onProgress: noProgress };
  take = await stage.record({ ...recording, outDir: join(dir, "take"), startAtMs: Date.UTC(2026, 5, 1) });
  await site.close();
  for (const { file } of take.pictures) {
    if (!seen.has(file)) seen.set(file, secretsIn(PNG.sync.read(await readFile(join(dir, "take", file)))));
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function secretsIn({ width, height, data }: PNG): (Box | null)[] {
  const found = new Map<number, { left: number; top: number; right: number; bottom: number }>();
  const inks = new Set<number>(secrets.map(({ ink }) => ink));
  for (let at = 0; at < width * height; at++) {
    const colour = data.readUIntBE(at * 4, 3);
    if (!inks.has(colour)) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    const known = found.get(colour) ?? { left: x, top: y, right: x, bottom: y };
    known.left = Math.min(known.left, x);
    known.right = Math.max(known.right, x + 1);
    known.bottom = y + 1;
    found.set(colour, known);
  }
  return secrets.map(({ ink }) => {
    const edge = found.get(ink);
    return edge ? { x: edge.left, y: edge.top, width: edge.right - edge.left, height: edge.bottom - edge.top } : null;
  });
}

function elementOf(index: number): TakeElement {
  const found = take.elements?.filter((element) => secrets[index]?.find(element)) ?? [];
  expect(found.map(({ label }) => label)).toHaveLength(1);
  return found[0] as TakeElement;
}

const blurs = (): Operation[] =>
  secrets.map(({ name }, index) => ({
    type: "redact",
    ...{ x: 0, y: 0, width: 8, height: 8 },
    startMs: 0,
    durationMs: take.durationMs,
    anchor: { shotId: "shot-1", element: name, elementId: elementOf(index).id },
  }));

const secretsAt = (frame: number): (Box | null)[] => {
  const picture = take.pictures.findLast(({ atFrame }) => atFrame <= frame) ?? take.pictures[0];
  return seen.get(picture?.file ?? "") ?? [];
};

/** A box of the take in the pixels of a frame, with some room around it. */
function inFrame(box: Box, room: number, { window: [x, y, width, height] }: FrameState, { picture }: Timeline) {
  const [across, down] = [width / 16 / picture.width, height / 16 / picture.height];
  return {
    left: Math.max(0, Math.floor(x / 16 + (box.x - room - picture.x) * across)),
    top: Math.max(0, Math.floor(y / 16 + (box.y - room - picture.y) * down)),
    right: Math.min(size.width, Math.ceil(x / 16 + (box.x + box.width + room - picture.x) * across)),
    bottom: Math.min(size.height, Math.ceil(y / 16 + (box.y + box.height + room - picture.y) * down)),
  };
}

describe("a redaction that follows its element", () => {
  test("covers it in every frame, and nothing else", async () => {
    const source = { dir: join(dir, "take"), take };
    const [plain, hidden] = [[], blurs()].map((operations) => timelineOf(take, operations, { size, fps: 30 })) as [
      Timeline,
      Timeline,
    ];
    const whole = [{ from: 0, to: plain.frameCount }];
    const open = drawFrames(source, plain, whole);
    const framesWith = secrets.map(() => 0);
    let frame = 0;
    for await (const bytes of drawFrames(source, hidden, whole)) {
      const { value: bare } = await open.next();
      const state = hidden.frameAt(frame);
      const now = secretsAt(frame);
      for (const [index, box] of now.entries()) {
        // What is a few pixels high has no stripes to be seen.
        if (!box || box.height < 6 || box.width < 14) continue;
        const place = inFrame(box, -2, state, hidden);
        const { left, top, right, bottom } = place;
        // The pointer, drawn over it, has contrasts of its own.
        const [x, y] = [(state.cursor?.x ?? -999) / positionSteps, (state.cursor?.y ?? -999) / positionSteps];
        if (x > left - 40 && x < right + 40 && y > top - 60 && y < bottom + 40) continue;
        framesWith[index] = (framesWith[index] ?? 0) + 1;
        expect(spreadIn(bare as Uint8Array, place)).toBeGreaterThan(60);
        expect(spreadIn(bytes, place), `${secrets[index]?.name} in frame ${frame}`).toBeLessThan(60);
      }
      const near = [-2, -1, 0, 1, 2].flatMap((off) => secretsAt(frame + off)).filter((box) => box !== null);
      const places = near.map((box) => inFrame(box, roomPx + 12, state, hidden));
      const strayed = firstDifference(bytes, bare as Uint8Array, places);
      expect(strayed, `covered beside every secret in frame ${frame}`).toBeNull();
      frame++;
    }
    for (const [index, count] of framesWith.entries()) expect(count, secrets[index]?.name).toBeGreaterThan(4);
  });
});

type Place = ReturnType<typeof inFrame>;

/** How far the brightest and the darkest point are apart. */
function spreadIn(frame: Uint8Array, { left, top, right, bottom }: Place): number {
  let [least, most] = [255, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const light = frame[y * size.width + x] ?? 0;
      [least, most] = [Math.min(least, light), Math.max(most, light)];
    }
  }
  return most - least;
}

/** The first point at which the brightness of two frames differs outside of some places. */
function firstDifference(one: Uint8Array, other: Uint8Array, places: readonly Place[]): string | null {
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const at = y * size.width + x;
      if (Math.abs((one[at] ?? 0) - (other[at] ?? 0)) < 8) continue;
      if (!places.some(({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom))
        return `${x},${y}`;
    }
  }
  return null;
}

test("one element stays one while its words change, and when it is mounted anew", () => {
  const at = (index: number) => elementOf(index).path;
  const pressedMs = take.shots.find(({ label }) => label === "Change")?.atMs ?? 0;
  const widths = new Set(at(1).flatMap(({ box }) => (box && box.height > 20 ? [box.width] : [])));
  expect(widths.size).toBe(2);
  expect(at(2).some(({ atMs, box }) => atMs > pressedMs && box)).toBe(true);
  expect(at(3).findLast(({ box }) => box)?.atMs).toBeLessThan(pressedMs + 1000);
  expect(
    take.shots.slice(1, 4).map(({ elementId }) => take.elements?.find(({ id }) => id === elementId)?.label),
  ).toEqual(["Deep", "Change", "At the end"]);
  expect(JSON.stringify(take)).not.toContain("hush");
  expect(take.elements?.find(({ role }) => role === "textbox")?.label).toBe("Password");
});

test("the finished video hides it, too", async () => {
  const ffmpeg = await findFfmpeg();
  const operations: Operation[] = [{ type: "style_preset", preset: "minimal" }, ...blurs()];
  const outFile = join(dir, "hidden.mp4");
  const request = { takeDir: join(dir, "take"), cacheDir: join(dir, "cache"), size, fps: 30, ffmpeg };
  await renderVideo({ ...request, operations, outFile });
  const timeline = timelineOf(take, operations, { size, fps: 30 });
  // At rest, on the way down and on the way back.
  const shown = [...Array(timeline.frameCount).keys()].filter((frame) => (secretsAt(frame)[0]?.height ?? 0) > 20);
  for (const share of [0.1, 0.5, 0.9]) {
    const frame = shown[Math.floor(shown.length * share)] ?? 0;
    const pixels = await frameAt(ffmpeg, outFile, frame, size);
    const { left, top, right, bottom } = inFrame(secretsAt(frame)[0] as Box, -2, timeline.frameAt(frame), timeline);
    const lights: number[] = [];
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) lights.push(pixels.at(x, y)[1]);
    expect(Math.max(...lights) - Math.min(...lights)).toBeLessThan(70);
  }
});
