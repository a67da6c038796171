import { stat } from "node:fs/promises";
import { encodeFile, type FrameFormat } from "../encode/encodeFile.ts";
import { type FfmpegProgram, feedFrames, startFfmpeg } from "../encode/ffmpeg.ts";

export type GifRun = {
  ffmpeg: FfmpegProgram;
  input: FrameFormat;
  frames: AsyncIterable<Uint8Array>;
  framesInFlight: number;
  outFile: string;
  signal?: AbortSignal | undefined;
};

const toRgb = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=rgb24";

/** Finds the colours that suit some frames best. A run of its own: in one graph with their use it would hold every frame. */
export async function findPalette(run: GifRun, colors: number): Promise<void> {
  await encodeFile({
    ...run,
    args: ["-vf", `${toRgb},palettegen=max_colors=${colors}:stats_mode=full`, "-frames:v", "1"],
  });
}

/** Draws frames with the colours of a palette. No dithering: it makes flat pages grainy and files half as large again. */
export async function encodeGif(run: GifRun, palette: string): Promise<number> {
  const { width, height, fps } = run.input;
  const program = startFfmpeg({
    ffmpeg: run.ffmpeg,
    args: [
      ...["-hide_banner", "-nostats", "-loglevel", "error", "-y"],
      ...["-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", `${width}x${height}`, "-framerate", String(fps)],
      ...["-i", "pipe:0", "-i", palette],
      // Only the rectangle that changed is written for each frame.
      ...["-filter_complex", `[0:v]${toRgb}[page];[page][1:v]paletteuse=dither=none:diff_mode=rectangle`],
      // Plays for ever.
      ...["-loop", "0", "-f", "gif", run.outFile],
    ],
    signal: run.signal,
  });
  await feedFrames(program, run.frames, run.framesInFlight);
  return (await stat(run.outFile)).size;
}
