import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Files } from "../files/files.ts";
import { limits } from "../limits.ts";
import { canonicalPath, type FunctionKind, type ProjectFunction } from "../modules/functions.ts";
import { Scanner } from "../query/scan.ts";
import type { ScheduledFunctions } from "../schedule/scheduledFunctions.ts";
import type { Catalog } from "../store/catalog.ts";
import { Documents } from "../store/documents.ts";
import { type MutationRequestKey, Requests } from "../store/requests.ts";
import { Transaction } from "../store/transaction.ts";
import type { Json } from "../values/json.ts";
import { problemWithShape, problemWithSize } from "../values/shape.ts";
import { problemWith } from "../values/validator.ts";
import { CpuBudget } from "./cpuBudget.ts";
import { withDeadline } from "./deadline.ts";
import { FunctionFailure, failureOf } from "./failure.ts";
import { type Frame, runInFrame } from "./frame.ts";
import type { Transactor } from "./transactor.ts";

/** Who calls: clients reach public functions only; the scheduler, other functions and the owner reach all. */
export type CallOptions = {
  isClient?: boolean;
  requestId?: string;
  scheduledId?: string | null;
};

/** Results are Convex's JSON as text. */
export type MutationAnswer = { text: string; ts: bigint };

/** Runs the project's functions on the store. */
export class Runtime {
  readonly catalog: Catalog;
  readonly documents: Documents;
  readonly scanner: Scanner;
  readonly requests: Requests;
  readonly transactor: Transactor;
  /** Set once by the host, before anything runs. */
  files!: Files;
  scheduled!: ScheduledFunctions;
  readonly #functions: Map<string, ProjectFunction>;

  constructor(
    database: DatabaseSync,
    transactor: Transactor,
    catalog: Catalog,
    functions: Map<string, ProjectFunction>,
  ) {
    this.#functions = functions;
    this.transactor = transactor;
    this.catalog = catalog;
    this.documents = new Documents(database, catalog);
    this.scanner = new Scanner(database);
    this.requests = new Requests(database);
  }

  /** Throws the same words for an unknown function and for an internal one that a client asks for. */
  findFunction(path: string, kinds: FunctionKind[], options: CallOptions = {}): ProjectFunction {
    const found = this.#functions.get(canonicalPath(path));
    if (found === undefined || (options.isClient && !found.isPublic)) {
      const visibility = options.isClient ? "public function" : "function";
      throw new FunctionFailure(`Could not find ${visibility} for '${path}'.`, { isPublic: true });
    }
    if (!kinds.includes(found.kind)) {
      const words = `Trying to execute ${found.path} as ${kinds.join(" or ")}, but it is defined as ${found.kind}.`;
      throw new FunctionFailure(words, { isPublic: true });
    }
    return found;
  }

  async runQuery(path: string, args: Json, options: CallOptions = {}): Promise<string> {
    const called = this.findFunction(path, ["query"], options);
    return this.transactor.read(() => this.queryInLock(called, args, new Transaction(false), options));
  }

  /** Inside `transactor.read`. The transaction holds what was read, also when the query throws. */
  async queryInLock(
    called: ProjectFunction,
    args: Json,
    transaction: Transaction,
    options: CallOptions,
  ): Promise<string> {
    return this.#execute(this.#frame(called, transaction, options), args, limits.transactionMs);
  }

  /** A repeated request of one client session gets its first answer and has no second effect. */
  async runMutation(
    path: string,
    args: Json,
    options: CallOptions & { request?: MutationRequestKey } = {},
  ): Promise<MutationAnswer> {
    const called = this.findFunction(path, ["mutation"], options);
    const { request } = options;
    return this.transactor.write(async (transaction) => {
      const first = request === undefined ? null : this.requests.find(request);
      if (first !== null) return first;
      const text = await this.mutateInTransaction(called, args, transaction, options);
      const answer = { text, ts: this.transactor.commitTime(transaction) };
      if (request !== undefined && transaction.written.length > 0) this.requests.add(request, answer);
      return answer;
    });
  }

  /** Inside `transactor.write`. */
  async mutateInTransaction(
    called: ProjectFunction,
    args: Json,
    transaction: Transaction,
    options: CallOptions,
  ): Promise<string> {
    return this.#execute(this.#frame(called, transaction, options), args, limits.transactionMs);
  }

  async runAction(path: string, args: Json, options: CallOptions = {}): Promise<string> {
    const called = this.findFunction(path, ["action"], options);
    return this.#execute(this.#frame(called, null, options), args, limits.actionMs);
  }

  /** The host's own changes to documents, such as a new file's. */
  async write<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return this.transactor.write(async (transaction) => {
      const result = work(transaction);
      this.transactor.commitTime(transaction);
      return result;
    });
  }

  /** The host's own reads. */
  async read<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return this.transactor.read(async () => work(new Transaction(false)));
  }

  /** A query or mutation called by another one: the same transaction, and for mutations a savepoint in it. */
  async runNested(parent: Frame, path: string, kind: "query" | "mutation", args: Json): Promise<string> {
    const { transaction } = parent;
    if (transaction === null) throw new Error("Only queries and mutations run nested functions.");
    const called = this.findFunction(path, [kind]);
    const frame: Frame = { ...this.#frame(called, transaction, parent), budget: parent.budget };
    const run = () => this.#execute(frame, args, limits.transactionMs);
    if (kind === "query") return run();
    if (!transaction.canWrite) throw new Error("A query cannot call a mutation.");
    const work = this.transactor.inSavepoint(transaction, run);
    parent.nested = work.catch(() => undefined);
    try {
      return await work;
    } finally {
      parent.nested = null;
    }
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
    // Convex counts the list that the arguments travel in as one level.
    const problem =
      problemWithShape(args, limits.nesting - 1) ?? problemWith(args, called.argsValidator, this.catalog.isId);
    if (problem !== null) throw new FunctionFailure(`ArgumentValidationError in ${called.path}: ${problem}`);
    try {
      const argsText = JSON.stringify([args]);
      const tooLarge = problemWithSize(args, argsText, limits.argsBytes);
      if (tooLarge !== null) throw new Error(`The arguments of ${called.path}: ${tooLarge}`);
      const running = runInFrame(frame, () => called.invoke(argsText, frame.requestId));
      const text = await withDeadline(running, deadlineMs, called.path);
      frame.budget.check();
      this.#checkResult(called, text);
      return text;
    } catch (thrown) {
      throw failureOf(thrown);
    } finally {
      frame.isClosed = true;
    }
  }

  #checkResult(called: ProjectFunction, text: string): void {
    const value = JSON.parse(text) as Json;
    const problem =
      problemWithShape(value) ??
      problemWithSize(value, text, limits.resultBytes) ??
      (called.returnsValidator === null ? null : problemWith(value, called.returnsValidator, this.catalog.isId));
    if (problem !== null) throw new FunctionFailure(`ReturnsValidationError in ${called.path}: ${problem}`);
  }
}
