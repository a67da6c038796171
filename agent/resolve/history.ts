import type { Operation, OperationType } from "../../convex/model/operations.ts";
import { applyToTime, outputToTake, type TimeMap, wholeTake } from "../../convex/model/timeMap.ts";
import type { ContextVersion, ThreadContext } from "../context.ts";
import { listed } from "../words.ts";
import { type EditView, isTimed, lengthOf, placeInMap, timedEdits } from "./view.ts";

/** Taking edits back: one of them (remove_edit), or all since an earlier version (revert). */

export type Removal =
  /** `left`: how many of its kind stay. */
  { kind: "removed"; operations: Operation[]; removed: Operation; left: number } | { kind: "none"; message: string };

/** The draft without one edit. `index` counts those of the type from 1; the last one without it. */
export function removeEdit(view: EditView, type: OperationType, index?: number): Removal {
  const all = view.draft.operations;
  const places = all.flatMap((one, at) => (one.type === type ? [at] : []));
  const at = index === undefined ? places.at(-1) : places[index - 1];
  const removed = at === undefined ? undefined : all[at];
  if (at === undefined || removed === undefined)
    return { kind: "none", message: nothingToRemove(all, type, places.length) };
  const operations = withoutAt(all, at, view.take.durationMs);
  // What was cut since has moved it: it is told where it stood in the video as it is.
  const placed = timedEdits({ ...view, seen: { ...view.seen, ...view.draft } })[
    all.slice(0, at).filter(isTimed).length
  ];
  return {
    kind: "removed",
    removed: isTimed(removed) && placed ? placed : removed,
    operations,
    left: places.length - 1,
  };
}

const names: Record<OperationType, string> = {
  crop: "crop",
  trim: "trim",
  split: "split",
  zoom: "zoom",
  cursor_emphasis: "cursor emphasis",
  style_preset: "style",
  cut: "cut",
  speed: "speed change",
  caption: "caption",
  redact: "blur",
};
export const operationTypes = Object.keys(names) as OperationType[];
export const editName = (type: OperationType): string => names[type];

function nothingToRemove(all: readonly Operation[], type: OperationType, count: number): string {
  if (count > 0)
    return `There ${count === 1 ? "is only one" : `are only ${count}`} of those (${names[type]}). Which one should go?`;
  const present = [...new Set(all.map((one) => `the ${names[one.type]}`))];
  if (present.length === 0) return `There is no ${names[type]} to remove: this is the video as it was recorded.`;
  return `There is no ${names[type]} in this version. Should I remove ${listed(present)} instead?`;
}

/** Later times were told as the removed operation left the video: they are moved to where the same moment is without it. */
function withoutAt(all: readonly Operation[], removedAt: number, takeDurationMs: number): Operation[] {
  let before: TimeMap = wholeTake(takeDurationMs);
  let after: TimeMap = before;
  const kept: Operation[] = [];
  for (const [at, operation] of all.entries()) {
    if (at !== removedAt) {
      const moved = movedBetween(operation, before, after);
      kept.push(moved);
      after = applyToTime(after, moved);
    }
    before = applyToTime(before, operation);
  }
  return kept;
}

function movedBetween(operation: Operation, from: TimeMap, to: TimeMap): Operation {
  if (from === to) return operation;
  const moved = (ms: number): number =>
    ms >= lengthOf(from) ? lengthOf(to) : Math.round(placeInMap(to, outputToTake(from, ms)));
  switch (operation.type) {
    case "trim":
    case "cut":
    case "speed":
      return { ...operation, startMs: moved(operation.startMs), endMs: moved(operation.endMs) };
    case "split":
      return { ...operation, atMs: moved(operation.atMs) };
    case "zoom":
    case "caption":
    case "redact": {
      const startMs = moved(operation.startMs);
      return { ...operation, startMs, durationMs: moved(operation.startMs + operation.durationMs) - startMs };
    }
    default:
      return operation;
  }
}

export type RevertTarget = { kind: "version"; version: ContextVersion } | { kind: "none"; message: string };

/** The version that "original", "previous" or a number means, seen from the current one. */
export function revertTarget(context: ThreadContext, to: "original" | "previous" | number): RevertTarget {
  const versions = context.versions;
  const current = versions.find((one) => one.version === context.currentVersion) ?? versions.at(-1);
  if (!current) return { kind: "none", message: "Nothing has been edited yet, so there is nothing to undo." };
  const first = versions[0] ?? current;
  if (to === "original")
    return sameAs(first, current) ? alreadyThere("the original") : { kind: "version", version: first };
  if (to === "previous") return previousOf(versions, current);
  const version = versions.find((one) => one.version === to);
  if (!version) return { kind: "none", message: `There is no version ${to}. ${whichExist(versions)}` };
  return sameAs(version, current) ? alreadyThere(`version ${to}`) : { kind: "version", version };
}

const alreadyThere = (name: string): RevertTarget => ({
  kind: "none",
  message: `This is ${name} already, so nothing had to change.`,
});

function whichExist(versions: readonly ContextVersion[]): string {
  const numbers = versions.map((one) => String(one.version));
  return numbers.length === 1
    ? "There is only version 1. Shall I make a change to it?"
    : `Which one do you want: ${listed(numbers)}?`;
}

/**
 * What undo goes back to: the version before this one. A version that was itself made by going back stands for the one it
 * copies, so that a second undo goes one further back instead of to and fro.
 */
function previousOf(versions: readonly ContextVersion[], current: ContextVersion): RevertTarget {
  const earlier = versions.filter((one) => one.version < current.version && one.status !== "failed");
  const copied = earlier.find((one) => sameAs(one, current));
  const wentBack = current.summary === undefined || current.summary.startsWith(GOING_BACK);
  if (copied && wentBack) return previousOf(versions, copied);
  const version = earlier.at(-1);
  if (version) return { kind: "version", version };
  return { kind: "none", message: "There is nothing to undo: this is the video as it was recorded." };
}

/** How the summary of a version begins that was made by going back. */
export const GOING_BACK = "Back to ";

const sameAs = (a: ContextVersion, b: ContextVersion): boolean =>
  JSON.stringify(a.operations) === JSON.stringify(b.operations);
