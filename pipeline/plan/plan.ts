import type { WebAppInfo } from "../detect/types.ts";
import type { DiffAnalysis } from "../diff/types.ts";
import { PipelineError } from "../failure.ts";
import type { InferredRoute } from "../routes/types.ts";
import { type Address, resolveAddress } from "./addresses.ts";
import { notShownOf } from "./coverage.ts";
import { fitInto } from "./duration.ts";
import { explore } from "./explore.ts";
import { type Match, matchThings } from "./match.ts";
import { perform } from "./perform.ts";
import type { Result, Scene } from "./playing.ts";
import { createScouting, type Scouting } from "./scouting.ts";
import { openStep, pathOf } from "./steps.ts";
import { type Thing, thingsOf } from "./things.ts";
import type { InteractionPlan, PageSnapshot, PlanStep, Scout } from "./types.ts";
import { placeOf, summaryOf, titleOf } from "./words.ts";

export type Planning = {
  analysis: DiffAnalysis;
  /** As inferRoutes orders them. */
  routes: readonly InferredRoute[];
  app: WebAppInfo;
  scout: Scout;
  /** What the person asked to see in particular. */
  focus?: string;
  maxDurationMs: number;
  /** The pull request's title. */
  title?: string;
};

/** Every look opens a page and does its steps anew: a second or so each. */
const looks = { all: 18, forDemo: 7 };
const mostPages = 5;
const mostScenes = 3;

/**
 * Turns a diff into what to do on screen: finds the changed things on the live pages, in whatever state shows them, uses them
 * as a person would, and accounts for what it does not show. Throws `no_visible_change` and `app_unusable`.
 */
export async function planInteractions({
  analysis,
  routes,
  scout,
  focus,
  maxDurationMs,
  title,
}: Planning): Promise<InteractionPlan> {
  const things = weighted(thingsOf(analysis), focus);
  if (!analysis.changedFiles.some(({ kind }) => /^(page|component|route|source|style|asset)$/.test(kind)))
    throw nothingVisible(analysis);
  const scouting = createScouting(scout, looks.all);
  const pages = await openPages(routes, things, scouting);
  const scenes = await chooseScenes(pages, things, scouting);
  const told = await playScenes(scenes, things, analysis, scouting);

  const steps = fitInto(told.steps, maxDurationMs);
  const shown = told.shown;
  const first = scenes[0];
  const place = first
    ? placeOf(routeOf(first), first.snapshot.headings.find(({ level }) => level === 1)?.text ?? "")
    : "The page";
  const named = titleOf(title, analysis, [...shown]);
  return {
    title: named,
    summary: summaryOf({ place, shown: [...shown], results: told.results, title: named }),
    steps,
    routesCovered: [...new Set(steps.map(({ route }) => route))],
    notShown: notShownOf({
      analysis,
      routes,
      things,
      shown,
      seen: new Set(pages.flatMap(({ matches }) => matches.map(({ thing }) => thing))),
      failures: scouting.failures,
      needsLogin: pages.length > 0 && pages.every(({ snapshot }) => isLogin(snapshot)),
    }),
  };
}

/** What the person named comes first. */
function weighted(things: Thing[], focus: string | undefined): Thing[] {
  const words = (focus ?? "").toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  if (words.length === 0) return things;
  const text = (thing: Thing): string =>
    `${thing.name ?? ""} ${thing.file} ${thing.source.kind === "element" ? thing.source.element.component : ""}`.toLowerCase();
  return things
    .map((thing) => ({
      ...thing,
      weight: words.some((word) => text(thing).includes(word)) ? thing.weight * 3 : thing.weight,
    }))
    .sort((a, b) => b.weight - a.weight);
}

type OpenPage = { address: Address; snapshot: PageSnapshot; matches: Match[] };

/** Opens the likeliest pages and sees which of the things stand there. */
async function openPages(
  routes: readonly InferredRoute[],
  things: readonly Thing[],
  scouting: Scouting,
): Promise<OpenPage[]> {
  const pages: OpenPage[] = [];
  const telling = new Set(things.map(({ file }) => file));
  const known = routes.filter(({ isDynamic }) => !isDynamic).map(({ route }) => route);
  for (const route of routes.slice(0, mostPages)) {
    // A page that is made of nothing new is looked at only when nothing better is there.
    const found = pages.flatMap(({ matches, address }) =>
      matches.length > 0 ? [...address.route.files, ...matches.map(({ thing }) => thing.file)] : [],
    );
    if (found.length > 0 && !route.isNew && route.files.every((file) => found.includes(file) || !telling.has(file)))
      continue;
    if (scouting.left() <= looks.forDemo + 2) break;
    const address = await resolveAddress(route, known, scouting);
    const snapshot = address && (await scouting.look(address.path));
    if (!address || !snapshot) continue;
    if (isMissing(snapshot) && !route.isNew) {
      scouting.failures.set(route.route, `the page answers ${snapshot.httpStatus}`);
      continue;
    }
    pages.push({ address, snapshot, matches: matchThings(things, snapshot) });
  }
  if (pages.length > 0) return pages;
  const home = await scouting.look("/");
  if (home === null) throw unusable(scouting);
  const route: InferredRoute = {
    route: "/",
    source: "",
    confidence: "low",
    reason: "the way in",
    files: [],
    isDynamic: false,
    isNew: false,
  };
  return [{ address: { route, path: "/" }, snapshot: home, matches: matchThings(things, home) }];
}

