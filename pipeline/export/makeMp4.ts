import { encodeAtQuality, encodeToSize } from "./mp4.ts";
import { capOf, doesNotFit, type Made, noteOf, smallestWidth, videoAt, type Work } from "./work.ts";

/** An mp4's bytes grow more slowly than its pixels. */
const growth = 1.3;
/** Below this share of the bytes that good quality needs, fewer pixels look better than more loss. */
const leastQualityShare = 0.3;
const mostTries = 5;

/** At the asked quality; where that is too large, in a second pass to the cap's size, with fewer pixels if need be. */
export async function makeMp4(work: Work): Promise<Made> {
  const { request, scratchDir, partialFile } = work;
  const { fps, quality } = request;
  const cap = capOf(request);
  let video = videoAt(work, 1, fps);
  let sizeBytes = await encodeAtQuality(video.run(partialFile), quality, scratchDir);
  const { frames } = video;
  if (cap === null || sizeBytes <= cap) return { sizeBytes, size: video.size, fps, frames };

  const share = cap / sizeBytes;
  if (share < leastQualityShare) {
    const scale = Math.max(smallestWidth / request.width, (share / leastQualityShare) ** (1 / growth));
    video = videoAt(work, Math.min(1, scale), fps);
    sizeBytes = await encodeAtQuality(video.run(partialFile), quality, scratchDir);
  }
  const isSharp = sizeBytes <= cap;
  for (let target = 0.965 * cap, tries = 0; sizeBytes > cap && tries < mostTries; tries++) {
    sizeBytes = await encodeToSize(video.run(partialFile), quality, scratchDir, { bytes: target, frames });
    target *= Math.min(0.97, (0.97 * cap) / sizeBytes);
  }
  if (sizeBytes > cap) throw doesNotFit(request);
  const also = isSharp ? null : "stronger compression";
  return { sizeBytes, size: video.size, fps, frames, ...noteOf(request, video.size, fps, also) };
}
