import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FfmpegPlaces, findFfmpeg } from "./ffmpeg.ts";
import { downloadFfmpeg } from "./ffmpegDownload.ts";
import { shippedFfmpegPath } from "./ffmpegPlaces.ts";
import { tryFfmpeg } from "./ffmpegTrial.ts";

let dir: string;
const nowhere: FfmpegPlaces = {
  staticPath: () => null,
  staticInstaller: () => null,
  systemPath: () => null,
  shippedPath: () => null,
};
const withX264 = `case "$*" in *encoders*) echo " V....D libx264   H.264";; *) echo "ffmpeg version 7.1 Copyright";; esac`;
const withoutX264 = `case "$*" in *encoders*) echo " V....D mpeg4   MPEG-4";; *) echo "ffmpeg version 7.0 Copyright";; esac`;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-ffmpeg-"));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function program(name: string, body: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

/** What ffmpeg-static's installer is: a script that node runs. */
async function installer(name: string, body: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, body);
  return path;
}

const find = (places: Partial<FfmpegPlaces>, FFMPEG_BIN?: string) =>
  findFfmpeg({ environment: { FFMPEG_BIN }, cacheDir: dir, places: { ...nowhere, ...places } });

describe("FFMPEG_BIN", () => {
  it("goes before everything else", async () => {
    const mine = await program("mine", withX264);
    expect(await find({ systemPath: () => "/nowhere" }, mine)).toEqual({
      path: mine,
      version: "7.1",
      why: "FFMPEG_BIN says so",
    });
  });

  it.each([
    ["a file that is not there", () => "/nowhere/ffmpeg", "is not a file"],
    ["another program", () => program("not-ffmpeg", "echo hello"), "is not ffmpeg"],
    ["one without x264", () => program("poor", withoutX264), "has no x264 encoder"],
  ])("is an error that names it when it is %s", async (_, path, reason) => {
    await expect(find({}, await path())).rejects.toMatchObject({
      code: "ffmpeg_bin_wrong",
      message: expect.stringMatching(new RegExp(`^FFMPEG_BIN .*${reason}`)),
    });
  });
});

describe("without FFMPEG_BIN", () => {
  it("passes over one without x264 and says so", async () => {
    const [poor, good] = [await program("poor", withoutX264), await program("good", withX264)];
    const found = await find({ systemPath: () => poor, shippedPath: () => good });
    expect(found.path).toBe(good);
    expect(found.why).toContain(`${poor} has no x264 encoder`);
  });

  it("prefers ffmpeg-static's file to the one on PATH", async () => {
    const [own, system] = [await program("own", withX264), await program("system", withX264)];
    expect((await find({ staticPath: () => own, systemPath: () => system })).path).toBe(own);
  });

  it("downloads one when the installer can", async () => {
    const target = join(dir, "downloaded");
    const script = await installer(
      "installs.cjs",
      `require("fs").writeFileSync(${JSON.stringify(target)}, ${JSON.stringify(`#!/bin/sh\n${withX264}\n`)}, { mode: 0o755 })`,
    );
    const found = await find({ staticPath: () => target, staticInstaller: () => script });
    expect(found).toMatchObject({ path: target, why: "downloaded by ffmpeg-static" });
  });

  it("goes on when the download fails, leaves nothing half-written, and does not try again at once", async () => {
    const target = join(dir, "half");
    const cacheDir = join(dir, "cache");
    await mkdir(cacheDir);
    const script = await installer(
      "breaks.cjs",
      `require("fs").writeFileSync(${JSON.stringify(target)}, "half"); process.exit(1)`,
    );
    const stages: string[] = [];
    const options = {
      installer: script,
      target,
      cacheDir,
      onProgress: ({ stage }: { stage: string }) => void stages.push(stage),
    };
    expect(await downloadFfmpeg(options)).toBe("its download failed");
    await expect(stat(target)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await downloadFfmpeg(options)).toContain("less than a day ago");
    expect(stages).toHaveLength(1);
  });

  it("gives up on a network that never answers", async () => {
    const script = await installer("hangs.cjs", "setInterval(() => {}, 1000)");
    const cacheDir = join(dir, "silent");
    await mkdir(cacheDir);
    const failure = await downloadFfmpeg({
      installer: script,
      target: join(dir, "never"),
      cacheDir,
      onProgress: () => {},
      firstByteMs: 300,
    });
    expect(failure).toBe("its download did not answer");
  });

  it("says what to do when there is none", async () => {
    await expect(find({ systemPath: () => join(dir, "absent") })).rejects.toMatchObject({
      code: "ffmpeg_missing",
      message: expect.stringMatching(/set FFMPEG_BIN.*absent does not exist/),
    });
  });
});

describe("the one that is shipped", () => {
  it("runs, has x264 and encodes a frame", async () => {
    const found = await find({ shippedPath: shippedFfmpegPath });
    expect(found.why).toContain("shipped");
    expect(await tryFfmpeg(found)).toBeNull();
  });

  it("is no use when it encodes nothing", async () => {
    const silent = await program("says-nothing", "exit 0");
    expect(await tryFfmpeg({ path: silent, version: "0", why: "" })).toBe("wrote no video");
    const failing = await program("failing", "echo no such codec >&2; exit 1");
    expect(await tryFfmpeg({ path: failing, version: "0", why: "" })).toContain("no such codec");
  });
});