const isMissing = ({ httpStatus }: PageSnapshot): boolean =>
  httpStatus !== null && httpStatus >= 400 && httpStatus !== 401 && httpStatus !== 403;

const isLogin = ({ httpStatus, url, elements }: PageSnapshot): boolean =>
  httpStatus === 401 ||
  httpStatus === 403 ||
  (/\/(log-?in|sign-?in|auth)\b/i.test(new URL(url).pathname) &&
    elements.some(({ inputType }) => inputType === "password"));

/** The fewest pages that show the most; when none does, a state of the app that is found by using it. */
async function chooseScenes(
  pages: readonly OpenPage[],
  things: readonly Thing[],
  scouting: Scouting,
): Promise<Scene[]> {
  const scenes: Scene[] = [];
  const covered = new Set<Thing>();
  const left = [...pages];
  while (scenes.length < mostScenes && left.length > 0) {
    const best = left
      .map((page) => ({ page, worth: worthOf(page, covered) }))
      .reduce((a, b) => (b.worth > a.worth ? b : a));
    // A second page is worth its opening only for something that matters.
    if (best.worth < (scenes.length === 0 ? 1 : 8)) break;
    left.splice(left.indexOf(best.page), 1);
    for (const { thing } of best.page.matches) covered.add(thing);
    scenes.push(sceneOf(best.page));
  }
  const isPoor = things.filter((thing) => covered.has(thing)).reduce((sum, { weight }) => sum + weight, 0) < 5;
  const missing = things.filter((thing) => !covered.has(thing) && thing.weight >= 2);
  if (!isPoor || missing.length === 0) return scenes.length > 0 ? scenes : pages.slice(0, 1).map(sceneOf);
  const found = await explore({
    starts: await startsOf(pages, scouting),
    things: missing,
    targets: pages.map(({ address }) => address.path),
    scouting,
    reserve: looks.forDemo,
  });
  if (found) return [found, ...scenes].slice(0, mostScenes);
  return scenes.length > 0 ? scenes : pages.slice(0, 1).map(sceneOf);
}

const worthOf = ({ matches, address }: OpenPage, covered: ReadonlySet<Thing>): number =>
  matches.filter(({ thing }) => !covered.has(thing)).reduce((sum, { thing }) => sum + thing.weight, 0) +
  (address.route.isNew ? 12 : 0);

const sceneOf = ({ address, snapshot }: OpenPage): Scene => ({
  startRoute: address.path,
  path: [],
  route: pathOf(snapshot.url),
  snapshot,
});

async function startsOf(pages: readonly OpenPage[], scouting: Scouting): Promise<Scene[]> {
  const starts = pages.slice(0, 3).map(sceneOf);
  if (starts.some(({ startRoute }) => startRoute === "/")) return starts;
  const home = await scouting.look("/");
  return home ? [...starts, { startRoute: "/", path: [], route: "/", snapshot: home }] : starts;
}

const routeOf = ({ snapshot }: Scene): string => pathOf(snapshot.url);

type Told = { steps: PlanStep[]; shown: Set<Thing>; results: Result[] };

async function playScenes(
  scenes: readonly Scene[],
  things: readonly Thing[],
  analysis: DiffAnalysis,
  scouting: Scouting,
): Promise<Told> {
  const told: Told = { steps: [], shown: new Set(), results: [] };
  for (const [index, scene] of scenes.entries()) {
    const pending = things.filter((thing) => !told.shown.has(thing));
    const performance = await perform(scene, pending, analysis, scouting);
    if (performance.steps.length === 0 && index > 0) continue;
    const entry =
      scene.path.length === 0 ? scene.snapshot : ((await scouting.look(scene.startRoute)) ?? scene.snapshot);
    const isNewPage = analysis.elements.length > 0 && scene.path.length === 0 && isPageNew(scene, analysis);
    told.steps.push(
      openStep(scene.startRoute, entry, {
        changed: isNewPage,
        reason: isNewPage ? "the change adds this page" : "the change shows here",
      }),
      ...scene.path,
      ...performance.steps,
    );
    for (const thing of performance.shown) told.shown.add(thing);
    told.results.push(...performance.results);
  }
  return told;
}

/** All that the page is made of is new. */
const isPageNew = (scene: Scene, analysis: DiffAnalysis): boolean => {
  const heading = scene.snapshot.headings.find(({ level }) => level === 1)?.text;
  const element = analysis.elements.find(
    ({ tag, texts, change }) =>
      tag === "h1" && change === "added" && heading !== undefined && texts.join(" ") === heading,
  );
  return (
    element !== undefined &&
    analysis.changedFiles.some(({ path, status }) => path === element.file && status === "added")
  );
};

function nothingVisible(analysis: DiffAnalysis): PipelineError {
  const kinds = new Map<string, number>();
  for (const { kind } of analysis.changedFiles) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const what = [...kinds].map(([kind, count]) => `${count} ${kind} ${count === 1 ? "file" : "files"}`).join(", ");
  return new PipelineError(
    "no_visible_change",
    `This change has nothing to see on screen${what ? ` (${what})` : ": the two commits are the same"}; choose one that touches the app's pages, components or styles.`,
  );
}

function unusable(scouting: Scouting): PipelineError {
  const why = [...scouting.failures.values()][0] ?? "no page opened";
  return new PipelineError("app_unusable", `The app runs, but none of its pages could be opened: ${why}`, {
    isRetryable: true,
  });
}
