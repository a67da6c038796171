import type { PlanStep } from "../plan/types.ts";

/** A page of a tour: how one gets there, what is pointed at first, and its stops from top to bottom. */
export type Scene = {
  name: string;
  /** Opens the menu that the link stands in, where it does not stand on the page itself. */
  menu?: PlanStep;
  /** Opens the page, or presses the link that does. */
  opening: PlanStep;
  points: PlanStep[];
  stops: Stop[];
};

export type Stop = {
  name: string;
  /** Comes into view, and is pointed at. */
  steps: PlanStep[];
  /** What is worth less goes first when time is short. */
  weight: number;
  isFocus: boolean;
};

export const stepsOf = ({ menu, opening, points, stops }: Scene): PlanStep[] => [
  ...(menu ? [menu] : []),
  opening,
  ...points,
  ...stops.flatMap(({ steps }) => steps),
];

/** About what the recorder takes for each step beside the look, in ms. */
const deedMs: Record<PlanStep["action"], number> = {
  navigate: 100,
  scroll: 1_500,
  hover: 1_500,
  click: 2_200,
  type: 2_000,
  select: 1_500,
  toggle: 1_500,
  submit: 2_000,
};
/** The last view stays for a moment. */
const endMs = 800;

export const durationOf = (scenes: readonly Scene[]): number =>
  scenes.flatMap(stepsOf).reduce((sum, { action, lookMs = 400 }) => sum + deedMs[action] + lookMs, endMs);

/** Pointing at one thing of a stop is enough, and below this weight at none. */
const pointedWeight = 4;
/** Not missed by anybody. */
const slightWeight = 1;

/** What is given up for time, the least missed first: each makes the scene shorter, or gives null where there is nothing left. */
const sacrifices: readonly ((scene: Scene) => Scene | null)[] = [
  ({ stops, ...scene }) => pointingLess(scene, stops, (stop) => (pointsOf(stop) > 1 ? 1 : null)),
  ({ stops, ...scene }) => withoutLeast(scene, stops, slightWeight),
  ({ stops, ...scene }) =>
    pointingLess(scene, stops, (stop) => (stop.weight < pointedWeight && pointsOf(stop) > 0 ? 0 : null)),
  ({ stops, ...scene }) => withoutLeast(scene, stops, Number.POSITIVE_INFINITY),
  (scene) => (scene.points.length > 0 ? { ...scene, points: scene.points.slice(0, -1) } : null),
  ({ stops, ...scene }) => pointingLess(scene, stops, (stop) => (stop.steps.length > 1 ? 0 : null)),
];

/** The scene in no more time than it may take, as far as that goes. */
export function withinBudget(scene: Scene, mostMs: number): Scene {
  let fitting = scene;
  for (const sacrifice of sacrifices) {
    while (durationOf([fitting]) > mostMs) {
      const shorter = sacrifice(fitting);
      if (shorter === null) break;
      fitting = shorter;
    }
  }
  return fitting;
}

const pointsOf = ({ steps }: Stop): number => steps.length - 1;

/** The last stop for which `keeps` gives a number points at no more than so many things. */
function pointingLess(scene: Omit<Scene, "stops">, stops: Stop[], keeps: (stop: Stop) => number | null): Scene | null {
  const at = stops.findLastIndex((stop) => keeps(stop) !== null);
  const [stop] = stops.slice(at, at + 1);
  if (at < 0 || !stop) return null;
  const shorter = { ...stop, steps: stop.steps.slice(0, 1 + (keeps(stop) ?? 0)) };
  return { ...scene, stops: stops.with(at, shorter) };
}

function withoutLeast(scene: Omit<Scene, "stops">, stops: Stop[], mostWeight: number): Scene | null {
  const least = Math.min(...stops.map(({ weight }) => weight));
  const at = stops.findLastIndex(({ weight }) => weight === least);
  return stops.length < 2 || least > mostWeight ? null : { ...scene, stops: stops.filter((_, index) => index !== at) };
}
