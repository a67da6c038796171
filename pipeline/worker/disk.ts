import { statfs } from "node:fs/promises";
import { PipelineError } from "../failure.ts";

const MEGABYTE = 1_000_000;
/** A take of a minute, its segments and its video need about this much. */
export const NEEDED_BYTES = 500 * MEGABYTE;
/** With less than this left, whatever failed most likely failed for want of space. */
const EXHAUSTED_BYTES = 30 * MEGABYTE;

/** Throws `disk_full` with one sentence when a folder's disk has less room than a job needs. */
export async function requireDiskSpace(dir: string, neededBytes = NEEDED_BYTES): Promise<void> {
  const freeBytes = await freeBytesOf(dir);
  if (freeBytes < neededBytes) throw diskFull(freeBytes, neededBytes);
}

/** The failure itself, or a full disk where that explains it: programs die of it in many ways, few of which say so. */
export async function explainedByDisk(error: unknown, dir: string, exhaustedBytes = EXHAUSTED_BYTES): Promise<unknown> {
  const freeBytes = await freeBytesOf(dir).catch(() => Number.POSITIVE_INFINITY);
  return freeBytes < exhaustedBytes ? diskFull(freeBytes, NEEDED_BYTES, error) : error;
}

/** What a program may still write on a folder's disk. */
export async function freeBytesOf(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

function diskFull(freeBytes: number, neededBytes: number, cause?: unknown): PipelineError {
  const inMegabytes = (bytes: number) => `${Math.round(bytes / MEGABYTE)} MB`;
  const message = `The disk is full: ${inMegabytes(freeBytes)} are free and about ${inMegabytes(neededBytes)} are needed; free some space and ask again.`;
  return new PipelineError("disk_full", message, { cause });
}
