import { closeSync, fdatasync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";

const syncToDisk = promisify(fdatasync);

/**
 * Lets an acknowledgement wait until its commit is on the disk. SQLite commits into the write-ahead log without waiting
 * (synchronous = NORMAL, which a killed process survives); the disk is then awaited off the main thread, once for all
 * commits that happened meanwhile. With synchronous = FULL each commit would stop the whole process for a disk write.
 */
export class Durability {
  readonly #logFile: number;
  #current: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** The log exists once the database has been written to. */
  constructor(databaseFile: string) {
    this.#logFile = openSync(`${databaseFile}-wal`, "r+");
    syncFolder(dirname(databaseFile));
  }

  /** Resolves when everything that was committed before this call would survive a power cut. */
  async settled(): Promise<void> {
    if (this.#current === null) {
      this.#current = syncToDisk(this.#logFile).finally(() => {
        this.#current = null;
      });
      return this.#current;
    }
    // The sync that is under way may have begun before the caller's commit.
    this.#next ??= this.#current
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.settled();
      });
    return this.#next;
  }

  async close(): Promise<void> {
    await this.settled().catch(() => undefined);
    closeSync(this.#logFile);
  }
}

/** The log's own name must survive, too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
