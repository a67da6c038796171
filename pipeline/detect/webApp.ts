import { existsSync } from "node:fs";
import { join } from "node:path";
import { PipelineError } from "../failure.ts";
import { devPortOf, devProgramOf, devScriptOf, frameworkOf, isOwnServer, ownCommandOf } from "./framework.ts";
import { nodeRangeOf } from "./nodeRange.ts";
import { findPackageManager } from "./packageManager.ts";
import { dependenciesOf, findPackages, type Manifest, type Package } from "./packages.ts";
import type { WebAppInfo } from "./types.ts";

const staticDirs = ["", "public", "docs", "site", "www", "web", "src", "static", "demo", "dist"];

/**
 * Finds the web app of a checked-out repository. Where there are several, the one that the changed paths (relative to the
 * repository's root) touch. Throws `no_web_app` with what was looked for.
 */
export async function detectWebApp(dir: string, changedPaths: readonly string[] = []): Promise<WebAppInfo> {
  const packages = findPackages(dir);
  const app = best(dir, packages, changedPaths);
  const site = staticDirOf(dir, packages, changedPaths);
  // A page that lies in no app is a site of its own, whatever else the repository has.
  if (app && (site === null || devProgramOf(commandOf(app.manifest) ?? "") !== null || isWithin(site, app.dir)))
    return describe(dir, app);
  if (site !== null) return describeSite(dir, site);
  if (app) return describe(dir, app);
  const server = ranked(packages.filter(isServer), packages, changedPaths);
  if (server) return describe(dir, server);
  const looked =
    packages.length === 0 ? "no package.json" : `${packages.length} package.json without a dev, start or serve script`;
  throw new PipelineError(
    "no_web_app",
    `There is no web app in this repository: it has ${looked} and no index.html (Next.js, React, Vue, Svelte, Angular, Nuxt, Remix, Astro, Vite and static sites are known). Choose a repository with one of these.`,
  );
}

function describe(rootDir: string, { dir, manifest }: Package): WebAppInfo {
  const framework = frameworkOf(manifest);
  const devScript = scriptOf(manifest);
  const devCommand = commandOf(manifest);
  return {
    isWebApp: true,
    framework,
    devScript,
    devCommand,
    devPort: devPortOf(framework, devCommand),
    dependencies: dependenciesOf(manifest),
    packageDir: dir,
    packageManager: findPackageManager(rootDir, dir),
    staticDir: null,
    nodeRange: nodeRangeOf(rootDir, dir),
  };
}

/** The script that starts the app itself: one that watches, builds or hands on to the packages of a workspace is none. */
function scriptOf(manifest: Manifest): string | null {
  const name = devScriptOf(manifest);
  return name === null || startsNothing.some((pattern) => pattern.test(manifest.scripts[name] ?? "")) ? null : name;
}

const startsNothing = [
  /^(tsc|tsup|tsdown|rollup|jest|vitest|eslint|prettier|storybook|start-storybook|unbuild|microbundle|changeset)\b/,
  /^(turbo|lerna|wireit|moon|nx run-many|rush)\b/,
  /^(pnpm|yarn|npm|bun)\s.*(\s-r\b|--recursive|--filter|--parallel|workspaces?\b|\s-w\b|--prefix)/,
  /\bbuild\b.*--watch|--watch\b.*\bbuild\b/,
];

function commandOf(manifest: Manifest): string | null {
  const name = scriptOf(manifest);
  return name === null ? ownCommandOf(frameworkOf(manifest), manifest) : (manifest.scripts[name] ?? null);
}

const isWithin = (dir: string, outer: string): boolean => outer === "" || dir === outer || dir.startsWith(`${outer}/`);

const describeSite = (rootDir: string, staticDir: string): WebAppInfo => ({
  isWebApp: true,
  framework: "unknown",
  devScript: null,
  devCommand: null,
  devPort: null,
  dependencies: {},
  packageDir: staticDir,
  packageManager: findPackageManager(rootDir, staticDir),
  staticDir,
  nodeRange: null,
});

const best = (rootDir: string, packages: readonly Package[], changedPaths: readonly string[]): Package | null =>
  ranked(
    packages.filter((one) => isApp(rootDir, one)),
    packages,
    changedPaths,
  );

