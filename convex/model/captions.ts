import type { Operation } from "./operations.ts";
import { applyToTime, type Piece, slice, type TimeMap, takeToOutput, timeMapOf, wholeTake } from "./timeMap.ts";

/** A caption as a viewer of the finished video reads it. Output time. */
export type Cue = { startMs: number; endMs: number; text: string; position: "top" | "bottom" };

/** When each caption is seen in the finished video; one that a cut removed is not there. */
export function captionCues(operations: readonly Operation[], takeDurationMs: number): Cue[] {
  const finished = timeMapOf(operations, takeDurationMs);
  const cues: Cue[] = [];
  let map: TimeMap = wholeTake(takeDurationMs);
  for (const operation of operations) {
    if (operation.type === "caption") {
      const pieces = slice(map, operation.startMs, operation.startMs + operation.durationMs);
      const { text, position } = operation;
      for (const { startMs, endMs } of spansOf(finished, pieces)) {
        cues.push({ startMs: Math.round(startMs), endMs: Math.round(endMs), text: text.trim(), position });
      }
    }
    map = applyToTime(map, operation);
  }
  return cues.filter(({ startMs, endMs }) => endMs > startMs).sort((one, other) => one.startMs - other.startMs);
}

/** Stretches that touch in the finished video are one. */
function spansOf(finished: TimeMap, pieces: readonly Piece[]): { startMs: number; endMs: number }[] {
  const spans: { startMs: number; endMs: number }[] = [];
  for (const span of pieces.flatMap((piece) => takeToOutput(finished, piece))) {
    const last = spans.at(-1);
    if (last && Math.abs(last.endMs - span.startMs) < 1) last.endMs = span.endMs;
    else spans.push({ ...span });
  }
  return spans;
}

/** The captions as a WebVTT file, or null when there are none. */
export function webVttOf(cues: readonly Cue[]): string | null {
  if (cues.length === 0) return null;
  const blocks = cues.map(({ startMs, endMs, text, position }) => {
    const settings = position === "top" ? " line:5%" : "";
    return `${timestamp(startMs)} --> ${timestamp(endMs)}${settings}\n${escaped(text)}`;
  });
  return `WEBVTT\n\n${blocks.join("\n\n")}\n`;
}

function timestamp(ms: number): string {
  const pad = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, "0");
  return `${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}:${pad((ms / 1000) % 60)}.${pad(ms % 1000, 3)}`;
}

/** A cue ends at an empty line; marks would be tags, and an arrow would be a time. */
const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
