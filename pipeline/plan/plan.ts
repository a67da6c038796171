import type { NotShown } from "../../convex/model/recording.ts";
import type { WebAppInfo } from "../detect/types.ts";
import type { DiffAnalysis } from "../diff/types.ts";
import { PipelineError } from "../failure.ts";
import type { InferredRoute } from "../routes/types.ts";
import { notShownOf } from "./coverage.ts";
import { fitInto, introduce, lengthen } from "./duration.ts";
import { coverageOf } from "./hunks.ts";
import { isControl } from "./kinds.ts";
import { containsPieces } from "./live.ts";
import { chooseScenes, isLogin, looks, type OpenPage, openPages } from "./pages.ts";
import { createScouting } from "./scouting.ts";
import { isAllExpected } from "./sight.ts";
import { pathOf } from "./steps.ts";
import { playMissing, playScenes, type Told } from "./story.ts";
import { changeOf, type Thing, thingsOf } from "./things.ts";
import { withTitles } from "./titles.ts";
import type { InteractionPlan, PlanStep, Scout } from "./types.ts";
import { placeOf, summaryOf, titleOf } from "./words.ts";

export type Planning = {
  analysis: DiffAnalysis;
  /** As inferRoutes orders them. */
  routes: readonly InferredRoute[];
  app: WebAppInfo;
  scout: Scout;
  /** Looks at base once that runs; null, or absent, when there is none: the diff alone decides then. */
  base?: Promise<Scout | null>;
  /** What the person asked to see in particular. */
  focus?: string;
  maxDurationMs: number;
  /** The pull request's title. */
  title?: string;
  /** The site is somebody's running one: nothing is sent, saved or paid there. */
  isForeign?: boolean;
  /** Real time for all of planning, in ms. */
  timeLimitMs?: number;
};

/** Long enough for a slow development server's first pages. */
const usualTimeLimitMs = 150_000;

/**
 * Turns a diff into what to do on screen: finds the changed things on the live pages, in whatever state shows them, believes
 * them where the page looks different from base, uses them as a person would, and accounts for what it does not show.
 * Throws `no_visible_change` and `app_unusable`.
 */
