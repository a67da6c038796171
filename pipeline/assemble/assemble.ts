import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { refusalOf } from "../../convex/model/legality.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { frameSlots } from "../compose/compositor.ts";
import { drawFrames } from "../compose/drawFrames.ts";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import { encodeOnce } from "../export/mp4.ts";
import { writeWhole } from "../export/wholeFile.ts";
import { PipelineError } from "../failure.ts";
import { evenSize, type Size } from "../look/layout.ts";
import type { OnProgress } from "../progress.ts";
import { inspectFile, madeWell, watchFrames } from "../quality/inspectFile.ts";
import { readTake } from "../take/store.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { defaultFacecam, type FacecamLook, overlayFacecam, placeOf } from "./facecam.ts";
import { joinFrames } from "./joinFrames.ts";
import { describeMedia, type Media } from "./media.ts";
import { addSound, type Sound } from "./sound.ts";
import { videoFrames } from "./videoFrames.ts";

/** A piece of the finished video. `fadeMs`: how long it is cross-faded with the one before; absent for a cut. */
export type Part = ({ takeDir: string; operations: readonly Operation[] } | { file: string }) & { fadeMs?: number };

export type Facecam = Partial<FacecamLook> & {
  file: string;
  /** When it is shorter than the video: its last picture stays (and it falls silent), or it begins again. */
  atEnd?: "freeze" | "loop";
  isMuted?: boolean;
};

export type AssemblyRequest = {
  parts: readonly Part[];
  facecam?: Facecam;
  /** Appears only when it is whole. */
  outFile: string;
  size: Size;
  fps: number;
  cacheDir: string;
  ffmpeg: FfmpegProgram;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
};

export type AssembledVideo = {
  path: string;
  durationMs: number;
  frames: number;
  width: number;
  height: number;
  hasSound: boolean;
  /** When each part begins; with a cross-fade, when it is first seen. */
  partStartsMs: number[];
  wallMs: number;
};

const inFlight = frameSlots - 1;
const stage = "Putting the video together";

/**
 * Takes and videos one after the other, with cuts or cross-fades, and a facecam in a corner if there is one. Their sound is
 * kept, levelled, and exactly as long as the video. Throws a PipelineError, or the signal's reason.
 */
