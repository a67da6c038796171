import { existsSync } from "node:fs";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import type { OnProgress } from "../progress.ts";

/** No byte within this time means that the network does not let it through. */
const firstByteMs = 4_000;
const downloadTimeoutMs = 90_000;
const tryAgainAfterMs = 24 * 60 * 60 * 1000;
const lookEveryMs = 100;

export type FfmpegDownload = {
  installer: string;
  /** Where the installer puts the program. */
  target: string;
  cacheDir: string;
  onProgress: OnProgress;
  firstByteMs?: number;
};

/** Runs ffmpeg-static's own installer. Resolves to null when the program is there, else to a few words on why not. */
export async function downloadFfmpeg({
  installer,
  target,
  cacheDir,
  onProgress,
  firstByteMs: patienceMs = firstByteMs,
}: FfmpegDownload): Promise<string | null> {
  const failureRecord = join(cacheDir, "ffmpeg-download-failed");
  if (await failedLately(failureRecord)) return "its download failed less than a day ago";
  onProgress({ stage: "Looking for an ffmpeg to download", fraction: null });

  const stop = new AbortController();
  const watch = setInterval(() => {
    if (existsSync(target)) clearInterval(watch);
    else if (performance.now() - startedAt > patienceMs) stop.abort();
  }, lookEveryMs);
  const startedAt = performance.now();
  const ended = await execa(process.execPath, [installer], {
    cwd: dirname(installer),
    reject: false,
    stdin: "ignore",
    extendEnv: false,
    env: { ...cleanEnvironment(), CI: "1" },
    cancelSignal: stop.signal,
    timeout: downloadTimeoutMs,
    killSignal: "SIGKILL",
  });
  clearInterval(watch);
  if (!ended.failed && existsSync(target)) return null;

  // What a broken download left would be taken for a program.
  await rm(target, { force: true });
  await writeFile(failureRecord, new Date().toISOString()).catch(() => {});
  return ended.isCanceled || ended.timedOut ? "its download did not answer" : "its download failed";
}

async function failedLately(failureRecord: string): Promise<boolean> {
  try {
    await readFile(failureRecord);
    return Date.now() - (await stat(failureRecord)).mtimeMs < tryAgainAfterMs;
  } catch {
    return false;
  }
}
