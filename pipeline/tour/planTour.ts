import { pathOf } from "../plan/steps.ts";
import type { InteractionPlan, PageSnapshot, Scout } from "../plan/types.ts";
import { type Focus, focusOf } from "./focus.ts";
import { pageName, sceneOf } from "./pageScene.ts";
import { isSeenThing } from "./parts.ts";
import { pointAt } from "./pointing.ts";
import { offeredBy, reach } from "./reach.ts";
import { durationOf, type Scene, stepsOf, withinBudget } from "./scene.ts";
import { listed, siteName } from "./words.ts";

export type TourRequest = {
  /** The first page as it is once it has opened, looked at as a whole. */
  landing: PageSnapshot;
  /** Of the landing page's own origin. */
  scout: Scout;
  size: { width: number; height: number };
  focus?: string | undefined;
  /** The longest the tour may be; 40 s where nobody has said. */
  maxDurationMs?: number | undefined;
};

const usualMs = 40_000;
/** How many other pages of the site are opened, and how many are tried. */
const mostPages = 2;
const mostTried = 4;
/** A further page is worth opening when so much time is left for it. */
const worthPageMs = 7_000;
/** Of the time, what the first page may take where there are others to show. */
const firstShare = 0.64;
/** A page that is about to be left is looked at for so long. */
const passingMs = 1_000;
const openedMs = 1_400;

/**
 * What to show of a public site: its first page from top to bottom, resting on its parts and pointing at what matters, then a
 * page or two that its navigation offers; or what somebody wants to see in particular. Nothing is filled in, sent or bought.
 */
export async function planTour(request: TourRequest): Promise<InteractionPlan> {
  const focus = focusOf(request.focus);
  const scenes = focus ? await focusedTour(request, focus) : null;
  const plan = toldAs(request.landing, scenes ?? (await wholeTour(request)));
  return focus && !scenes ? { ...plan, notShown: [missing(focus, request.landing)] } : plan;
}

/** A page, a part, or a single thing that was asked for; null when there is no such. */
async function focusedTour(request: TourRequest, focus: Focus): Promise<Scene[] | null> {
  const { landing, scout, size, maxDurationMs = usualMs } = request;
  const route = pathOf(landing.url);
  const whole = sceneOf(landing, size, focus);
  const stops = whole.stops.filter(({ isFocus }) => isFocus);
  const passing: Scene = { ...whole, opening: { ...whole.opening, lookMs: passingMs }, points: [], stops: [] };
  const offered = await offeredBy(landing, scout, { focus, takesAny: false });
  const wanted = offered.find(({ isWanted }) => isWanted);
  if (wanted && (focus.isPage || stops.length === 0)) {
    const reached = await reach({ from: landing, next: wanted, scout, widthPx: size.width });
    if (reached) {
      const scene = sceneOf(reached.snapshot, size, null);
      if (focus.isOnly || !reached.way) return [withinBudget(scene, maxDurationMs)];
      return [passing, withinBudget({ ...scene, ...reached.way }, maxDurationMs - durationOf([passing]))];
    }
  }
  if (stops.length > 0) return [withinBudget({ ...passing, stops }, maxDurationMs)];
  const thing = landing.elements.find((live) => isSeenThing(live) && focus.fits(live.name || live.text) >= 0.5);
  const look = thing && { ...pointAt(route, thing), lookMs: openedMs };
  return look ? [{ ...passing, points: [look] }] : null;
}

/** The first page, and as many of those that it offers as there is time for. */
async function wholeTour({ landing, scout, size, maxDurationMs = usualMs }: TourRequest): Promise<Scene[]> {
  const whole = sceneOf(landing, size, null);
  const offered = await offeredBy(landing, scout, { focus: null, takesAny: whole.stops.length < 2 });
  const hasTime = offered.length > 0 && maxDurationMs * (1 - firstShare) >= worthPageMs;
  const scenes = [withinBudget(whole, hasTime ? maxDurationMs * firstShare : maxDurationMs)];
  const left = (): number => maxDurationMs - durationOf(scenes);
  let from = landing;
  for (const next of offered.slice(0, mostTried)) {
    if (scenes.length > mostPages || left() < worthPageMs) break;
    const reached = await reach({ from, next, scout, widthPx: size.width });
    if (!reached) continue;
    const scene = sceneOf(reached.snapshot, size, null);
    const shareMs = Math.max(worthPageMs, scenes.length === mostPages ? left() : left() * 0.6);
    scenes.push(withinBudget({ ...scene, ...reached.way }, shareMs));
    from = reached.snapshot;
  }
  return scenes;
}

function toldAs(landing: PageSnapshot, scenes: readonly Scene[]): InteractionPlan {
  const site = siteName(landing.url);
  const steps = scenes.flatMap(stepsOf);
  const [first, ...others] = scenes;
  const parts = (first?.stops ?? []).map(({ name }) => name);
  const pages = others.map(({ opening }) => opening.label);
  const shown = parts.length > 0 ? `: ${listed(parts)}` : "";
  const then = pages.length > 0 ? `${parts.length > 0 ? "; then" : ", and then"} ${listed(pages)}` : "";
  return {
    title: `${site}: ${pageName(landing)}`,
    summary: `A tour of ${site}${shown}${then}.`,
    steps,
    routesCovered: [...new Set(steps.map(({ route }) => route))],
    notShown: [],
    tour: true,
  };
}

const missing = ({ said }: Focus, { url }: PageSnapshot): InteractionPlan["notShown"][number] => ({
  file: pathOf(url),
  what: said,
  reason: "not_found_on_page",
  detail: "nothing on the page is called so, so all of it is shown",
});
