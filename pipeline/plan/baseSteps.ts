import type { PlanStep } from "./types.ts";

/**
 * The same steps for base, where selectors differ: each element is named by its partner there. Null when a step uses what
 * base does not have, so that base cannot follow. `partners` are head's selectors and base's.
 */
export function baseStepsFor(
  steps: readonly PlanStep[],
  partners: ReadonlyMap<string, string>,
): readonly PlanStep[] | null {
  const translated: PlanStep[] = [];
  for (const step of steps) {
    const selector = step.target?.selector;
    if (step.action === "navigate" || selector === undefined) {
      translated.push(step);
      continue;
    }
    const partner = partners.get(selector);
    // Its name may have changed: the partner's place says more than what head calls it.
    if (partner === undefined) return null;
    translated.push({ ...step, target: { selector: partner } });
  }
  return translated;
}
