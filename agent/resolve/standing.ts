import type { Operation } from "../../convex/model/operations.ts";
import type { EditCall } from "../tools/inputs.ts";
import { type EditView, isTimed, type TimedEdit, timedEdits } from "./view.ts";

/** A zoom or a blur on what one is on already, at the same time: that one is meant, and no second one is laid over it. */

/** `was`: the edit that stands, in the times of the draft; `now`: what it is to be; `operations`: the draft with it in its place. */
export type Standing = { was: TimedEdit; now: TimedEdit; operations: readonly Operation[]; isAsBefore: boolean };

export function standingFor(view: EditView, call: EditCall, made: readonly Operation[]): Standing | null {
  const [edit, ...more] = made;
  if (!edit || more.length > 0 || (edit.type !== "zoom" && edit.type !== "redact") || !edit.anchor) return null;
  const all = view.draft.operations;
  const placed = timedEdits({ ...view, seen: { ...view.seen, ...view.draft } });
  const at = all.findLastIndex((one, place) => {
    const stands = isTimed(one) ? placed[all.slice(0, place).filter(isTimed).length] : undefined;
    return one.type === edit.type && isSameThing(one, edit) && stands !== undefined && isAtOnce(stands, edit);
  });
  const was = placed[all.slice(0, at).filter(isTimed).length];
  if (at < 0 || !was) return null;
  const now = was.type === "zoom" && edit.type === "zoom" ? zoomAs(was, edit, call) : covering(was, edit);
  const isAsBefore = JSON.stringify(now) === JSON.stringify(was);
  return { was, now, operations: isAsBefore ? all : [...all.toSpliced(at, 1), now], isAsBefore };
}

export const isSameThing = ({ anchor: a }: Operation, { anchor: b }: Operation): boolean =>
  a !== undefined && b !== undefined && (a.shotId === b.shotId || a.elementId !== undefined) && a.element === b.element;

const isAtOnce = (a: TimedEdit, b: TimedEdit): boolean =>
  a.startMs < b.startMs + b.durationMs && b.startMs < a.startMs + a.durationMs;

type Zoom = Extract<TimedEdit, { type: "zoom" }>;

/** What is not said of a zoom stays as it is. */
function zoomAs(was: Zoom, edit: Zoom, { input }: EditCall): Zoom {
  const says = (name: string): boolean => (input as Record<string, unknown>)[name] !== undefined;
  const { intensity, durationMs } = { ...edit, ...(says("intensity") ? {} : { intensity: was.intensity }) };
  const startMs = says("startMs") ? edit.startMs : was.startMs;
  return {
    ...was,
    intensity,
    startMs,
    durationMs: says("durationMs") || says("startMs") ? durationMs : was.durationMs,
  };
}

/** What is covered stays covered, and for as long as both say. */
function covering(was: TimedEdit, edit: TimedEdit): TimedEdit {
  const startMs = Math.min(was.startMs, edit.startMs);
  const endMs = Math.max(was.startMs + was.durationMs, edit.startMs + edit.durationMs);
  return { ...was, startMs, durationMs: endMs - startMs };
}
