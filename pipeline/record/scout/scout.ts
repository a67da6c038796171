import { PipelineError } from "../../failure.ts";
import type { PageSnapshot, PlanStep, Scout } from "../../plan/types.ts";
import type { Keep } from "../page/overlays.ts";
import type { House } from "../stage.ts";
import { openVisits, type Visit } from "./visit.ts";

/**
 * Looks at pages of one site with a plain browser, quickly, one after the other. Steps that go on from those of the last look
 * are done from there; any other look begins afresh, without cookies or storage of earlier ones.
 */
export function openScouts(house: House, baseUrl: string, keep: Keep = {}): Scout {
  const visits = openVisits(house, baseUrl, keep);
  let current: { visit: Visit; done: string[] } | null = null;
  let lastLook: Promise<unknown> = Promise.resolve();

  const look = async (
    route: string,
    steps: readonly PlanStep[],
    { picture = false, afresh = false, whole = false }: NonNullable<Parameters<Scout>[2]>,
  ): Promise<PageSnapshot> => {
    house.signal.throwIfAborted();
    const wanted = [route, ...steps.map(keyOf)];
    const isOnward = !afresh && (current?.done.every((key, index) => key === wanted[index]) ?? false);
    const known = isOnward ? current : null;
    current = null;
    try {
      const visit = known?.visit ?? (await visits.begin(route));
      await visit.perform(steps.slice((known?.done.length ?? 1) - 1));
      if (whole) await visit.walk();
      const snapshot = await visit.read(route, picture);
      current = { visit, done: wanted };
      return snapshot;
    } catch (error) {
      await visits.giveUp();
      house.signal.throwIfAborted();
      if (error instanceof PipelineError) throw error;
      throw new PipelineError("page_unreachable", `The page ${route} stopped answering while it was looked at.`, {
        cause: error,
        isRetryable: true,
      });
    }
  };

  return (route, steps = [], wishes = {}) => {
    const result = lastLook.then(() => look(route, steps, wishes));
    lastLook = result.catch(() => {});
    return result;
  };
}

const keyOf = ({ action, target, value, leaves, route }: PlanStep): string =>
  JSON.stringify([action, target, value, leaves, action === "navigate" ? route : null]);
