import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PackageManager } from "../detect/types.ts";
import { PipelineError } from "../failure.ts";
import { programEnvironment } from "../process/programEnvironment.ts";
import { runGuarded } from "../process/run.ts";

/** How a package manager is called. */
export type ManagerProgram = { command: string; args: string[] };

/**
 * The manager in the version that the repository wants. npm is the machine's own; the others come from the registry and stay
 * in `cacheDir`: corepack and global installs give other versions than they say. Throws `install_failed`.
 */
export async function managerProgram(
  { name, version }: PackageManager,
  cacheDir: string,
  signal?: AbortSignal,
): Promise<ManagerProgram> {
  if (name === "npm") return { command: "npm", args: [] };
  const packageName = packageNameOf(name, version);
  const wanted = `${packageName}@${version ?? defaultVersions[name]}`;
  const dir = join(cacheDir, "managers", wanted.replaceAll("/", "+"));
  if (!existsSync(dir)) await fetchManager(wanted, dir, signal);
  return programIn(dir, packageName);
}

/** For a repository that does not say which: versions that most projects work with. */
const defaultVersions = { pnpm: "10", yarn: "1", bun: "latest" } as const;

function packageNameOf(name: PackageManager["name"], version: string | null): string {
  const isBerry = name === "yarn" && version !== null && !version.startsWith("1");
  return isBerry ? "@yarnpkg/cli-dist" : name;
}

async function fetchManager(wanted: string, dir: string, signal: AbortSignal | undefined): Promise<void> {
  const making = `${dir}.${randomUUID()}`;
  await mkdir(making, { recursive: true });
  try {
    const run = await runGuarded({
      command: "npm",
      args: ["install", "--prefix", making, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", wanted],
      // Outside of the checkout, whose own registry settings are for its dependencies.
      cwd: making,
      env: programEnvironment([]),
      timeoutMs: 180_000,
      ...(signal ? { signal } : {}),
    });
    if (run.code !== 0) {
      throw new PipelineError(
        "install_failed",
        `${wanted}, which installs the app's dependencies, could not be fetched; check that the npm registry can be reached. npm said:\n${run.log.last(4).join("\n")}`,
        { cause: run.log.lines().join("\n"), isRetryable: true },
      );
    }
    await rename(making, dir).catch((error) => {
      // Somebody else fetched the same just now: theirs is as good.
      if (!existsSync(dir)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

const manifestSchema = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]).catch({}) });

function programIn(dir: string, packageName: string): ManagerProgram {
  const modules = join(dir, "node_modules");
  const native = nativeIn(modules);
  if (native !== null) return { command: native, args: [] };
  const packageDir = join(modules, packageName);
  const { bin } = manifestSchema.parse(JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")));
  const file = typeof bin === "string" ? bin : (bin[packageName === "pnpm" ? "pnpm" : "yarn"] ?? "");
  return { command: process.execPath, args: [join(packageDir, file)] };
}

/**
 * The program of this platform itself, of bun and of newer pnpm: their package's own start file is put in place by a script,
 * and scripts are off.
 */
function nativeIn(modules: string): string | null {
  const list = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir) : []);
  const builds = [
    ...list(join(modules, "@oven")).map((name) => join(modules, "@oven", name, "bin", "bun")),
    ...list(join(modules, "@pnpm")).map((name) => join(modules, "@pnpm", name, "pnpm")),
  ];
  // On a system with the usual C library both builds may be there, and the other one does not run.
  const usualFirst = builds
    .filter(existsSync)
    .sort((one, other) => Number(one.includes("musl")) - Number(other.includes("musl")));
  return usualFirst[0] ?? null;
}
