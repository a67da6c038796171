import type { WebAppInfo } from "../detect/types.ts";
import { type CodeRoutes, codeRoutes, type Mount, usesHash, usesRouter } from "./codeRoutes.ts";
import { createConstants } from "./constants.ts";
import { fileRoutes } from "./fileRoutes.ts";
import { tanstackLayouts } from "./files/others.ts";
import type { ModuleGraph } from "./moduleGraph.ts";
import type { ResolveImport } from "./resolver.ts";
import { joinSegments, withAndWithout } from "./segments.ts";
import { basePathOf, defaultLocaleOf, fillLocale } from "./settings.ts";
import { readSource, scriptsOf } from "./sources.ts";
import type { DeclaredRoute } from "./types.ts";

/** Every page that the app declares, by its files or in its router; each address once. */
export function declaredRoutes(
  rootDir: string,
  app: WebAppInfo,
  graph: ModuleGraph,
  resolve: ResolveImport,
): DeclaredRoute[] {
  const { files } = graph;
  const inCode = routesInCode(rootDir, app, graph, resolve);
  // With a routes.ts the names of files mean nothing.
  const byFiles = app.framework === "remix" && inCode.length > 0 ? [] : fileRoutes(files, app);
  const all = merged([...inCode, ...byFiles]);
  const base = basePathOf(rootDir, app);
  const locale = all.some(({ route }) => fillLocale(route, "xx") !== route)
    ? defaultLocaleOf(rootDir, app, files)
    : null;
  return all.map((one) => {
    const route = fillLocale(one.route, locale);
    const isUnderBase = base === "" || route === base || route.startsWith(`${base}/`);
    return { ...one, route: isUnderBase ? route : joinSegments([...base.split("/"), ...route.split("/")]) };
  });
}

function routesInCode(rootDir: string, app: WebAppInfo, graph: ModuleGraph, resolve: ResolveImport): DeclaredRoute[] {
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const scripts = graph.files.filter(
    (file) =>
      file.startsWith(prefix) &&
      /\.[cm]?[jt]sx?$|\.vue$|\.svelte$/.test(file) &&
      !/\.(test|spec|stories|d)\./.test(file),
  );
  const constantsOf = createConstants(rootDir, resolve);
  const found = new Map<string, CodeRoutes>();
  let isHashed = false;
  const read = (file: string, text: string): void => {
    const parts = scriptsOf(file, text).map((syntax) => codeRoutes(file, syntax, resolve, constantsOf(file, syntax)));
    found.set(file, { routes: parts.flatMap(({ routes }) => routes), mounts: parts.flatMap(({ mounts }) => mounts) });
  };
  for (const file of scripts) {
    const text = readSource(rootDir, file);
    // Reading every script for routes would cost seconds: one that names no router has none.
    if (text === null || !/rout|\breach\b|preact-iso/i.test(file + text)) continue;
    isHashed ||= usesHash(text);
    if (usesRouter(text) || /rout/i.test(file)) read(file, text);
  }
  // What is hung in from another file may be a plain list that names no router.
  for (let isNew = true; isNew; ) {
    const mounted = [...found.values()]
      .flatMap(({ mounts }) => mounts.map(({ file }) => file))
      .filter((file) => !found.has(file));
    for (const file of new Set(mounted)) read(file, readSource(rootDir, file) ?? "");
    isNew = mounted.length > 0;
  }
  const placed = hangIn(found, graph).flatMap((one) => withAndWithout(one.route).map((route) => ({ ...one, route })));
  const routes = placed.map((one) => ({ ...one, pages: [...one.pages, ...layoutsOf(one, graph.files)] }));
  return isHashed ? routes.map((one) => ({ ...one, route: `/#${one.route}` })) : routes;
}

const layoutsOf = ({ line, source }: DeclaredRoute, files: readonly string[]): DeclaredRoute["pages"] =>
  line === null ? tanstackLayouts(files, source).map((file) => ({ file, component: null })) : [];

const mostMounts = 4;
const deepest = 6;

/** Puts the routes of one file below the place where another file hangs them in. */
function hangIn(found: ReadonlyMap<string, CodeRoutes>, graph: ModuleGraph): DeclaredRoute[] {
  const mounts: (Mount & { from: string })[] = [...found].flatMap(([from, one]) =>
    one.mounts.map((mount) => ({ ...mount, from })),
  );
  const direct = new Set(mounts.map(({ file }) => file));
  const placesOf = (file: string, depth: number): string[] => {
    // An Angular module is mounted, and its routes stand in a file that it imports.
    const own = mounts.filter(
      (mount) =>
        mount.from !== file &&
        (mount.file === file ||
          (!direct.has(file) &&
            (found.get(mount.file)?.routes.length ?? 0) === 0 &&
            graph.importsOf(mount.file).includes(file))),
    );
    if (own.length === 0 || depth > deepest) return [""];
    const outer = own.flatMap(({ from, at }) => placesOf(from, depth + 1).map((place) => under(place, at)));
    return [...new Set(outer)].slice(0, mostMounts);
  };
  return [...found].flatMap(([file, { routes }]) => {
    const places = placesOf(file, 0);
    return routes.flatMap((one) => places.map((place) => ({ ...one, route: under(place, one.route) })));
  });
}

/** An inner path that already says where it stands is not put there twice. */
const under = (place: string, route: string): string =>
  place === "" || place === "/" || route === place || route.startsWith(`${place}/`)
    ? route
    : joinSegments([...place.split("/"), ...route.split("/")]);

/** One entry for an address, made of all that is drawn there; what catches everything else is no page of its own. */
function merged(routes: readonly DeclaredRoute[]): DeclaredRoute[] {
  const found = new Map<string, DeclaredRoute>();
  for (const one of routes) {
    const route = one.route.replace(/(.)\/\*$/, "$1");
    if (/(^|\/)\*/.test(route)) continue;
    const known = found.get(route);
    if (known) known.pages = [...known.pages, ...one.pages];
    else found.set(route, { ...one, route, pages: [...one.pages] });
  }
  return [...found.values()];
}
