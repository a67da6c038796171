import { join } from "node:path";
import { chapterMarks, writeChapterFile } from "./chapters.ts";
import { activityOf, type Forecast, predictMp4, probesOf } from "./forecast.ts";
import { encodeAtQuality, encodeOnce, encodeToSize, keyEvery, type Mp4Run } from "./mp4.ts";
import { capOf, doesNotFit, isForecast, type Made, noteOf, smallestWidth, videoAt, type Work } from "./work.ts";

/** An mp4's bytes grow more slowly than its pixels. */
const growth = 1.3;
/** Below this share of the bytes that good quality needs, fewer pixels look better than more loss. */
const leastQualityShare = 0.3;
/** A file of fewer pixels that is still this far below the cap was made smaller than it had to be. */
const wastefulShare = 0.8;
const mostTries = 5;

/** At the asked quality; where that is too large, in a second pass to the cap's size, with fewer pixels if need be. */
export async function makeMp4(work: Work): Promise<Made> {
  const { request } = work;
  const cap = capOf(request);
  const whole = videoAt(work, 1, request.fps);
  const durationMs = (whole.frames * 1000) / request.fps;
  const chapterFile = await chaptersFor(work, durationMs);
  let scale = 1;
  if (isForecast(request, durationMs)) {
    const forecast = await forecastAt(work);
    scale = cap === null ? 1 : scaleUnder(cap, forecast.sizeBytes, request.width);
    request.onForecast?.(asCapped(forecast, cap));
  }
  let made = await makeAtQuality(work, scale, chapterFile);
  for (let again = 0; cap !== null && again < 2; again++) {
    const better = betterScale(made, scale, cap, request.width);
    if (better === null) break;
    scale = better;
    made = await makeAtQuality(work, scale, chapterFile);
  }
  if (cap === null || (made.sizeBytes <= cap && scale === 1)) return made;
  return await fitted(work, made, scale, cap, chapterFile);
}

/** What the file would come to at its full size. */
async function forecastAt(work: Work): Promise<Forecast> {
  const { request, scratchDir } = work;
  const video = videoAt(work, 1, request.fps);
  const activity = activityOf(video.timeline);
  const spans = probesOf(video.timeline, activity);
  const file = join(scratchDir, "probe.mp4");
  const startedAt = performance.now();
  await encodeOnce(video.run(file, spans), request.quality);
  const probed = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const wallMs = ((performance.now() - startedAt) * video.frames) / probed;
  return { sizeBytes: await predictMp4({ file, spans }, video.timeline, activity, keyEvery), wallMs };
}

/** A second pass takes as long as the first. */
const asCapped = ({ sizeBytes, wallMs }: Forecast, cap: number | null): Forecast =>
  cap === null || sizeBytes <= cap ? { sizeBytes, wallMs } : { sizeBytes: 0.96 * cap, wallMs: 2 * wallMs };

function scaleUnder(cap: number, sizeBytes: number, width: number): number {
  const share = cap / sizeBytes;
  if (share >= leastQualityShare) return 1;
  return Math.min(1, Math.max(smallestWidth / width, (share / leastQualityShare) ** (1 / growth)));
}

/** Another scale where the one that was chosen by forecast turned out far too large or too small; else null. */
function betterScale({ sizeBytes }: Made, scale: number, cap: number, width: number): number | null {
  const isWasteful = scale < 1 && sizeBytes < wastefulShare * cap;
  const isTooLarge = cap / sizeBytes < leastQualityShare * 0.7;
  if (!isWasteful && !isTooLarge) return null;
  const wanted = scale * (cap / sizeBytes / leastQualityShare) ** (1 / growth);
  const next = Math.min(1, Math.max(smallestWidth / width, wanted));
  return Math.abs(next / scale - 1) < 0.05 ? null : next;
}

/** Under the cap: as it is, or by a second pass that spends exactly what there is. */
async function fitted(work: Work, first: Made, scale: number, cap: number, chapterFile?: string): Promise<Made> {
  const { request, scratchDir, partialFile } = work;
  const { frames, size, fps } = first;
  const video = videoAt(work, scale, fps);
  let { sizeBytes } = first;
  for (let target = 0.965 * cap, tries = 0; sizeBytes > cap && tries < mostTries; tries++) {
    const run: Mp4Run = { ...video.run(partialFile), chapterFile };
    sizeBytes = await encodeToSize(run, request.quality, scratchDir, { bytes: target, frames });
    target *= Math.min(0.97, (0.97 * cap) / sizeBytes);
  }
  if (sizeBytes > cap) throw doesNotFit(request);
  const also = first.sizeBytes <= cap ? null : "stronger compression";
  return { sizeBytes, size, fps, frames, ...noteOf(request, size, fps, also) };
}

async function makeAtQuality(work: Work, scale: number, chapterFile?: string): Promise<Made> {
  const { request, scratchDir, partialFile } = work;
  const { fps, quality } = request;
  const video = videoAt(work, scale, fps);
  const sizeBytes = await encodeAtQuality({ ...video.run(partialFile), chapterFile }, quality, scratchDir);
  return { sizeBytes, size: video.size, fps, frames: video.frames };
}

async function chaptersFor({ source, request, scratchDir }: Work, durationMs: number): Promise<string | undefined> {
  const marks = chapterMarks(source.take, request.operations);
  if (marks.length === 0) return undefined;
  const file = join(scratchDir, "chapters.txt");
  await writeChapterFile(file, marks, durationMs);
  return file;
}
