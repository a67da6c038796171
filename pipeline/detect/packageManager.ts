import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasWorkspaces, readManifest } from "./packages.ts";
import type { PackageManager, PackageManagerName } from "./types.ts";

const lockfiles: readonly (readonly [string, PackageManagerName])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
];

/** Settings that only one manager reads: they tell who installs where there is no lockfile. */
const settingFiles: readonly (readonly [string, PackageManagerName, string | null])[] = [
  ["pnpm-workspace.yaml", "pnpm", null],
  [".yarnrc.yml", "yarn", "4"],
  ["bunfig.toml", "bun", null],
];

/**
 * Walks up from the app's package to the repository's root. The nearest lockfile says who installs, and where; without any,
 * the `packageManager` field or a manager's own settings do, at the workspace's root when the app is part of one.
 */
export function findPackageManager(rootDir: string, packageDir: string): PackageManager {
  const dirs = [...upwards(packageDir)];
  for (const dir of dirs) {
    const found = byLockfile(rootDir, dir);
    if (found) return found;
  }
  for (const dir of dirs) {
    const found = byDeclaration(rootDir, dir);
    if (found) return found;
  }
  const workspace = dirs.find((dir) => hasWorkspaces(join(rootDir, dir), readManifest(join(rootDir, dir))));
  return { name: "npm", version: null, lockfile: null, installDir: workspace ?? packageDir };
}

function byLockfile(rootDir: string, dir: string): PackageManager | null {
  const present = lockfiles.filter(([file]) => existsSync(join(rootDir, dir, file)));
  const declared = declaredIn(rootDir, dir);
  const [file, name] = present.find(([, name]) => name === declared?.name) ?? present[0] ?? [];
  if (file === undefined || name === undefined) return null;
  const version =
    declared?.name === name
      ? declared.version
      : versionOfLockfile(name, readFileSync(join(rootDir, dir, file), "utf8"));
  return { name, version, lockfile: join(dir, file), installDir: dir };
}

function byDeclaration(rootDir: string, dir: string): PackageManager | null {
  const declared = declaredIn(rootDir, dir);
  if (declared) return { ...declared, lockfile: null, installDir: dir };
  const setting = settingFiles.find(([file]) => existsSync(join(rootDir, dir, file)));
  // The settings of the root's own workspace apply to a package inside of it, too.
  return setting ? { name: setting[1], version: setting[2], lockfile: null, installDir: dir } : null;
}

function declaredIn(rootDir: string, dir: string): Pick<PackageManager, "name" | "version"> | null {
  const text = readManifest(join(rootDir, dir))?.packageManager ?? "";
  const [, name, version] = /^(npm|pnpm|yarn|bun)@(\d+(?:\.\d+)*)/.exec(text) ?? [];
  return name === undefined || version === undefined ? null : { name: name as PackageManagerName, version };
}

function* upwards(dir: string): Generator<string> {
  let at = dir;
  while (at !== "" && at !== ".") {
    yield at;
    at = dirname(at);
  }
  yield "";
}

/** A lockfile's format tells which major version reads it without rewriting it. */
function versionOfLockfile(name: PackageManagerName, text: string): string | null {
  const start = text.slice(0, 400);
  if (name === "pnpm") {
    // pnpm 9 and 10 write the same format; 10 also takes the newer's settings in pnpm-workspace.yaml.
    const format = Number(/lockfileVersion:\s*'?([\d.]+)/.exec(start)?.[1] ?? "9");
    if (format > 9) return "latest";
    return format === 9 ? "10" : format >= 6 ? "8" : "7";
  }
  if (name === "yarn") return start.includes("yarn lockfile v1") ? "1" : yarnOfMetadata(start);
  return null;
}

/** Versions of the metadata that Yarn 2 and later write: 8 belongs to 4, 6 and 7 to 3, less to 2. Newer ones read older ones. */
function yarnOfMetadata(start: string): string {
  const format = Number(/__metadata:\s*version:\s*(\d+)/.exec(start)?.[1] ?? "8");
  return format >= 8 ? "4" : format >= 5 ? "3" : "2";
}
