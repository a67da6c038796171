import type { Node } from "oxc-parser";
import { expressionNode } from "../diff/expressions.ts";
import { jsxElements } from "../diff/jsx.ts";
import { type MarkupElement, textAttribute } from "../diff/markup.ts";
import { descendants, type Syntax, staticString, walk } from "../diff/syntax.ts";
import type { ReadText } from "./constants.ts";
import { nameOfKey, type ResolveImport } from "./resolver.ts";
import { joinSegments } from "./segments.ts";
import type { DeclaredRoute, RoutePage } from "./types.ts";

/** A place where another file's routes are hung in: everything that `file` declares begins with `at`. */
export type Mount = { file: string; at: string };
export type CodeRoutes = { routes: DeclaredRoute[]; mounts: Mount[] };

const routerPackages =
  /["'](react-router(-dom)?|@remix-run\/router|vue-router(\/auto)?|@angular\/router|wouter(\/[\w-]+)?|@tanstack\/(react|vue|solid)-(router|start)|preact-router|preact-iso|@solidjs\/router|svelte-routing|svelte-spa-router|@reach\/router|@react-router\/dev\/routes|@ionic\/(react|vue|angular)[\w-]*)["']/;

/** True when a script deals with a router at all; only those are read for routes. */
export const usesRouter = (text: string): boolean => routerPackages.test(text);

/**
 * Pages that a script declares: <Route> elements, route objects, React Router's `route("path", "file")`, and TanStack's
 * `createFileRoute("/path")`.
 */
export function codeRoutes(file: string, syntax: Syntax, resolve: ResolveImport, read: ReadText): CodeRoutes {
  const modules = modulesOf(file, syntax, resolve);
  const inObjects = objectRoutes(file, syntax, modules, read);
  const inElements = elementRoutes(file, syntax, modules, read);
  const routes = [
    ...inElements,
    ...inObjects.routes,
    ...callRoutes(file, syntax, resolve),
    ...tanstackRoutes(file, syntax),
  ];
  // What follows "admin/*" is said by the component that is drawn there.
  const open = routes
    .filter(({ route }) => /\/\*$/.test(route))
    .flatMap(({ route, pages }) =>
      pages.slice(0, 1).map((page) => ({ file: page.file, at: route.replace(/\/\*$/, "") })),
    );
  return { routes, mounts: [...inObjects.mounts, ...open].filter((mount) => mount.file !== file) };
}

/** True when the app keeps its address behind a hash. */
export const usesHash = (text: string): boolean =>
  /\b(createHashRouter|HashRouter|createWebHashHistory|useHashLocation|withHashLocation|createHashHistory)\b|\buseHash\s*:\s*true|\bmode\s*:\s*["']hash["']/.test(
    text,
  ) ||
  // Vue Router 3 does unless it is told otherwise.
  (/\bnew (Vue)?Router\(/.test(text) && /vue-router/.test(text) && !/\bmode\s*:/.test(text));

/** Names of a script that stand for another module: imported ones, and lazy ones. */
type Modules = (name: string) => RoutePage;

function modulesOf(file: string, syntax: Syntax, resolve: ResolveImport): Modules {
  const known = new Map<string, string>();
  walk(syntax.program, (node) => {
    if (node.type === "ImportDeclaration") {
      const path = resolve(file, node.source.value);
      if (path) for (const { local } of node.specifiers) known.set(local.name, path);
    }
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init) {
      const path = importedIn(node.init as Node, file, resolve)[0];
      if (path) known.set(node.id.name, path);
    }
  });
  return (name) => {
    const path = name.startsWith("import:") ? resolve(file, name.slice("import:".length)) : known.get(name);
    return path ? { file: path, component: name.startsWith("import:") ? null : name } : { file, component: name };
  };
}

/** Modules that an expression imports by itself: `() => import("./Cart")`. */
const importedIn = (node: Node, file: string, resolve: ResolveImport): string[] =>
  descendants(node).flatMap((inner) => {
    const specifier = inner.type === "ImportExpression" ? staticString(inner.source) : null;
    return specifier === null ? [] : (resolve(file, specifier) ?? []);
  });

const isRouteTag = (tag: string): boolean => /(^|\.)([A-Z]\w*)?Route$/.test(tag);

function elementRoutes(file: string, syntax: Syntax, modules: Modules, read: ReadText): DeclaredRoute[] {
  const pathOf = (element: MarkupElement): string | undefined => {
    const value = element.attributes.get("path");
    // React Router 5 takes several addresses for one page.
    if (value?.kind === "code" && value.source.startsWith("[")) return value.texts[0];
    return (
      textAttribute(element, "path") ??
      (value?.kind === "code" ? (read(expressionNode(value.source)) ?? undefined) : undefined)
    );
  };
  return jsxElements(syntax)
    .filter(({ tag }) => isRouteTag(tag))
    .flatMap((element) => {
      const own = pathOf(element);
      if (own === undefined && !element.attributes.has("index")) return [];
      const pages = [...pagesOf(element, modules), ...layoutsOf(element).flatMap((layout) => pagesOf(layout, modules))];
      if (pages.length === 0) return [];
      const paths = [
        ...layoutsOf(element)
          .reverse()
          .map((layout) => pathOf(layout) ?? ""),
        own ?? "",
      ];
      return [{ route: normalise(paths), source: file, line: element.line, pages }];
    });
}

const layoutsOf = (element: MarkupElement): MarkupElement[] => {
  const found: MarkupElement[] = [];
  for (let at = element.parent; at; at = at.parent) if (isRouteTag(at.tag)) found.push(at);
  return found;
};

/** Components that a route draws: in its `element`, as its `component`, or between its tags. */
function pagesOf(route: MarkupElement, modules: Modules): RoutePage[] {
  const drawn = (element: MarkupElement): string[] =>
    element.children
      .flatMap((child) => (isRouteTag(child.tag) ? [] : [child.tag, ...drawn(child)]))
      .filter((tag) => /^[A-Z]/.test(tag));
  const passed = ["component", "Component", "lazy"].flatMap((name) => {
    const value = route.attributes.get(name);
    if (value?.kind !== "code") return [];
    return name === "lazy" ? value.texts.map((text) => `import:${text}`) : (value.source.match(/\b[A-Z]\w*/g) ?? []);
  });
  return unique(
    [...drawn(route), ...passed].map((name) =>
      modules(name.startsWith("import:") ? name : (name.split(".")[0] ?? name)),
    ),
  );
}

const pageKeys = /^(element|component|Component|components|loadComponent|loadChildren|lazy)$/;

function objectRoutes(file: string, syntax: Syntax, modules: Modules, read: ReadText): CodeRoutes {
  const found: CodeRoutes = { routes: [], mounts: [] };
  const seen = new Set<Node>();
  const visit = (node: Node, outerPaths: readonly string[], outerPages: readonly RoutePage[]): void => {
    if (node.type !== "ObjectExpression" || seen.has(node)) return;
    const fields = fieldsOf(node);
    const path = read(fields.get("path"));
    const isIndex = fields.get("index")?.type === "Literal";
    const own = [...fields].filter(([name]) => pageKeys.test(name)).flatMap(([, value]) => pagesIn(value, modules));
    const children = fields.get("children");
    if (path === null && !isIndex && children === undefined) return;
    if (own.length === 0 && children === undefined) return;
    seen.add(node);
    const paths = [...outerPaths, path ?? ""];
    const pages = unique([...own, ...outerPages]);
    const isElsewhere = fields.has("loadChildren");
    if (own.length > 0 && !isElsewhere && (path !== null || isIndex))
      found.routes.push({ route: normalise(paths), source: file, line: syntax.lineAt(node.start), pages });
    if (isElsewhere) for (const page of own) found.mounts.push({ file: page.file, at: normalise(paths) });
    if (children?.type === "Identifier") mount(children.name, paths);
    if (children?.type === "ArrayExpression") {
      for (const child of children.elements) {
        if (child?.type === "SpreadElement" && child.argument.type === "Identifier") mount(child.argument.name, paths);
        else if (child?.type === "Identifier") mount(child.name, paths);
        else if (child) visit(child as Node, paths, pages);
      }
    }
  };
  const mount = (name: string, paths: readonly string[]): void => {
    found.mounts.push({ file: modules(name).file, at: normalise(paths) });
  };
  walk(syntax.program, (node) => visit(node, [], []));
  return found;

  function pagesIn(value: Node, lookUp: Modules): RoutePage[] {
    return descendants(value).flatMap((inner) => {
      if (inner.type === "JSXIdentifier" && /^[A-Z]/.test(inner.name)) return [lookUp(inner.name)];
      if (inner.type === "Identifier" && /^[A-Z]/.test(inner.name)) return [lookUp(inner.name)];
      if (inner.type === "ImportExpression") {
        const specifier = staticString(inner.source);
        return specifier === null ? [] : [lookUp(`import:${specifier}`)];
      }
      return [];
    });
  }
}

const fieldsOf = (node: Node): Map<string, Node> =>
  new Map(
    node.type === "ObjectExpression"
      ? node.properties.flatMap((property): [string, Node][] => {
          const name = property.type === "Property" ? nameOfKey(property.key as Node) : null;
          return property.type === "Property" && name !== null ? [[name, property.value as Node]] : [];
        })
      : [],
  );

/** TanStack's file routes say their own address; parts with an underscore before or behind them are only layouts. */
function tanstackRoutes(file: string, syntax: Syntax): DeclaredRoute[] {
  return descendants(syntax.program).flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
    if (!/^create(Lazy)?FileRoute$/.test(node.callee.name)) return [];
    const path = staticString(node.arguments[0] as Node);
    if (path === null) return [];
    const parts = path
      .split("/")
      .filter((part) => !/^_|^\(.*\)$/.test(part))
      .map((part) =>
        part
          .replace(/_$/, "")
          .replace(/^\{?-?\$(\w+)\}?$/, ":$1")
          .replace(/^\$$/, ":rest*"),
      );
    return [{ route: joinSegments(parts), source: file, line: null, pages: [{ file, component: null }] }];
  });
}

