import type { Operation } from "./operations.ts";
import { readingMs } from "./reading.ts";
import { applyToTime, outputDurationMs, slice, type TimeMap, takeToOutput, timeMapOf, wholeTake } from "./timeMap.ts";

/** A caption as a viewer of the finished video reads it. Output time. */
export type Cue = { startMs: number; endMs: number; text: string; position: "top" | "bottom" };

/** When each caption is seen in the finished video; one that a cut removed is not there. */
export function captionCues(operations: readonly Operation[], takeDurationMs: number): Cue[] {
  const cues = captionSpans(operations, takeDurationMs).map(({ caption: { text, position }, startMs, endMs }) => ({
    ...{ startMs: Math.round(startMs), endMs: Math.round(endMs) },
    ...{ text: text.trim(), position },
  }));
  return cues.filter(({ startMs, endMs }) => endMs > startMs).sort((one, other) => one.startMs - other.startMs);
}

type Caption = Extract<Operation, { type: "caption" }>;
/** `isKept`: it is seen for longer than what it stood over lasts now. */
type CaptionSpan = { caption: Caption; startMs: number; endMs: number; isKept: boolean };

/** Of a caption that a cut leaves less of, nothing is left. */
export const GONE_MS = 100;

/** What a viewer needs for a caption, and what it was to last where that is less. */
export const captionNeedMs = ({ text, durationMs }: Caption): number =>
  Math.min(durationMs, readingMs(text.trim().length));

/**
 * Where each caption stands in the finished video. What was cut or quickened since shortens it, but not below what its words
 * need while there is room: until the next one in its place or the end, then back to the one before it.
 */
export function captionSpans(operations: readonly Operation[], takeDurationMs: number): CaptionSpan[] {
  const finished = timeMapOf(operations, takeDurationMs);
  const spans: CaptionSpan[] = [];
  let map: TimeMap = wholeTake(takeDurationMs);
  for (const operation of operations) {
    if (operation.type === "caption") {
      const pieces = slice(map, operation.startMs, operation.startMs + operation.durationMs);
      const seen = pieces.flatMap((piece) => takeToOutput(finished, piece));
      const [startMs, endMs] = [seen[0]?.startMs ?? 0, seen.at(-1)?.endMs ?? 0];
      if (endMs - startMs >= Math.min(GONE_MS, operation.durationMs))
        spans.push({ caption: operation, startMs, endMs, isKept: false });
    }
    map = applyToTime(map, operation);
  }
  const endOfVideo = outputDurationMs(finished);
  for (const span of spans.toSorted((one, other) => one.startMs - other.startMs)) keepReadable(span, spans, endOfVideo);
  return spans;
}

function keepReadable(span: CaptionSpan, all: readonly CaptionSpan[], endOfVideo: number): void {
  const needMs = captionNeedMs(span.caption);
  const lackMs = () => needMs - (span.endMs - span.startMs);
  if (lackMs() < 1) return;
  const was = { ...span };
  const beside = all.filter((one) => one !== span && one.caption.position === span.caption.position);
  const next = beside.map(({ startMs }) => startMs).filter((startMs) => startMs >= span.startMs);
  span.endMs = Math.max(span.endMs, Math.min(span.endMs + lackMs(), endOfVideo, ...next));
  const before = beside.map(({ endMs }) => endMs).filter((endMs) => endMs <= span.startMs);
  span.startMs = Math.max(span.startMs - Math.max(0, lackMs()), 0, ...before);
  span.isKept = span.endMs > was.endMs || span.startMs < was.startMs;
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
