import { type Comparison, comparePages } from "../compare/compare.ts";
import { type Noise, noiseOf } from "../compare/noise.ts";
import { PipelineError } from "../failure.ts";
import { baseStepsFor } from "./baseSteps.ts";
import { isChangedOn } from "./sight.ts";
import type { Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep, Scout } from "./types.ts";

/** A scout that remembers what it saw, and is sent only so often. Where base runs too, each look is compared with it. */
export type Scouting = {
  /** Null when the page cannot be opened, or when the budget is spent. */
  look(route: string, steps?: readonly PlanStep[]): Promise<PageSnapshot | null>;
  /** Null where base could not be brought into the same state. */
  comparisonOf(snapshot: PageSnapshot): Comparison | null;
  /** True for an element that was last seen looking as on base, before base could not follow any more. */
  isSteady(snapshot: PageSnapshot, live: PageElement): boolean;
  left(): number;
  isForeign: boolean;
  /** Why pages did not open, by route. */
  failures: Map<string, string>;
  /** What only the screen tells, one thing for each kind of difference. */
  screenThings: Map<string, Thing>;
};

export type ScoutingOptions = {
  scout: Scout;
  /** Looks at base once it runs; null when it cannot be had. */
  base?: Promise<Scout | null>;
  budget: number;
  /** No look begins after this, so that planning ends in time. */
  endsAt?: number;
  /** True when the elements may hide a change that a picture shows: files of styles or pictures are in the diff. */
  needsPictures?: boolean;
  /** The site is somebody's running one: nothing is sent, saved or paid there. */
  isForeign?: boolean;
  /** True for differences that the diff speaks of: no second look at base is needed to believe them. */
  isExpected?: (comparison: Comparison, snapshot: PageSnapshot) => boolean;
};

/** Reloads of base to learn its noise, each as long as a first look. */
const mostNoiseLooks = 3;

export function createScouting({
  scout,
  base = Promise.resolve(null),
  budget,
  endsAt = Number.POSITIVE_INFINITY,
  needsPictures = false,
  isExpected = () => false,
  isForeign = false,
}: ScoutingOptions): Scouting {
  const seen = new Map<string, PageSnapshot | null>();
  const comparisons = new WeakMap<PageSnapshot, Comparison>();
  const failures = new Map<string, string>();
  const screenThings = new Map<string, Thing>();
  /** Which element of base each of head's is, by route and selector. */
  const partners = new Map<string, Map<string, string>>();
  /** Elements that look as on base, by route. */
  const steady = new Map<string, Set<string>>();
  const noises = new Map<string, Noise>();
  let used = 0;
  let noiseLooks = 0;

  const lookAtHead = async (route: string, steps: readonly PlanStep[]): Promise<PageSnapshot | null> =>
    scout(route, steps).catch((error: unknown) => {
      // A page's failure is one of many pages; anything else (a cancellation, a dead browser) ends the planning.
      if (!(error instanceof PipelineError)) throw error;
      failures.set(route, error.message);
      return null;
    });

  /** Base may fail as it likes: what it cannot show is simply not compared. */
  const lookAtBase = async (lookBase: Scout, route: string, steps: readonly PlanStep[], wishes = {}) => {
    const snapshot = await lookBase(route, steps, wishes).catch((error: unknown) => {
      if (!(error instanceof PipelineError)) throw error;
      return null;
    });
    return snapshot && (snapshot.stepsDone ?? steps.length) === steps.length ? snapshot : null;
  };

  const compare = async (
    lookBase: Scout,
    before: PageSnapshot,
    after: PageSnapshot,
    { route, steps, baseSteps }: { route: string; steps: readonly PlanStep[]; baseSteps: readonly PlanStep[] },
  ): Promise<Comparison> => {
    const noise = noises.get(route) ?? null;
    let sides = { before, after };
    let comparison = await comparePages(before, after, noise);
    const isOpening = steps.length === 0;
    if (isOpening && !comparison.isNewPage && (needsPictures || comparison.differences.length === 0)) {
      sides = await withPictures(sides, lookBase, route);
      comparison = await comparePages(sides.before, sides.after, noise);
    }
    const isDoubtful = comparison.differences.length > 0 && !comparison.isNewPage && !isExpected(comparison, after);
    if (!isDoubtful || noise || noiseLooks >= mostNoiseLooks) return comparison;
    noiseLooks += 1;
    const again = await lookAtBase(lookBase, route, baseSteps, { afresh: true });
    if (!again) return comparison;
    noises.set(route, noiseOf(before.elements, again.elements));
    return comparePages(sides.before, sides.after, noises.get(route));
  };

  const withPictures = async (sides: { before: PageSnapshot; after: PageSnapshot }, lookBase: Scout, route: string) => {
    const [before, after] = await Promise.all([
      lookAtBase(lookBase, route, [], { picture: true }),
      scout(route, [], { picture: true }).catch(() => null),
    ]);
    return before?.picture && after?.picture
      ? {
          before: { ...sides.before, picture: before.picture },
          after: { ...sides.after, picture: after.picture },
        }
      : sides;
  };

  return {
    failures,
    isForeign,
    screenThings,
    isSteady: ({ route }, live) => steady.get(route)?.has(lookOf(live)) ?? false,
    comparisonOf: (snapshot) => comparisons.get(snapshot) ?? null,
    left: () => (performance.now() > endsAt ? 0 : budget - used),
    async look(route, steps = []) {
      const key = JSON.stringify([
        route,
        steps.map(({ action, target, value, leaves }) => [action, target, value, leaves]),
      ]);
      const known = seen.get(key);
      if (known !== undefined) return known;
      if (used >= budget || performance.now() > endsAt) return null;
      used += 1;
      const paired = partners.get(route) ?? new Map<string, string>();
      const baseSteps = baseStepsFor(steps, paired);
      const looking = lookAtHead(route, steps);
      const lookBase = baseSteps && (await base);
      const [snapshot, before] = await Promise.all([looking, lookBase ? lookAtBase(lookBase, route, baseSteps) : null]);
      seen.set(key, snapshot);
      if (!snapshot || !before || !lookBase) return snapshot;
      const comparison = await compare(lookBase, before, snapshot, { route, steps, baseSteps });
      comparisons.set(snapshot, comparison);
      const same = snapshot.elements.filter((live) => !isChangedOn(live, snapshot, comparison));
      steady.set(route, new Set(comparison.isNewPage ? [] : same.map(lookOf)));
      // What stands on this page without a partner has none, whatever stood in its place before.
      const here = new Set(snapshot.elements.map(({ selector }) => selector));
      const earlier = [...paired].filter(([selector]) => !here.has(selector));
      partners.set(route, new Map([...earlier, ...comparison.partners]));
      return snapshot;
    },
  };
}

const lookOf = ({ selector, name, text }: PageElement): string => `${selector}|${name}|${text}`;
