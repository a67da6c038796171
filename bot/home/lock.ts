import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DoorError } from "../failure.ts";

export type HomeLock = { release(): void };

/** A database that nobody refers to is closed by the garbage collector, and the lock would go with it. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the owner of a folder until it releases it or ends, however it ends: the lock is SQLite's own on an
 * empty file, so the system lets it go with the process. Throws DoorError `home_in_use`.
 */
export function lockHome(homeDir: string): HomeLock {
  const ownerFile = join(homeDir, "owner.txt");
  const database = new DatabaseSync(join(homeDir, "owner.lock"), { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw new DoorError(
      "home_in_use",
      `Aura is already running in ${homeDir}${whoOwns(ownerFile)}; stop it first, or set AURA_HOME to another folder.`,
      { cause: error },
    );
  }
  held.add(database);
  writeFileSync(ownerFile, String(process.pid));
  return {
    release: () => {
      rmSync(ownerFile, { force: true });
      held.delete(database);
      database.close();
    },
  };
}

function whoOwns(ownerFile: string): string {
  try {
    return ` (process ${Number.parseInt(readFileSync(ownerFile, "utf8"), 10)})`;
  } catch {
    return "";
  }
}