export async function planInteractions(planning: Planning): Promise<InteractionPlan> {
  const { analysis, routes, scout, base, focus, maxDurationMs, title, isForeign = false } = planning;
  const things = weighted(thingsOf(analysis), focus);
  if (!analysis.changedFiles.some(({ kind }) => /^(page|component|route|source|style|asset)$/.test(kind)))
    throw nothingVisible(analysis);
  const removedTexts = analysis.elements.filter(({ change }) => change === "removed").flatMap(({ texts }) => texts);
  const scouting = createScouting({
    scout,
    ...(base && { base }),
    budget: looks.all,
    endsAt: performance.now() + (planning.timeLimitMs ?? usualTimeLimitMs),
    needsPictures: analysis.changedFiles.some(({ kind }) => kind === "asset"),
    isExpected: (comparison, snapshot) => isAllExpected(comparison, things, removedTexts, snapshot),
    isForeign,
  });
  const pages = await openPages(routes, things, scouting);
  const scenes = await chooseScenes(pages, things, scouting);
  const told = await playScenes(scenes, things, analysis, scouting);
  await playMissing({ told, pages, routes, things, analysis, scouting });

  const steps = fitInto(lengthen(introduce(told.steps), told.last), maxDurationMs);
  const feltBy = feltFiles(pages, steps);
  const shown = asCalled(told);
  const notShown = notShownOf({
    analysis,
    routes,
    things,
    shown: told.shown,
    steps,
    seen: new Set(pages.flatMap(({ matches }) => matches.map(({ thing }) => thing))),
    failures: scouting.failures,
    needsLogin: loginWall(pages),
    felt: new Set(feltBy.keys()),
    alike: pages
      .filter(({ snapshot }) => looksAlike(scouting.comparisonOf(snapshot)))
      .map(({ address, snapshot }) => ({
        path: address.path,
        files: address.route.files,
        consoleErrors: snapshot.consoleErrors,
      })),
  });
  return {
    title: titleOf(title, analysis, shown),
    summary: summaryFor(told, pages, steps, scouting.comparisonOf),
    steps: withTitles(steps),
    routesCovered: [...new Set(steps.map(({ route }) => route))],
    notShown: named(notShown),
    coverage: coverageOf({ analysis, things, shownBy: told.shownBy, feltBy, steps, notShown }),
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

type ComparisonOf = ReturnType<typeof createScouting>["comparisonOf"];

const looksAlike = (comparison: ReturnType<ComparisonOf>): boolean =>
  comparison !== null && !comparison.isNewPage && comparison.differences.length === 0;

/** A file needs a login when every page that was opened asks for one, or one that it is part of. */
function loginWall(pages: readonly OpenPage[]): (file: string) => boolean {
  const walled = pages.filter(({ snapshot }) => isLogin(snapshot));
  const isAll = walled.length > 0 && walled.length === pages.length;
  return (file) => isAll || walled.some(({ address }) => address.route.files.includes(file));
}

/** Files of pages on which something changed is pointed at or used, with the first step that does. */
function feltFiles(pages: readonly OpenPage[], steps: readonly PlanStep[]): Map<string, PlanStep> {
  const felt = new Map<string, PlanStep>();
  for (const step of steps) {
    if (!step.changed) continue;
    const page = pages.find(({ snapshot, address }) => [pathOf(snapshot.url), address.path].includes(step.route));
    for (const file of page?.address.route.files ?? []) if (!felt.has(file)) felt.set(file, step);
  }
  return felt;
}

function summaryFor(
  told: Told,
  pages: readonly OpenPage[],
  steps: readonly PlanStep[],
  comparisonOf: ComparisonOf,
): string {
  const snapshot = told.first ?? pages[0]?.snapshot;
  const heading = snapshot?.headings.find(({ level }) => level === 1)?.text ?? "";
  const place = snapshot ? placeOf(pathOf(snapshot.url), heading) : "The page";
  const isAlike = pages.length > 0 && pages.every((page) => looksAlike(comparisonOf(page.snapshot)));
  if (isAlike && !steps.some(({ changed }) => changed))
    return `${place} looks the same before and after this change; nothing of it was found on screen.`;
  const isNewPage = told.steps.some(({ action, changed }) => action === "navigate" && changed);
  return summaryOf({ place, shown: asCalled(told), results: told.results, isNewPage });
}

/** By the names that the page itself gives them: a label in the source may hold the options, hints and errors of its field. */
const asCalled = ({ shown, shownBy }: Told): Thing[] =>
  [...shown].map((thing) => {
    const step = shownBy.get(thing);
    const isLonger = step && isControl(thing.kind) && thing.name?.startsWith(`${step.label} `);
    // What code fills in has no words of its own, and of words with code between them the screen shows some.
    const isOther =
      step?.action === "hover" &&
      (thing.name === null || (thing.kind === "text" && saysInPart(step.label, thing.name)));
    return step && (isLonger || isOther) && changeOf(thing) !== "removed" ? { ...thing, name: step.label } : thing;
  });

function saysInPart(label: string, name: string): boolean {
  if (containsPieces(label, [name])) return false;
  const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  return words.filter((word) => containsPieces(label, [word])).length * 2 >= words.length && words.length > 0;
}

/** Every line of the account names a file. */
const named = (notShown: readonly NotShown[]): NotShown[] => notShown.filter(({ file }) => file !== "");

function nothingVisible(analysis: DiffAnalysis): PipelineError {
  const kinds = new Map<string, number>();
  for (const { kind } of analysis.changedFiles) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const what = [...kinds].map(([kind, count]) => `${count} ${kind} ${count === 1 ? "file" : "files"}`).join(", ");
  return new PipelineError(
    "no_visible_change",
    `This change has nothing to see on screen${what ? ` (${what})` : ": the two commits are the same"}; choose one that touches the app's pages, components or styles.`,
  );
}
