import type { Span } from "../../../convex/model/recording.ts";
import { takeToOutput } from "../../../convex/model/timeMap.ts";
import type { ContextShot } from "../../context.ts";
import { seenWhen } from "../../resolve/things.ts";
import { type EditView, lengthOf } from "../../resolve/view.ts";
import { clock, listed, seconds } from "../../words.ts";

/** When something is to be seen in the version seen, and how that is told. */

/** Blurs end a frame or two beside what they cover. */
const SLIVER_MS = 120;

/** When it may be seen: an element is known from when to when; what a step used stays as long as its page. */
export function staysOf(view: EditView, shot: ContextShot): Span[] {
  const { shots } = view.context;
  const known = seenWhen(view.context, shot);
  const spans = known
    ? [known]
    : shot.action === undefined
      ? [shot]
      : shots.filter(({ route }) => route === shot.route);
  // A page that stays without the step that used the thing shows nobody knows what.
  if (!known && usedAt(view, shot).length === 0) return [];
  return joined(spans.flatMap((span) => takeToOutput(view.seen.map, span))).filter(isLong);
}

/** "from 0:05 to 0:09"; where only the steps that use it are known, when they do. */
export function whenSeen(view: EditView, shot: ContextShot): string {
  const isKnown = shot.action === undefined || seenWhen(view.context, shot) !== undefined;
  if (!isKnown) return `at ${listed(usedAt(view, shot).slice(0, MOST_TIMES), "and")}`;
  return spansInWords(view, staysOf(view, shot));
}
const MOST_TIMES = 4;

export function spansInWords(view: EditView, spans: readonly Span[]): string {
  const [first] = spans;
  const isAlways = first && spans.length === 1 && first.endMs - first.startMs > lengthOf(view.seen.map) - SLIVER_MS;
  return isAlways ? "from beginning to end" : listed(spans.slice(0, MOST_TIMES).map(spanInWords), "and");
}

/** When steps use it. */
export function usedAt(view: EditView, shot: ContextShot): string[] {
  const times = shot.action === undefined ? [shot] : view.context.shots.filter(({ label }) => label === shot.label);
  const starts = times.flatMap((one) => takeToOutput(view.seen.map, one)[0]?.startMs ?? []);
  return [...new Set(starts.map(clock))];
}

export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = all.at(-1);
    if (last && span.startMs <= last.endMs + 1) last.endMs = Math.max(last.endMs, span.endMs);
    else all.push({ startMs: span.startMs, endMs: span.endMs });
  }
  return all;
}

export function without({ startMs, endMs }: Span, blur: { startMs: number; durationMs: number }): Span[] {
  const until = blur.startMs + blur.durationMs;
  return [
    { startMs, endMs: Math.min(endMs, blur.startMs) },
    { startMs: Math.max(startMs, until), endMs },
  ].filter((span) => span.endMs > span.startMs);
}

export const isLong = ({ startMs, endMs }: Span): boolean => endMs - startMs > SLIVER_MS;

export function spanInWords(span: Span | { startMs: number; durationMs: number }): string {
  const endMs = "endMs" in span ? span.endMs : span.startMs + span.durationMs;
  const [from, to] = [clock(span.startMs), clock(endMs)];
  return from === to ? `at ${from} for ${seconds(endMs - span.startMs)}` : `from ${from} to ${to}`;
}
