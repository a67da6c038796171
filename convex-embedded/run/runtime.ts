import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Files } from "../files/files.ts";
import { limits } from "../limits.ts";
import { canonicalPath, type FunctionKind, type ProjectFunction } from "../modules/functions.ts";
import { Scanner } from "../query/scan.ts";
import type { ScheduledFunctions } from "../schedule/scheduledFunctions.ts";
import type { Catalog } from "../store/catalog.ts";
import { Documents } from "../store/documents.ts";
import type { Durability } from "../store/durability.ts";
import type { WrittenKey } from "../store/ranges.ts";
import { type MutationRequestKey, Requests } from "../store/requests.ts";
import { Transaction } from "../store/transaction.ts";
import type { Json } from "../values/json.ts";
import { problemWithShape } from "../values/shape.ts";
import { problemWith } from "../values/validator.ts";
import { CommitClock } from "./clock.ts";
import { CpuBudget } from "./cpuBudget.ts";
import { withDeadline } from "./deadline.ts";
import { FunctionFailure, failureOf } from "./failure.ts";
import { currentFrame, type Frame, runInFrame } from "./frame.ts";
import { ReadWriteLock } from "./lock.ts";

/** Who calls: clients reach public functions only; the scheduler, other functions and the owner reach all. */
export type CallOptions = {
  isClient?: boolean;
  requestId?: string;
  scheduledId?: string | null;
};

export type QueryAnswer = { text: string; transaction: Transaction };
export type MutationAnswer = { text: string; ts: bigint };
export type CommitListener = (written: readonly WrittenKey[], ts: bigint) => void;

/**
 * Runs the project's functions on the store.
 *
 * Isolation: one connection, and a lock with many readers or one writer. A handler is asynchronous and may wait between
 * two reads, so a query holds the read lock until it ends and sees one snapshot; a mutation holds the write lock alone
 * in one SQLite transaction. A second connection with its own snapshots would let queries run beside a mutation, but on
 * one thread there is nothing to win, and mutations end within milliseconds.
 */
export class Runtime {
  readonly catalog: Catalog;
  readonly documents: Documents;
  readonly scanner: Scanner;
  readonly clock = new CommitClock();
  readonly requests: Requests;
  /** Set once by the host, before anything runs. */
  files!: Files;
  scheduled!: ScheduledFunctions;
  readonly #lock = new ReadWriteLock();
  readonly #database: DatabaseSync;
  readonly #durability: Durability;
  readonly #functions: Map<string, ProjectFunction>;
  readonly #listeners = new Set<CommitListener>();
  #isClosed = false;

  constructor(
    store: { database: DatabaseSync; durability: Durability },
    catalog: Catalog,
    functions: Map<string, ProjectFunction>,
  ) {
    const { database } = store;
    this.#database = database;
    this.#durability = store.durability;
    this.#functions = functions;
    this.catalog = catalog;
    this.documents = new Documents(database, catalog);
    this.scanner = new Scanner(database);
    this.requests = new Requests(database);
  }

  /** Called after every commit, while the writer still holds the lock. */
  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws the same words for an unknown function and for an internal one that a client asks for. */
  findFunction(path: string, kinds: FunctionKind[], options: CallOptions = {}): ProjectFunction {
    const found = this.#functions.get(canonicalPath(path));
    if (found === undefined || (options.isClient && !found.isPublic)) {
      const visibility = options.isClient ? "public function" : "function";
      throw new FunctionFailure(`Could not find ${visibility} for '${path}'.`, { isPublic: true });
    }
    if (!kinds.includes(found.kind)) {
      throw new FunctionFailure(
        `Trying to execute ${found.path} as ${kinds.join(" or ")}, but it is defined as ${found.kind}.`,
        {
          isPublic: true,
        },
      );
    }
    return found;
  }