export async function assembleVideo(request: AssemblyRequest): Promise<AssembledVideo> {
  const startedAt = performance.now();
  const { outFile, cacheDir, ffmpeg, fps, signal, facecam } = request;
  const size = evenSize(request.size);
  const sources = await Promise.all(request.parts.map((part) => openPart(part, { ...request, size })));
  if (sources.length === 0) throw new PipelineError("nothing_to_join", "Name at least one recording or video.");
  const camera = facecam && (await describeMedia(facecam.file));
  await mkdir(cacheDir, { recursive: true });
  const scratchDir = await mkdtemp(join(cacheDir, "assemble-"));
  try {
    const watch = watchFrames();
    const fades = fadesOf(sources, request.parts, fps);
    const videoFile = join(scratchDir, "video.mp4");
    const encodePictures = async (): Promise<{ starts: number[]; frames: number }> => {
      const starts: number[] = [];
      const streams = sources.map(({ frames }, index) => ({ frames: frames(), fadeFrames: fades[index] ?? 0 }));
      const joined = joinFrames(streams, inFlight, (_, frame) => starts.push(frame));
      const pictures = facecam && camera ? withFacecam(joined, facecam, camera, { ...request, size }) : joined;
      const total = sources.reduce((sum, each, index) => sum + each.frameCount - (fades[index] ?? 0), 0);
      const counted = countFrames(pictures, total, request.onProgress);
      const frames = watch.frames(counted.frames, size);
      const input = { ...size, fps };
      await encodeOnce({ ffmpeg, input, frames, framesInFlight: inFlight, outFile: videoFile, signal }, "high");
      if (counted.count() > 0) return { starts, frames: counted.count() };
      throw new PipelineError("empty_video", "These videos have no pictures; choose others.");
    };
    const made = await writeWhole(outFile, (partial) =>
      madeWell(
        async () => {
          const { starts, frames } = await encodePictures();
          const durationMs = (frames * 1000) / fps;
          const sounds = soundsOf({ sources, starts, fades, fps, durationMs, facecam, camera });
          if (sounds.length === 0) await rename(videoFile, partial);
          else await addSound(sounds, { ffmpeg, videoFile, outFile: partial, durationMs, signal });
          return { starts, frames, hasSound: sounds.length > 0 };
        },
        ({ frames, hasSound }) =>
          inspectFile({ file: partial, promised: { ...size, fps, frames, hasSound }, watch, ffmpeg, signal }),
      ),
    );
    const { starts, frames, hasSound } = made;
    const msOf = (count: number): number => Math.round((count * 1000) / fps);
    return {
      path: outFile,
      durationMs: msOf(frames),
      frames,
      ...size,
      hasSound,
      partStartsMs: starts.map(msOf),
      wallMs: Math.round(performance.now() - startedAt),
    };
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}

/** `frameCount` is exact for a take, and as the file says for a video. */
type Source = { frameCount: number; sound: Media | null; frames: () => AsyncIterable<Uint8Array> };
type Shape = Pick<AssemblyRequest, "ffmpeg" | "fps" | "size" | "signal">;

async function openPart(part: Part, { ffmpeg, fps, size, signal }: Shape): Promise<Source> {
  if ("file" in part) {
    const media = await describeMedia(part.file);
    return {
      frameCount: Math.max(1, Math.round((media.durationMs * fps) / 1000)),
      sound: media.hasAudio ? media : null,
      frames: () => videoFrames({ ffmpeg, file: media.file, size, fps, fit: "contain", signal }),
    };
  }
  const { takeDir, operations } = part;
  const take = await readTake(takeDir);
  const refusal = refusalOf(operations, take);
  if (refusal) throw new PipelineError("illegal_operation", refusal.message);
  const timeline = timelineOf(take, operations, { size, fps });
  const { frameCount } = timeline;
  return {
    frameCount,
    sound: null,
    frames: () => drawFrames({ dir: takeDir, take }, timeline, [{ from: 0, to: frameCount }]),
  };
}

/** In frames; no more than half of either neighbour, so that each is seen alone for a while. */
const fadesOf = (sources: readonly Source[], parts: readonly Part[], fps: number): number[] =>
  sources.map(({ frameCount }, index) => {
    const before = sources[index - 1];
    if (!before) return 0;
    const wanted = Math.round(((parts[index]?.fadeMs ?? 0) * fps) / 1000);
    return Math.max(0, Math.min(wanted, Math.floor(frameCount / 2), Math.floor(before.frameCount / 2)));
  });

function withFacecam(
  frames: AsyncIterable<Uint8Array>,
  facecam: Facecam,
  camera: Media,
  { size, fps, ffmpeg, signal }: Shape,
): AsyncIterable<Uint8Array> {
  const look: FacecamLook = { ...defaultFacecam, ...facecam };
  const place = placeOf(look, size, camera);
  const isLooped = facecam.atEnd === "loop";
  const faces = videoFrames({ ffmpeg, file: camera.file, size: place, fps, fit: "cover", isLooped, signal });
  return overlayFacecam(frames, faces, { size, place, shape: look.shape, inFlight });
}

function countFrames(frames: AsyncIterable<Uint8Array>, total: number, onProgress: OnProgress = () => {}) {
  let count = 0;
  async function* counting(): AsyncGenerator<Uint8Array> {
    for await (const frame of frames) {
      if (count++ % 15 === 0) onProgress({ stage, fraction: Math.min(1, count / total) });
      yield frame;
    }
  }
  return { frames: counting(), count: () => count };
}

type Heard = {
  sources: readonly Source[];
  /** At which frame each source begins. */
  starts: readonly number[];
  fades: readonly number[];
  fps: number;
  durationMs: number;
  facecam: Facecam | undefined;
  camera: Media | undefined;
};

function soundsOf({ sources, starts, fades, fps, durationMs, facecam, camera }: Heard): Sound[] {
  const msOf = (frames: number): number => (frames * 1000) / fps;
  const sounds = sources.flatMap(({ sound }, index): Sound[] => {
    if (!sound) return [];
    const startMs = msOf(starts[index] ?? 0);
    const fadeOutMs = msOf(fades[index + 1] ?? 0);
    const next = starts[index + 1];
    const endMs = next === undefined ? durationMs : msOf(next) + fadeOutMs;
    return [
      {
        file: sound.file,
        startMs,
        durationMs: endMs - startMs,
        isLooped: false,
        fadeInMs: msOf(fades[index] ?? 0),
        fadeOutMs,
      },
    ];
  });
  if (facecam && camera?.hasAudio && !facecam.isMuted) {
    const isLooped = facecam.atEnd === "loop";
    sounds.push({ file: camera.file, startMs: 0, durationMs, isLooped, fadeInMs: 0, fadeOutMs: 0 });
  }
  return sounds;
}