/** React Router's routes.ts: route(path, file, children), index(file), layout(file, children), ...prefix(path, children). */
function callRoutes(file: string, syntax: Syntax, resolve: ResolveImport): DeclaredRoute[] {
  const found: DeclaredRoute[] = [];
  const seen = new Set<Node>();
  const read = (given: Node, paths: readonly string[], pages: readonly RoutePage[]): void => {
    const node = given.type === "SpreadElement" ? (given.argument as Node) : given;
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || seen.has(node)) return;
    const name = node.callee.name;
    if (!/^(route|index|layout|prefix)$/.test(name)) return;
    const strings = (node.arguments as Node[]).map(staticString);
    const path = name === "route" || name === "prefix" ? strings[0] : "";
    const module = name === "route" ? strings[1] : name === "prefix" ? null : strings[0];
    if (path === undefined || path === null || module === undefined) return;
    seen.add(node);
    const target = module === null ? null : resolve(file, module.startsWith(".") ? module : `./${module}`);
    const own = target === null ? [...pages] : [{ file: target, component: null }, ...pages];
    if (target !== null && name !== "layout")
      found.push({ route: normalise([...paths, path]), source: file, line: syntax.lineAt(node.start), pages: own });
    const children = (node.arguments as Node[]).find(({ type }) => type === "ArrayExpression");
    if (children?.type === "ArrayExpression")
      for (const child of children.elements) if (child) read(child as Node, [...paths, path], own);
  };
  walk(syntax.program, (node) => read(node, [], []));
  return found;
}

/** Joins nested paths. An absolute inner path stands alone; "*" at the end of an outer one only says that more follows. */
function normalise(paths: readonly string[]): string {
  const from = paths.findLastIndex((path) => path.startsWith("/"));
  const segments = paths
    .slice(Math.max(0, from))
    .flatMap((path, index, all) => (index < all.length - 1 ? path.replace(/\/?\*$/, "") : path).split("/"));
  return joinSegments(
    segments.map((segment) => segment.replace(/^:(\w+)\(.*\)([*+?]?)$/, ":$1$2").replace(/^\$(\w+)$/, ":$1")),
  );
}

const unique = (pages: readonly RoutePage[]): RoutePage[] =>
  pages.filter(
    (page, index) =>
      pages.findIndex((other) => other.file === page.file && other.component === page.component) === index,
  );
