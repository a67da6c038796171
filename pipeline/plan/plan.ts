import type { WebAppInfo } from "../detect/types.ts";
import type { DiffAnalysis } from "../diff/types.ts";
import { PipelineError } from "../failure.ts";
import type { InferredRoute } from "../routes/types.ts";
import { notShownOf } from "./coverage.ts";
import { fitInto, introduce } from "./duration.ts";
import { explore } from "./explore.ts";
import { isHarmful } from "./harm.ts";
import { chooseScenes, isLogin, looks, type OpenPage, openPages, sceneOf, startsOf } from "./pages.ts";
import { perform } from "./perform.ts";
import type { Result, Scene } from "./playing.ts";
import { createScouting, type Scouting } from "./scouting.ts";
import { openStep, pathOf } from "./steps.ts";
import { isFindable, type Thing, thingsOf } from "./things.ts";
import type { InteractionPlan, PlanStep, Scout } from "./types.ts";
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
  await playMissing({ told, pages, routes, things, analysis, scouting });

  const steps = fitInto(introduce(told.steps), maxDurationMs);
  const shown = told.shown;
  const first = scenes[0];
  const place = first
    ? placeOf(routeOf(first), first.snapshot.headings.find(({ level }) => level === 1)?.text ?? "")
    : "The page";
  const named = titleOf(title, analysis, [...shown]);
  return {
    title: named,
    summary: summaryOf({ place, shown: [...shown], results: told.results }),
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
        reason: isNewPage
          ? "the change adds this page"
          : scene.path.length > 0
            ? "leads to the change"
            : "the change shows here",
      }),
      ...scene.path,
      ...performance.steps,
    );
    for (const thing of performance.shown) told.shown.add(thing);
    told.results.push(...performance.results);
  }
  return told;
}

type Missing = {
  told: Told;
  pages: readonly OpenPage[];
  routes: readonly InferredRoute[];
  things: readonly Thing[];
  analysis: DiffAnalysis;
  scouting: Scouting;
};

/** Controls that have not come up yet are worth a short search: on pages not opened so far, then in other states of the app. */
async function playMissing({ told, pages, routes, things, analysis, scouting }: Missing): Promise<void> {
  const isWanted = (thing: Thing): boolean =>
    !told.shown.has(thing) &&
    thing.weight >= 8 &&
    isFindable(thing) &&
    !isHarmful({ name: thing.name ?? "", text: "" });
  const missing = things.filter(isWanted);
  if (missing.length === 0 || told.shown.size === 0) return;
  const files = new Set(missing.map(({ file }) => file));
  const unopened = routes.filter(
    (route) => route.files.some((file) => files.has(file)) && !pages.some(({ address }) => address.route === route),
  );
  const more = unopened.length > 0 ? await openPages(unopened.slice(0, 2), missing, scouting) : [];
  const page = more.find(({ matches }) => matches.length > 0);
  const scene = page ? sceneOf(page) : await searchFor(missing, pages, scouting);
  if (!scene) return;
  const played = await playScenes([scene], missing, analysis, scouting);
  if (!played.steps.some(({ changed }) => changed)) return;
  told.steps.push(...played.steps);
  told.results.push(...played.results);
  for (const thing of played.shown) told.shown.add(thing);
}

async function searchFor(
  missing: readonly Thing[],
  pages: readonly OpenPage[],
  scouting: Scouting,
): Promise<Scene | null> {
  const reserve = Math.max(looks.forMissing, scouting.left() - looks.forMissing);
  const targets = pages.map(({ address }) => address.path);
  return explore({ starts: await startsOf(pages, scouting), things: missing, targets, scouting, reserve });
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
