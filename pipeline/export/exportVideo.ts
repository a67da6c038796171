import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TakeOnDisk } from "../compose/drawFrames.ts";
import { inspectFile, madeWell, watchFrames } from "../quality/inspectFile.ts";
import { inspectGif } from "../quality/inspectGif.ts";
import { writeCaptions } from "./captionsFile.ts";
import { makeGif } from "./makeGif.ts";
import { makeMp4 } from "./makeMp4.ts";
import type { ExportedFile, ExportRequest } from "./request.ts";
import { writeWhole } from "./wholeFile.ts";
import type { Made } from "./work.ts";

/**
 * Renders a take with its operations straight to a file of any size and rate: from capture to the file there is one lossy
 * step. A cap is never exceeded; `note` says what it cost.
 */
export async function exportFrom(source: TakeOnDisk, request: ExportRequest): Promise<ExportedFile> {
  const { outFile, cacheDir, format, ffmpeg, signal } = request;
  await mkdir(cacheDir, { recursive: true });
  const scratchDir = await mkdtemp(join(cacheDir, "export-"));
  try {
    const make = format === "gif" ? makeGif : makeMp4;
    const watch = watchFrames();
    const made = await writeWhole(outFile, (partialFile) =>
      madeWell(
        () => make({ source, request, scratchDir, partialFile, watch }),
        ({ size, fps, frames }) => {
          const promised = { ...size, fps, frames };
          return format === "gif"
            ? inspectGif(partialFile, promised)
            : inspectFile({ file: partialFile, promised, watch, ffmpeg, signal });
        },
      ),
    );
    const captionsPath = await writeCaptions(outFile, source.take, request.operations);
    return { ...reportOf(outFile, made), ...(captionsPath === null ? {} : { captionsPath }) };
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}

function reportOf(path: string, { sizeBytes, size, fps, frames, note }: Made): ExportedFile {
  const durationMs = Math.round((frames * 1000) / fps);
  return { path, sizeBytes, ...size, fps, durationMs, ...(note === undefined ? {} : { note }) };
}
