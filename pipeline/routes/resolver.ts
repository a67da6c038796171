import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Node } from "oxc-parser";
import { ResolverFactory } from "oxc-resolver";
import { findPackages, toPosix } from "../detect/packages.ts";
import type { WebAppInfo } from "../detect/types.ts";
import { descendants, parseScript, staticString, walk } from "../diff/syntax.ts";

export type ResolveImport = (fromFile: string, specifier: string) => string | null;

const extensions = [
  ".ts",
  ".tsx",
  ".js",
  ".jsx",
  ".mjs",
  ".mts",
  ".vue",
  ".svelte",
  ".astro",
  ".mdx",
  ".json",
  ".css",
  ".scss",
  ".less",
  ".md",
];

/**
 * Resolves an import of one of the repository's own files to another, through tsconfig paths, the bundler's aliases and
 * workspace packages. Null for everything outside. Dependencies need not be installed.
 */
export function createResolver(rootDir: string, app: WebAppInfo): ResolveImport {
  const root = realpathSync(rootDir);
  const options = {
    extensions,
    alias: aliasesOf(root, app),
    conditionNames: ["source", "development", "svelte", "import", "module", "browser", "default", "require"],
    mainFields: ["source", "svelte", "module", "main"],
    extensionAlias: { ".js": [".ts", ".tsx", ".js", ".jsx"], ".jsx": [".tsx", ".jsx"], ".mjs": [".mts", ".mjs"] },
    builtinModules: true,
  };
  const withTsconfig = new ResolverFactory({ ...options, tsconfig: "auto" });
  const written = ["tsconfig.json", "tsconfig.app.json", "jsconfig.json"].map((name) =>
    join(root, app.packageDir, name),
  );
  // A tsconfig may leave plain scripts out, or extend one of a package that is not installed.
  const others = [
    ...written.filter(existsSync).map((configFile) => new ResolverFactory({ ...options, tsconfig: { configFile } })),
    new ResolverFactory(options),
  ];
  return (fromFile, specifier) => {
    const bare = specifier.replace(/(?<=.)[?#].*$/, "");
    if (bare === "" || /^(https?:|data:|node:|virtual:)/.test(bare)) return null;
    const from = join(root, fromFile);
    const request = bare.startsWith("/") ? join(root, app.packageDir, bare) : bare;
    const inOthers = (): string | undefined =>
      others.map((one) => one.sync(dirname(from), request).path).find((path) => path !== undefined);
    const found = withTsconfig.resolveFileSync(from, request).path ?? inOthers();
    if (found === undefined) return null;
    const path = toPosix(relative(root, found));
    return path.startsWith("..") || path.split("/").includes("node_modules") ? null : path;
  };
}

function aliasesOf(root: string, app: WebAppInfo): Record<string, string[]> {
  const packageDir = join(root, app.packageDir);
  const at = (...paths: string[]): string[] => paths.map((path) => join(packageDir, path)).filter(existsSync);
  const usual: Record<string, string[]> = {
    $lib: at("src/lib"),
    "~": at("app", "src", "."),
    "@": at("src", "app", "."),
    "~~": at("."),
    "@@": at("."),
  };
  const workspace = findPackages(root).flatMap(({ dir, manifest }) => {
    if (manifest.name === "" || dir === app.packageDir) return [];
    const folder = join(root, dir);
    // Built files are not there: a package's sources stand for it.
    const entries = ["src/index", "index", "src/main", "lib/index"]
      .flatMap((base) => extensions.map((extension) => join(folder, base + extension)))
      .filter(existsSync);
    return [
      [`${manifest.name}$`, entries.slice(0, 1)],
      [manifest.name, [folder, join(folder, "src")]],
    ] as const;
  });
  const named = Object.fromEntries(
    [...workspace, ...Object.entries({ ...usual, ...bundlerAliases(packageDir) })].map(([name, paths]) => [
      name,
      [...paths],
    ]),
  );
  return Object.fromEntries(Object.entries(named).filter(([, paths]) => paths.length > 0));
}

/** `resolve.alias` of the bundler's configuration, as far as it can be read without running it. */
function bundlerAliases(packageDir: string): Record<string, string[]> {
  const names = [
    "vite.config",
    "vitest.config",
    "svelte.config",
    "webpack.config",
    "next.config",
    "astro.config",
    "nuxt.config",
    "vue.config",
    "craco.config",
    "rsbuild.config",
    "react-router.config",
    "quasar.config",
    "app.config",
  ];
  const files = names.flatMap((name) =>
    [".ts", ".js", ".mjs", ".mts", ".cjs"].map((extension) => join(packageDir, name + extension)),
  );
  const found: Record<string, string[]> = {};
  for (const file of files.filter(existsSync)) {
    const syntax = parseScript(file, readFileSync(file, "utf8"));
    if (!syntax) continue;
    walk(syntax.program, (node) => {
      if (node.type !== "Property" || nameOfKey(node.key as Node) !== "alias") return;
      for (const [name, path] of readAliases(node.value as Node)) {
        const target = path.startsWith(packageDir + sep) ? path : join(packageDir, path);
        if (existsSync(target)) found[name] = [target];
      }
    });
  }
  return found;
}

/** Both ways of writing them: an object, and a list of { find, replacement }. A path's last string is what counts. */
function readAliases(value: Node): [string, string][] {
  if (value.type === "ObjectExpression") {
    return value.properties.flatMap((property): [string, string][] => {
      if (property.type !== "Property") return [];
      const name = nameOfKey(property.key as Node);
      const path = lastString(property.value as Node);
      return name && path ? [[name.replace(/\/\*?$/, ""), path]] : [];
    });
  }
  if (value.type !== "ArrayExpression") return [];
  return value.elements.flatMap((entry): [string, string][] => {
    if (entry?.type !== "ObjectExpression") return [];
    const field = (wanted: string): Node | undefined => {
      const property = entry.properties.find((one) => one.type === "Property" && nameOfKey(one.key as Node) === wanted);
      return property?.type === "Property" ? (property.value as Node) : undefined;
    };
    const [find, replacement] = [field("find"), field("replacement")];
    const path = replacement && lastString(replacement);
    return find && path && staticString(find) ? [[(staticString(find) ?? "").replace(/\/\*?$/, ""), path]] : [];
  });
}

export const nameOfKey = (key: Node): string | null => (key.type === "Identifier" ? key.name : staticString(key));

const lastString = (node: Node): string | null =>
  descendants(node)
    .map(staticString)
    .filter((text) => text !== null)
    .at(-1) ?? null;
