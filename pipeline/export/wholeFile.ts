import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, extname } from "node:path";

/** Runs `write` on a file beside the final one, which then takes its name; nothing is left of a failed attempt. */
export async function writeWhole<Result>(
  finalFile: string,
  write: (partialFile: string) => Promise<Result>,
): Promise<Result> {
  const partialFile = `${finalFile}.${randomUUID().slice(0, 8)}.partial${extname(finalFile)}`;
  await mkdir(dirname(finalFile), { recursive: true });
  try {
    const result = await write(partialFile);
    await rename(partialFile, finalFile);
    return result;
  } catch (error) {
    await rm(partialFile, { force: true });
    throw error;
  }
}
