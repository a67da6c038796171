import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../../convex/model/operations.ts";
import { encodeFile } from "../encode/encodeFile.ts";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import { frameHashes } from "../encode/fixtures/readVideo.ts";
import { openSegmentCache } from "../encode/segmentCache.ts";
import { segmentKeys } from "../encode/segmentKeys.ts";
import { defaultVideoSettings } from "../encode/settings.ts";
import { findFfmpeg } from "../provision/ffmpeg.ts";
import { renderVideo } from "../render.ts";
import { writeTake } from "../take/store.ts";
import type { Take } from "../take/take.ts";
import { writeSyntheticTake } from "../timeline/fixtures/syntheticTake.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { inspectVideo } from "./inspect.ts";
import { renderChecked } from "./renderChecked.ts";
import { type Finding, qualityOf } from "./report.ts";

const size = { width: 640, height: 360 };
const fps = 30;
let dir: string;
let takeDir: string;
let take: Take;
let ffmpeg: FfmpegProgram;
let good: string;
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-quality-"));
  takeDir = join(dir, "take");
  take = await writeSyntheticTake(takeDir, { seconds: 6, deviceScale: 1 });
  ffmpeg = await findFfmpeg();
  good = join(dir, "good.mp4");
  await renderVideo({ takeDir, operations: [], outFile: good, cacheDir: join(dir, "cache"), ffmpeg, size, fps });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const inspect = (file: string, operations: Operation[] = [], of = take, from = takeDir): Promise<Finding[]> => {
  const timeline = timelineOf(of, operations, { size, fps });
  return inspectVideo({ file, source: { dir: from, take: of }, timeline, fresh: [], ffmpeg });
};
const kindsOf = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind);
const checked = (asked: Partial<Parameters<typeof renderChecked>[0]> = {}) =>
  renderChecked({
    takeDir,
    operations: [],
    outFile: join(dir, `checked-${count++}.mp4`),
    cacheDir: join(dir, "cache"),
    ffmpeg,
    size,
    fps,
    ...asked,
  });

