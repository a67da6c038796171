import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { api } from "../../convex/_generated/api.js";
import { REEL_FADE_MS } from "../../convex/model/reel.ts";
import { assembleVideo, type Part } from "../assemble/assemble.ts";
import { PipelineError } from "../failure.ts";
import { overall } from "../progress.ts";
import { renderPoster } from "../render.ts";
import type { Claim, Perform } from "./lane.ts";
import type { Workshop } from "./workshop.ts";

const cutting = "Cutting the reel";
const uploading = "Saving the reel";
/** Watched from a mail, mostly in a small window. */
const size = { width: 1280, height: 720 };
const fps = 30;

type ReelPart = NonNullable<Claim["reel"]>[number];

/** The reel of a digest, cut from the takes of its videos. One whose take is gone by now is left out. */
export async function filmReel(
  workshop: Workshop,
  { jobId, attempt, reel }: Claim,
  { signal, report }: Parameters<Perform>[1],
): Promise<void> {
  const onProgress = overall({ [cutting]: 10, [uploading]: 1 }, report);
  const found = await openParts(workshop, reel ?? [], signal);
  const [first] = found;
  if (!first) throw new PipelineError("take_missing", "The recordings of this reel have been deleted.");
  const parts = found.map(({ takeDir, part: { operations } }, at): Part => {
    return { takeDir, operations, ...(at === 0 ? {} : { fadeMs: REEL_FADE_MS }) };
  });
  await mkdir(workshop.scratchDir, { recursive: true });
  const scratch = await mkdtemp(join(workshop.scratchDir, "reel-"));
  try {
    const shared = { size, cacheDir: workshop.cacheDir, ffmpeg: await workshop.ffmpeg(), signal };
    const video = await assembleVideo({
      ...{ ...shared, parts, fps, outFile: join(scratch, "reel.mp4") },
      onProgress: ({ fraction }) => onProgress({ stage: cutting, fraction }),
    });
    const { takeDir, part } = first;
    const picture = { ...shared, takeDir, operations: part.operations, outFile: join(scratch, "poster.jpg") };
    const poster = await renderPoster(picture);
    onProgress({ stage: uploading, fraction: 0 });
    const [videoStorageId, posterStorageId] = await Promise.all([
      workshop.store.upload(video.path, "video/mp4"),
      workshop.store.upload(poster.path, "image/jpeg"),
    ]);
    const { size: sizeBytes } = await stat(video.path);
    const chapters = found.map(({ part: { title } }, at) => ({ title, atMs: video.partStartsMs[at] ?? 0 }));
    const file = { videoStorageId, posterStorageId, durationMs: video.durationMs, sizeBytes, chapters };
    await workshop.store.mutation(api.jobs.finishReel, { jobId, attempt, ...file });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function openParts({ takes }: Workshop, parts: readonly ReelPart[], signal: AbortSignal) {
  const opened: { takeDir: string; part: ReelPart }[] = [];
  for (const part of parts) {
    try {
      opened.push({ takeDir: await takes.open({ takeRef: part.takeRef }, signal), part });
    } catch (error) {
      if (!(error instanceof PipelineError && error.code === "take_missing")) throw error;
    }
  }
  return opened;
}
