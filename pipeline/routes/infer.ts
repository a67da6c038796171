import { frameworkOf } from "../detect/framework.ts";
import { findPackages } from "../detect/packages.ts";
import type { WebAppInfo } from "../detect/types.ts";
import type { ChangedFile, DiffAnalysis } from "../diff/types.ts";
import { drawnBy, drawnTogether } from "./components.ts";
import { contentRoutes } from "./content.ts";
import { declaredRoutes } from "./declared.ts";
import { mentionsOf } from "./mentions.ts";
import { buildModuleGraph, type ModuleGraph } from "./moduleGraph.ts";
import { createResolver } from "./resolver.ts";
import { basePathOf } from "./settings.ts";
import { listSources } from "./sources.ts";
import type { DeclaredRoute, InferredRoute, RouteConfidence, RoutePage } from "./types.ts";
import { unwrittenLinks } from "./unwritten.ts";

const ranks: Record<RouteConfidence, number> = { high: 0, medium: 1, low: 2 };
const seen: readonly ChangedFile["kind"][] = ["page", "component", "route", "source", "style", "asset"];

/**
 * The pages that may show the change, the likeliest first, and last the way in ("/"). `dir` is the checked-out head; its
 * dependencies need not be installed.
 */
export async function inferRoutes({
  dir,
  app,
  analysis,
}: {
  dir: string;
  app: WebAppInfo;
  analysis: DiffAnalysis;
}): Promise<InferredRoute[]> {
  const files = listSources(dir);
  const resolve = createResolver(dir, app);
  const graph = buildModuleGraph(dir, files, resolve, unwrittenLinks(dir, app, files));
  const others = otherApps(dir, app);
  const isOwn = (file: string): boolean => !others.some((other) => file.startsWith(`${other}/`));
  const declared = declaredRoutes(dir, app, { ...graph, files: files.filter(isOwn) }, resolve);
  const pages = new Set(declared.flatMap((one) => one.pages.map(({ file }) => file)));
  const changed = analysis.changedFiles.filter(
    // A page's loader runs on the server, and what it loads shows.
    ({ kind, path, status }) => status !== "deleted" && (seen.includes(kind) || pages.has(path)),
  );
  const routers = new Set(declared.filter(({ line }) => line !== null).map(({ source }) => source));
  const mentions = mentionsOf(dir, files, changed, analysis);
  const looking: Looking = { dir, changed, reach: remembering(graph, routers), routers, mentions, analysis };

  const found: InferredRoute[] = [];
  for (const declaration of declared) {
    const hits = hitsOf(declaration, looking);
    if (hits.length > 0 || isNewIn(declaration, analysis)) found.push(describe(declaration, hits, analysis));
  }
  found.push(...contentRoutes(dir, changed, declared));
  found.push(...shellRoutes({ app, changed, graph, routers, mentions, declared, found }));
  const sorted = inOrder(thinOut(found), analysis);
  return withWayIn(sorted.slice(0, mostRoutes), app, basePathOf(dir, app));
}

/** Folders inside the app's own that hold apps of their own (examples, say): their pages are not this app's. */
const otherApps = (dir: string, app: WebAppInfo): string[] =>
  findPackages(dir)
    .filter((one) => one.dir !== app.packageDir && (app.packageDir === "" || one.dir.startsWith(`${app.packageDir}/`)))
    .filter(({ manifest }) => frameworkOf(manifest) !== "unknown" && !(manifest.name in app.dependencies))
    .map((one) => one.dir);

/** Nobody looks at more pages than these, and the likeliest stand first. */
const mostRoutes = 40;

type Reach = (page: RoutePage) => ReadonlyMap<string, number>;

/** Layouts stand around many pages: what each is made of is found once. */
function remembering(graph: ModuleGraph, routers: ReadonlySet<string>): Reach {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return ({ file, component }) => {
    const key = `${file} ${component ?? ""}`;
    // A page that links to the router must not count as made of every other page.
    const steps = known.get(key) ?? graph.reach(file, (at) => routers.has(at), component);
    known.set(key, steps);
    return steps;
  };
}