/** Another encoder run over the good video's frames, with a filter in between. */
async function planted(filter: string, more: string[] = []): Promise<string> {
  const file = join(dir, `planted-${count++}.mp4`);
  const keys = timelineOf(take, [], { size, fps }).segments.map(({ from }) => (from / fps).toFixed(6));
  await encodeFile({
    ffmpeg,
    input: { width: 2, height: 2, fps },
    moreInputs: ["-i", good, "-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono"],
    args: [
      ...["-map", "1:v", "-vf", filter, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-r", String(fps)],
      ...["-force_key_frames", keys.join(","), "-x264-params", "keyint=infinite:scenecut=0", ...more],
    ],
    frames: (async function* () {
      yield new Uint8Array(6);
    })(),
    framesInFlight: 1,
    outFile: file,
  });
  return file;
}

describe("a good video", () => {
  it("has nothing to say about it", async () => {
    expect(await inspect(good)).toEqual([]);
    expect(await inspect(await planted("null"))).toEqual([]);
  });

  it("scores 100", async () => {
    const { quality, operations, segments } = await checked({
      operations: [{ type: "trim", startMs: 500, endMs: 6_000 }],
    });
    expect(quality).toEqual({ score: 100, findings: [] });
    expect(operations).toHaveLength(1);
    expect(segments.reused).toBeGreaterThan(0);
  });
});

describe("a defect in the file", () => {
  it("is found: a first second of one tone", async () => {
    const file = await planted("lutyuv=y=235:u=128:v=128:enable='lt(t,0.99)'");
    expect(kindsOf(await inspect(file))).toContain("wrong_picture");
  });

  it("is found: a stretch that stands still while the camera should move", async () => {
    const { frameAt, frameCount } = timelineOf(take, [], { size, fps });
    const travelled = (frame: number): number =>
      Math.abs((frameAt(frame + 18).window[0] ?? 0) - (frameAt(frame).window[0] ?? 0));
    const from = Array.from({ length: frameCount - 20 }, (_, frame) => frame).reduce((most, frame) =>
      travelled(frame) > travelled(most) ? frame : most,
    );
    // One frame again and again in place of those that follow it.
    const frozen = await planted(
      `loop=loop=18:size=1:start=${from},select='not(between(n,${from + 19},${from + 36}))',setpts=N/(${fps}*TB)`,
    );
    expect(kindsOf(await inspect(frozen))).toContain("frozen");
  });

  it("is found: a wrong duration and a wrong size", async () => {
    expect(kindsOf(await inspect(await planted("trim=end_frame=150")))).toEqual(["duration"]);
    expect(kindsOf(await inspect(await planted("scale=480:270")))).toContain("size");
  });

  it("is found: a sound track", async () => {
    const file = await planted("null", ["-map", "2:a", "-c:a", "aac", "-shortest"]);
    expect(kindsOf(await inspect(file))).toEqual(["audio"]);
  });

  it("is found: a truncated file, and bytes that were changed", async () => {
    const cut = join(dir, "cut.mp4");
    await copyFile(good, cut);
    await truncate(cut, Math.floor((await stat(cut)).size * 0.7));
    expect(["duration", "undecodable"]).toEqual(expect.arrayContaining(kindsOf(await inspect(cut))));
    expect(await inspect(cut)).toHaveLength(1);
    const changed = join(dir, "changed.mp4");
    const bytes = await readFile(good);
    bytes.fill(0x5a, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 400);
    await writeFile(changed, bytes);
    expect(new Set(kindsOf(await inspect(changed)))).toEqual(new Set(["undecodable"]));
  });
});

describe("a defect in what was recorded", () => {
  it("is found and trimmed: an empty page in the first second", async () => {
    const blankDir = join(dir, "blank");
    const whole = await writeSyntheticTake(blankDir, { seconds: 6, deviceScale: 1 });
    await writeFile(join(blankDir, "pictures/blank.png"), blankPage(whole));
    const first = { atFrame: 0, file: "pictures/blank.png" };
    const pictures = [first, ...whole.pictures.map((each, at) => (at === 0 ? { ...each, atFrame: 30 } : each))];
    const blank = { ...whole, pictures };
    await writeTake(blankDir, blank);

    const told = await checked({ takeDir: blankDir });
    expect(told.quality).toMatchObject({ score: 80, findings: [{ kind: "blank_lead_in", endMs: 1_000 }] });
    const { quality, operations, durationMs } = await checked({ takeDir: blankDir, trimsBlankStart: true });
    expect(operations).toEqual([{ type: "trim", startMs: 1_000, endMs: 6_000 }]);
    expect(durationMs).toBe(5_000);
    expect(quality.score).toBe(100);
    expect(quality.findings).toMatchObject([{ kind: "blank_lead_in", repair: "trimmed" }]);
  });

  it("is found: a pointer that jumps", async () => {
    const pointer = take.pointer.map((sample) => (sample.atMs > 5_000 ? { ...sample, x: 80, y: 640 } : sample));
    const jumping = { ...take, pointer };
    expect(kindsOf(await inspect(good, [], jumping))).toContain("cursor_jump");
  });

  it("is found: text that is too small to read", async () => {
    const small = { width: 320, height: 180 };
    const minimal: Operation = { type: "style_preset", preset: "minimal" };
    const { quality } = await checked({ size: small, operations: [minimal] });
    expect(quality.findings.map(({ kind }) => kind)).toEqual(["small_text"]);
    expect(quality.score).toBe(90);
  });
});

describe("a damaged segment in the cache", () => {
  const longer = "with a longer segment's content";
  const shorter = "with a shorter segment's content";
  const changed = "with bytes that do not decode";
  it.each([longer, shorter, changed])("is rendered again: %s", async (how) => {
    const cacheDir = join(dir, `cache-${count++}`);
    const first = await checked({ cacheDir });
    const timeline = timelineOf(take, [], { size, fps });
    const settings = { ...defaultVideoSettings, ...size, fps };
    const keys = await segmentKeys({ takeDir, take, timeline, settings, ffmpeg });
    const byLength = keys.slice(1).toSorted((one, other) => one.shown.length - other.shown.length);
    const [short, long] = [byLength[0], byLength.at(-1)] as [(typeof keys)[number], (typeof keys)[number]];
    const victim = how === shorter ? long : short;
    const cache = await openSegmentCache(cacheDir);
    const body = Buffer.from((await cache.read(how === longer ? long : short)) ?? "");
    // Within the key frame, whose length stays right.
    if (how === changed) body.fill(0x11, body.indexOf("mdat") + 1_200, body.indexOf("mdat") + 2_000);
    // Written as if the encoder had made it so: the cache's own checksum fits.
    await cache.write(victim, body);
    const { quality, path, segments: used } = await checked({ cacheDir });
    expect(quality.score).toBe(100);
    // What cannot even be joined is found before anything is there to look at.
    const repairs = new Set(quality.findings.map(({ repair }) => repair));
    expect([...repairs]).toEqual(how === shorter ? [] : ["rendered_again"]);
    expect(used.reused).toBeGreaterThan(0);
    expect(await frameHashes(ffmpeg, path)).toEqual(await frameHashes(ffmpeg, first.path));
  });
});

function blankPage({ width, height }: Take): Buffer {
  const canvas = createCanvas(width, height);
  const page = canvas.getContext("2d");
  page.fillStyle = "#ffffff";
  page.fillRect(0, 0, width, height);
  return canvas.toBuffer("image/png");
}

describe("qualityOf", () => {
  it("counts what is left, once a kind", () => {
    const at = (kind: Finding["kind"], repair?: Finding["repair"]): Finding => ({
      kind,
      message: "",
      ...(repair && { repair }),
    });
    expect(qualityOf([at("cursor_jump"), at("cursor_jump"), at("blank_lead_in", "trimmed")]).score).toBe(90);
    expect(qualityOf([at("undecodable"), at("duration"), at("size")]).score).toBe(0);
  });
});
