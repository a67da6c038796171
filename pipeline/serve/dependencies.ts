import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPackages, hasWorkspaces, type Package } from "../detect/packages.ts";
import type { PackageManager, WebAppInfo } from "../detect/types.ts";
import { PipelineError } from "../failure.ts";
import { programEnvironment } from "../process/programEnvironment.ts";
import { type FinishedRun, runGuarded } from "../process/run.ts";
import type { OnProgress } from "../progress.ts";
import { keep, takeOut } from "./dependencyCache.ts";
import { installCommands } from "./installCommands.ts";
import { managerProgram } from "./manager.ts";
import { nodeNote, tellingLines } from "./quote.ts";
import { configuredRegistry, namesPrivateRegistry, withRegistry } from "./registry.ts";

const stage = "Installing its dependencies";
const installTimeoutMs = 10 * 60_000;

export type InstalledDependencies = { from: "nothing to install" | "already there" | "cache" | "installed" };

/**
 * Installs what the app needs, with the lockfile's own manager and without running any package's scripts. The result is kept
 * in `cacheDir` by what it was made from, and comes back as hard links. Throws `install_failed` with the manager's last lines.
 */
export async function installDependencies({
  dir,
  app,
  cacheDir,
  signal,
  onProgress = () => {},
}: {
  dir: string;
  app: WebAppInfo;
  cacheDir: string;
  signal?: AbortSignal;
  onProgress?: OnProgress;
}): Promise<InstalledDependencies> {
  const { packageManager } = app;
  const installDir = join(dir, packageManager.installDir);
  const packages = packagesToInstall(installDir);
  if (packages.every(({ manifest }) => !hasDependencies(manifest))) return { from: "nothing to install" };
  if (existsSync(join(installDir, "node_modules"))) return { from: "already there" };
  onProgress({ stage, fraction: 0 });

  const entry = join(cacheDir, "dependencies", keyOf(dir, packageManager, packages));
  // Base and head mostly need the same: the second waits for what the first installs.
  await installing.get(entry);
  const packageDirs = packages.map((one) => one.dir);
  if (existsSync(entry)) {
    await takeOut(entry, installDir, packageDirs, signal);
    onProgress({ stage, fraction: 1 });
    return { from: "cache" };
  }
  const work = install({ dir, app, cacheDir, ...(signal ? { signal } : {}), onProgress }).then(() =>
    keep(entry, installDir, packageDirs, signal),
  );
  const settled = work.catch(() => {});
  installing.set(entry, settled);
  try {
    await work;
  } finally {
    if (installing.get(entry) === settled) installing.delete(entry);
  }
  onProgress({ stage, fraction: 1 });
  return { from: "installed" };
}

/** What this process is installing, by the cache's entry; each resolves when it has ended, well or not. */
const installing = new Map<string, Promise<void>>();

/** The package itself, and with it every other of the repository when they are one workspace. */
function packagesToInstall(installDir: string): Package[] {
  const packages = findPackages(installDir);
  const root = packages.find(({ dir }) => dir === "");
  return hasWorkspaces(installDir, root?.manifest ?? null) ? packages : packages.filter(({ dir }) => dir === "");
}

const hasDependencies = ({ dependencies, devDependencies }: Package["manifest"]): boolean =>
  Object.keys(dependencies).length + Object.keys(devDependencies).length > 0;

/** Everything that decides what lands in node_modules. */
function keyOf(dir: string, manager: PackageManager, packages: readonly Package[]): string {
  const installDir = join(dir, manager.installDir);
  const hash = createHash("sha256").update(
    `2 ${process.platform} ${process.arch} ${process.version} ${manager.name}@${manager.version}\n`,
  );
  const named = [".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", "pnpm-workspace.yaml"].map((file) =>
    join(installDir, file),
  );
  const files = [...(manager.lockfile === null ? [] : [join(dir, manager.lockfile)]), ...named];
  for (const file of files) if (existsSync(file)) hash.update(`${file.slice(dir.length)}\n`).update(readFileSync(file));
  for (const { dir: packageDir, manifest } of packages) {
    const { name, dependencies, devDependencies, peerDependencies, workspaces } = manifest;
    hash.update(JSON.stringify([packageDir, name, dependencies, devDependencies, peerDependencies, workspaces]));
  }
  return hash.digest("hex").slice(0, 32);
}

