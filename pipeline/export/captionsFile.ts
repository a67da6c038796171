import { rm, writeFile } from "node:fs/promises";
import { captionCues, webVttOf } from "../../convex/model/captions.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Take } from "../take/take.ts";
import { writeWhole } from "./wholeFile.ts";

/**
 * Writes the captions as WebVTT beside a video, under its name with .vtt, and returns the path; null where there are none
 * (an older file of that name, which would belong to another video, is removed).
 */
export async function writeCaptions(
  videoFile: string,
  take: Pick<Take, "durationMs">,
  operations: readonly Operation[],
): Promise<string | null> {
  const file = `${videoFile.replace(/\.[a-z0-9]+$/i, "")}.vtt`;
  const text = webVttOf(captionCues(operations, take.durationMs));
  if (text === null) {
    await rm(file, { force: true });
    return null;
  }
  await writeWhole(file, (partial) => writeFile(partial, text));
  return file;
}