function ranked(
  apps: readonly Package[],
  packages: readonly Package[],
  changedPaths: readonly string[],
): Package | null {
  const scored = apps
    .map((app) => ({ app, score: scoreOf(app, packages, changedPaths) }))
    .sort((a, b) => b.score - a.score || a.app.dir.length - b.app.dir.length);
  return scored[0]?.app ?? null;
}

/** A package that starts something to look at: by a dev program, or by what its framework and its files make of it. */
function isApp(rootDir: string, { dir, manifest }: Package): boolean {
  const command = commandOf(manifest);
  if (command === null || ("expo" in dependenciesOf(manifest) && devProgramOf(command) === null)) return false;
  if (scriptOf(manifest) !== null) return frameworkOf(manifest) !== "unknown" || devProgramOf(command) !== null;
  // Without a script a library looks like an app; an app has a page, or the folder of pages that its framework wants.
  return pageMarks.some((mark) => existsSync(join(rootDir, dir, mark)));
}

const pageMarks = [
  "index.html",
  "src/index.html",
  "public/index.html",
  "app/layout.tsx",
  "src/app/layout.tsx",
  "pages/index.tsx",
  "pages/index.vue",
  "app/app.vue",
  "app.vue",
  "src/routes/+page.svelte",
  "src/pages/index.astro",
  "app/root.tsx",
  "angular.json",
  ".vitepress",
  "docs/.vitepress",
  "docusaurus.config.js",
  "docusaurus.config.ts",
];

const isServer = ({ manifest }: Package): boolean => {
  const script = devScriptOf(manifest);
  return script !== null && isOwnServer(manifest, manifest.scripts[script] ?? "");
};

/** Changed files inside the app count most, then those of a workspace package that the app is made of, also through others. */
function scoreOf(app: Package, packages: readonly Package[], changedPaths: readonly string[]): number {
  const runs = devProgramOf(commandOf(app.manifest) ?? "") === null ? 0 : 0.5;
  const used = usedBy(app, packages);
  return changedPaths.reduce((score, path) => {
    const owner = ownerOf(path, packages);
    if (owner === app) return score + 10;
    const steps = owner ? used.get(owner) : undefined;
    return steps === undefined ? score : score + 4 / steps;
  }, runs + likelihood(app));
}

/** Between apps that the change says nothing about: the product itself before its documentation, examples and tests. */
function likelihood({ dir }: Package): number {
  if (/(^|\/)(e2e|tests?|fixtures?|templates?|benchmarks?|storybook)(\/|$)/i.test(dir)) return -0.4;
  if (/(^|\/)(examples?|samples?|demos?|playgrounds?|sandbox)(\/|$)/i.test(dir)) return -0.2;
  if (/(^|\/)(docs?|www|website|site|landing|marketing|admin)$/i.test(dir)) return 0;
  return /(^|\/)(web|webapp|app|client|frontend|ui|dashboard)$/i.test(dir) ? 0.2 : 0.1;
}

/** Packages of the repository that the app is made of, with how many dependencies away each is. */
function usedBy(app: Package, packages: readonly Package[]): Map<Package, number> {
  const byName = new Map(
    packages.filter(({ manifest }) => manifest.name !== "").map((one) => [one.manifest.name, one]),
  );
  const steps = new Map([[app, 0]]);
  for (const [at, distance] of steps) {
    for (const name of Object.keys(dependenciesOf(at.manifest))) {
      const next = byName.get(name);
      if (next && !steps.has(next)) steps.set(next, distance + 1);
    }
  }
  return steps;
}

/** The innermost package that a path lies in. */
function ownerOf(path: string, packages: readonly Package[]): Package | null {
  const holders = packages.filter(({ dir }) => dir === "" || path.startsWith(`${dir}/`));
  return holders.sort((a, b) => b.dir.length - a.dir.length)[0] ?? null;
}

function staticDirOf(rootDir: string, packages: readonly Package[], changedPaths: readonly string[]): string | null {
  const changedHtml = changedPaths.filter((path) => path.endsWith(".html"));
  // A page may lie deep inside its site: the outermost folder with a first page is the site.
  const outermostFirst = changedHtml.flatMap((path) =>
    path.split("/").map((_, depth, parts) => parts.slice(0, depth).join("/")),
  );
  const dirs = [...outermostFirst, ...staticDirs];
  const plain = (dir: string): boolean => !packages.some((one) => one.dir === dir && isApp(rootDir, one));
  return dirs.find((dir) => existsSync(join(rootDir, dir, "index.html")) && plain(dir)) ?? null;
}
