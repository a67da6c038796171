import { type FfmpegProgram, startFfmpeg } from "../encode/ffmpeg.ts";
import type { Size } from "../look/layout.ts";
import { inputArguments } from "./media.ts";

export type VideoFrames = {
  ffmpeg: FfmpegProgram;
  file: string;
  /** Even sides. */
  size: Size;
  fps: number;
  /** Whole, with bars; or filling the size, with what stands over cut off. */
  fit: "contain" | "cover";
  isLooped?: boolean;
  signal?: AbortSignal | undefined;
};

/** So many decoded frames may wait. */
const mostWaiting = 3;

/** A video's frames at a size and a rate as I420 bytes (BT.709), each in a buffer of its own. */
export async function* videoFrames(options: VideoFrames): AsyncGenerator<Uint8Array> {
  const { ffmpeg, file, size, fps, fit, isLooped = false, signal } = options;
  const frameBytes = (size.width * size.height * 3) / 2;
  const ready: Uint8Array[] = [];
  let filling = new Uint8Array(frameBytes);
  let filled = 0;
  let onChange = (): void => {};
  let onRoom = (): void => {};
  const onOutput = (chunk: Buffer): Promise<void> | undefined => {
    for (let at = 0; at < chunk.length; ) {
      const count = Math.min(chunk.length - at, frameBytes - filled);
      filling.set(chunk.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled < frameBytes) continue;
      ready.push(filling);
      filling = new Uint8Array(frameBytes);
      filled = 0;
    }
    onChange();
    return ready.length < mostWaiting ? undefined : new Promise((resolve) => (onRoom = resolve));
  };
  const run = startFfmpeg({
    ffmpeg,
    args: [
      ...["-hide_banner", "-nostats", "-loglevel", "error"],
      ...inputArguments(file, { isLooped }),
      ...["-map", "0:v:0", "-an", "-vf", filterOf(size, fps, fit)],
      ...["-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1"],
    ],
    onOutput: (chunk) => onOutput(chunk),
    signal,
  });
  let isOver = false;
  const ended = run.finish().finally(() => {
    isOver = true;
    onChange();
  });
  // Whoever takes the frames hears of it below.
  ended.catch(() => {});
  try {
    for (;;) {
      const frame = ready.shift();
      if (ready.length < mostWaiting) onRoom();
      if (frame) yield frame;
      else if (isOver) break;
      else await new Promise<void>((resolve) => (onChange = resolve));
    }
    await ended;
  } finally {
    onRoom();
    await run.kill();
  }
}

/** Numbers only: nothing of a name or a text is ever in a filter. */
function filterOf({ width, height }: Size, fps: number, fit: VideoFrames["fit"]): string {
  const colors = "out_color_matrix=bt709:out_range=tv:flags=bicubic";
  const fitted =
    fit === "cover"
      ? `scale=${width}:${height}:force_original_aspect_ratio=increase:${colors},crop=${width}:${height}`
      : `scale=${width}:${height}:force_original_aspect_ratio=decrease:${colors},pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:color=0x14161c`;
  return `fps=${fps},${fitted},setsar=1,format=yuv420p`;
}
