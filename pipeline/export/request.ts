import type { Operation } from "../../convex/model/operations.ts";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import type { OnProgress } from "../progress.ts";
import type { Forecast } from "./forecast.ts";

export type ExportQuality = "web" | "high" | "preview";

export type ExportRequest = {
  takeDir: string;
  operations: readonly Operation[];
  outFile: string;
  format: "mp4" | "gif";
  /** Pixels; made even. A cap on the file's size may make them smaller, in the same shape. */
  width: number;
  height: number;
  fps: number;
  quality: ExportQuality;
  /** Never exceeded. One MB is 1,000,000 bytes. */
  maxFileSizeMb?: number;
  /** Holds files that are needed while the export runs. */
  cacheDir: string;
  ffmpeg: FfmpegProgram;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Told once, before the work, when there is a cap or the video is long. */
  onForecast?: ((forecast: Forecast) => void) | undefined;
};

export type ExportedFile = {
  path: string;
  sizeBytes: number;
  width: number;
  height: number;
  fps: number;
  durationMs: number;
  /** What was reduced so that the file fits, in words. */
  note?: string;
  /** Captions beside the file, where there are any. */
  captionsPath?: string;
};
