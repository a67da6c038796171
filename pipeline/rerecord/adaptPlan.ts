import { stepOn } from "../plan/steps.ts";
import type { PageElement, PageSnapshot, PlanStep, Scout } from "../plan/types.ts";
import { findAgain } from "./findAgain.ts";

/** What became of a step on another revision of the app. */
export type AdaptedStep =
  | { kind: "kept"; step: PlanStep }
  /** Its element has another name or place now. */
  | { kind: "healed"; step: PlanStep; from: string; how: "moved" | "renamed" }
  /** Its page is there, its element is not. */
  | { kind: "gone"; was: PlanStep }
  /** Its page does not open, or is empty. */
  | { kind: "no_page"; was: PlanStep };

/** Whether an element has always been another one than the step's. */
export type Known = (live: PageElement) => boolean;

/**
 * Walks through a plan on a site that differs from the one it was made for, and says of each step whether and how it can be
 * done there. The result has one entry for each step. `knownElsewhere` is asked of elements that could stand in by their place.
 */
export async function adaptSteps(
  steps: readonly PlanStep[],
  scout: Scout,
  knownElsewhere: Known = () => false,
): Promise<AdaptedStep[]> {
  const walk = openWalk(scout);
  const adapted: AdaptedStep[] = [];
  for (const was of steps) {
    if (was.action === "navigate") adapted.push(await openPage(was, walk));
    else if (!walk.isOnPage()) adapted.push({ kind: "no_page", was });
    else adapted.push(await adaptStep(was, walk, knownElsewhere));
  }
  return adapted;
}

type Walk = ReturnType<typeof openWalk>;

/** Where the walk has come to; a look goes on from the one before. */
function openWalk(scout: Scout) {
  const done: PlanStep[] = [];
  let seen: PageSnapshot | null = null;
  let isOnPage = false;

  const look = async (): Promise<PageSnapshot | null> => {
    const [first, ...rest] = done;
    seen ??= first ? await scout(first.value ?? first.route, rest).catch(() => null) : null;
    return seen;
  };
  const did = (step: PlanStep): void => {
    done.push(step);
    seen = null;
  };

  return {
    isOnPage: () => isOnPage,
    did,
    async open(step: PlanStep): Promise<boolean> {
      did(step);
      const snapshot = await look();
      isOnPage = snapshot !== null && isPageThere(snapshot);
      if (!isOnPage) done.pop();
      return isOnPage;
    },
    elements: async (): Promise<readonly PageElement[]> => (await look())?.elements ?? [],
  };
}

const isPageThere = ({ httpStatus, elements }: PageSnapshot): boolean =>
  (httpStatus === null || httpStatus < 400) && elements.length > 0;

async function openPage(was: PlanStep, walk: Walk): Promise<AdaptedStep> {
  return (await walk.open(was)) ? { kind: "kept", step: was } : { kind: "no_page", was };
}

async function adaptStep(was: PlanStep, walk: Walk, knownElsewhere: Known): Promise<AdaptedStep> {
  if (!was.target) {
    walk.did(was);
    return { kind: "kept", step: was };
  }
  const found = findAgain(was, await walk.elements(), knownElsewhere);
  if (!found) return { kind: "gone", was };
  if (found.likeness === "same") {
    walk.did(was);
    return { kind: "kept", step: was };
  }
  const { value, changed, reason, label } = was;
  const isRenamed = found.likeness === "renamed";
  const step = stepOn(was.route, was.action, found.live, {
    changed,
    reason,
    ...(value === undefined ? {} : { value }),
    ...(isRenamed ? {} : { label }),
  });
  walk.did(step);
  return { kind: "healed", step, from: label, how: found.likeness };
}
