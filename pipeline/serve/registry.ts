import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PackageManager } from "../detect/types.ts";
import { programEnvironment } from "../process/programEnvironment.ts";
import { runGuarded } from "../process/run.ts";

/** Addresses of packages in a lockfile, split into the registry's and the package's part. */
const tarball = /(https?:\/\/[^\s"'#]+?)(\/(?:@[^/\s"']+\/)?[^/\s"'@]+\/-\/[^\s"'#]+\.tgz)/g;
/** Where packages are the same for everybody. */
export const publicHosts: ReadonlySet<string> = new Set([
  "registry.npmjs.org",
  "registry.yarnpkg.com",
  "registry.npmmirror.com",
]);

/** The registry that this machine is set up for, without a slash at its end; null when npm does not say. */
export async function configuredRegistry(signal?: AbortSignal): Promise<string | null> {
  const run = await runGuarded({
    command: "npm",
    args: ["config", "get", "registry"],
    // Not in the checkout: its settings are what is to be replaced.
    cwd: tmpdir(),
    env: programEnvironment([]),
    timeoutMs: 20_000,
    ...(signal ? { signal } : {}),
  });
  const said = run.log.lines().findLast((line) => /^https?:\/\//.test(line.trim()));
  return said?.trim().replace(/\/$/, "") ?? null;
}

/** True when the repository wants its packages from a registry of somebody's own: by its lockfile or its settings. */
export function namesPrivateRegistry(dir: string, { installDir, lockfile }: PackageManager): boolean {
  const isPrivate = (address: string): boolean => {
    try {
      return !publicHosts.has(new URL(address).hostname);
    } catch {
      return false;
    }
  };
  const inLockfile = lockfile === null ? [] : [...read(join(dir, lockfile)).matchAll(tarball)].map((found) => found[1]);
  const inSettings = [".npmrc", ".yarnrc", ".yarnrc.yml", "bunfig.toml"].flatMap((file) =>
    [...read(join(dir, installDir, file)).matchAll(registrySetting)].map((found) => found[1]),
  );
  return [...inLockfile, ...inSettings].some((address) => address !== undefined && isPrivate(address));
}

/** "registry=…" of npm, `registry "…"` of Yarn 1, "npmRegistryServer: …" of later ones; not those of a single scope. */
const registrySetting = /^\s*(?:registry|npmRegistryServer)\s*[=:\s]\s*["']?(https?:\/\/[^\s"']+)/gm;

/**
 * The lockfile with every package from `registry`; null when that would not be safe: only a package whose checksum stands
 * beside its address is the same one, wherever it comes from.
 */
export function withRegistry(lockfileText: string, registry: string): string | null {
  const entries = [...lockfileText.matchAll(tarball)];
  const areChecked = entries.every((entry, place) => {
    const end = entries[place + 1]?.index ?? lockfileText.length;
    return /sha\d+-/.test(lockfileText.slice(entry.index, end));
  });
  return areChecked ? lockfileText.replaceAll(tarball, (_, _base: string, path: string) => `${registry}${path}`) : null;
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
