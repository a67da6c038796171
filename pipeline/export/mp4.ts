import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type EncodeFile, encodeFile } from "../encode/encodeFile.ts";
import type { ExportQuality } from "./request.ts";

/** One encoder run over the whole video: no forced key frames, so a good quarter smaller than joined segments. */
const qualities: Record<ExportQuality, { crf: number; preset: string }> = {
  web: { crf: 20, preset: "veryfast" },
  high: { crf: 15, preset: "fast" },
  preview: { crf: 28, preset: "veryfast" },
};

/** `chapterFile` is an ffmpeg metadata file. */
export type Mp4Run = Omit<EncodeFile, "args" | "moreInputs"> & { chapterFile?: string | undefined };

/** The longest distance between key frames, in frames: 4 s, so that scrubbing is quick. */
export const keyEvery = 120;

/** One run of the encoder with the arguments that all share. */
async function encode({ chapterFile, ...run }: Mp4Run, args: readonly string[]): Promise<number> {
  const chapters = chapterFile === undefined ? [] : ["-f", "ffmetadata", "-i", chapterFile];
  const mapped = chapterFile === undefined ? [] : ["-map_chapters", "1"];
  await encodeFile({ ...run, moreInputs: chapters, args: ["-map", "0:v", ...mapped, ...delivery, ...args] });
  return (await stat(run.outFile)).size;
}

const delivery = [
  ...["-an", "-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p"],
  ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"],
  ...["-g", String(keyEvery)],
  // The index in front, so that it plays while it loads.
  ...["-movflags", "+faststart", "-f", "mp4"],
];

/** Encodes at a constant quality and leaves notes for a second pass in `notesDir`. Returns the size in bytes. */
export async function encodeAtQuality(run: Mp4Run, quality: ExportQuality, notesDir: string): Promise<number> {
  const { crf, preset } = qualities[quality];
  return await encode(run, [
    ...["-preset", preset, "-crf", String(crf)],
    // The first pass must be as good as the only one, for mostly it is.
    ...["-pass", "1", "-passlogfile", join(notesDir, "pass"), "-fastfirstpass", "0"],
  ]);
}

/** The same without notes for a second pass. */
export async function encodeOnce(run: Mp4Run, quality: ExportQuality): Promise<number> {
  const { crf, preset } = qualities[quality];
  return await encode(run, ["-preset", preset, "-crf", String(crf)]);
}

/** Encodes to a size, with the notes of a run at constant quality. Returns the size in bytes. */
export async function encodeToSize(
  run: Mp4Run,
  quality: ExportQuality,
  notesDir: string,
  target: { bytes: number; frames: number },
): Promise<number> {
  // What the container adds: its head and some 16 bytes a frame.
  const videoBytes = Math.max(4_000, target.bytes - 4_000 - 16 * target.frames);
  const bitsPerSecond = Math.floor((videoBytes * 8 * run.input.fps) / target.frames);
  return await encode(run, [
    ...["-preset", qualities[quality].preset, "-b:v", String(bitsPerSecond)],
    ...["-pass", "2", "-passlogfile", join(notesDir, "pass")],
  ]);
}
