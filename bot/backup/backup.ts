import { existsSync, linkSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { create, extract } from "tar";
import { z } from "zod";
import { checkSnapshot, startEmbeddedHost } from "../../convex-embedded/host.ts";
import { DoorError, failureOf } from "../failure.ts";
import { type Home, readKeys } from "../home/home.ts";
import { lockHome } from "../home/lock.ts";

const manifestSchema = z.object({ format: z.literal(1), createdAt: z.iso.datetime() });

export type BackupContents = { file: string; sizeBytes: number; documents: number; files: number; takes: number };

/**
 * Writes everything that cannot be made again (the store with its files, and the takes) into one tar file, while Aura runs
 * or not. Throws DoorError; nothing stands under the file's name before it is whole.
 */
export async function backUp(home: Home, functionsDir: string, file: string): Promise<BackupContents> {
  const target = resolve(file);
  if (existsSync(target)) throw new DoorError("file_exists", `${file} exists already; choose another name.`);
  // Beside the home, so that its files can be linked instead of copied.
  const staging = await mkdtemp(join(home.dir, "backup-"));
  try {
    await snapshotOf(home, functionsDir, join(staging, "store"));
    const counts = await checkSnapshot(join(staging, "store"));
    const takes = await linkTakes(home.takesDir, join(staging, "takes"));
    await writeFile(join(staging, "backup.json"), JSON.stringify({ format: 1, createdAt: new Date().toISOString() }));
    const partial = `${target}.part`;
    try {
      await create({ file: partial, cwd: staging, portable: true }, await readdir(staging));
      await rename(partial, target);
    } finally {
      await rm(partial, { force: true });
    }
    return { file: target, sizeBytes: (await stat(target)).size, ...counts, takes };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Of the host that runs, or, when none does, of one that is started for the purpose. */
async function snapshotOf(home: Home, functionsDir: string, intoDir: string): Promise<void> {
  let lock: ReturnType<typeof lockHome>;
  try {
    lock = lockHome(home.dir);
  } catch (error) {
    if (failureOf(error).code !== "home_in_use") throw error;
    return await askRunningHost(home, intoDir);
  }
  try {
    const { databaseFile, filesDir } = home;
    if (!existsSync(databaseFile)) {
      throw new DoorError("nothing_to_back_up", `There is no store in ${home.dir}; AURA_HOME says where to look.`);
    }
    const host = await startEmbeddedHost({ databaseFile, filesDir, functionsDir, crons: false, log: () => {} });
    try {
      await host.snapshot(intoDir);
    } finally {
      await host.close();
    }
  } finally {
    lock.release();
  }
}

async function askRunningHost(home: Home, intoDir: string): Promise<void> {
  const url = await readFile(home.storeUrlFile, "utf8");
  const answer = await fetch(new URL("/api/snapshot", url), {
    method: "POST",
    headers: { authorization: `Convex ${readKeys(home).bot}` },
    body: JSON.stringify({ dir: intoDir }),
  });
  if (!answer.ok) {
    throw new DoorError("backup_refused", `The running Aura did not make the backup: ${await answer.text()}`);
  }
}

/** A take is written under another name and renamed when it is whole, and never changed: what is there is complete. */
async function linkTakes(takesDir: string, intoDir: string): Promise<number> {
  const names = await readdir(takesDir).catch(() => []);
  for (const name of names) {
    await mkdir(join(intoDir, name), { recursive: true });
    for (const entry of await readdir(join(takesDir, name), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const from = join(entry.parentPath, entry.name);
      const to = join(intoDir, from.slice(takesDir.length));
      await mkdir(dirname(to), { recursive: true });
      try {
        linkSync(from, to);
      } catch {
        await copyFile(from, to);
      }
    }
  }
  return names.length;
}

/** Puts a backup into a home that has no store yet. Throws DoorError, with the home as it was. */
export async function restore(home: Home, file: string): Promise<{ documents: number; files: number; takes: number }> {
  if (!existsSync(file)) throw new DoorError("no_such_file", `There is no file ${file}.`);
  const lock = lockHome(home.dir);
  const staging = await mkdtemp(join(home.dir, "restore-"));
  try {
    const takes = await readdir(home.takesDir).catch(() => []);
    if (existsSync(home.databaseFile) || takes.length > 0) {
      throw new DoorError(
        "home_not_empty",
        `There is a store in ${home.dir} already; set AURA_HOME to a new folder, or move the old one away.`,
      );
    }
    await unpack(file, staging);
    const counts = await checkSnapshot(join(staging, "store"));
    await rm(home.filesDir, { recursive: true, force: true });
    await rename(join(staging, "store", "files"), home.filesDir);
    if (existsSync(join(staging, "takes"))) {
      await rm(home.takesDir, { recursive: true, force: true });
      await rename(join(staging, "takes"), home.takesDir);
    }
    // Last, since it is what makes a home a used one.
    await rename(join(staging, "store", "store.sqlite"), home.databaseFile);
    return { ...counts, takes: (await readdir(home.takesDir).catch(() => [])).length };
  } finally {
    await rm(staging, { recursive: true, force: true });
    lock.release();
  }
}

async function unpack(file: string, intoDir: string): Promise<void> {
  try {
    await extract({ file, cwd: intoDir, strict: true });
    manifestSchema.parse(JSON.parse(await readFile(join(intoDir, "backup.json"), "utf8")));
  } catch (cause) {
    throw new DoorError("snapshot_unusable", `${file} is not a whole backup of this version of Aura.`, { cause });
  }
}