  /** Holds the read lock, so that several queries in `work` see the same moment. */
  async readTogether<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#refuseInsideTransaction();
    return this.#lock.read(() => {
      this.#refuseWhenClosed();
      return work();
    });
  }

  async runQuery(path: string, args: Json, options: CallOptions = {}): Promise<QueryAnswer> {
    const called = this.findFunction(path, ["query"], options);
    const transaction = new Transaction(false);
    return this.readTogether(() => this.queryInLock(called, args, transaction, options));
  }

  /** For callers of `readTogether`. The transaction holds what was read, also when the query throws. */
  async queryInLock(
    called: ProjectFunction,
    args: Json,
    transaction: Transaction,
    options: CallOptions,
  ): Promise<QueryAnswer> {
    const frame = this.#frame(called, transaction, options);
    return { text: await this.#execute(frame, args, limits.transactionMs), transaction };
  }

  /** A repeated request of one client session gets its first answer and has no second effect. */
  async runMutation(
    path: string,
    args: Json,
    options: CallOptions & { request?: MutationRequestKey } = {},
  ): Promise<MutationAnswer> {
    const called = this.findFunction(path, ["mutation"], options);
    this.#refuseInsideTransaction();
    return this.#writeDurably(async () => {
      const first = options.request === undefined ? null : this.requests.find(options.request);
      if (first !== null) return first;
      return this.#transact(async (transaction) => {
        const text = await this.#execute(this.#frame(called, transaction, options), args, limits.transactionMs);
        const ts = this.#commitTime(transaction);
        if (options.request !== undefined && transaction.written.length > 0)
          this.requests.add(options.request, { text, ts });
        return { text, ts };
      });
    });
  }

  async runAction(path: string, args: Json, options: CallOptions = {}): Promise<string> {
    const called = this.findFunction(path, ["action"], options);
    this.#refuseInsideTransaction();
    return this.#execute(this.#frame(called, null, options), args, limits.actionMs);
  }

  /** A mutation called by the scheduler, in one transaction with the change of its own state. */
  async runScheduledMutation(
    called: ProjectFunction,
    args: Json,
    scheduledId: string,
    claim: (transaction: Transaction) => boolean,
    finish: (transaction: Transaction) => void,
  ): Promise<void> {
    await this.#writeDurably(() =>
      this.#transact(async (transaction) => {
        if (!claim(transaction)) return;
        await this.#execute(this.#frame(called, transaction, { scheduledId }), args, limits.transactionMs);
        finish(transaction);
        this.#commitTime(transaction);
      }),
    );
  }

  /** The host's own changes to documents, such as a new file's. */
  async write<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    this.#refuseInsideTransaction();
    return this.#writeDurably(() =>
      this.#transact(async (transaction) => {
        const result = work(transaction);
        this.#commitTime(transaction);
        return result;
      }),
    );
  }

  async read<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return this.readTogether(async () => work(new Transaction(false)));
  }

  /** A query or mutation called by another one: the same transaction, and for mutations a savepoint in it. */
  async runNested(parent: Frame, path: string, kind: "query" | "mutation", args: Json): Promise<string> {
    const { transaction } = parent;
    if (transaction === null) throw new Error("Only queries and mutations run nested functions.");
    const called = this.findFunction(path, [kind]);
    const frame: Frame = { ...this.#frame(called, transaction, parent), budget: parent.budget };
    if (kind === "query") return this.#execute(frame, args, limits.transactionMs);
    if (!transaction.canWrite) throw new Error("A query cannot call a mutation.");
    const work = this.#inSavepoint(transaction, () => this.#execute(frame, args, limits.transactionMs));
    parent.nested = work.catch(() => undefined);
    try {
      return await work;
    } finally {
      parent.nested = null;
    }
  }

  /** Waits for what is running and lets nothing new begin. */
  async close(): Promise<void> {
    await this.#lock.write(() => {
      this.#isClosed = true;
    });
  }

  #frame(called: ProjectFunction, transaction: Transaction | null, options: CallOptions): Frame {
    return {
      runtime: this,
      called,
      requestId: options.requestId ?? randomUUID(),
      scheduledId: options.scheduledId ?? null,
      transaction,
      budget: new CpuBudget(transaction === null ? Number.POSITIVE_INFINITY : limits.userCodeMs),
      streams: new Map(),
      nextStreamId: 0,
      nested: null,
      isClosed: false,
    };
  }

  async #execute(frame: Frame, args: Json, deadlineMs: number): Promise<string> {
    const { called } = frame;
    const isId = this.catalog.isId;
    const argsProblem = problemWithShape(args) ?? problemWith(args, called.argsValidator, isId);
    if (argsProblem !== null) throw new FunctionFailure(`ArgumentValidationError in ${called.path}: ${argsProblem}`);
    try {
      const running = runInFrame(frame, () => called.invoke(JSON.stringify([args]), frame.requestId));
      const text = await withDeadline(running, deadlineMs, called.path);
      frame.budget.check();
      const problem = called.returnsValidator && problemWith(JSON.parse(text) as Json, called.returnsValidator, isId);
      if (problem) throw new FunctionFailure(`ReturnsValidationError in ${called.path}: ${problem}`);
      return text;
    } catch (thrown) {
      throw failureOf(thrown);
    } finally {
      frame.isClosed = true;
    }
  }

  /** The next writer begins while this one's caller still waits for the disk. */
  async #writeDurably<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = await this.#lock.write(work);
    await this.#durability.settled();
    return result;
  }

  async #transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    this.#refuseWhenClosed();
    const transaction = new Transaction(true);
    this.#database.exec("BEGIN IMMEDIATE");
    let result: Result;
    try {
      result = await work(transaction);
      this.#database.exec("COMMIT");
    } catch (failure) {
      // SQLite has already rolled back by itself when the disk is full.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw failure;
    }
    if (transaction.written.length > 0) {
      for (const listener of this.#listeners) listener(transaction.written, this.clock.latest);
    }
    for (const follow of transaction.afterCommit) follow();
    return result;
  }

  #commitTime(transaction: Transaction): bigint {
    return transaction.written.length > 0 ? this.clock.advance() : this.clock.latest;
  }

  async #inSavepoint<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
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

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new FunctionFailure("The store is closed.", { isPublic: true });
  }

  /** A query or mutation that called back into its own host would wait for itself for ever. */
  #refuseInsideTransaction(): void {
    const frame = currentFrame();
    if (frame?.transaction && !frame.isClosed) {
      throw new Error(`${frame.called.path} is a ${frame.called.kind}: it reaches other functions through ctx only.`);
    }
  }
}
