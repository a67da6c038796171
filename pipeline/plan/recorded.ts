import type { Coverage, NotShown, Shot } from "../../convex/model/recording.ts";
import type { InteractionPlan, PlanStep } from "./types.ts";

/** Says of each changed piece at which moment of the take it is seen, or why it is not. */
export function coverageInTake(
  { coverage = [], steps }: Pick<InteractionPlan, "coverage" | "steps">,
  shots: readonly Shot[],
): Coverage[] {
  const shotOf = shotsOfSteps(steps, shots);
  return coverage.map((hunk): Coverage => {
    const { file, fromLine, toLine } = hunk;
    const place = { file, fromLine, toLine };
    if (hunk.status === "not_shown") return { ...place, ...withoutStep(hunk) };
    const shot = shotOf[hunk.step];
    if (!shot)
      return {
        ...place,
        status: "not_shown",
        reason: "not_found_on_page",
        detail: "it was not there when it was recorded",
      };
    return { ...place, status: "shown", shotId: shot.id, atMs: shot.atMs ?? shot.startMs };
  });
}

const withoutStep = ({ reason, detail }: { reason: NotShown["reason"]; detail?: string }) =>
  ({ status: "not_shown", reason, ...(detail === undefined ? {} : { detail }) }) as const;

/** Shots come in the order of the steps; a step that could not be done has none. */
function shotsOfSteps(steps: readonly PlanStep[], shots: readonly Shot[]): (Shot | undefined)[] {
  let next = 0;
  return steps.map(({ action, label, route }) => {
    const at = shots.findIndex(
      (shot, index) => index >= next && shot.action === action && shot.label === label && shot.route === route,
    );
    if (at < 0) return undefined;
    next = at + 1;
    return shots[at];
  });
}
