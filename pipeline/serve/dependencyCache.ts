import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import { PipelineError } from "../failure.ts";

/** About 10 GB of apps at most; a checkout's own links outlive the entry. */
const mostEntries = 24;
/** One that was used just now may be being linked. */
const restMs = 60 * 60_000;

/** Links the kept dependencies of each package into the checkout. */
export async function takeOut(
  entry: string,
  installDir: string,
  packageDirs: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const now = new Date();
  await utimes(entry, now, now);
  for (const dir of packageDirs) await linkModules(join(entry, dir), join(installDir, dir), signal);
}

/** Puts what was installed into the cache, whole or not at all. */
export async function keep(
  entry: string,
  installDir: string,
  packageDirs: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const making = `${entry}.${randomUUID()}`;
  await removeOldest(dirname(entry));
  try {
    for (const dir of packageDirs) {
      await mkdir(join(making, dir), { recursive: true });
      await linkModules(join(installDir, dir), join(making, dir), signal);
    }
    await rename(making, entry);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    signal?.throwIfAborted();
    // Somebody else kept the same just now: theirs is as good.
    if (!existsSync(entry)) throw error;
  }
}

/** Hard links where the file system can, copies elsewhere. A folder without node_modules is passed over. */
async function linkModules(fromDir: string, intoDir: string, signal: AbortSignal | undefined): Promise<void> {
  const from = join(fromDir, "node_modules");
  const into = join(intoDir, "node_modules");
  if (!existsSync(from) || existsSync(into)) return;
  await mkdir(dirname(into), { recursive: true });
  const options = {
    env: cleanEnvironment(),
    extendEnv: false,
    reject: false,
    ...(signal ? { cancelSignal: signal } : {}),
  };
  const linked = await execa("cp", ["-al", from, into], options);
  signal?.throwIfAborted();
  if (linked.exitCode === 0) return;
  await rm(into, { recursive: true, force: true });
  const copied = await execa("cp", ["-a", from, into], options);
  signal?.throwIfAborted();
  if (copied.exitCode !== 0) {
    throw new PipelineError(
      "install_failed",
      `The app's dependencies could not be copied into place: ${copied.stderr.trim().split("\n").at(-1)}. Free some disk space and ask again.`,
      { cause: copied },
    );
  }
}

/** Makes room for one more: those used longest ago go, and what killed processes left unfinished. */
async function removeOldest(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  const entries = await Promise.all(
    names.map(async (name) => ({
      name,
      usedAt: (await stat(join(dir, name)).catch(() => null))?.mtimeMs ?? Date.now(),
    })),
  );
  const resting = entries
    .filter(({ usedAt }) => Date.now() - usedAt > restMs)
    .sort((one, other) => one.usedAt - other.usedAt);
  const tooMany = Math.max(0, names.length + 1 - mostEntries);
  const leaving = resting.filter(({ name }, place) => place < tooMany || name.includes("."));
  for (const { name } of leaving) await rm(join(dir, name), { recursive: true, force: true });
}