/** A changed file that a page is made of, and how many imports away it is. */
type Hit = { file: string; steps: number };

type Looking = {
  dir: string;
  changed: readonly ChangedFile[];
  reach: Reach;
  routers: ReadonlySet<string>;
  mentions: ReadonlyMap<string, readonly string[]>;
  analysis: DiffAnalysis;
};

function hitsOf(declaration: DeclaredRoute, { dir, changed, reach, routers, mentions, analysis }: Looking): Hit[] {
  const steps = new Map<string, number>();
  const note = (file: string, distance: number): void =>
    void steps.set(file, Math.min(distance, steps.get(file) ?? distance));
  for (const [index, page] of declaration.pages.entries()) {
    if (page.file === declaration.source && declaration.line !== null) {
      if (page.component !== null && drawsChange(dir, page.file, page.component, analysis)) note(page.file, 0);
      continue;
    }
    for (const [file, distance] of reach(page)) {
      const total = distance + (index === 0 ? 0 : 1);
      if (!routers.has(file)) note(file, total);
      for (const mentioned of mentions.get(file) ?? []) note(mentioned, total + 1);
    }
  }
  return changed.flatMap(({ path }) => (steps.has(path) ? [{ file: path, steps: steps.get(path) ?? 0 }] : []));
}

/** True when one of the router file's own components draws something that the diff changed. */
function drawsChange(dir: string, file: string, component: string, analysis: DiffAnalysis): boolean {
  const changedIn = new Set(
    analysis.elements
      .filter((element) => element.file === file && element.component)
      .map((element) => element.component ?? ""),
  );
  if (changedIn.size === 0) return false;
  return [...drawnBy(component, drawnTogether(dir, file))].some((name) => changedIn.has(name));
}

function isNewIn({ source, line, pages }: DeclaredRoute, analysis: DiffAnalysis): boolean {
  const file = analysis.changedFiles.find(({ path }) => path === source);
  if (!file) return false;
  if (line === null) return file.status === "added" && pages[0]?.file === source;
  return file.status !== "added" && file.addedLines.some(({ from, to }) => from <= line && line <= to);
}

function describe(declaration: DeclaredRoute, hits: readonly Hit[], analysis: DiffAnalysis): InferredRoute {
  const isNew = isNewIn(declaration, analysis);
  const nearest = [...hits].sort((a, b) => a.steps - b.steps)[0];
  const confidence = isNew || (nearest?.steps ?? 9) <= 1 ? "high" : (nearest?.steps ?? 9) <= 3 ? "medium" : "low";
  const reason = isNew
    ? "the change adds this page"
    : nearest?.steps === 0
      ? `its page ${nearest.file} changed`
      : `it is made of ${nearest?.file}, ${nearest?.steps} ${nearest?.steps === 1 ? "import" : "imports"} away`;
  const files = hits.map(({ file }) => file);
  return {
    route: declaration.route,
    source: declaration.source,
    confidence,
    reason,
    files,
    isDynamic: isPattern(declaration.route),
    isNew,
  };
}

export const isPattern = (route: string): boolean => /(^|\/):[\w-]+/.test(route);

