import { existsSync, readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { dependenciesOf, findPackages, type Package, readManifest } from "../detect/packages.ts";
import type { WebAppInfo } from "../detect/types.ts";
import { oldHashes, programEnvironment } from "../process/programEnvironment.ts";
import { runGuarded } from "../process/run.ts";
import type { OnProgress } from "../progress.ts";

const stage = "Starting the app";
const stepTimeoutMs = 120_000;

/** What a project does before its app can start, in its own words: `command` runs in `dir`. */
export type Preparation = { what: string; dir: string; command: string };

/**
 * Does what a fresh clone needs besides its dependencies: settings from their example, packages of the workspace that are used
 * built, generated code. This is the project's own code, as its dev script is; scripts of its dependencies do not run. What
 * fails is told in the log alone: most apps start without it.
 */
export async function prepareApp({
  dir,
  app,
  homeDir,
  signal,
  onProgress = () => {},
  onLine = () => {},
}: {
  dir: string;
  app: WebAppInfo;
  /** The home of its programs, in place of ours. */
  homeDir?: string;
  signal?: AbortSignal;
  onProgress?: OnProgress;
  onLine?: (line: string) => void;
}): Promise<void> {
  if (app.staticDir !== null) return;
  await copySettings(dir, app);
  for (const preparation of preparationsOf(dir, app)) {
    onProgress({ stage, fraction: null });
    onLine(`> ${preparation.command}`);
    const run = await runGuarded({
      command: "sh",
      args: ["-c", preparation.command],
      cwd: preparation.dir,
      env: programEnvironment(binDirsOf(dir, app, preparation.dir), {
        NO_COLOR: "1",
        HUSKY: "0",
        BROWSER: "none",
        ...oldHashes(),
        ...(homeDir === undefined ? {} : { HOME: homeDir }),
      }),
      timeoutMs: stepTimeoutMs,
      onLine,
      ...(signal ? { signal } : {}),
    });
    if (run.code !== 0) onLine(`${preparation.what} failed (${run.timedOut ? "too slow" : `exit code ${run.code}`})`);
  }
}

const exampleNames = [
  ".env.example",
  ".env.sample",
  ".env.template",
  ".env.dist",
  ".env.local.example",
  ".env.development.example",
  "env.example",
  ".env.defaults",
];

/** A `.env` made of its example, where there is none. */
async function copySettings(dir: string, app: WebAppInfo): Promise<void> {
  for (const folder of new Set([app.packageDir, app.packageManager.installDir])) {
    const at = (name: string): string => join(dir, folder, name);
    if ([".env", ".env.local"].some((name) => existsSync(at(name)))) continue;
    const example = exampleNames.find((name) => existsSync(at(name)));
    if (example !== undefined) await copyFile(at(example), at(".env"));
  }
}

/** In the order in which they are needed. */
export function preparationsOf(dir: string, app: WebAppInfo): Preparation[] {
  const folders = [...new Set([app.packageManager.installDir, app.packageDir])];
  const own = folders.flatMap((folder) => ownScripts(dir, folder));
  const generated = own.some(({ command }) => /\bprisma\b/.test(command)) ? [] : prismaOf(dir, app);
  return [...own, ...generated, ...buildsOf(dir, app)];
}

const lifecycle = ["postinstall", "prepare"] as const;
/** Hooks for people who commit, and checks of who installs: nothing that an app needs. */
const forPeople = /\b(?:husky|lefthook|simple-git-hooks|pre-commit|git config|only-allow|is-ci|npx only)\b/;

/** The dev servers of these frameworks begin with this by themselves. */
const byServer =
  /^(?:(?:npx )?(?:nuxt|nuxi) prepare|(?:npx )?svelte-kit sync|(?:npx )?astro sync)(?:\s*\|\|\s*echo.*)?$/;

/** What the manager would have run after installing, of the project itself: "svelte-kit sync", "nuxt prepare", codegen. */
function ownScripts(dir: string, folder: string): Preparation[] {
  const scripts = readManifest(join(dir, folder))?.scripts ?? {};
  return lifecycle.flatMap((name) => {
    const body = scripts[name];
    if (body === undefined || forPeople.test(body) || byServer.test(body)) return [];
    return [{ what: name, dir: join(dir, folder), command: body }];
  });
}

function prismaOf(dir: string, app: WebAppInfo): Preparation[] {
  if (!("@prisma/client" in app.dependencies)) return [];
  const holder = [app.packageDir, app.packageManager.installDir].find((folder) =>
    ["prisma/schema.prisma", "schema.prisma", "prisma.config.ts"].some((file) => existsSync(join(dir, folder, file))),
  );
  return holder === undefined ? [] : [{ what: "prisma generate", dir: join(dir, holder), command: "prisma generate" }];
}

/** The packages of the workspace that the app uses and whose entry is a build that is not there yet, deepest first. */
function buildsOf(dir: string, app: WebAppInfo): Preparation[] {
  const packages = findPackages(dir);
  const byName = new Map(packages.map((one) => [one.manifest.name, one]));
  const ordered = new Set<Package>();
  const visit = (one: Package | undefined): void => {
    if (!one || ordered.has(one)) return;
    for (const name of Object.keys(dependenciesOf(one.manifest))) {
      const used = byName.get(name);
      if (used && used !== one && used.dir !== app.packageDir) visit(used);
    }
    ordered.add(one);
  };
  const appPackage = packages.find((one) => one.dir === app.packageDir);
  visit(appPackage);
  return [...ordered].flatMap((one) => {
    const body = one.manifest.scripts.build;
    if (one === appPackage || body === undefined || !lacksEntry(join(dir, one.dir))) return [];
    return [{ what: `building ${one.manifest.name}`, dir: join(dir, one.dir), command: body }];
  });
}

/** Every file that the package offers is missing. */
function lacksEntry(packageDir: string): boolean {
  const entries = entriesOf(packageDir).filter((entry) => /\.[cm]?[jt]sx?$/.test(entry) && !entry.includes("*"));
  return entries.length > 0 && !entries.some((entry) => existsSync(join(packageDir, entry)));
}

const textsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

/** The files that `main`, `module` and `exports` of a package.json name. */
function entriesOf(packageDir: string): string[] {
  const { main, module, exports } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as Record<
    string,
    unknown
  >;
  return [main, module, exports].flatMap(textsOf);
}

const binDirsOf = (dir: string, app: WebAppInfo, packageDir: string): string[] =>
  [packageDir, join(dir, app.packageDir), join(dir, app.packageManager.installDir), dir]
    .map((folder) => join(folder, "node_modules", ".bin"))
    .filter(existsSync);
