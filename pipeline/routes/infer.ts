import type { WebAppInfo } from "../detect/types.ts";
import type { ChangedFile, DiffAnalysis } from "../diff/types.ts";
import { drawnBy, drawnTogether } from "./components.ts";
import { declaredRoutes } from "./declared.ts";
import { buildModuleGraph, type ModuleGraph } from "./moduleGraph.ts";
import { createResolver } from "./resolver.ts";
import { listSources } from "./sources.ts";
import type { DeclaredRoute, InferredRoute, RouteConfidence } from "./types.ts";
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
  const declared = declaredRoutes(dir, app, graph, resolve);
  const changed = analysis.changedFiles.filter(({ kind, status }) => seen.includes(kind) && status !== "deleted");
  const routers = new Set(declared.filter(({ line }) => line !== null).map(({ source }) => source));

  const found: InferredRoute[] = [];
  for (const declaration of declared) {
    const hits = hitsOf({ dir, declaration, changed, graph, routers, analysis });
    if (hits.length > 0 || isNewIn(declaration, analysis)) found.push(describe(declaration, hits, analysis));
  }
  found.push(...shellRoutes({ app, changed, graph, routers, declared, found }));
  const sorted = thinOut(found).sort(
    (a, b) => order(a, analysis) - order(b, analysis) || a.route.length - b.route.length,
  );
  return withWayIn(sorted, app);
}

/** A changed file that a page is made of, and how many imports away it is. */
type Hit = { file: string; steps: number };

type Looking = {
  dir: string;
  declaration: DeclaredRoute;
  changed: readonly ChangedFile[];
  graph: ModuleGraph;
  routers: ReadonlySet<string>;
  analysis: DiffAnalysis;
};

function hitsOf({ dir, declaration, changed, graph, routers, analysis }: Looking): Hit[] {
  const steps = new Map<string, number>();
  for (const [index, page] of declaration.pages.entries()) {
    if (page.file === declaration.source && declaration.line !== null) {
      if (page.component !== null && drawsChange(dir, page.file, page.component, analysis)) steps.set(page.file, 0);
      continue;
    }
    // A page that links to the router must not count as made of every other page.
    for (const [file, distance] of graph.reach(page.file, (at) => routers.has(at))) {
      const total = distance + (index === 0 ? 0 : 1);
      if (!routers.has(file)) steps.set(file, Math.min(total, steps.get(file) ?? total));
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
  return file.status === "modified" && file.addedLines.some(({ from, to }) => from <= line && line <= to);
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
  declared,
  found,
}: {
  app: WebAppInfo;
  changed: readonly ChangedFile[];
  graph: ModuleGraph;
  routers: ReadonlySet<string>;
  declared: readonly DeclaredRoute[];
  found: readonly InferredRoute[];
}): InferredRoute[] {
  const covered = new Set(found.flatMap(({ files }) => files));
  const left = changed.filter(({ path }) => !covered.has(path));
  if (left.length === 0) return [];
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const entries = graph.files.filter((file) =>
    new RegExp(
      `^${prefix}((src|app|public)/)?(index\\.html|(main|index|app|App|client|entry[.-]client|bootstrap)\\.[jt]sx?|app\\.vue|App\\.vue|App\\.svelte)$`,
    ).test(file),
  );
  const pages = new Set(
    declared.flatMap((one) => one.pages.map(({ file }) => file)).filter((file) => !routers.has(file)),
  );
  const reached = new Set(entries.flatMap((entry) => [...graph.reach(entry, (file) => pages.has(file)).keys()]));
  const inShell = left.filter(({ path, kind }) => reached.has(path) || (declared.length === 0 && kind !== "asset"));
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
  const uses = (file: string): number => all.filter(({ files }) => files.includes(file)).length;
  return all.map((route) => {
    const isShared = all.length > 5 && !route.isNew && route.files.every((file) => uses(file) > 5);
    return isShared && route.confidence === "high" ? { ...route, confidence: "medium" } : route;
  });
}

function order(route: InferredRoute, analysis: DiffAnalysis): number {
  const elements = analysis.elements.filter(({ file }) => route.files.includes(file)).length;
  const styles = analysis.styles.filter(({ file }) => route.files.includes(file)).length;
  return (
    ranks[route.confidence] * 1000 -
    (route.isNew ? 500 : 0) -
    Math.min(400, elements * 10 + styles) +
    (route.isDynamic ? 5 : 0)
  );
}

function withWayIn(routes: InferredRoute[], app: WebAppInfo): InferredRoute[] {
  if (routes.some(({ route }) => route === "/")) return routes;
  return [
    ...routes,
    {
      route: "/",
      source: app.packageDir,
      confidence: "low",
      reason: "the way in",
      files: [],
      isDynamic: false,
      isNew: false,
    },
  ];
}
