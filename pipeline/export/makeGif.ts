import { join } from "node:path";
import type { FrameSpan } from "../timeline/frameMap.ts";
import { encodeGif, findPalette } from "./gif.ts";
import { type Attempt, bestOf, nextScale, powerOf, scaleFor } from "./sizeCap.ts";
import { capOf, doesNotFit, isForecast, type Made, noteOf, smallestWidth, videoAt, type Work } from "./work.ts";

/** A gif's bytes grow a little more slowly than its pixels. */
const growth = 1.6;

/** What a gif may give up once it is as small as it can be: a lower rate saves little, so pixels go first. */
type Level = { fps: number; colors: number };

export async function makeGif(work: Work): Promise<Made> {
  const { request } = work;
  const cap = capOf(request);
  const asked: Level = { fps: request.fps, colors: request.quality === "preview" ? 128 : 256 };
  if (cap === null) {
    if (isForecast(request, work.source.take.durationMs)) await probeAt(work, asked, 1, null);
    return await makeAt(work, asked, 1);
  }
  const poorer: Level[] = [
    { fps: Math.min(10, asked.fps), colors: 128 },
    { fps: Math.min(6, asked.fps), colors: 48 },
  ];
  for (const level of [asked, ...poorer]) {
    const made = await fitAt(work, level, cap);
    if (made) return { ...made, ...noteOf(request, made.size, made.fps, null) };
  }
  throw doesNotFit(request);
}

/** The largest scale at which the gif fits, or null. The last file written is the one that is returned. */
async function fitAt(work: Work, level: Level, cap: number): Promise<Made | null> {
  const smallest = Math.min(1, smallestWidth / work.request.width);
  const attempts: Attempt[] = [];
  let made: Made | null = null;
  let scale: number | null = Math.max(smallest, await firstScale(work, level, cap));
  while (scale !== null) {
    made = await makeAt(work, level, scale);
    attempts.push({ scale, sizeBytes: made.sizeBytes });
    scale = nextScale(attempts, cap, { smallest, growth });
  }
  const best = bestOf(attempts, cap);
  if (!best) return null;
  return made && made.sizeBytes === best.sizeBytes ? made : await makeAt(work, level, best.scale);
}

async function makeAt(work: Work, level: Level, scale: number): Promise<Made> {
  const video = videoAt(work, scale, level.fps);
  const palette = await paletteOf(work, level, video);
  const sizeBytes = await encodeGif(video.run(work.partialFile), palette);
  return { sizeBytes, size: video.size, fps: level.fps, frames: video.frames };
}

type Video = ReturnType<typeof videoAt>;

/** Colours hardly depend on the scale, but small copies of many frames are quick to look through. */
async function paletteOf(work: Work, { colors }: Level, { run, frames }: Video): Promise<string> {
  const palette = join(work.scratchDir, `palette-${colors}.png`);
  await findPalette(run(palette, sampled(frames, 5, 1)), colors);
  return palette;
}

/** A fair guess from short probes of the video, so that few whole attempts are needed. */
async function firstScale(work: Work, level: Level, cap: number): Promise<number> {
  const probes: Attempt[] = [];
  for (let scale = 1; probes.length < 2; ) {
    const probe = await probeAt(work, level, scale, probes.length === 0 ? cap : null);
    if (!probe) return 1;
    probes.push(probe);
    const power = powerOf(probes) ?? growth;
    const next = Math.min(1, Math.max(smallestWidth / work.request.width, scaleFor(cap, probe, power)));
    if (probe.scale === 1 && next === 1) return 1;
    if (probes.length === 2) return next;
    scale = next;
  }
  return 1;
}

/** What the gif will weigh at a scale, from a second of every four; null for one that is too short to probe. */
async function probeAt(work: Work, level: Level, scale: number, cap: number | null): Promise<Attempt | null> {
  const startedAt = performance.now();
  const video = videoAt(work, scale, level.fps);
  const spans = sampled(video.frames, 4 * level.fps, level.fps);
  const seen = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  if (seen === video.frames) return null;
  const palette = await paletteOf(work, level, video);
  const probeBytes = await encodeGif(video.run(join(work.scratchDir, "probe.gif"), spans), palette);
  const sizeBytes = (probeBytes * video.frames) / seen;
  const wallMs = ((performance.now() - startedAt) * video.frames) / seen;
  // Under a cap it takes about two attempts, and a second probe.
  const capped =
    cap === null || sizeBytes <= cap ? { sizeBytes, wallMs } : { sizeBytes: 0.93 * cap, wallMs: 2.2 * wallMs };
  if (scale === 1) work.request.onForecast?.(capped);
  return { scale, sizeBytes };
}

/** `length` frames of every `period`, spread over the video; all of a short one. */
function sampled(frames: number, period: number, length: number): FrameSpan[] {
  if (frames <= 2 * period) return [{ from: 0, to: frames }];
  const spans: FrameSpan[] = [];
  for (let from = 0; from < frames; from += period) spans.push({ from, to: Math.min(frames, from + length) });
  return spans;
}
