import { fitInto } from "../plan/duration.ts";
import { type Planning, planInteractions } from "../plan/plan.ts";
import type { InteractionPlan, PlanStep } from "../plan/types.ts";
import { type AdaptedStep, adaptSteps } from "./adaptPlan.ts";

/** What recording again made of the old plan, step by step; each entry names a step as a person would. */
export type Replay = { moved: string[]; renamed: string[]; dropped: string[]; added: string[] };

/**
 * The old plan on the new head: its steps find their elements again, those whose element is gone are left out, and what the
 * new diff changes beside them comes in where its page is shown. Throws what planning throws when nothing is left.
 */
export async function replan(
  previous: InteractionPlan,
  planning: Planning,
): Promise<{ plan: InteractionPlan; replay: Replay }> {
  const fresh = await planInteractions(planning).catch((error: unknown) => error as Error);
  const adapted = await adaptSteps(previous.steps, planning.scout);
  const steps = adapted.flatMap((one) => ("step" in one ? [one.step] : []));
  if (fresh instanceof Error) {
    // Only the plan can tell that nothing is to be seen any more; the old steps show what they always did.
    if (!steps.some(({ action }) => action !== "navigate")) throw fresh;
    const routesCovered = [...new Set(steps.map(({ route }) => route))];
    return { plan: { ...previous, steps, routesCovered }, replay: replayOf(adapted, []) };
  }
  const { merged, added } = mergeSteps(steps, fresh.steps);
  const fitting = fitInto(merged, planning.maxDurationMs);
  const plan = {
    ...fresh,
    steps: fitting,
    routesCovered: [...new Set(fitting.map(({ route }) => route))],
    ...(fresh.coverage && { coverage: moved(fresh.coverage, fresh.steps, fitting) }),
  };
  return {
    plan,
    replay: replayOf(
      adapted,
      added.filter((step) => fitting.includes(step)),
    ),
  };
}

function replayOf(adapted: readonly AdaptedStep[], added: readonly PlanStep[]): Replay {
  const each = (name: (one: AdaptedStep) => string | false): string[] => [
    ...new Set(adapted.map(name).filter((text) => text !== false)),
  ];
  return {
    moved: each((one) => one.kind === "healed" && one.how === "moved" && one.from),
    renamed: each((one) => one.kind === "healed" && one.how === "renamed" && `${one.from} → ${one.step.label}`),
    dropped: each((one) => (one.kind === "gone" || one.kind === "no_page") && one.was.label),
    added: named(added),
  };
}

const named = (steps: readonly PlanStep[]): string[] => [
  ...new Set(steps.filter(({ changed }) => changed).map(({ label }) => label)),
];

/**
 * The old steps, marked as the new diff marks them, and behind each page's steps what the fresh plan shows there beside them.
 * Pages that the old plan did not open come at the end.
 */
function mergeSteps(old: readonly PlanStep[], fresh: readonly PlanStep[]): { merged: PlanStep[]; added: PlanStep[] } {
  const marked = old.map((step) => ({ ...step, changed: markOf(step, fresh) }));
  const scenes = scenesOf(marked);
  const added: PlanStep[] = [];
  for (const scene of scenesOf(fresh)) {
    const isNews = (step: PlanStep): boolean =>
      step.changed && step.action !== "navigate" && !marked.some((one) => isOnSame(one, step));
    if (!scene.some(isNews)) continue;
    const page = scenes.find(([opening]) => opening?.route === scene[0]?.route);
    if (!page) {
      scenes.push(scene);
      added.push(...scene);
      continue;
    }
    // What leads to a new thing (a menu that is opened, say) is played again unless the old steps did it already.
    const lastNews = scene.findLastIndex(isNews);
    const leading = scene
      .slice(1, lastNews + 1)
      .filter((step) => isNews(step) || !marked.some((one) => isSame(one, step)));
    page.push(...leading);
    added.push(...leading);
  }
  return { merged: scenes.flat(), added };
}

/** A step is about a change when the fresh plan says so; what that does not do keeps its mark. */
function markOf(step: PlanStep, fresh: readonly PlanStep[]): boolean {
  const twins = fresh.filter((one) => isSame(one, step));
  return twins.length > 0 ? twins.some(({ changed }) => changed) : step.changed;
}

/** Each begins with the page that it opens. */
function scenesOf(steps: readonly PlanStep[]): PlanStep[][] {
  const scenes: PlanStep[][] = [];
  for (const step of steps) {
    const last = scenes.at(-1);
    if (last && step.action !== "navigate") last.push(step);
    else scenes.push([step]);
  }
  return scenes;
}

const isOnSame = (one: PlanStep, other: PlanStep): boolean =>
  one.route === other.route &&
  (one.target?.selector !== undefined && one.target.selector === other.target?.selector
    ? true
    : one.label === other.label && one.target?.role === other.target?.role);

const isSame = (one: PlanStep, other: PlanStep): boolean =>
  one.action === other.action && one.value === other.value && isOnSame(one, other);

/** The pieces of the diff point at steps of the fresh plan; here those stand elsewhere. */
function moved(
  coverage: NonNullable<InteractionPlan["coverage"]>,
  from: readonly PlanStep[],
  to: readonly PlanStep[],
): NonNullable<InteractionPlan["coverage"]> {
  return coverage.map((hunk) => {
    if (hunk.status !== "shown") return hunk;
    const wanted = from[hunk.step];
    const step = wanted ? to.findIndex((one) => isOnSame(one, wanted)) : -1;
    if (step >= 0) return { ...hunk, step };
    const { file, fromLine, toLine } = hunk;
    return { file, fromLine, toLine, status: "not_shown" as const, reason: "not_found_on_page" as const };
  });
}

/**
 * What became of the plan, for the run's summary; empty when all of it was played as before. That an element stands elsewhere
 * on its page is nothing to tell.
 */
export function replayInWords({ renamed, dropped, added }: Replay): string {
  const list = (names: readonly string[]): string => {
    const shown = names.slice(0, 4).map((name) => `“${name}”`);
    return names.length > 4 ? `${shown.join(", ")} and ${names.length - 4} more` : shown.join(", ");
  };
  return [
    renamed.length > 0 ? `Has another name now: ${list(renamed)}.` : "",
    added.length > 0 ? `New since the last recording: ${list(added)}.` : "",
    dropped.length > 0 ? `Not there any more: ${list(dropped)}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
