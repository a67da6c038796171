import type { Shot } from "../../convex/model/recording.ts";
import type { PlanStep } from "../plan/types.ts";
import type { Take } from "../take/take.ts";

/** The frames of a take that belong to one step of its plan: [from, to), with the action itself at `act`. */
export type Stretch = { step: number; shot: Shot; from: number; act: number; to: number };

/**
 * Divides a take among the steps of the plan that it was recorded from. `stepNumbers` says for each step of that plan which
 * number it has in the plan that both sides share. Together the stretches cover the whole take.
 */
export function stretchesOf(take: Take, steps: readonly PlanStep[], stepNumbers: readonly number[]): Stretch[] {
  const frameAt = (ms: number): number => Math.min(take.frameCount, Math.round((ms * take.fps) / 1000));
  const named = numbered(take.shots, steps, stepNumbers);
  return named.map(({ shot, step }, index) => {
    const from = index === 0 ? 0 : frameAt(shot.startMs);
    const next = named[index + 1];
    const to = next ? frameAt(next.shot.startMs) : take.frameCount;
    const act = Math.min(to, Math.max(from, frameAt(shot.atMs ?? shot.startMs)));
    return { step, shot, from, act, to };
  });
}

/** The shots are the plan's steps in order; a step that could not be done has none. */
function numbered(shots: readonly Shot[], steps: readonly PlanStep[], stepNumbers: readonly number[]) {
  let next = 0;
  return shots.flatMap((shot) => {
    const at = steps.findIndex((step, index) => index >= next && isOf(shot, step));
    // A take that begins with no page to open has one opened for it.
    if (at < 0) return [];
    next = at + 1;
    return [{ shot, step: stepNumbers[at] ?? at }];
  });
}

const isOf = (shot: Shot, step: PlanStep): boolean =>
  shot.action === step.action && shot.label === step.label && shot.route === step.route;
