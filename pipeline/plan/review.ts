import type { PlanDraft, PlanNames } from "../../convex/model/planReview.ts";
import type { InteractionPlan, PlanStep } from "./types.ts";

const longest = { title: 90, summary: 400, stepTitle: 60 } as const;

/** A plan as whoever names it sees it. */
export const draftOf = ({ title, summary, steps }: InteractionPlan): PlanDraft => ({
  title,
  summary,
  steps: scenesOf(steps).flatMap((scene, number) =>
    scene.map(({ step: { route, action, label, changed } }) => ({ scene: number, route, action, label, changed })),
  ),
});

/**
 * The plan with better names and in a better order, as far as they are usable: a plan is as valid afterwards as it was before.
 * Names never replace labels, by which elements are found.
 */
export function named(plan: InteractionPlan, names: PlanNames): InteractionPlan {
  const titles = new Map(
    (names.stepTitles ?? []).map(({ step, title }) => [step, oneLine(title, longest.stepTitle)] as const),
  );
  const withTitles = plan.steps.map((step, place) => {
    const title = titles.get(place);
    return title ? { ...step, title } : step;
  });
  const order = placesInOrder(withTitles, names.sceneOrder);
  return {
    ...plan,
    title: oneLine(names.title ?? "", longest.title) || plan.title,
    summary: oneLine(names.summary ?? "", longest.summary) || plan.summary,
    steps: order.map((place) => withTitles[place] as PlanStep),
    ...(plan.coverage && {
      coverage: plan.coverage.map((hunk) =>
        hunk.status === "shown" ? { ...hunk, step: order.indexOf(hunk.step) } : hunk,
      ),
    }),
  };
}

type Placed = { step: PlanStep; place: number };

/** A page and what is done there, until the next page is opened by its address. */
function scenesOf(steps: readonly PlanStep[]): Placed[][] {
  const scenes: Placed[][] = [];
  for (const [place, step] of steps.entries()) {
    const scene = scenes.at(-1);
    if (scene && step.action !== "navigate") scene.push({ step, place });
    else scenes.push([{ step, place }]);
  }
  return scenes;
}

const looking: ReadonlySet<PlanStep["action"]> = new Set(["navigate", "scroll", "hover"]);
const isLooking = (scene: readonly Placed[]): boolean => scene.every(({ step }) => looking.has(step.action));
const showsChange = (scene: readonly Placed[]): boolean => scene.some(({ step }) => step.changed);

/**
 * The places of the steps in the wished order of scenes, or as they are when the wish is no order of them, when scenes that
 * do something (and so may lean on each other) would change places, or when the video would no longer begin with the change.
 */
function placesInOrder(steps: readonly PlanStep[], wished: readonly number[] = []): number[] {
  const scenes = scenesOf(steps);
  const asItIs = steps.map((_, place) => place);
  const isOrder = wished.length === scenes.length && scenes.every((_, number) => wished.includes(number));
  if (!isOrder) return asItIs;
  const ordered = wished.map((number) => scenes[number] ?? []);
  const acting = wished.filter((number) => !isLooking(scenes[number] ?? []));
  const keepsDeeds = acting.every((number, at) => at === 0 || (acting[at - 1] ?? 0) < number);
  const first = ordered[0] ?? [];
  const beginsWell = showsChange(first) || !showsChange(scenes[0] ?? []);
  return keepsDeeds && beginsWell && steps[0]?.action === "navigate"
    ? ordered.flatMap((scene) => scene.map(({ place }) => place))
    : asItIs;
}

const oneLine = (text: string, mostChars: number): string => {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > mostChars ? `${line.slice(0, mostChars - 1).trimEnd()}…` : line;
};
