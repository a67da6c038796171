import type { Shot } from "../../convex/model/recording.ts";
import { outputToTake, type TimeMap } from "../../convex/model/timeMap.ts";

/** An old take's shots and those of a new one that show the same step. */
export type ShotPairs = {
  of(old: Shot): Shot | null;
  /** Where in the new take the moment of the old one is, in take time; null when its step is gone. */
  moment(oldMs: number): number | null;
  /** The old shot in which a moment lies. */
  shotAt(oldMs: number): Shot | null;
};

export type TakeFacts = { shots: readonly Shot[]; durationMs: number };

export function pairShots(old: TakeFacts, fresh: TakeFacts): ShotPairs {
  const pairs = new Map(pairsOf(old.shots, fresh.shots));
  const of = (shot: Shot): Shot | null => pairs.get(shot) ?? null;
  const shotAt = (oldMs: number): Shot | null =>
    old.shots.findLast((shot) => shot.startMs <= oldMs) ?? old.shots[0] ?? null;
  return {
    of,
    shotAt,
    moment(oldMs) {
      if (oldMs <= 0) return 0;
      if (oldMs >= old.durationMs) return fresh.durationMs;
      const shot = shotAt(oldMs);
      const twin = shot && of(shot);
      return shot && twin ? between(oldMs, stretchOf(shot, old), stretchOf(twin, fresh)) : null;
    },
  };
}

/** The longest list of equal steps in one order; what is left between two of them pairs by kind. */
function pairsOf(old: readonly Shot[], fresh: readonly Shot[]): [Shot, Shot][] {
  const sure = longestCommon(old, fresh, isSameStep);
  const pairs: [Shot, Shot][] = [];
  let [oldFrom, freshFrom] = [0, 0];
  for (const [oldAt, freshAt] of [...sure, [old.length, fresh.length] as const]) {
    const [left, right] = [old.slice(oldFrom, oldAt), fresh.slice(freshFrom, freshAt)];
    for (const [one, other] of longestCommon(left, right, isSameKind)) {
      pairs.push([left[one] as Shot, right[other] as Shot]);
    }
    const [pairOld, pairFresh] = [old[oldAt], fresh[freshAt]];
    if (pairOld && pairFresh) pairs.push([pairOld, pairFresh]);
    [oldFrom, freshFrom] = [oldAt + 1, freshAt + 1];
  }
  return pairs;
}

const isSameStep = (one: Shot, other: Shot): boolean => one.label === other.label && isSameKind(one, other);

const isSameKind = (one: Shot, other: Shot): boolean =>
  one.action === other.action && one.role === other.role && one.route === other.route;

function longestCommon<T>(
  left: readonly T[],
  right: readonly T[],
  isEqual: (one: T, other: T) => boolean,
): (readonly [number, number])[] {
  // lengths[i][j]: the longest common list of what is left from i and j on.
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (!row) continue;
      row[j] = isEqual(left[i] as T, right[j] as T) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < left.length && j < right.length; ) {
    if (isEqual(left[i] as T, right[j] as T) && at(i, j) === at(i + 1, j + 1) + 1) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}

type Stretch = { startMs: number; atMs: number; endMs: number };

/** From the shot's beginning to the next one's: what happens in between belongs to it. */
function stretchOf(shot: Shot, { shots, durationMs }: TakeFacts): Stretch {
  const next = shots[shots.indexOf(shot) + 1];
  const endMs = Math.max(shot.endMs, next?.startMs ?? durationMs);
  return { startMs: shot.startMs, atMs: shot.atMs ?? shot.startMs, endMs };
}

/** The action is a fixed point: what is seen before it stays before it. */
function between(ms: number, old: Stretch, fresh: Stretch): number {
  const [from, to, freshFrom, freshTo] =
    ms < old.atMs ? [old.startMs, old.atMs, fresh.startMs, fresh.atMs] : [old.atMs, old.endMs, fresh.atMs, fresh.endMs];
  const share = to > from ? Math.min(1, Math.max(0, (ms - from) / (to - from))) : 0;
  return freshFrom + (freshTo - freshFrom) * share;
}

/** The moment of the video at which a moment of the take is seen; where that was cut away, the cut. */
export function takeMomentInOutput(map: TimeMap, takeMs: number): number {
  let outputMs = 0;
  for (const piece of map) {
    if (takeMs < piece.startMs) return outputMs;
    if (takeMs <= piece.endMs) return outputMs + (takeMs - piece.startMs) / piece.rate;
    outputMs += (piece.endMs - piece.startMs) / piece.rate;
  }
  return outputMs;
}

/** As `outputToTake`, for an end: the end of what is seen before it, not the beginning of what comes after. */
export function endInTake(map: TimeMap, outputMs: number): number {
  return outputMs <= 0 ? outputToTake(map, 0) : outputToTake(map, outputMs - 0.5) + 0.5;
}
