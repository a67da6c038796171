import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import { startFfmpeg } from "../encode/ffmpeg.ts";
import { encodeOnce } from "../export/mp4.ts";
import { findFfmpeg } from "../provision/ffmpeg.ts";
import { inspectFile, madeWell, watchFrames } from "./inspectFile.ts";
import { inspectGif } from "./inspectGif.ts";

const size = { width: 128, height: 72 };
const fps = 30;
const count = 150;
let dir: string;
let ffmpeg: FfmpegProgram;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-inspect-"));
  ffmpeg = await findFfmpeg();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A bar that wanders over grey. */
async function* bars(shift = 0): AsyncGenerator<Uint8Array> {
  for (let frame = 0; frame < count; frame++) {
    const bytes = new Uint8Array((size.width * size.height * 3) / 2).fill(128);
    const left = (frame + shift) % (size.width - 30);
    for (let y = 0; y < size.height; y++) bytes.fill(220, y * size.width + left, y * size.width + left + 30);
    yield bytes;
  }
}

async function encoded(name: string) {
  const file = join(dir, name);
  const watch = watchFrames();
  const input = { ...size, fps };
  await encodeOnce({ ffmpeg, input, frames: watch.frames(bars(), size), framesInFlight: 3, outFile: file }, "web");
  return { file, watch, ffmpeg, promised: { ...size, fps, frames: count } };
}
const kindsOf = (findings: readonly { kind: string }[]): string[] => findings.map(({ kind }) => kind);

describe("inspectFile", () => {
  it("has nothing to say about what was encoded well", async () => {
    expect(await inspectFile(await encoded("good.mp4"))).toEqual([]);
  });

  it("finds another length, another size and sound that should be there", async () => {
    const made = await encoded("promised.mp4");
    const inspected = (promised: object) => inspectFile({ ...made, promised: { ...made.promised, ...promised } });
    expect(kindsOf(await inspected({ frames: count + 1 }))).toContain("duration");
    expect(kindsOf(await inspected({ width: 256 }))).toEqual(["size"]);
    expect(kindsOf(await inspected({ hasSound: true }))).toEqual(["audio"]);
  });

  it("finds a file that ends too early, and one whose key frame was damaged", async () => {
    const short = await encoded("short.mp4");
    await truncate(short.file, 2_000);
    expect(await inspectFile(short)).not.toEqual([]);
    const damaged = await encoded("damaged.mp4");
    const bytes = await readFile(damaged.file);
    const first = bytes.indexOf("mdat") + 4;
    bytes.fill(0x11, first + 900, first + 1_400);
    await writeFile(damaged.file, bytes);
    expect(kindsOf(await inspectFile(damaged))).toEqual(["undecodable"]);
  });

  it("finds pictures that are not those that were drawn", async () => {
    const made = await encoded("other.mp4");
    for await (const _ of made.watch.frames(bars(40), size));
    expect(kindsOf(await inspectFile(made))).toEqual(["wrong_picture"]);
  });
});

describe("inspectGif", () => {
  it("reads a gif to its end, and finds one that is cut off, too short or of another size", async () => {
    const file = join(dir, "bars.gif");
    const source = `testsrc=s=${size.width}x${size.height}:r=15:d=3`;
    await startFfmpeg({ ffmpeg, args: ["-loglevel", "error", "-y", "-f", "lavfi", "-i", source, file] }).finish();
    const promised = { ...size, fps: 15, frames: 45 };
    expect(await inspectGif(file, promised)).toEqual([]);
    expect(kindsOf(await inspectGif(file, { ...promised, frames: 90 }))).toEqual(["duration"]);
    expect(kindsOf(await inspectGif(file, { ...promised, height: 90 }))).toEqual(["size"]);
    await truncate(file, 5_000);
    expect(kindsOf(await inspectGif(file, promised))).toEqual(["undecodable"]);
  });
});

describe("madeWell", () => {
  it("makes what is broken once more, and then says so", async () => {
    const broken = { kind: "undecodable", message: "broken" } as const;
    let made = 0;
    expect(
      await madeWell(
        async () => ++made,
        async (attempt) => (attempt === 1 ? [broken] : []),
      ),
    ).toBe(2);
    const never = madeWell(
      async () => ++made,
      async () => [broken],
    );
    await expect(never).rejects.toMatchObject({ code: "video_broken", isRetryable: true });
    expect(made).toBe(4);
  });
});
