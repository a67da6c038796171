import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Operation } from "../../convex/model/operations.ts";
import { findBrowser } from "../../pipeline/provision/browser.ts";
import { findFfmpeg } from "../../pipeline/provision/ffmpeg.ts";
import { launchBrowser } from "../../pipeline/record/browser/launch.ts";
import { renderVideo } from "../../pipeline/render.ts";
import { writeSyntheticTake } from "../../pipeline/timeline/fixtures/syntheticTake.ts";

export const TAKE_MS = 2_000;
const size = { width: 320, height: 180 };
const TINY_WORK_MS = 40;

/** What a worker of a drill does: `tiny` work takes no program, `real` work a browser for each recording and ffmpeg for each video. */
export type Work = {
  record(signal: AbortSignal): Promise<void>;
  /** The file of a version, the same one for the same operations. */
  video(operations: readonly Operation[], signal: AbortSignal): Promise<Uint8Array>;
};

export type WorkKind = "tiny" | "real";

/** `dir` is the drill's, shared by its workers one after the other. */
export const openWork = async (kind: WorkKind, dir: string): Promise<Work> =>
  kind === "tiny" ? tiny : await real(dir);

/** A "video" that is the list of the operations that it shows. */
const tiny: Work = {
  record: async (signal) => {
    await delay(TINY_WORK_MS, null, { signal });
  },
  video: async (operations, signal) => {
    await delay(TINY_WORK_MS, null, { signal });
    return new TextEncoder().encode(JSON.stringify(operations));
  },
};

async function real(dir: string): Promise<Work> {
  const takeDir = join(dir, "take");
  const scratchDir = join(dir, "scratch");
  await mkdir(scratchDir, { recursive: true });
  const [inUse, ffmpeg] = [await findBrowser(), await findFfmpeg()];
  return {
    record: async (signal) => {
      const { browser, end } = await launchBrowser(inUse, "begin-frame", 1, signal);
      try {
        const page = await browser.newPage({ viewport: size });
        await page.setContent("<h1>A drill</h1>");
        if ((await page.innerText("h1")) !== "A drill") throw new Error("The page is not the one that was asked for");
      } finally {
        await end();
      }
    },
    video: async (operations, signal) => {
      const scratch = await mkdtemp(join(scratchDir, "job-"));
      try {
        const outFile = join(scratch, "video.mp4");
        // What is recorded is encoded anew each time, so that there is an ffmpeg to kill; edits share what was encoded.
        const cacheDir = operations.length === 0 ? join(scratch, "cache") : join(dir, "cache");
        await renderVideo({ takeDir, operations: [...operations], outFile, cacheDir, ffmpeg, size, fps: 30, signal });
        return await readFile(outFile);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

/** What all workers of a drill render from. */
export const layOutTake = (dir: string) =>
  writeSyntheticTake(join(dir, "take"), { ...size, seconds: TAKE_MS / 1000, deviceScale: 1 });

/** What a version's file must be, from a work of its own that shares no cache with the workers. */
export async function expectedFiles(
  kind: WorkKind,
  dir: string,
): Promise<(operations: readonly Operation[]) => Promise<string>> {
  const ownDir = join(dir, "expected");
  if (kind === "real") await layOutTake(ownDir);
  const work = await openWork(kind, ownDir);
  const known = new Map<string, Promise<string>>();
  return (operations) => {
    const key = JSON.stringify(operations);
    const file = known.get(key) ?? work.video(operations, new AbortController().signal).then(hashOf);
    known.set(key, file);
    return file;
  };
}

/** Of everything that is shown: an MP4 also says when it was written, in its head. */
export function hashOf(bytes: Uint8Array): string {
  const shownFrom = Math.max(0, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("mdat"));
  return createHash("sha256").update(bytes.subarray(shownFrom)).digest("hex");
}
