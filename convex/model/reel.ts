import type { Id } from "../_generated/dataModel.js";
import { chaptersOf } from "./chapters.ts";
import type { ReelPart } from "./digests.ts";
import type { Operation } from "./operations.ts";
import type { Shot } from "./recording.ts";
import { outputDurationMs, timeMapOf } from "./timeMap.ts";

/** A video that a reel may take from: the version that people know, with its take. */
export type ReelSource = {
  runId: Id<"runs">;
  takeRef: string;
  takeDurationMs: number;
  title: string;
  shots: readonly Shot[];
  operations: readonly Operation[];
};

/** A reel of fewer changed shots is no reel. */
const FEWEST_SHOTS = 3;
const LONGEST_REEL_MS = 90_000;
export const REEL_FADE_MS = 300;
/** Before a shot begins and after it ends, so that it can be understood. */
const LEAD_IN_MS = 300;
const LEAD_OUT_MS = 700;
const SHORTEST_PART_MS = 1_500;
/** How long one shot may be, the longest that fits first. */
const shotLimitsMs = [8_000, 6_000, 4_500, 3_300, 2_400];
const TITLE_MS = 2_200;
const LONGEST_TITLE = 80;

/** What a reel shows: the changed shots of all videos, at most 90 s of them; null when there are fewer than three. */
export function reelPartsOf(sources: readonly ReelSource[]): ReelPart[] | null {
  const shots = sources.flatMap(changedShots);
  if (shots.length < FEWEST_SHOTS) return null;
  for (const limitMs of shotLimitsMs) {
    const parts = sources.flatMap((source) => partsOf(source, limitMs, Number.POSITIVE_INFINITY));
    if (lengthOf(parts) <= LONGEST_REEL_MS) return parts.map(({ part }) => part);
  }
  return fewerShots(sources);
}

/** So many shots of each video that it fits: one of each before two of any. */
function fewerShots(sources: readonly ReelSource[]): ReelPart[] {
  const limitMs = shotLimitsMs.at(-1) ?? 0;
  const most = Math.max(0, ...sources.map((source) => changedShots(source).length));
  for (let each = most; each > 0; each -= 1) {
    const parts = sources.flatMap((source) => partsOf(source, limitMs, each));
    if (lengthOf(parts) <= LONGEST_REEL_MS) return parts.map(({ part }) => part);
  }
  const newest = sources.flatMap((source) => partsOf(source, limitMs, 1));
  while (lengthOf(newest) > LONGEST_REEL_MS) newest.shift();
  return newest.map(({ part }) => part);
}

type Measured = { part: ReelPart; durationMs: number };
type Stretch = { startMs: number; endMs: number; label: string };

const lengthOf = (parts: readonly Measured[]): number =>
  parts.reduce((total, { durationMs }, at) => total + durationMs - (at === 0 ? 0 : REEL_FADE_MS), 0);

const changedShots = ({ shots, operations, takeDurationMs }: ReelSource) =>
  chaptersOf(shots, operations, takeDurationMs).filter(({ changed }) => changed);

function partsOf(source: ReelSource, limitMs: number, most: number): Measured[] {
  const { runId, takeRef, operations, title } = source;
  return stretchesOf(source, limitMs, most).map(({ startMs, endMs, label }, at) => {
    const durationMs = endMs - startMs;
    return {
      durationMs,
      part: {
        runId,
        takeRef,
        title: label ? `${title}: ${label}` : title,
        operations: [
          ...operations,
          { type: "trim", startMs, endMs },
          // Whose work follows is said once.
          ...(at === 0 ? [titleOver(title, durationMs)] : []),
        ],
      },
    };
  });
}

const titleOver = (title: string, durationMs: number): Operation => ({
  type: "caption",
  text: title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title,
  startMs: 0,
  durationMs: Math.min(TITLE_MS, durationMs),
  position: "bottom",
});

/** Where in the version's own time the changed shots are seen; what touches is one stretch. */
function stretchesOf(source: ReelSource, limitMs: number, most: number): Stretch[] {
  const endOfVideoMs = Math.floor(outputDurationMs(timeMapOf(source.operations, source.takeDurationMs)));
  const stretches: Stretch[] = [];
  for (const shot of changedShots(source).slice(0, most)) {
    const startMs = Math.max(0, shot.startMs - LEAD_IN_MS);
    const wanted = Math.min(shot.endMs + LEAD_OUT_MS, startMs + limitMs);
    const endMs = Math.min(endOfVideoMs, Math.max(wanted, startMs + SHORTEST_PART_MS));
    const last = stretches.at(-1);
    if (last && startMs <= last.endMs + LEAD_IN_MS) last.endMs = Math.max(last.endMs, endMs);
    else
      stretches.push({ startMs: Math.min(startMs, Math.max(0, endMs - SHORTEST_PART_MS)), endMs, label: shot.label });
  }
  // What an edit has left too short to be seen cannot be cut out either.
  return stretches.filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_PART_MS / 2);
}
