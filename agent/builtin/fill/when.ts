import type { ContextShot } from "../../context.ts";
import { shotIdOf } from "../../context.ts";
import { describe } from "../../resolve/describe.ts";
import { ground } from "../../resolve/ground.ts";
import { rolesOf } from "../../resolve/vocabulary.ts";
import type { TimeItem } from "../times/item.ts";
import type { Reading } from "../words/reading.ts";

/** Where and for how long, as far as it was said. */
export function timing(reading: Reading, options: { namedCounts: boolean }): { startMs?: number; durationMs?: number } {
  const span = reading.time("span");
  if (span) return { startMs: Math.round(span.startMs), durationMs: Math.round(span.endMs - span.startMs) };
  const points = reading.times.filter((item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point");
  const until = points.find((point) => point.how === "until");
  const start = points.find(
    (point) => point.how !== "until" && (options.namedCounts || !point.named || point.named.thing),
  );
  const duration = reading.times.find((item) => item.kind === "duration" && item.how !== "to" && item.how !== "by");
  const startMs =
    start === undefined
      ? undefined
      : Math.round(
          start.how === "before"
            ? Math.max(0, start.atMs - (duration?.kind === "duration" ? duration.ms : 2000))
            : start.atMs,
        );
  const lengthMs = duration?.kind === "duration" ? duration.ms : until ? until.atMs - (startMs ?? 0) : undefined;
  return {
    ...(startMs === undefined ? {} : { startMs }),
    ...(lengthMs !== undefined && lengthMs > 0 ? { durationMs: Math.round(lengthMs) } : {}),
  };
}

/**
 * "both fields", "all the buttons", "everything that changed": the names of all that are meant, among what was used and
 * `others`; null when it is one thing.
 */
export function allMeant(reading: Reading, words: string, others: readonly ContextShot[] = []): string[] | null {
  const { content, roles, changed } = describe(words);
  const saysAll = /\b(?:everything|all|both|each|every|alles|beide|todos?)\b/i.test(reading.source);
  const kinds = roles.filter((role) => role !== "page" && role !== "section");
  if (!saysAll || content.length > 0 || (!changed && kinds.length === 0)) return null;
  // "both" are two of those that were used.
  const isPair = /\b(?:both|beide|ambos)\b/i.test(reading.source);
  const shots = [...reading.context.shots, ...(isPair ? [] : others)].filter(
    (shot) => shot.box && (!changed || shot.changed) && kinds.every((kind) => rolesOf(kind).includes(shot.role)),
  );
  const names = [...new Set(shots.map((shot) => targetName(reading, shot)))];
  return names.length > 0 ? names : null;
}

/** The label when it says which one is meant, else the shot's own name. */
export function targetName(reading: Reading, shot: ContextShot): string {
  const byLabel = ground(reading.context, shot.label, { needsBox: true });
  return byLabel.kind === "found" && (byLabel.whole ?? byLabel.shot) === shot
    ? shot.label
    : shotIdOf(reading.context, shot);
}
