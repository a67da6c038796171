import type { DatabaseSync } from "node:sqlite";
import type { Durability } from "../store/durability.ts";
import type { WrittenKey } from "../store/ranges.ts";
import { Transaction } from "../store/transaction.ts";
import { CommitClock } from "./clock.ts";
import { FunctionFailure } from "./failure.ts";
import { currentFrame } from "./frame.ts";
import { ReadWriteLock } from "./lock.ts";

export type CommitListener = (written: readonly WrittenKey[]) => void;

/**
 * Transactions on the one connection.
 *
 * Isolation: a lock with many readers or one writer. A handler is asynchronous and may wait between two reads, so a
 * query holds the read lock until it ends and sees one snapshot; a mutation holds the write lock alone in one SQLite
 * transaction. A second connection with its own snapshots would let queries run beside a mutation, but on one thread
 * there is nothing to win, and mutations end within milliseconds.
 */
export class Transactor {
  readonly clock = new CommitClock();
  readonly #database: DatabaseSync;
  readonly #durability: Durability;
  readonly #lock = new ReadWriteLock();
  readonly #listeners = new Set<CommitListener>();
  readonly #isInConflict: () => boolean;
  #isClosed = false;

  /** `isInConflict` is asked before each commit of a mutation; when it says so, all is taken back and run again. */
  constructor(store: { database: DatabaseSync; durability: Durability }, isInConflict: () => boolean = () => false) {
    this.#database = store.database;
    this.#durability = store.durability;
    this.#isInConflict = isInConflict;
  }

  /** Called after every commit that wrote something, while the writer still holds the lock. */
  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Everything that `work` reads, also in several queries, is of one moment. */
  async read<Result>(work: () => Promise<Result>): Promise<Result> {
    refuseInsideTransaction();
    return this.#lock.read(() => {
      this.#refuseWhenClosed();
      return work();
    });
  }

  /**
   * Commits what `work` writes, or nothing when it throws. Resolves once the commit would survive a power cut; the next
   * writer begins while this caller still waits for the disk.
   */
  async write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    refuseInsideTransaction();
    const result = await this.#lock.write(() => this.#transact(work));
    await this.#durability.settled();
    return result;
  }

  /** The time of the commit that this transaction will make. */
  commitTime(transaction: Transaction): bigint {
    return transaction.written.length > 0 ? this.clock.advance() : this.clock.latest;
  }

  /** Takes back only what `work` wrote when it throws. */
  async inSavepoint<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
    const savepoint = transaction.savepoint();
    this.#database.exec("SAVEPOINT nested");
    try {
      const result = await work();
      this.#database.exec("RELEASE nested");
      return result;
    } catch (failure) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK TO nested; RELEASE nested");
      transaction.rollBackTo(savepoint);
      throw failure;
    }
  }

  /** Waits for what is running and lets nothing new begin. */
  async close(): Promise<void> {
    await this.#lock.write(() => {
      this.#isClosed = true;
    });
  }

  async #transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    this.#refuseWhenClosed();
    const transaction = new Transaction(true);
    this.#database.exec("BEGIN IMMEDIATE");
    let result: Result;
    try {
      result = await work(transaction);
      if (transaction.written.length > 0 && this.#isInConflict()) {
        this.#database.exec("ROLLBACK");
        return await this.#transact(work);
      }
      this.#database.exec("COMMIT");
    } catch (failure) {
      // SQLite has already rolled back by itself when the disk is full.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw failure;
    }
    if (transaction.written.length > 0) for (const listener of this.#listeners) listener(transaction.written);
    for (const follow of transaction.afterCommit) follow();
    return result;
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new FunctionFailure("The store is closed.", { isPublic: true });
  }
}

/** A query or mutation that called back into its own host would wait for itself for ever. */
function refuseInsideTransaction(): void {
  const frame = currentFrame();
  if (frame?.transaction && !frame.isClosed) {
    throw new Error(`${frame.called.path} is a ${frame.called.kind}: it reaches other functions through ctx only.`);
  }
}
