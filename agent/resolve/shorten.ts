import type { Operation } from "../../convex/model/operations.ts";
import type { Span } from "../../convex/model/recording.ts";
import { applyToTime, type TimeMap, takeToOutput } from "../../convex/model/timeMap.ts";
import { seconds } from "../words.ts";
import { operations, type Resolution, refuse } from "./result.ts";
import { rateIn } from "./time.ts";
import { type EditView, lengthOf } from "./view.ts";

type Speed = Extract<Operation, { type: "speed" }>;

/** What stays of an idle stretch, so that a step does not run into the next. */
const BREATH_MS = 300;
const SHORTEST_IDLE_MS = 500;
/** Beyond this an unchanged part is a blur. */
const FASTEST = 4;
const USUAL_RATE = 1.5;
/** Without a target, less than this share off is no answer to "make it shorter". */
const WORTHWHILE = 0.15;
/** How much faster the change itself may play: hardly noticed, or still easy to follow where a length was asked for. */
const GENTLE_RATE = 1.25;
const BRISK_RATE = 1.5;

/**
 * Idle time goes first, then what the diff did not change is played faster, and only when that is not enough the whole a
 * little. Nothing of a changed shot is ever cut. Without a target all idle time goes.
 */
export function resolveShorten(view: EditView, input: { targetMs?: number; factor?: number }): Resolution {
  const wasMs = lengthOf(view.draft.map);
  const targetMs = targetOf(view, input, wasMs);
  if (targetMs !== undefined && targetMs >= wasMs) {
    return refuse(
      "already_short",
      `It is ${seconds(wasMs)} long, which is under ${seconds(targetMs)} already. How long should it be?`,
    );
  }
  const changed = view.context.shots.filter((shot) => shot.changed);
  let cuts = cutsOf(
    view.draft.map,
    view.context.idle.flatMap((span) => without(span, changed)),
  );
  const idleMs = total(cuts);
  if (targetMs !== undefined && idleMs > wasMs - targetMs) cuts = shrunk(cuts, (wasMs - targetMs) / idleMs);
  const pauses = lastFirst(cuts).map((span): Operation => ({ type: "cut", ...span }));
  const withoutPauses = pauses.reduce(applyToTime, view.draft.map);

  const nothingIdle = targetMs === undefined && idleMs < Math.max(1000, wasMs * 0.05);
  const isTooLong = targetMs !== undefined && lengthOf(withoutPauses) > targetMs + 1;
  const unchanged = nothingIdle || isTooLong ? speedUps(view, withoutPauses, targetMs) : [];
  const quickened = unchanged.reduce(applyToTime, withoutPauses);
  const wantedMs = targetMs ?? wasMs * (1 - WORTHWHILE);
  const whole = wholeFaster(lengthOf(quickened), wantedMs, targetMs ? BRISK_RATE : GENTLE_RATE);
  const nowMs = lengthOf(whole.reduce(applyToTime, quickened));
  const missed = targetMs !== undefined && nowMs > targetMs + 100;
  const note = missed
    ? `${seconds(targetMs)} would cut into what the change shows, so ${seconds(nowMs)} is as short as I made it; give me times to cut, or say **speed everything up ${rateFor(nowMs, targetMs)}×**`
    : undefined;
  const phrase = [
    pausesCut(cuts.length),
    paceOf("what did not change", withoutPauses, unchanged),
    paceOf("all of it", quickened, whole),
  ];
  return operations([...pauses, ...unchanged, ...whole], {
    phrase: phrase.filter(Boolean).join(", "),
    ...(note ? { note } : {}),
  });
}

function targetOf(
  view: EditView,
  { targetMs, factor }: { targetMs?: number; factor?: number },
  wasMs: number,
): number | undefined {
  if (targetMs !== undefined) return Math.round(targetMs);
  // "Half as long" is said of the video that the person saw.
  return factor === undefined ? undefined : Math.round(factor * Math.min(wasMs, lengthOf(view.seen.map)));
}

const rateFor = (nowMs: number, targetMs: number): number => Math.ceil((nowMs / targetMs) * 10) / 10;

/** A span of the take less the shots in it that must stay as they are. */
function without(span: Span, kept: readonly Span[]): Span[] {
  return kept.reduce<Span[]>(
    (parts, keep) =>
      parts.flatMap((part) =>
        [
          { startMs: part.startMs, endMs: Math.min(part.endMs, keep.startMs) },
          { startMs: Math.max(part.startMs, keep.endMs), endMs: part.endMs },
        ].filter((one) => one.endMs > one.startMs),
      ),
    [span],
  );
}

function cutsOf(map: TimeMap, idle: readonly Span[]): Span[] {
  return idle
    .flatMap((span) => takeToOutput(map, span))
    .filter((span) => span.endMs - span.startMs >= SHORTEST_IDLE_MS)
    .map((span) => ({ startMs: Math.round(span.startMs + BREATH_MS), endMs: Math.round(span.endMs) }))
    .sort((a, b) => a.startMs - b.startMs);
}

const total = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);

/** Each cut made smaller by the same share, from its middle. */
function shrunk(cuts: readonly Span[], share: number): Span[] {
  return cuts.map(({ startMs, endMs }) => {
    const lengthMs = Math.ceil((endMs - startMs) * share);
    const from = Math.round(startMs + (endMs - startMs - lengthMs) / 2);
    return { startMs: from, endMs: from + lengthMs };
  });
}

/** From the last to the first: no operation then moves the times of the next. */
const lastFirst = (spans: readonly Span[]): Span[] => spans.toSorted((a, b) => b.startMs - a.startMs);

function speedUps(view: EditView, map: TimeMap, targetMs: number | undefined): Speed[] {
  const changed = view.context.shots.filter((shot) => shot.changed).flatMap((shot) => takeToOutput(map, shot));
  const lengthMs = lengthOf(map);
  const free = without({ startMs: 0, endMs: lengthMs }, changed)
    .map(({ startMs, endMs }) => ({ startMs: Math.ceil(startMs), endMs: Math.floor(endMs) }))
    .filter((span) => span.endMs - span.startMs >= SHORTEST_IDLE_MS);
  const freeMs = total(free);
  if (freeMs === 0) return [];
  const roomMs = targetMs === undefined ? freeMs / USUAL_RATE : targetMs - (lengthMs - freeMs);
  const needed = roomMs > 0 ? Math.ceil((freeMs / roomMs) * 20) / 20 : FASTEST;
  const rate = Math.min(FASTEST, needed);
  return rate > 1 ? lastFirst(free).map((span) => ({ type: "speed", rate, ...span })) : [];
}

function wholeFaster(lengthMs: number, wantedMs: number, fastest: number): Speed[] {
  if (lengthMs <= wantedMs + 1) return [];
  const rate = Math.min(fastest, Math.ceil((lengthMs / wantedMs) * 100) / 100);
  return [{ type: "speed", rate, startMs: 0, endMs: Math.floor(lengthMs) }];
}

const pausesCut = (count: number): string => (count === 0 ? "" : count === 1 ? "one pause cut" : `${count} pauses cut`);

/** In all, where what is quickened played at one rate: "all of it plays at 2.25×". */
function paceOf(what: string, before: TimeMap, speeds: readonly Speed[]): string {
  const [first] = speeds;
  if (!first) return "";
  const [was, ...others] = new Set(speeds.map((span) => rateIn(before, span)));
  if (!was || others.length > 0) return `${what} plays ${first.rate}× as fast`;
  return `${what} plays at ${Number((was * first.rate).toFixed(2))}×`;
}
