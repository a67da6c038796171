import { shapeOfCrop } from "../convex/model/cropShape.ts";
import { refusalOf } from "../convex/model/legality.ts";
import type { Operation } from "../convex/model/operations.ts";
import { frameSlots } from "./compose/compositor.ts";
import { drawFrames } from "./compose/drawFrames.ts";
import { encodeSegments } from "./encode/encodeSegments.ts";
import type { FfmpegProgram } from "./encode/ffmpeg.ts";
import { DamagedSegmentError, joinSegments } from "./encode/join.ts";
import { openSegmentCache } from "./encode/segmentCache.ts";
import { segmentKeys } from "./encode/segmentKeys.ts";
import { defaultVideoSettings, type VideoSettings } from "./encode/settings.ts";
import { exportFrom } from "./export/exportVideo.ts";
import { writePoster } from "./export/poster.ts";
import type { ExportedFile, ExportRequest } from "./export/request.ts";
import { PipelineError } from "./failure.ts";
import { evenSize, naturalSize, type Size } from "./look/layout.ts";
import type { OnProgress } from "./progress.ts";
import { readTake } from "./take/store.ts";
import type { Take } from "./take/take.ts";
import type { FrameSpan } from "./timeline/frameMap.ts";
import { timelineOf } from "./timeline/timeline.ts";

export type VideoRequest = {
  takeDir: string;
  operations: readonly Operation[];
  /** Where the finished file goes; it appears only when it is whole. */
  outFile: string;
  /** Keeps encoded segments between renders. */
  cacheDir: string;
  ffmpeg: FfmpegProgram;
  /** Default: the usual size for the picture's shape, see `outputSizeOf`. */
  size?: Size;
  fps?: number;
  /** Frames whose cached segments are not to be used: they were found to be wrong. */
  distrust?: readonly FrameSpan[];
  /** Told which segments were encoded just now. */
  onFresh?: (spans: readonly FrameSpan[]) => void;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
};

export type RenderedVideo = {
  path: string;
  durationMs: number;
  frames: number;
  width: number;
  height: number;
  segments: { rendered: number; reused: number };
  wallMs: number;
};

export const defaultFps = 30;

/**
 * The size that suits what is left of the picture: 1920 × 1080 for an ordinary page, 1080 × 1920 for a 9:16 crop, and for a
 * whole page that is to stand in that shape.
 */
export function outputSizeOf(take: Pick<Take, "width" | "height">, operations: readonly Operation[]): Size {
  const crop = operations.findLast((operation) => operation.type === "crop");
  return naturalSize(crop ? shapeOfCrop(crop) : take);
}

/** Refuses operations that contradict the take, with a sentence that says what would fit. */
function requireLegal(operations: readonly Operation[], take: Take): void {
  const refusal = refusalOf(operations, take);
  if (refusal) throw new PipelineError("illegal_operation", refusal.message);
}

/**
 * Renders a take with its operations to an MP4 (H.264 High, yuv420p, BT.709). Segments whose content was rendered before are
 * reused, and the result is the same as that of a render from nothing. Throws a PipelineError, or the signal's reason.
 */
export async function renderVideo(request: VideoRequest): Promise<RenderedVideo> {
  let distrust = request.distrust ?? [];
  for (;;) {
    const attempt = await renderOnce({ ...request, distrust });
    if (!("damaged" in attempt)) return attempt;
    distrust = [...distrust, attempt.damaged];
  }
}

/** The video; or the frames of a kept segment that turned out to be damaged. */
async function renderOnce(request: VideoRequest): Promise<RenderedVideo | { damaged: FrameSpan }> {
  const startedAt = performance.now();
  const { takeDir, operations, outFile, cacheDir, ffmpeg, signal, onProgress, fps = defaultFps } = request;
  const take = await readTake(takeDir);
  requireLegal(operations, take);
  const size = evenSize(request.size ?? outputSizeOf(take, operations));
  const timeline = timelineOf(take, operations, { size, fps });
  const settings: VideoSettings = { ...defaultVideoSettings, ...size, fps };
  const cache = await openSegmentCache(cacheDir);
  const keys = await segmentKeys({ takeDir, take, timeline, settings, ffmpeg });
  const isTrusted = (index: number): boolean => {
    const { from = 0, to = 0 } = timeline.segments[index] ?? {};
    return !request.distrust?.some((span) => from < span.to && span.from < to);
  };
  const known = await Promise.all(
    keys.map(async (key, index) =>
      isTrusted(index) ? ((await cache.read(key)) ?? (await cache.readLonger(key))) : null,
    ),
  );
  const missing = keys.flatMap((key, index) => (known[index] ? [] : [{ ...key, index }]));
  // A page that nobody touches shows the same for many segments.
  const encoded = [...new Map(missing.map((segment) => [segment.whole, segment])).values()];
  if (encoded.length > 0) {
    const writes: Promise<void>[] = [];
    await encodeSegments({
      ffmpeg,
      settings,
      frameCounts: encoded.map(({ shown }) => shown.length),
      frames: drawFrames(
        { dir: takeDir, take },
        timeline,
        encoded.flatMap(({ shown }) => shown.map(({ frame }) => ({ from: frame, to: frame + 1 }))),
        (done, total) => {
          if (done % 15 === 0) onProgress?.({ stage: "Rendering the video", fraction: done / total });
        },
      ),
      framesInFlight: frameSlots - 1,
      onSegment: (order, file) => {
        const segment = encoded[order];
        if (!segment) return;
        for (const { index, whole } of missing) if (whole === segment.whole) known[index] = file;
        const write = cache.write(segment, file);
        write.catch(() => {});
        writes.push(write);
      },
      signal,
    });
    await Promise.all(writes);
  }
  try {
    await joinSegments(
      keys.map(({ shown }, index) => ({
        holds: shown.map(({ holds }) => holds),
        read: async () => known[index] ?? Buffer.alloc(0),
      })),
      fps,
      outFile,
    );
  } catch (error) {
    if (!(error instanceof DamagedSegmentError)) throw error;
    const damaged = timeline.segments[error.segment];
    const wasKept = !missing.some(({ index }) => index === error.segment);
    if (damaged && wasKept) return { damaged };
    throw new PipelineError("encoder_failed", "The video encoder failed; the worker's log has the details.", {
      cause: error,
      isRetryable: true,
    });
  }
  if (encoded.length > 0) await cache.trim();
  request.onFresh?.(missing.flatMap(({ index }) => timeline.segments[index] ?? []));
  return {
    path: outFile,
    durationMs: Math.round((timeline.frameCount * 1000) / fps),
    frames: timeline.frameCount,
    ...size,
    segments: { rendered: encoded.length, reused: timeline.segments.length - encoded.length },
    wallMs: Math.round(performance.now() - startedAt),
  };
}

/** Writes the video's most telling frame as JPEG, or as PNG where the name says so. */
export async function renderPoster(request: Omit<VideoRequest, "cacheDir" | "ffmpeg">): Promise<{ path: string }> {
  const { takeDir, operations, outFile, fps = defaultFps } = request;
  const take = await readTake(takeDir);
  requireLegal(operations, take);
  const size = evenSize(request.size ?? outputSizeOf(take, operations));
  await writePoster({ dir: takeDir, take }, timelineOf(take, operations, { size, fps }), outFile);
  return { path: outFile };
}

/** Renders to a file for somewhere else: mp4 or gif, any size and rate, under a cap if there is one. */
export async function exportVideo(request: ExportRequest): Promise<ExportedFile> {
  const take = await readTake(request.takeDir);
  requireLegal(request.operations, take);
  return await exportFrom({ dir: request.takeDir, take }, request);
}
