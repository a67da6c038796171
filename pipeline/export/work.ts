import { frameSlots } from "../compose/compositor.ts";
import { drawFrames, type TakeOnDisk } from "../compose/drawFrames.ts";
import { PipelineError } from "../failure.ts";
import { evenSize, type Size } from "../look/layout.ts";
import type { FrameWatch } from "../quality/inspectFile.ts";
import type { FrameSpan } from "../timeline/frameMap.ts";
import { timelineOf } from "../timeline/timeline.ts";
import type { ExportRequest } from "./request.ts";

/** An export under way: it writes `partialFile` and keeps its notes in `scratchDir`. */
export type Work = {
  source: TakeOnDisk;
  request: ExportRequest;
  scratchDir: string;
  partialFile: string;
  /** Sees the frames of what is written to `partialFile`. */
  watch: FrameWatch;
};

export type Made = { sizeBytes: number; size: Size; fps: number; frames: number; note?: string };

/** Narrower than this nobody can read a page. */
export const smallestWidth = 200;

export const capOf = ({ maxFileSizeMb }: ExportRequest): number | null =>
  maxFileSizeMb === undefined ? null : Math.floor(maxFileSizeMb * 1_000_000);

/** The video at a scale of what was asked, as often as it is wanted. */
export function videoAt({ source, request, partialFile, watch }: Work, scale: number, fps: number) {
  const { ffmpeg, signal, format, onProgress } = request;
  const size = evenSize({ width: request.width * scale, height: request.height * scale });
  const timeline = timelineOf(source.take, request.operations, { size, fps, flatGround: format === "gif" });
  const report = (done: number, total: number): void => {
    if (done % 15 === 0) onProgress?.({ stage: "Exporting the video", fraction: done / total });
  };
  const whole: FrameSpan[] = [{ from: 0, to: timeline.frameCount }];
  return {
    size,
    timeline,
    frames: timeline.frameCount,
    /** A run of an encoder over all frames, or over some. */
    run: (outFile: string, spans = whole) => {
      const drawn = drawFrames(source, timeline, spans, report);
      return {
        ffmpeg,
        input: { ...size, fps },
        frames: outFile === partialFile ? watch.frames(drawn, size) : drawn,
        framesInFlight: frameSlots - 1,
        outFile,
        signal,
      };
    },
  };
}

/** From here on people want to know before how large the file will be, and when it will be there. */
const longMs = 20_000;

export const isForecast = (request: ExportRequest, durationMs: number): boolean =>
  request.maxFileSizeMb !== undefined || (request.onForecast !== undefined && durationMs >= longMs);

/** What a cap cost, in words; nothing when nothing was reduced. */
export function noteOf(request: ExportRequest, size: Size, fps: number, also: string | null): { note?: string } {
  const wanted = evenSize(request);
  const changes = [
    size.width === wanted.width ? null : `${size.width} × ${size.height} instead of ${wanted.width} × ${wanted.height}`,
    fps === request.fps ? null : `${fps} frames a second instead of ${request.fps}`,
    also,
  ].filter((change) => change !== null);
  return changes.length === 0 ? {} : { note: `To stay under ${request.maxFileSizeMb} MB: ${changes.join(", ")}.` };
}

export const doesNotFit = ({ maxFileSizeMb, format }: ExportRequest): PipelineError =>
  new PipelineError(
    "export_too_large",
    `The video does not fit into ${maxFileSizeMb} MB as ${format}; allow a larger file, or make the video shorter.`,
  );
