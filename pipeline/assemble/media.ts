import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import { FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } from "mediabunny";
import { PipelineError } from "../failure.ts";

/** A video that somebody gave: hostile until shown otherwise. */
export type Media = { file: string; width: number; height: number; durationMs: number; hasAudio: boolean };

/** Reads what a video is. Throws one sentence when it is missing or no video. */
export async function describeMedia(path: string): Promise<Media> {
  const file = resolve(path);
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new PipelineError("video_missing", `There is no video that can be read at ${path}.`, { cause });
  });
  const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source: new FilePathSource(file) });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error("no video track");
    const durationMs = Math.round((await track.computeDuration()) * 1000);
    const hasAudio = (await input.getPrimaryAudioTrack()) !== null;
    const width = await track.getDisplayWidth();
    const height = await track.getDisplayHeight();
    if (!(durationMs > 0 && width > 0 && height > 0)) throw new Error("an empty video track");
    return { file, width, height, durationMs, hasAudio };
  } catch (cause) {
    throw new PipelineError("video_unreadable", `${path} is not a video that can be read; give an MP4, MOV or WebM.`, {
      cause,
    });
  } finally {
    input.dispose();
  }
}

/** Only plain media files: a playlist or a script in a video's clothes could name other files and addresses. */
const plainFormats = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm";

/** ffmpeg's arguments for such an input. The name is one argument, never part of a filter. */
export const inputArguments = (file: string, { isLooped = false } = {}): string[] => [
  ...["-protocol_whitelist", "file", "-format_whitelist", plainFormats],
  ...(isLooped ? ["-stream_loop", "-1"] : []),
  ...["-i", `file:${file}`],
];
