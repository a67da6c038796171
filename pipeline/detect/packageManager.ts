import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readManifest } from "./packages.ts";
import type { PackageManager, PackageManagerName } from "./types.ts";

const lockfiles: readonly (readonly [string, PackageManagerName])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
];

/** Walks up from the app's package to the repository's root; the nearest lockfile says who installs, and where. */
export function findPackageManager(rootDir: string, packageDir: string): PackageManager {
  for (const dir of upwards(packageDir)) {
    const declared = readManifest(join(rootDir, dir))?.packageManager?.match(/^(npm|pnpm|yarn|bun)@([\d.]+)/);
    const present = lockfiles.filter(([file]) => existsSync(join(rootDir, dir, file)));
    const chosen = present.find(([, name]) => name === declared?.[1]) ?? present[0];
    if (!chosen) continue;
    const [file, name] = chosen;
    const version = declared?.[1] === name ? (declared[2] ?? null) : versionOfLockfile(name, join(rootDir, dir, file));
    return { name, version, lockfile: join(dir, file), installDir: dir };
  }
  return { name: "npm", version: null, lockfile: null, installDir: packageDir };
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
function versionOfLockfile(name: PackageManagerName, file: string): string | null {
  const start = readFileSync(file, "utf8").slice(0, 400);
  if (name === "pnpm") {
    const format = Number(/lockfileVersion:\s*'?([\d.]+)/.exec(start)?.[1] ?? "9");
    return format >= 9 ? "9" : format >= 6 ? "8" : "7";
  }
  if (name === "yarn") return start.includes("yarn lockfile v1") ? "1" : "4";
  return null;
}
