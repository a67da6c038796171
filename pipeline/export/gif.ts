import { stat } from "node:fs/promises";
import { join } from "node:path";
import { encodeFile, type FrameFormat } from "../encode/encodeFile.ts";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import { feedFrames, startFfmpeg } from "../encode/ffmpeg.ts";

export type GifRun = {
  ffmpeg: FfmpegProgram;
  input: FrameFormat;
  /** The frames, from the beginning, each time it is called. */
  frames: () => AsyncIterable<Uint8Array>;
  framesInFlight: number;
  outFile: string;
  scratchDir: string;
  colors: number;
  signal?: AbortSignal | undefined;
};

const toRgb = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=rgb24";

/**
 * Two runs over the frames: one finds the palette, one uses it. Both in one graph would hold every frame in memory. No
 * dithering: it makes flat pages grainy and files half as large again.
 */
export async function encodeGif(run: GifRun): Promise<number> {
  const palette = join(run.scratchDir, "palette.png");
  const shared = {
    ffmpeg: run.ffmpeg,
    input: run.input,
    framesInFlight: run.framesInFlight,
    signal: run.signal,
  };
  await encodeFile({
    ...shared,
    frames: run.frames(),
    args: ["-vf", `${toRgb},palettegen=max_colors=${run.colors}:stats_mode=full`, "-frames:v", "1"],
    outFile: palette,
  });
  const { width, height, fps } = run.input;
  const program = startFfmpeg({
    ffmpeg: run.ffmpeg,
    args: [
      ...["-hide_banner", "-nostats", "-loglevel", "error", "-y"],
      ...["-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", `${width}x${height}`, "-framerate", String(fps)],
      ...["-i", "pipe:0", "-i", palette],
      ...["-filter_complex", `[0:v]${toRgb}[page];[page][1:v]paletteuse=dither=none:diff_mode=rectangle`],
      // Plays for ever.
      ...["-loop", "0", "-f", "gif", run.outFile],
    ],
    signal: run.signal,
  });
  await feedFrames(program, run.frames(), run.framesInFlight);
  return (await stat(run.outFile)).size;
}
