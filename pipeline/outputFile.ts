import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { PipelineError } from "./failure.ts";

/**
 * Makes sure, before any work, that a file can be written under this name; throws one sentence when not. A file that is there
 * is replaced, whole, when the new one is finished.
 */
export async function requireWritable(file: string): Promise<void> {
  const refuse = (why: string, cause?: unknown): PipelineError =>
    new PipelineError("output_not_writable", `${file} cannot be written: ${why}.`, { cause });
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) throw refuse("it is a folder; name a file in it");
  const folder = dirname(resolve(file));
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw refuse("its folder cannot be made; choose another place", cause);
  });
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw refuse("its folder may not be written to; choose another place", cause);
  });
}
