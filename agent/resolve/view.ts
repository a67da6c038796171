import { captionSpans } from "../../convex/model/captions.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Span } from "../../convex/model/recording.ts";
import {
  outputDurationMs,
  outputToTake,
  slice,
  type TimeMap,
  takeToOutput,
  timeMapOf,
} from "../../convex/model/timeMap.ts";
import type { PlannedRecording, ThreadContext } from "../context.ts";
import { nameOfPlanned, startInWords } from "../planned.ts";
import { set } from "../words.ts";

/**
 * What an edit is resolved against. `seen` is the version that the person had before their eyes: times in a call are its
 * times. `draft` is the newest version with the edits of this message so far: operations are written in its times.
 */
export type EditView = {
  context: ThreadContext;
  take: { durationMs: number; width: number; height: number };
  seen: { version: number; operations: readonly Operation[]; map: TimeMap };
  draft: { operations: readonly Operation[]; map: TimeMap };
};

export type NotReady = { code: "no_take" | "still_recording" | "failed"; message: string };

export const lengthOf = (map: TimeMap): number => Math.round(outputDurationMs(map));

/** The view of the version that the thread shows now, or why nothing can be edited. */
export function openView(context: ThreadContext): EditView | NotReady {
  const { run } = context;
  const hasNone = !run || run.status === "failed" || run.status === "canceled";
  if (hasNone && context.planned[0]) return notReady("still_recording", stillPlanned(context, context.planned[0]));
  if (!run)
    return notReady("no_take", "Nothing is recorded here yet. Say **record PR 1** or give me an address first.");
  if (run.status === "failed" || run.status === "canceled") {
    const ended = run.status === "failed" ? "The last recording failed" : "The last recording was canceled";
    return notReady(
      "failed",
      `${ended}, so there is no video to work on. Say **record it again** to start it once more.`,
    );
  }
  if (run.status !== "completed" || run.durationMs === undefined)
    return notReady("still_recording", stillRecording(context));
  const versions = context.versions.length > 0 ? context.versions : [{ version: 1, operations: [] }];
  const current = versions.find((one) => one.version === context.currentVersion) ?? versions.at(-1);
  const operations = current?.operations ?? [];
  const map = timeMapOf(operations, run.durationMs);
  const seen = versions.find((one) => one.version === context.seenVersion) ?? current;
  return {
    context,
    take: { durationMs: run.durationMs, width: run.width ?? 1920, height: run.height ?? 1080 },
    seen:
      seen === undefined || seen === current
        ? { version: current?.version ?? 1, operations, map }
        : { version: seen.version, operations: seen.operations, map: timeMapOf(seen.operations, run.durationMs) },
    draft: { operations, map },
  };
}

const notReady = (code: NotReady["code"], message: string): NotReady => ({ code, message });

const stillPlanned = ({ thread }: ThreadContext, planned: PlannedRecording): string =>
  `The recording of ${nameOfPlanned(planned)} starts ${startInWords(planned.startMs, thread)}. I do this as soon as the video is here.`;

function stillRecording({ run, jobs }: ThreadContext): string {
  const what = run?.pr === undefined ? "recording" : `recording of PR ${run.pr}`;
  const progress = jobs.find((job) => job.kind === "record")?.progress ?? run?.progress;
  const percent = typeof progress === "number" && progress > 0 ? ` (${Math.round(progress)} %)` : "";
  return `The ${what} is still being made${percent}. I do this as soon as the video is here.`;
}

export const isView = (view: EditView | NotReady): view is EditView => "seen" in view;

/** The same view with other operations in the draft. */
export function withDraft(view: EditView, operations: readonly Operation[]): EditView {
  return { ...view, draft: { operations, map: timeMapOf(operations, view.take.durationMs) } };
}

export type TimedEdit = Extract<Operation, { startMs: number; durationMs: number }>;
export const isTimed = (one: Operation): one is TimedEdit => "startMs" in one && "durationMs" in one;

/**
 * The edits that are on screen for a time (zooms, captions, blurs) of the version that the person saw, in its own times: an
 * edit is told in those that the video had when it was made, and what was cut or quickened since has moved it.
 */
export function timedEdits({ seen: { operations, map }, take }: EditView): TimedEdit[] {
  const placed = (atMs: number, then: TimeMap): number => Math.round(placeInMap(map, outputToTake(then, atMs)));
  const captions = captionSpans(operations, take.durationMs);
  return operations.flatMap((one, at) => {
    if (!isTimed(one)) return [];
    if (!operations.slice(at).some(movesTime)) return [one];
    const then = timeMapOf(operations.slice(0, at), take.durationMs);
    const read = captions.find(({ caption }) => caption === one);
    if (read) return [{ ...one, startMs: Math.round(read.startMs), durationMs: Math.round(read.endMs - read.startMs) }];
    const startMs = placed(one.startMs, then);
    return [{ ...one, startMs, durationMs: Math.max(0, placed(one.startMs + one.durationMs, then) - startMs) }];
  });
}

const movesTime = ({ type }: Operation): boolean => set("trim cut split speed").has(type);

/** The moment of the draft that shows what the person saw at `seenMs`; where that is gone, what comes next. */
export function seenToDraft(view: EditView, seenMs: number): number {
  if (view.draft.map === view.seen.map) return seenMs;
  // The very end has no moment of the take of its own that a cut could have kept.
  if (seenMs >= outputDurationMs(view.seen.map)) {
    return outputDurationMs(view.draft.map) + seenMs - outputDurationMs(view.seen.map);
  }
  return takeToDraft(view, outputToTake(view.seen.map, seenMs));
}

/** The moment of the draft at which a moment of the take is shown; where that is gone, what comes next. */
export const takeToDraft = (view: EditView, atTakeMs: number): number => placeInMap(view.draft.map, atTakeMs);
/** The same in the times of the version that the person saw. */
export const takeToSeen = (view: EditView, atTakeMs: number): number => placeInMap(view.seen.map, atTakeMs);

export function placeInMap(map: TimeMap, atTakeMs: number): number {
  let atMs = 0;
  for (const piece of map) {
    if (atTakeMs < piece.startMs) return atMs;
    if (atTakeMs < piece.endMs) return atMs + (atTakeMs - piece.startMs) / piece.rate;
    atMs += (piece.endMs - piece.startMs) / piece.rate;
  }
  return atMs;
}

/** The stretch of the draft that shows what the person saw between two times, or null when all of it is gone. */
export function seenSpanToDraft(view: EditView, span: Span): Span | null {
  if (view.draft.map === view.seen.map) return span;
  const shown = slice(view.seen.map, span.startMs, span.endMs).flatMap((piece) => takeToOutput(view.draft.map, piece));
  return hull(shown);
}

/** The stretch of the draft in which a part of the take is seen, or null when it was cut away. */
export const takeSpanToDraft = (view: EditView, span: Span): Span | null => hull(takeToOutput(view.draft.map, span));
export const takeSpanToSeen = (view: EditView, span: Span): Span | null => hull(takeToOutput(view.seen.map, span));

function hull(spans: readonly Span[]): Span | null {
  const first = spans[0];
  if (!first) return null;
  return {
    startMs: Math.min(...spans.map((span) => span.startMs)),
    endMs: Math.max(...spans.map((span) => span.endMs)),
  };
}

export const roundSpan = ({ startMs, endMs }: Span): Span => ({
  startMs: Math.max(0, Math.round(startMs)),
  endMs: Math.round(endMs),
});
