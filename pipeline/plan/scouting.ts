import { PipelineError } from "../failure.ts";
import type { PageSnapshot, PlanStep, Scout } from "./types.ts";

/** A scout that remembers what it saw, and is sent only so often. */
export type Scouting = {
  /** Null when the page cannot be opened, or when the budget is spent. */
  look(route: string, steps?: readonly PlanStep[]): Promise<PageSnapshot | null>;
  left(): number;
  /** Why pages did not open, by route. */
  failures: Map<string, string>;
};

export function createScouting(scout: Scout, budget: number): Scouting {
  const seen = new Map<string, PageSnapshot | null>();
  const failures = new Map<string, string>();
  let used = 0;
  return {
    failures,
    left: () => budget - used,
    async look(route, steps = []) {
      const key = JSON.stringify([route, steps.map(({ action, target, value }) => [action, target, value])]);
      const known = seen.get(key);
      if (known !== undefined) return known;
      if (used >= budget) return null;
      used += 1;
      const snapshot = await scout(route, steps).catch((error: unknown) => {
        // A page's failure is one of many pages; anything else (a cancellation, a dead browser) ends the planning.
        if (!(error instanceof PipelineError)) throw error;
        failures.set(route, error.message);
        return null;
      });
      seen.set(key, snapshot);
      return snapshot;
    },
  };
}