async function install({
  dir,
  app,
  cacheDir,
  signal,
  onProgress,
}: {
  dir: string;
  app: WebAppInfo;
  cacheDir: string;
  signal?: AbortSignal;
  onProgress: OnProgress;
}): Promise<void> {
  const { packageManager } = app;
  const installDir = join(dir, packageManager.installDir);
  const manager = await managerProgram(packageManager, cacheDir, signal);
  const lockfile = packageManager.lockfile === null ? null : join(dir, packageManager.lockfile);
  const written = lockfile === null ? null : await readFile(lockfile);
  let last: FinishedRun | null = null;
  let lines = 0;
  try {
    for (const { args, env, lockfileText } of await waysToInstall(dir, packageManager, signal)) {
      if (lockfile !== null && written !== null) await writeFile(lockfile, lockfileText ?? written);
      last = await runGuarded({
        command: manager.command,
        args: [...manager.args, ...args],
        cwd: installDir,
        env: programEnvironment([], { ...installEnvironment(installDir), ...env }),
        timeoutMs: installTimeoutMs,
        ...(signal ? { signal } : {}),
        // Managers say how far they are in ways of their own; more lines is nearer to the end.
        onLine: () => onProgress({ stage, fraction: 1 - 1 / (1 + ++lines / 20) }),
      });
      if (last.code === 0) return;
      await rm(join(installDir, "node_modules"), { recursive: true, force: true });
    }
  } finally {
    // The checkout is the pull request's, whatever the manager made of its lockfile.
    if (lockfile !== null && written !== null) await writeFile(lockfile, written);
  }
  throw installFailure(app, last);
}

type WayToInstall = { args: string[]; env: Record<string, string>; lockfileText: string | null };

/** The ways of the manager; when the repository names a registry of somebody's own, first those with the machine's instead. */
async function waysToInstall(
  dir: string,
  manager: PackageManager,
  signal: AbortSignal | undefined,
): Promise<WayToInstall[]> {
  const commands = installCommands(manager);
  const usual = commands.map(({ args, env }) => ({ args, env, lockfileText: null }));
  if (manager.lockfile === null || !namesPrivateRegistry(dir, manager)) return usual;
  const registry = await configuredRegistry(signal);
  if (registry === null) return usual;
  const lockfileText = withRegistry(readFileSync(join(dir, manager.lockfile), "utf8"), registry);
  if (lockfileText === null) return usual;
  const flags = manager.name === "npm" || manager.name === "pnpm" ? [`--registry=${registry}`] : [];
  const replaced = commands
    // Only the lockfile's checksums make a package of another registry the same package.
    .filter(({ isFrozen }) => isFrozen)
    .map(({ args, env }) => ({
      args: [...args, ...flags],
      env: { ...env, ...registryVariables(registry) },
      lockfileText,
    }));
  return [...replaced, ...usual];
}

const registryVariables = (registry: string): Record<string, string> => ({
  npm_config_registry: registry,
  YARN_REGISTRY: registry,
  YARN_NPM_REGISTRY_SERVER: registry,
});

function installEnvironment(installDir: string): Record<string, string> {
  const patience = {
    npm_config_fetch_retries: "2",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "8000",
  };
  return { ...absentSecrets(installDir), CI: "1", NO_COLOR: "1", ...patience };
}

/** Yarn refuses to run when its settings name a variable that is not there, and tokens never are. */
function absentSecrets(installDir: string): Record<string, string> {
  const file = join(installDir, ".yarnrc.yml");
  if (!existsSync(file)) return {};
  const named = [...readFileSync(file, "utf8").matchAll(/\$\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  const known = programEnvironment([]);
  return Object.fromEntries(named.filter((name) => !(name in known)).map((name) => [name, "none"]));
}

function installFailure(app: WebAppInfo, run: FinishedRun | null): PipelineError {
  const { name, lockfile } = app.packageManager;
  const from = lockfile === null ? "package.json" : lockfile;
  if (run?.timedOut) {
    return new PipelineError(
      "install_failed",
      `Installing the app's dependencies with ${name} took more than ten minutes; check that the registry can be reached.`,
      { isRetryable: true },
    );
  }
  const said = tellingLines(run?.log.lines() ?? [], 6).join("\n");
  const message = `Installing the app's dependencies with ${name} failed; mend ${from} or check that the registry can be reached.${nodeNote(app)} It said:\n${said}`;
  return new PipelineError("install_failed", message, { cause: run?.log.lines().join("\n") });
}
