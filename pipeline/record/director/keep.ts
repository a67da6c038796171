import type { PlanStep } from "../../plan/types.ts";
import type { Keep } from "../page/overlays.ts";
import { overlayWords } from "../page/overlayWords.ts";

const usualWords = new Set([...overlayWords.reject, ...overlayWords.close, ...overlayWords.agree]);

/**
 * What the plan needs on screen, so that it is not pressed away: everything that the diff changed, and all else that is used
 * and has a name of its own. A "Close" that nobody changed is on any banner.
 */
export function keepFor(steps: readonly PlanStep[], wanted: Keep = {}): Keep {
  const texts = new Set<string>(wanted.texts);
  const selectors = new Set<string>(wanted.selectors);
  for (const { target, changed, label } of steps) {
    for (const text of [target?.name, target?.text, changed ? label : undefined]) {
      if (text && (changed || !usualWords.has(text.trim().toLowerCase()))) texts.add(text);
    }
    if (target?.testId) selectors.add(`[data-testid=${JSON.stringify(target.testId)}]`);
    if (target?.selector && changed) selectors.add(target.selector);
  }
  return { texts: [...texts], selectors: [...selectors] };
}
