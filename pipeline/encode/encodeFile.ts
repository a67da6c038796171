import { type FfmpegProgram, feedFrames, startFfmpeg } from "./ffmpeg.ts";

export type FrameFormat = { width: number; height: number; fps: number };

export type EncodeFile = {
  ffmpeg: FfmpegProgram;
  input: FrameFormat;
  /** Arguments of inputs beside the frames, which are input 0. */
  moreInputs?: readonly string[];
  /** Arguments between the inputs and the file. */
  args: readonly string[];
  frames: AsyncIterable<Uint8Array>;
  framesInFlight: number;
  outFile: string;
  signal?: AbortSignal | undefined;
};

/** Feeds raw I420 frames to one run of ffmpeg that writes a file. */
export async function encodeFile(options: EncodeFile): Promise<void> {
  const { ffmpeg, input, moreInputs = [], args, frames, framesInFlight, outFile, signal } = options;
  const run = startFfmpeg({
    ffmpeg,
    args: [
      ...["-hide_banner", "-nostats", "-loglevel", "error", "-y"],
      ...["-f", "rawvideo", "-pix_fmt", "yuv420p"],
      ...["-video_size", `${input.width}x${input.height}`, "-framerate", String(input.fps)],
      // Filters that make RGB of it (palettes) must know the matrix: BT.709, limited range.
      ...["-colorspace", "bt709", "-color_range", "tv"],
      ...["-i", "pipe:0"],
      ...moreInputs,
      ...args,
      outFile,
    ],
    signal,
  });
  await feedFrames(run, frames, framesInFlight);
}
