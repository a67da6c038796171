import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { frameSlots } from "../compose/compositor.ts";
import { drawFrames, type TakeOnDisk } from "../compose/drawFrames.ts";
import { PipelineError } from "../failure.ts";
import { evenSize, type Size } from "../look/layout.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { encodeGif } from "./gif.ts";
import { encodeAtQuality, encodeToSize } from "./mp4.ts";
import type { ExportedFile, ExportRequest } from "./request.ts";
import { type Attempt, nextScale } from "./sizeCap.ts";
import { writeWhole } from "./wholeFile.ts";

type Made = { sizeBytes: number; size: Size; fps: number; frames: number; note?: string };

/** Shapes of the size curve: a gif's bytes grow a little slower than its pixels, an mp4's slower still. */
const growth = { gif: 1.6, mp4: 1.3 } as const;
const smallestWidth = 200;
/** Below this share of the bytes that good quality needs, fewer pixels look better than more loss. */
const leastQualityShare = 0.3;

/**
 * Renders a take with its operations straight to a file of any size and rate: from capture to the file there is one lossy
 * step. A cap is never exceeded; `note` says what it cost.
 */
export async function exportFrom(source: TakeOnDisk, request: ExportRequest): Promise<ExportedFile> {
  const { outFile, cacheDir, format } = request;
  await mkdir(cacheDir, { recursive: true });
  const scratchDir = await mkdtemp(join(cacheDir, "export-"));
  try {
    let made: Made | null = null;
    await writeWhole(outFile, async (partialFile) => {
      const work = { source, request, scratchDir, partialFile };
      made = format === "gif" ? await makeGif(work) : await makeMp4(work);
    });
    return reportOf(outFile, made);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}

function reportOf(path: string, made: Made | null): ExportedFile {
  if (!made) throw new Error("an export that made nothing");
  const { sizeBytes, size, fps, frames, note } = made;
  const durationMs = Math.round((frames * 1000) / fps);
  return { path, sizeBytes, ...size, fps, durationMs, ...(note === undefined ? {} : { note }) };
}

type Work = { source: TakeOnDisk; request: ExportRequest; scratchDir: string; partialFile: string };

const capOf = ({ maxFileSizeMb }: ExportRequest): number | null =>
  maxFileSizeMb === undefined ? null : Math.floor(maxFileSizeMb * 1_000_000);

/** The frames at a scale, again and again from the beginning. */
function framesAt({ source, request }: Work, scale: number, fps: number) {
  const size = evenSize({ width: request.width * scale, height: request.height * scale });
  const timeline = timelineOf(source.take, request.operations, { size, fps });
  const whole = [{ from: 0, to: timeline.frameCount }];
  const report = (done: number, total: number): void => {
    if (done % 15 === 0) request.onProgress?.({ stage: "Exporting the video", fraction: done / total });
  };
  return { size, timeline, draw: () => drawFrames(source, timeline, whole, report) };
}

async function makeMp4(work: Work): Promise<Made> {
  const { request, scratchDir, partialFile } = work;
  const { ffmpeg, fps, quality, signal } = request;
  const cap = capOf(request);
  const runAt = (scale: number) => {
    const { size, timeline, draw } = framesAt(work, scale, fps);
    const input = { ...size, fps };
    const run = () => ({
      ffmpeg,
      input,
      frames: draw(),
      framesInFlight: frameSlots - 1,
      outFile: partialFile,
      signal,
    });
    return { size, frames: timeline.frameCount, run };
  };
  let attempt = runAt(1);
  let sizeBytes = await encodeAtQuality(attempt.run(), quality, scratchDir);
  const { frames } = attempt;
  if (cap === null || sizeBytes <= cap) return { sizeBytes, size: attempt.size, fps, frames };

  const share = cap / sizeBytes;
  if (share < leastQualityShare) {
    const scale = Math.max(smallestWidth / request.width, (share / leastQualityShare) ** (1 / growth.mp4));
    attempt = runAt(scale);
    sizeBytes = await encodeAtQuality(attempt.run(), quality, scratchDir);
  }
  for (let target = 0.965 * cap, tries = 0; sizeBytes > cap && tries < 5; tries++) {
    sizeBytes = await encodeToSize(attempt.run(), quality, scratchDir, { bytes: target, frames });
    target *= Math.min(0.97, (0.97 * cap) / sizeBytes);
  }
  if (sizeBytes > cap) throw doesNotFit(request);
  return {
    sizeBytes,
    size: attempt.size,
    fps,
    frames,
    note: noteOf(request, attempt.size, fps, "stronger compression"),
  };
}

async function makeGif(work: Work): Promise<Made> {
  const { request, scratchDir, partialFile } = work;
  const { ffmpeg, signal } = request;
  const cap = capOf(request);
  const attempts: (Attempt & { fps: number })[] = [];
  const make = async (scale: number): Promise<Made> => {
    // Small gifs that still are too large lose frames before they lose more pixels.
    const fps = scale * request.width < 480 ? Math.min(request.fps, 10) : request.fps;
    const { size, timeline, draw } = framesAt(work, scale, fps);
    const sizeBytes = await encodeGif({
      ffmpeg,
      input: { ...size, fps },
      frames: draw,
      framesInFlight: frameSlots - 1,
      outFile: partialFile,
      scratchDir,
      colors: request.quality === "preview" ? 128 : 256,
      signal,
    });
    attempts.push({ scale, sizeBytes, fps });
    return { sizeBytes, size, fps, frames: timeline.frameCount };
  };
  let made = await make(1);
  if (cap === null) return made;
  const limits = { smallest: Math.min(1, smallestWidth / request.width), growth: growth.gif };
  for (;;) {
    const scale = nextScale(attempts, cap, limits);
    if (scale === null) break;
    made = await make(scale);
  }
  if (made.sizeBytes > cap) {
    const best = attempts.filter(({ sizeBytes }) => sizeBytes <= cap).sort((one, other) => other.scale - one.scale)[0];
    if (!best) throw doesNotFit(request);
    made = await make(best.scale);
  }
  const isReduced = made.size.width < evenSize({ width: request.width, height: request.height }).width;
  return isReduced ? { ...made, note: noteOf(request, made.size, made.fps, null) } : made;
}

function noteOf(request: ExportRequest, size: Size, fps: number, also: string | null): string {
  const wanted = evenSize(request);
  const changes = [
    size.width === wanted.width ? null : `${size.width} × ${size.height} instead of ${wanted.width} × ${wanted.height}`,
    fps === request.fps ? null : `${fps} frames a second instead of ${request.fps}`,
    also,
  ].filter((change) => change !== null);
  return `To stay under ${request.maxFileSizeMb} MB: ${changes.join(", ")}.`;
}

const doesNotFit = ({ maxFileSizeMb, format }: ExportRequest): PipelineError =>
  new PipelineError(
    "export_too_large",
    `The video does not fit into ${maxFileSizeMb} MB as ${format}; allow a larger file, or make the video shorter.`,
  );
