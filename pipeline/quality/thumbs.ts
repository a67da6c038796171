import { drawFrames, type TakeOnDisk } from "../compose/drawFrames.ts";
import { type FfmpegProgram, startFfmpeg } from "../encode/ffmpeg.ts";
import type { Size } from "../look/layout.ts";
import type { Timeline } from "../timeline/timeline.ts";

/** A frame's luma in few cells: enough to tell a wrong picture from the right one. */
export type Thumb = Uint8Array;

const thumbSize: Size = { width: 64, height: 36 };
const cells = thumbSize.width * thumbSize.height;

/** Frames as they should be, drawn anew. Costs about as much as decoding a picture of the take each. */
export async function drawnThumbs(source: TakeOnDisk, timeline: Timeline, frames: readonly number[]): Promise<Thumb[]> {
  const thumbs: Thumb[] = [];
  const spans = frames.map((frame) => ({ from: frame, to: frame + 1 }));
  for await (const bytes of drawFrames(source, timeline, spans)) thumbs.push(shrunk(bytes, timeline.size));
  return thumbs;
}

export function shrunk(luma: Uint8Array, { width, height }: Size): Thumb {
  const thumb = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const column = cell % thumbSize.width;
    const row = Math.floor(cell / thumbSize.width);
    const [left, right] = [(column * width) / thumbSize.width, ((column + 1) * width) / thumbSize.width].map(
      Math.floor,
    );
    const [top, bottom] = [(row * height) / thumbSize.height, ((row + 1) * height) / thumbSize.height].map(Math.floor);
    let sum = 0;
    let count = 0;
    for (let y = top ?? 0; y < Math.max((top ?? 0) + 1, bottom ?? 0); y += 2) {
      for (let x = left ?? 0; x < Math.max((left ?? 0) + 1, right ?? 0); x += 2) {
        sum += luma[y * width + x] ?? 0;
        count++;
      }
    }
    thumb[cell] = Math.round(sum / count);
  }
  return thumb;
}

type Decoding = { ffmpeg: FfmpegProgram; file: string; signal?: AbortSignal | undefined };

/** The key frames of a file. Null when the decoder found it damaged. */
export const keyFrameThumbs = (decoding: Decoding): Promise<Thumb[] | null> =>
  decode(decoding, ["-skip_frame", "nokey"], []);

/** `frames` frames from a key frame on. Null when the decoder found them damaged. */
export const thumbsFrom = (
  decoding: Decoding,
  { from, frames, fps }: { from: number; frames: number; fps: number },
): Promise<Thumb[] | null> => {
  // A little behind the key frame, so that rounding never finds the one before.
  const seek = ["-noaccurate_seek", "-ss", ((from + 0.3) / fps).toFixed(6)];
  return decode(decoding, seek, ["-frames:v", String(frames)]);
};

async function decode({ ffmpeg, file, signal }: Decoding, before: string[], after: string[]): Promise<Thumb[] | null> {
  const chunks: Buffer[] = [];
  const { width, height } = thumbSize;
  const run = startFfmpeg({
    ffmpeg,
    args: [
      ...["-hide_banner", "-nostats", "-loglevel", "error", "-xerror", "-err_detect", "explode"],
      ...before,
      ...["-i", `file:${file}`, "-map", "0:v:0"],
      // New times, one after the other: ffmpeg would fill the gaps between key frames.
      ...["-vf", `setpts=N/(25*TB),scale=${width}:${height}:flags=area,format=yuv420p`, "-r", "25"],
      ...after,
      ...["-f", "rawvideo", "pipe:1"],
    ],
    onOutput: (chunk) => chunks.push(chunk),
    signal,
  });
  try {
    await run.finish();
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as { code?: string };
    if (code === "encoder_failed") return null;
    throw error;
  }
  const bytes = Buffer.concat(chunks);
  const frameBytes = cells * 1.5;
  return Array.from({ length: Math.floor(bytes.length / frameBytes) }, (_, index) =>
    bytes.subarray(index * frameBytes, index * frameBytes + cells),
  );
}

/** Two pictures of one thing, lossy compression apart. */
export function looksAlike(one: Thumb, other: Thumb): boolean {
  let sum = 0;
  let far = 0;
  for (let cell = 0; cell < cells; cell++) {
    const difference = Math.abs((one[cell] ?? 0) - (other[cell] ?? 0));
    sum += difference;
    if (difference > 24) far++;
  }
  return sum / cells < 4 && far < cells / 150;
}

/** Nothing but one tone inside an area (shares of the frame); the pointer does not count. */
export function isBlank(thumb: Thumb, area: { left: number; top: number; right: number; bottom: number }): boolean {
  const inside: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const x = ((cell % thumbSize.width) + 0.5) / thumbSize.width;
    const y = (Math.floor(cell / thumbSize.width) + 0.5) / thumbSize.height;
    if (x > area.left && x < area.right && y > area.top && y < area.bottom) inside.push(thumb[cell] ?? 0);
  }
  if (inside.length === 0) return false;
  inside.sort((one, other) => one - other);
  const at = (share: number): number => inside[Math.min(inside.length - 1, Math.floor(share * inside.length))] ?? 0;
  return at(0.995) - at(0.015) <= 2;
}
