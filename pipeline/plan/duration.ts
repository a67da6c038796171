import type { PlanStep } from "./types.ts";

/** About what the recorder takes for each; only sums matter, the exact times are its own. */
function estimateMs(steps: readonly PlanStep[]): number {
  return steps.reduce((sum, step, index) => sum + estimateOf(step, index === 0), 1_200);
}

function estimateOf({ action, changed, value = "" }: PlanStep, isFirst: boolean): number {
  const reading = changed ? 1_000 : 400;
  if (action === "navigate") return (isFirst ? 1_000 : 1_600) + (changed ? 1_000 : 0);
  if (action === "type") return 900 + Math.min(3_000, value.length * 95) + reading;
  return (action === "hover" ? 1_300 : 1_000) + reading;
}

/** Takes out what is least missed until the rest fits: pointing first, from the end; then whatever comes last. */
export function fitInto(steps: readonly PlanStep[], maxDurationMs: number): PlanStep[] {
  const kept = [...steps];
  while (kept.length > 2 && estimateMs(kept) > maxDurationMs) {
    const pointing = kept.findLastIndex(({ action }) => action === "hover" || action === "scroll");
    kept.splice(pointing >= 0 && kept.filter(({ changed }) => changed).length > 1 ? pointing : kept.length - 1, 1);
  }
  return kept;
}

/** A demo shorter than this is over before one has found the place. */
const shortestMs = 10_000;

/** Of a short demo the viewer first sees each changed control, and then how it is used. */
export function introduce(steps: readonly PlanStep[]): PlanStep[] {
  let totalMs = estimateMs(steps);
  const met = new Set<string | undefined>();
  return steps.flatMap((step) => {
    const isMet = met.has(step.target?.selector);
    met.add(step.target?.selector);
    const isUse = step.changed && step.target !== undefined && /^(click|type|select|toggle)$/.test(step.action);
    if (!isUse || isMet || totalMs >= shortestMs) return [step];
    const { value: _, ...rest } = step;
    const pointing: PlanStep = { ...rest, action: "hover", reason: "shows it before it is used" };
    totalMs += estimateMs([pointing]) - estimateMs([]);
    return [pointing, step];
  });
}
