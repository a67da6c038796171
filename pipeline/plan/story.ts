import type { DiffAnalysis } from "../diff/types.ts";
import type { InferredRoute } from "../routes/types.ts";
import { explore } from "./explore.ts";
import { isHarmful } from "./harm.ts";
import { looks, type OpenPage, openPages, sceneOf, startsOf } from "./pages.ts";
import { perform } from "./perform.ts";
import type { Result, Scene } from "./playing.ts";
import type { Scouting } from "./scouting.ts";
import { openStep } from "./steps.ts";
import { isFindable, type Thing } from "./things.ts";
import type { PageSnapshot, PlanStep } from "./types.ts";

/** The demo as it is told so far. */
export type Told = {
  steps: PlanStep[];
  shown: Set<Thing>;
  shownBy: Map<Thing, PlanStep>;
  results: Result[];
  /** The page that it begins on. */
  first: PageSnapshot | null;
  /** The page that it ends on, as it is then. */
  last: PageSnapshot | null;
};

/** Plays one scene after the other; a later one in which nothing is left to do is left out. */
export async function playScenes(
  scenes: readonly Scene[],
  things: readonly Thing[],
  analysis: DiffAnalysis,
  scouting: Scouting,
  known: ReadonlySet<Thing> = new Set(),
): Promise<Told> {
  const told: Told = { steps: [], shown: new Set(), shownBy: new Map(), results: [], first: null, last: null };
  for (const [index, scene] of scenes.entries()) {
    const performance = await perform(scene, things, analysis, scouting, new Set([...known, ...told.shown]));
    if (performance.steps.length === 0 && index > 0) continue;
    const entry =
      scene.path.length === 0 ? scene.snapshot : ((await scouting.look(scene.startRoute)) ?? scene.snapshot);
    const isNewPage = scene.path.length === 0 && isPageNew(scene, analysis, scouting);
    told.first ??= scene.snapshot;
    told.last = performance.snapshot;
    const reason = scene.path.length > 0 ? "leads to the change" : "the change shows here";
    told.steps.push(
      openStep(scene.startRoute, entry, {
        changed: isNewPage,
        reason: isNewPage ? "the change adds this page" : reason,
      }),
      ...scene.path,
      ...performance.steps,
    );
    add(told, performance);
  }
  return told;
}

function add(told: Told, { shown, shownBy, results }: Pick<Told, "shown" | "shownBy" | "results">): void {
  for (const thing of shown) told.shown.add(thing);
  for (const [thing, step] of shownBy) if (!told.shownBy.has(thing)) told.shownBy.set(thing, step);
  told.results.push(...results);
}

type Missing = {
  told: Told;
  pages: readonly OpenPage[];
  routes: readonly InferredRoute[];
  things: readonly Thing[];
  analysis: DiffAnalysis;
  scouting: Scouting;
};

/**
 * Controls of files of which nothing has come up yet are worth a short search: on pages not opened so far, then in other
 * states of the app.
 */
export async function playMissing({ told, pages, routes, things, analysis, scouting }: Missing): Promise<void> {
  const shownFiles = new Set([...told.shown].map(({ file }) => file));
  const isWanted = (thing: Thing): boolean =>
    !shownFiles.has(thing.file) &&
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
  const page = more.find(({ matches }) => matches.some(({ thing }) => !told.shown.has(thing)));
  const others = new Set(things.filter((thing) => !missing.includes(thing)));
  const known = new Set([...told.shown, ...others]);
  const scene = page ? sceneOf(page) : await searchFor({ things, pages, scouting, known });
  if (!scene) return;
  const played = await playScenes([scene], things, analysis, scouting, known);
  if (!played.steps.some(({ changed }) => changed)) return;
  told.steps.push(...played.steps);
  add(told, played);
}

type Search = {
  things: readonly Thing[];
  pages: readonly OpenPage[];
  scouting: Scouting;
  known: ReadonlySet<Thing>;
};

async function searchFor({ things, pages, scouting, known }: Search): Promise<Scene | null> {
  const reserve = Math.max(looks.forMissing, scouting.left() - looks.forMissing);
  const targets = pages.map(({ address }) => address.path);
  return explore({ starts: await startsOf(pages, scouting), things, targets, scouting, reserve, known });
}

/** Base has no such page, or all that the page is made of is new. */
function isPageNew(scene: Scene, analysis: DiffAnalysis, scouting: Scouting): boolean {
  const comparison = scouting.comparisonOf(scene.snapshot);
  if (comparison) return comparison.isNewPage;
  const heading = scene.snapshot.headings.find(({ level }) => level === 1)?.text;
  const element = analysis.elements.find(
    ({ tag, texts, change }) =>
      tag === "h1" && change === "added" && heading !== undefined && texts.join(" ") === heading,
  );
  return (
    element !== undefined &&
    analysis.changedFiles.some(({ path, status }) => path === element.file && status === "added")
  );
}
