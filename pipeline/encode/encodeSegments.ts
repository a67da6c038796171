import { PipelineError } from "../failure.ts";
import { type FfmpegProgram, feedFrames, startFfmpeg } from "./ffmpeg.ts";
import { readFragments } from "./fragments.ts";
import { encoderArguments, type VideoSettings } from "./settings.ts";

export type EncodeSegments = {
  ffmpeg: FfmpegProgram;
  settings: VideoSettings;
  /** Frames of each segment, in order. */
  frameCounts: readonly number[];
  /** Frames as I420 bytes, which may be overwritten once `framesInFlight` more were taken. */
  frames: AsyncIterable<Uint8Array>;
  framesInFlight: number;
  /** Called in order, each with a small MP4 of its own, while later segments are still being encoded. */
  onSegment: (index: number, file: Buffer) => void;
  signal?: AbortSignal | undefined;
};

/** Encodes segments that need not be neighbours in one run of the encoder: starting it for each would cost more. */
export async function encodeSegments(options: EncodeSegments): Promise<void> {
  const { ffmpeg, settings, frameCounts, frames, framesInFlight, onSegment, signal } = options;
  const keyFrames: number[] = [];
  frameCounts.reduce((at, count) => {
    keyFrames.push(at);
    return at + count;
  }, 0);
  let written = 0;
  const reader = readFragments((file) => onSegment(written++, file));
  const run = startFfmpeg({
    ffmpeg,
    args: encoderArguments(settings, keyFrames),
    onOutput: (chunk) => reader.push(chunk),
    signal,
  });
  await feedFrames(run, frames, framesInFlight);
  if (written !== frameCounts.length) {
    throw new PipelineError("encoder_failed", "The video encoder lost a part of the video; ask once more, please.", {
      cause: new Error(`${written} fragments for ${frameCounts.length} segments`),
      isRetryable: true,
    });
  }
}
