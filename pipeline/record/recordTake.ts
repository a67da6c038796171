import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PipelineError } from "../failure.ts";
import { coverageInTake } from "../plan/recorded.ts";
import { chaptersOf, markKnown, screenshotsOf, storyOf } from "../take/describe.ts";
import { writeTake } from "../take/store.ts";
import type { Take } from "../take/take.ts";
import { openBeginFrameCamera } from "./camera/beginFrame.ts";
import { type Camera, frameTimeMs } from "./camera/camera.ts";
import { openScreencastCamera } from "./camera/screencast.ts";
import { CaptureStuckError, inTime, TimeIsUpError } from "./deadline.ts";
import { type Directed, direct } from "./director/direct.ts";
import { idleSpans } from "./director/idle.ts";
import { seedOf } from "./director/random.ts";
import type { House, RecordOptions } from "./stage.ts";

type Way = { method: Take["capture"]["method"]; reason: string; isLast: boolean };

const closeLimitMs = 5000;

/** Plays the plan and writes the take, under virtual time if the browser can, in real time if it cannot. */
export async function recordTake(theHouse: House, options: RecordOptions): Promise<Take> {
  const house = options.size ? { ...theHouse, size: options.size } : theHouse;
  const startedAt = performance.now();
  const workDir = `${options.outDir}.partial-${process.pid}`;
  const stuck: string[] = [];
  try {
    for (const way of waysFor(house)) {
      await rm(workDir, { recursive: true, force: true });
      await mkdir(workDir, { recursive: true });
      const reason = [...stuck, way.reason].join("; ");
      const take = await attempt(house, options, workDir, { ...way, reason }, startedAt).catch((error: unknown) => {
        if (!(error instanceof CaptureStuckError) || house.signal.aborted) throw error;
        stuck.push(`${way.method}: ${String((error.cause as Error | undefined)?.message ?? error.message)}`);
        return null;
      });
      if (!take) continue;
      await writeTake(workDir, take);
      await mkdir(dirname(options.outDir), { recursive: true });
      await rename(workDir, options.outDir);
      return take;
    }
    throw new CaptureStuckError(stuck.join("; "));
  } catch (error) {
    await rm(workDir, { recursive: true, force: true });
    // Whatever broke after an abort broke because of it.
    house.signal.throwIfAborted();
    throw error;
  }
}

/** Frame control twice, since a stuck page is often stuck once; then real time. */
function waysFor({ browser }: House): Way[] {
  const realTime = (reason: string): Way => ({ method: "screencast", reason, isLast: true });
  if (browser.kind !== "headless-shell") return [realTime("this browser has no frame control")];
  const framed: Way = { method: "begin-frame", reason: "frame by frame under virtual time", isLast: false };
  return [framed, framed, realTime("frame control got stuck twice")];
}

async function attempt(
  house: House,
  options: RecordOptions,
  takeDir: string,
  way: Way,
  startedAt: number,
): Promise<Take> {
  const { size, deviceScale, fps, signal, proxyUrl, isOnlyPublic } = house;
  const { browser } = await house.browserFor(way.method);
  const surroundings = {
    size,
    deviceScale,
    fps,
    seed: seedOf(options.plan.title),
    startAtMs: options.startAtMs ?? noonOfToday(),
    proxy: { server: proxyUrl, bypass: house.openings(options.baseUrl) },
    isOnlyPublic,
    storageState: await house.loginAt(options.baseUrl),
    takeDir,
    checkTime: () => {
      if (performance.now() - startedAt > options.timeLimitMs) throw new TimeIsUpError();
    },
    signal,
  };
  const open = way.method === "begin-frame" ? openBeginFrameCamera : openScreencastCamera;
  const camera = await open(browser, surroundings);
  try {
    const directed = await direct({ ...options, camera, size, isLastWay: way.isLast });
    const filmed = await camera.finish();
    return composeTake(house, options, camera, directed, filmed, {
      method: way.method,
      reason: way.reason,
      wallMs: Math.round(performance.now() - startedAt),
    });
  } finally {
    // A page that is stuck does not close; it ends with its browser.
    await inTime(camera.page.context().close(), closeLimitMs).catch(() => {});
  }
}

function composeTake(
  { size, deviceScale, fps }: House,
  { plan, knownErrors = [] }: RecordOptions,
  camera: Camera,
  { track, pageBackground }: Directed,
  { pictures, frameCount }: Pick<Take, "pictures" | "frameCount">,
  capture: Take["capture"],
): Take {
  const durationMs = Math.round(frameTimeMs(frameCount, fps));
  const busyMs = [
    ...pictures.map(({ atFrame }) => frameTimeMs(atFrame, fps)),
    ...track.pointer.map(({ atMs }) => atMs),
    ...track.keys.map(({ atMs }) => atMs),
  ];
  const elements = camera.elements.finish({ shots: track.shots, frameCount, fps });
  if (pictures.length === 0)
    throw new PipelineError("nothing_recorded", "The page gave no picture; ask again, please.");
  return {
    format: 1,
    ...size,
    deviceScale,
    fps,
    frameCount,
    durationMs,
    pictures,
    pointer: track.pointer,
    keys: track.keys,
    shots: track.shots,
    idle: idleSpans(busyMs, track.reading, durationMs),
    pageBackground,
    title: plan.title,
    summary: plan.summary,
    notShown: track.notShown,
    ...(plan.tour && { tour: true as const }),
    ...(plan.coverage && { coverage: coverageInTake(plan, track.shots) }),
    story: storyOf(track.shots),
    chapters: chaptersOf(track.shots),
    screenshots: screenshotsOf({ shots: track.shots, pictures, fps }),
    layouts: track.layouts,
    ...(elements && { elements }),
    consoleErrors: markKnown(camera.consoleErrors, knownErrors),
    capture,
  };
}

function noonOfToday(): number {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 12);
}
