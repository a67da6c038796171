import { captionSpans } from "../../convex/model/captions.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Span } from "../../convex/model/recording.ts";
import { applyToTime, slice, type TimeMap, wholeTake } from "../../convex/model/timeMap.ts";
import { addSpan, type FrameMap, type FrameSpan, frameMapOf, framesOfTakeSpan, withLead } from "./frameMap.ts";

type Of<Type extends Operation["type"]> = Extract<Operation, { type: Type }>;

/** An operation on the picture with the runs of output frames in which it is seen; one may have begun before the first. */
export type Placed<Type extends Operation["type"]> = {
  operation: Of<Type>;
  spans: FrameSpan[];
  takeSpans: Span[];
  /** The crop that there was when it was asked for; null for the whole page. */
  crop: Of<"crop"> | null;
};

/** A list of operations, untangled: what happens to time, and what is seen when. */
export type Effects = {
  frames: FrameMap;
  crop: Of<"crop"> | null;
  cursor: Of<"cursor_emphasis"> | null;
  zooms: Placed<"zoom">[];
  captions: Placed<"caption">[];
  redactions: Placed<"redact">[];
};

/**
 * Each operation's times refer to the video as the operations before it leave it, so spans are first pinned to the take and
 * then looked up in the finished video. Where the same kind is asked for twice, the last crop and cursor win.
 */
export function effectsOf(operations: readonly Operation[], takeDurationMs: number, fps: number): Effects {
  let map: TimeMap = wholeTake(takeDurationMs);
  const pinned: { operation: Of<"zoom"> | Of<"caption"> | Of<"redact">; takeSpans: Span[]; crop: Of<"crop"> | null }[] =
    [];
  let crop: Of<"crop"> | null = null;
  for (const operation of operations) {
    if (operation.type === "crop") crop = operation;
    if (operation.type === "zoom" || operation.type === "caption" || operation.type === "redact") {
      const takeSpans = slice(map, operation.startMs, operation.startMs + operation.durationMs);
      pinned.push({ operation, takeSpans, crop });
    }
    map = applyToTime(map, operation);
  }
  const frames = frameMapOf(map, fps);
  const led = withLead(frames);
  const captions = captionSpans(operations, takeDurationMs);
  const placed = pinned.map((each) => ({
    ...each,
    spans: keptReadable(each.operation, captions, fps) ?? spansOf(led, each.takeSpans),
  }));
  const of = <Type extends "zoom" | "caption" | "redact">(type: Type): Placed<Type>[] =>
    placed.filter((each): each is Placed<Type> => each.operation.type === type && each.spans.length > 0);

  return {
    frames,
    crop,
    cursor: operations.findLast((operation) => operation.type === "cursor_emphasis") ?? null,
    zooms: of("zoom"),
    captions: of("caption"),
    redactions: of("redact"),
  };
}

function spansOf(frames: FrameMap, takeSpans: Span[]): FrameSpan[] {
  const spans: { from: number; to: number }[] = [];
  const found = takeSpans.flatMap((span) => framesOfTakeSpan(frames, span)).sort((one, other) => one.from - other.from);
  for (const span of found) addSpan(spans, span);
  return spans.filter(({ to }) => to > 0);
}

/** The frames of a caption that is seen for longer than what it stood over, or not at all; null for everything else. */
function keptReadable(
  operation: Operation,
  captions: ReturnType<typeof captionSpans>,
  fps: number,
): FrameSpan[] | null {
  if (operation.type !== "caption") return null;
  const span = captions.find(({ caption }) => caption === operation);
  if (!span) return [];
  const frameAt = (ms: number): number => Math.round((ms * fps) / 1000);
  return span.isKept ? [{ from: frameAt(span.startMs), to: frameAt(span.endMs) }] : null;
}
