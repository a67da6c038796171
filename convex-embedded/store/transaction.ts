import { Usage } from "../limits.ts";
import { ReadSet, type WrittenKey } from "./ranges.ts";

/** One query or mutation with everything nested in it: what it read and wrote, what it used, what follows its commit. */
export class Transaction {
  readonly canWrite: boolean;
  readonly reads = new ReadSet();
  readonly usage = new Usage();
  /** Shortened again when a nested mutation is rolled back. */
  readonly written: WrittenKey[] = [];
  /** Grows with every write and roll-back, so that an open scan knows when the rows it holds are stale. */
  generation = 0;
  /** Runs after the commit, never after a roll-back. */
  readonly afterCommit: (() => void)[] = [];
  /** Convex allows one paginated query in a function; its end is the journal of a live query. */
  journal: { given: string | null; made: string | null } = { given: null, made: null };
  hasPaginated = false;
  readonly #lookedAt = new Set<string>();

  constructor(canWrite: boolean) {
    this.canWrite = canWrite;
  }

  /** Whether a document is looked at by its id for the first time: that is one range read, and later looks are none. */
  isFirstLook(id: string): boolean {
    if (this.#lookedAt.has(id)) return false;
    this.#lookedAt.add(id);
    return true;
  }

  savepoint(): { written: number; afterCommit: number } {
    return { written: this.written.length, afterCommit: this.afterCommit.length };
  }

  rollBackTo(savepoint: { written: number; afterCommit: number }): void {
    this.written.length = savepoint.written;
    this.afterCommit.length = savepoint.afterCommit;
    this.generation += 1;
  }
}
