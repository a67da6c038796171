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

type Mp4Run = Omit<EncodeFile, "args">;

const delivery = [
  ...["-an", "-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p"],
  ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"],
  // A key frame every 4 s keeps scrubbing quick.
  ...["-g", "120"],
  // The index in front, so that it plays while it loads.
  ...["-movflags", "+faststart", "-f", "mp4"],
];

/** Encodes at a constant quality and leaves notes for a second pass in `notesDir`. Returns the size in bytes. */
export async function encodeAtQuality(run: Mp4Run, quality: ExportQuality, notesDir: string): Promise<number> {
  const { crf, preset } = qualities[quality];
  await encodeFile({
    ...run,
    args: [
      ...delivery,
      ...["-preset", preset, "-crf", String(crf)],
      // The first pass must be as good as the only one, for mostly it is.
      ...["-pass", "1", "-passlogfile", join(notesDir, "pass"), "-fastfirstpass", "0"],
    ],
  });
  return (await stat(run.outFile)).size;
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
  await encodeFile({
    ...run,
    args: [
      ...delivery,
      ...["-preset", qualities[quality].preset, "-b:v", String(bitsPerSecond)],
      ...["-pass", "2", "-passlogfile", join(notesDir, "pass")],
    ],
  });
  return (await stat(run.outFile)).size;
}
