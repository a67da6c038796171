import type { Span } from "../../convex/model/recording.ts";
import { outputDurationMs, type TimeMap } from "../../convex/model/timeMap.ts";

/**
 * A piece of the take in whole frames. Ticks are take time in output frames (tick = take ms × fps / 1000). Frame
 * `firstFrame + i` shows the take at tick `firstTick + i × rate`. Starting on whole ticks keeps every later frame of a
 * trimmed video equal to the untrimmed one's.
 */
export type FramePiece = {
  readonly firstFrame: number;
  readonly frames: number;
  readonly firstTick: number;
  readonly rate: number;
};

export type FrameSpan = { readonly from: number; readonly to: number };

export type FrameMap = { readonly fps: number; readonly frameCount: number; readonly pieces: readonly FramePiece[] };

export function frameMapOf(map: TimeMap, fps: number): FrameMap {
  const toTicks = (ms: number): number => Math.round((ms * fps) / 1000);
  const frameCount = Math.max(1, toTicks(outputDurationMs(map)));
  const pieces: FramePiece[] = [];
  let endMs = 0;
  let firstFrame = 0;
  for (const piece of map) {
    endMs += (piece.endMs - piece.startMs) / piece.rate;
    const endFrame = Math.min(frameCount, toTicks(endMs));
    const frames = endFrame - firstFrame;
    if (frames <= 0) continue;
    const firstTick = toTicks(piece.startMs);
    const last = pieces.at(-1);
    const goesOn = last && last.rate === piece.rate && last.firstTick + last.frames * last.rate === firstTick;
    if (goesOn) pieces[pieces.length - 1] = { ...last, frames: last.frames + frames };
    else pieces.push({ firstFrame, frames, firstTick, rate: piece.rate });
    firstFrame = endFrame;
  }
  // A video shorter than half a frame still has one.
  if (pieces.length === 0) pieces.push({ firstFrame: 0, frames: 1, firstTick: toTicks(map[0]?.startMs ?? 0), rate: 1 });
  return { fps, frameCount, pieces };
}

/**
 * The same map with the time before its first frame as negative frames. Whatever is looked up in it keeps its course when a
 * video begins later: its start shows what the whole video showed there.
 */
export function withLead(map: FrameMap): FrameMap {
  const [first, ...rest] = map.pieces;
  if (!first) return map;
  const lead = Math.floor(first.firstTick / first.rate + 1e-9);
  const led = {
    ...first,
    firstFrame: first.firstFrame - lead,
    frames: first.frames + lead,
    firstTick: first.firstTick - lead * first.rate,
  };
  return { ...map, pieces: [led, ...rest] };
}

export const pieceAt = (map: FrameMap, frame: number): FramePiece => {
  const piece = map.pieces.find(({ firstFrame, frames }) => frame < firstFrame + frames) ?? map.pieces.at(-1);
  if (!piece) throw new RangeError("a frame map without pieces");
  return piece;
};

export const tickInPiece = (piece: FramePiece, frame: number): number =>
  piece.firstTick + (frame - piece.firstFrame) * piece.rate;

/** The output frame that first shows a take time, or null when that time was cut. */
export function frameOfTakeTime(map: FrameMap, takeMs: number): number | null {
  const tick = Math.round((takeMs * map.fps) / 1000);
  for (const piece of map.pieces) {
    const offset = Math.ceil((tick - piece.firstTick) / piece.rate - 1e-9);
    if (tick >= piece.firstTick && offset < piece.frames) return piece.firstFrame + offset;
  }
  return null;
}

/** Every run of output frames that shows a stretch of the take, merged where runs touch. */
export function framesOfTakeSpan(map: FrameMap, span: Span): FrameSpan[] {
  const startTick = Math.round((span.startMs * map.fps) / 1000);
  const endTick = Math.round((span.endMs * map.fps) / 1000);
  const spans: { from: number; to: number }[] = [];
  for (const piece of map.pieces) {
    const offsetOf = (tick: number): number =>
      Math.min(piece.frames, Math.max(0, Math.ceil((tick - piece.firstTick) / piece.rate - 1e-9)));
    const from = piece.firstFrame + offsetOf(startTick);
    const to = piece.firstFrame + offsetOf(endTick);
    if (to > from) addSpan(spans, { from, to });
  }
  return spans;
}

/** Adds a span to an ordered list, joining it to the last one when they touch. */
export function addSpan(spans: { from: number; to: number }[], span: FrameSpan): void {
  const last = spans.at(-1);
  if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
  else spans.push({ ...span });
}

/** A segment is not cut in two for fewer frames than these: each begins with a large key frame. */
const leastSegmentFrames = 6;

/**
 * Segments to encode: cut where pieces begin, on a grid of the take itself, so that an edit moves no other border, and where an
 * edit begins to be seen (`borders`), so that the frames before it stay those of the segment that was there.
 */
export function segmentsOf(map: FrameMap, framesPerSegment: number, borders: readonly number[] = []): FrameSpan[] {
  const beginsAnew = new Set(borders);
  const segments: FrameSpan[] = [];
  for (const piece of map.pieces) {
    const grid = framesPerSegment * Math.max(1, Math.round(piece.rate));
    const cellOf = (frame: number): number => Math.floor((tickInPiece(piece, frame) + 1e-9) / grid);
    const end = piece.firstFrame + piece.frames;
    let from = piece.firstFrame;
    for (let frame = from + 1; frame <= end; frame++) {
      const isFull = frame - from >= 2 * framesPerSegment;
      const isBorder = beginsAnew.has(frame) && frame - from >= leastSegmentFrames;
      if (frame < end && cellOf(frame) === cellOf(from) && !isFull && !isBorder) continue;
      segments.push({ from, to: frame });
      from = frame;
    }
  }
  return segments;
}
