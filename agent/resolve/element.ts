import type { Box } from "../../convex/model/recording.ts";
import { outputToTake } from "../../convex/model/timeMap.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { momentOf, shotIdOf } from "../context.ts";
import type { Grounded } from "./choice.ts";
import { ground } from "./ground.ts";
import { type Group, isGroup } from "./groups.ts";
import { offersOf } from "./offers.ts";
import { elementQuestion, nameOf } from "./question.ts";
import { ask, type Resolution, refuse } from "./result.ts";
import { stays } from "./stays.ts";
import { elementOf, firstShotOf } from "./things.ts";
import { type EditView, takeSpanToDraft } from "./view.ts";

export type BoxedShot = ContextShot & { box: Box };

/** The element that a call's `target` names, or the answer to give instead. `verb` completes "Which one should I …?". */
export function findElement(
  view: EditView,
  target: string,
  verb: string,
  seenMs?: number,
): { shot: BoxedShot; whole?: Group; note?: string } | { otherwise: Resolution } {
  const nearMs = seenMs === undefined ? undefined : outputToTake(view.seen.map, seenMs);
  const grounded = ground(view.context, target, { needsBox: true, nearMs });
  if (grounded.kind !== "found") return { otherwise: askElement(view, grounded, verb) };
  const { shot, whole, alsoChanged } = grounded;
  if (!shot.box) return { otherwise: askElement(view, { kind: "unknown", words: target, near: [] }, verb) };
  if (!takeSpanToDraft(view, shot)) {
    const message = `${nameOf(shot)} is not in this version any more: its part was cut away. Undo the cut first, then ask again.`;
    return { otherwise: refuse("cut_away", message) };
  }
  const note = alsoChanged ? `${nameOf(alsoChanged)} changed too; name it if you meant that one` : undefined;
  return { shot: { ...shot, box: shot.box }, ...(whole ? { whole } : {}), ...(note ? { note } : {}) };
}

/** The question that settles an unclear element, with what it offers. */
export const askElement = (
  { context }: EditView,
  grounded: Exclude<Grounded, { kind: "found" }>,
  verb: string,
): Resolution => ask(elementQuestion(grounded, verb), offersOf(context, grounded));

/** Of what no step used, the step during which it is first seen. */
export function anchorOf({ context }: EditView, thing: ContextShot) {
  const shot = thing.action === undefined ? firstShotOf(context, thing) : original(context, thing);
  const elementId = (isGroup(thing) ? thing.members[0] : elementOf(context, thing))?.elementId;
  return {
    shotId: shot ? shotIdOf(context, shot) : "",
    element: thing.label,
    ...(elementId === undefined ? {} : { elementId }),
  };
}

// findElement answers a copy whose box is certain; the anchor is named after the shot itself.
const original = (context: ThreadContext, shot: ContextShot): ContextShot =>
  context.shots.find((one) => one.startMs === shot.startMs && one.label === shot.label) ?? shot;

/** How long an element can be on screen: the whole stay on its page, in take time. */
export function stayOf(view: EditView, shot: ContextShot): { startMs: number; endMs: number } {
  const stay = stays(view.context.shots).find((one) => shot.startMs >= one.startMs && shot.startMs < one.endMs);
  return stay ?? shot;
}

/** The element in use at a moment of the take: the shot's own, else that of the nearest action on the same page. */
export function elementAt(view: EditView, atTakeMs: number): BoxedShot | null {
  const boxed = view.context.shots.filter((shot): shot is BoxedShot => shot.box !== undefined);
  const during = boxed.find((shot) => atTakeMs >= shot.startMs && atTakeMs < shot.endMs);
  if (during) return during;
  const here = view.context.shots.find((shot) => atTakeMs >= shot.startMs && atTakeMs < shot.endMs);
  const samePage = boxed.filter((shot) => shot.route === here?.route);
  return samePage.toSorted((a, b) => Math.abs(momentOf(a) - atTakeMs) - Math.abs(momentOf(b) - atTakeMs))[0] ?? null;
}

/** A box with room around it, inside the picture. */
export function padded(box: Box, byPx: number, frame: { width: number; height: number }): Box {
  const x = Math.max(0, Math.round(box.x - byPx));
  const y = Math.max(0, Math.round(box.y - byPx));
  return {
    x,
    y,
    width: Math.min(frame.width, Math.round(box.x + box.width + byPx)) - x,
    height: Math.min(frame.height, Math.round(box.y + box.height + byPx)) - y,
  };
}