/** What is drawn around every page (a header, global styles, a provider), and apps of a single page. */
function shellRoutes({
  app,
  changed,
  graph,
  routers,
  mentions,
  declared,
  found,
}: {
  app: WebAppInfo;
  changed: readonly ChangedFile[];
  graph: ModuleGraph;
  routers: ReadonlySet<string>;
  mentions: ReadonlyMap<string, readonly string[]>;
  declared: readonly DeclaredRoute[];
  found: readonly InferredRoute[];
}): InferredRoute[] {
  const covered = new Set(found.flatMap(({ files }) => files));
  const left = changed.filter(({ path }) => !covered.has(path));
  if (left.length === 0) return [];
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const entries = graph.files.filter((file) =>
    new RegExp(
      `^${prefix}((src|app|public)/)?((index|app)\\.html|(main|index|app|App|client|entry[.-]client|bootstrap)\\.[jt]sx?|app\\.vue|App\\.vue|App\\.svelte)$`,
    ).test(file),
  );
  const pages = new Set(
    declared.flatMap((one) => one.pages.map(({ file }) => file)).filter((file) => !routers.has(file)),
  );
  const reached = new Set(entries.flatMap((entry) => [...graph.reach(entry, (file) => pages.has(file)).keys()]));
  const mentioned = new Set([...reached].flatMap((file) => mentions.get(file) ?? []));
  // Global sheets may be named only in a configuration.
  const isGlobal = ({ path, kind }: ChangedFile): boolean => kind === "style" && path.startsWith(prefix);
  const inShell = left.filter(
    (file) =>
      reached.has(file.path) ||
      mentioned.has(file.path) ||
      isGlobal(file) ||
      (declared.length === 0 && file.kind !== "asset"),
  );
  if (inShell.length === 0) return [];
  const files = inShell.map(({ path }) => path);
  const source = entries[0] ?? files[0] ?? "";
  const reason = declared.length > 1 ? `${files[0]} is part of every page` : "the app has one page";
  return [
    {
      route: "/",
      source,
      confidence: declared.length > 1 ? "medium" : "high",
      reason,
      files,
      isDynamic: false,
      isNew: false,
    },
  ];
}

/** One entry for an address. A file that many pages share says little about each of them. */
function thinOut(routes: readonly InferredRoute[]): InferredRoute[] {
  const merged = new Map<string, InferredRoute>();
  for (const route of routes) {
    const known = merged.get(route.route);
    if (!known) merged.set(route.route, { ...route });
    else known.files = [...new Set([...known.files, ...route.files])];
  }
  const all = [...merged.values()];
  const uses = new Map<string, number>();
  for (const file of all.flatMap(({ files }) => files)) uses.set(file, (uses.get(file) ?? 0) + 1);
  return all.map((route) => {
    const isShared = all.length > 5 && !route.isNew && route.files.every((file) => (uses.get(file) ?? 0) > 5);
    return isShared && route.confidence === "high" ? { ...route, confidence: "medium" } : route;
  });
}

/** The likeliest first: surer, newer, with more of the change in it, shorter, and without parts to be filled in. */
function inOrder(routes: readonly InferredRoute[], { elements, styles }: DiffAnalysis): InferredRoute[] {
  const worth = new Map<string, number>();
  const add = (file: string, points: number): void => void worth.set(file, (worth.get(file) ?? 0) + points);
  for (const { file } of elements) add(file, 10);
  for (const { file } of styles) add(file, 1);
  const rank = ({ confidence, isNew, isDynamic, files }: InferredRoute): number =>
    ranks[confidence] * 1000 -
    (isNew ? 500 : 0) -
    Math.min(
      400,
      files.reduce((sum, file) => sum + (worth.get(file) ?? 0), 0),
    ) +
    (isDynamic ? 5 : 0);
  return routes
    .map((route) => ({ route, rank: rank(route) }))
    .sort((a, b) => a.rank - b.rank || a.route.route.length - b.route.route.length)
    .map(({ route }) => route);
}

function withWayIn(routes: readonly InferredRoute[], app: WebAppInfo, base: string): InferredRoute[] {
  const wayIn = base === "" ? "/" : base;
  const placed = routes.map((one) => (one.route === "/" ? { ...one, route: wayIn } : one));
  if (placed.some(({ route }) => route === wayIn)) return placed;
  return [
    ...placed,
    {
      route: wayIn,
      source: app.packageDir,
      confidence: "low",
      reason: "the way in",
      files: [],
      isDynamic: false,
      isNew: false,
    },
  ];
}
