import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Operation } from "../convex/model/operations.ts";
import { findBrowser } from "../pipeline/provision/browser.ts";
import { findFfmpeg } from "../pipeline/provision/ffmpeg.ts";
import { recordPullRequest } from "../pipeline/recordPullRequest.ts";
import { outputSizeOf, renderVideo } from "../pipeline/render.ts";
import { readTake } from "../pipeline/take/store.ts";
import { layOutSample } from "../scripts/layOutSample.ts";

const fps = 30;

/** From request to first video, and from edit to new video, on the sample's pull requests, with dependencies installed. */
export async function benchSample(): Promise<Record<string, unknown>[]> {
  const home = await mkdtemp(join(tmpdir(), "aura-bench-"));
  try {
    const bench = await prepare(home);
    await bench.record("warm-up", 1);
    const rows: Record<string, unknown>[] = [];
    for (const pr of [1, 2, 3]) rows.push(await measure(bench, pr));
    return rows;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

type Bench = Awaited<ReturnType<typeof prepare>>;

async function prepare(home: string) {
  const dirs = { cacheDir: join(home, "cache"), scratchDir: join(home, "scratch") };
  for (const dir of Object.values(dirs)) await mkdir(dir, { recursive: true });
  const { repoDir } = await layOutSample(join(home, "sample"));
  const [browser, ffmpeg] = await Promise.all([findBrowser(), findFfmpeg()]);
  const quiet = { signal: new AbortController().signal, onProgress: () => {} };
  const stage = { size: { width: 1280, height: 720 }, deviceScale: 2, fps, maxDurationMs: 60_000 };
  const record = async (name: string, pr: number) => {
    const outDir = join(home, name);
    const commits = { base: "main", head: `refs/pull/${pr}/head` };
    await recordPullRequest({ repoDir, ...commits, outDir, ...stage }, { ...dirs, browser, ...quiet });
    return outDir;
  };
  const render = async (takeDir: string, operations: Operation[], cacheDir: string, name: string) => {
    const size = outputSizeOf(await readTake(takeDir), operations);
    return await renderVideo({ takeDir, operations, outFile: join(home, name), cacheDir, size, fps, ffmpeg, ...quiet });
  };
  return { home, record, render };
}

async function measure({ home, record, render }: Bench, pr: number): Promise<Record<string, unknown>> {
  const startedAt = performance.now();
  const takeDir = await record(`take-${pr}`, pr);
  const recordedAt = performance.now();
  const cache = join(home, `segments-${pr}`);
  const first = await render(takeDir, [], cache, `first-${pr}.mp4`);
  const firstVideoMs = performance.now() - startedAt;
  const zoom: Operation = {
    type: "zoom",
    intensity: 2,
    centerX: 640,
    centerY: 360,
    startMs: Math.round(first.durationMs * 0.5),
    durationMs: 3_000,
  };
  const zoomed = await render(takeDir, [zoom], cache, `zoom-${pr}.mp4`);
  const trimmed = await render(
    takeDir,
    [{ type: "trim", startMs: 2_000, endMs: first.durationMs }],
    cache,
    `trim-${pr}.mp4`,
  );
  const ratio = (part: number, whole: number) => Number((part / whole).toFixed(3));
  return {
    pr,
    "video s": ratio(first.durationMs, 1000),
    "record wall / video": ratio(recordedAt - startedAt, first.durationMs),
    "request to first video / video": ratio(firstVideoMs, first.durationMs),
    "3 s zoom / full render": ratio(zoomed.wallMs, first.wallMs),
    "trim / full render": ratio(trimmed.wallMs, first.wallMs),
    "segments reused (zoom)": `${zoomed.segments.reused} of ${zoomed.segments.reused + zoomed.segments.rendered}`,
  };
}
