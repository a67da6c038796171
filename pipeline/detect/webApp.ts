import { existsSync } from "node:fs";
import { join } from "node:path";
import { PipelineError } from "../failure.ts";
import { devPortOf, devProgramOf, devScriptOf, frameworkOf } from "./framework.ts";
import { findPackageManager } from "./packageManager.ts";
import { dependenciesOf, findPackages, type Package } from "./packages.ts";
import type { WebAppInfo } from "./types.ts";

const staticDirs = ["", "public", "docs", "site", "www", "web", "src", "static", "demo", "dist"];

/**
 * Finds the web app of a checked-out repository. Where there are several, the one that the changed paths (relative to the
 * repository's root) touch. Throws `no_web_app` with what was looked for.
 */
export async function detectWebApp(dir: string, changedPaths: readonly string[] = []): Promise<WebAppInfo> {
  const packages = findPackages(dir);
  const app = best(packages, changedPaths);
  const site = staticDirOf(dir, packages, changedPaths);
  // An index.html that the change touches wins over an app that it does not.
  if (app && (site === null || devProgramOf(app.manifest.scripts[devScriptOf(app.manifest) ?? ""] ?? "") !== null)) {
    return describe(dir, app);
  }
  if (site !== null) return describeSite(dir, site);
  if (app) return describe(dir, app);
  const looked =
    packages.length === 0 ? "no package.json" : `${packages.length} package.json without a dev, start or serve script`;
  throw new PipelineError(
    "no_web_app",
    `There is no web app in this repository: it has ${looked} and no index.html (Next.js, React, Vue, Svelte, Angular, Nuxt, Remix, Astro, Vite and static sites are known). Choose a repository with one of these.`,
  );
}

function describe(rootDir: string, { dir, manifest }: Package): WebAppInfo {
  const framework = frameworkOf(manifest);
  const devScript = devScriptOf(manifest);
  const devCommand = devScript === null ? null : (manifest.scripts[devScript] ?? null);
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
  };
}

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
});

function best(packages: readonly Package[], changedPaths: readonly string[]): Package | null {
  const apps = packages.filter(({ manifest }) => isApp(manifest));
  const ranked = apps
    .map((app) => ({ app, score: scoreOf(app, packages, changedPaths) }))
    .sort((a, b) => b.score - a.score || a.app.dir.length - b.app.dir.length);
  return ranked[0]?.app ?? null;
}

const isApp = (manifest: Package["manifest"]): boolean => {
  const script = devScriptOf(manifest);
  if (script === null) return false;
  return frameworkOf(manifest) !== "unknown" || devProgramOf(manifest.scripts[script] ?? "") !== null;
};

/** Changed files inside the app count most, then those of a workspace package that the app depends on. */
function scoreOf(app: Package, packages: readonly Package[], changedPaths: readonly string[]): number {
  const runs = devProgramOf(app.manifest.scripts[devScriptOf(app.manifest) ?? ""] ?? "") === null ? 0 : 0.5;
  const used = dependenciesOf(app.manifest);
  return changedPaths.reduce((score, path) => {
    const owner = ownerOf(path, packages);
    if (owner === app) return score + 10;
    return owner && owner.manifest.name !== "" && owner.manifest.name in used ? score + 4 : score;
  }, runs);
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
  const plain = (dir: string): boolean => !packages.some((one) => one.dir === dir && isApp(one.manifest));
  return dirs.find((dir) => existsSync(join(rootDir, dir, "index.html")) && plain(dir)) ?? null;
}
