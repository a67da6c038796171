import type { FunctionLog } from "../run/log.ts";
import type { Runtime } from "../run/runtime.ts";
import type { WrittenKey } from "../store/ranges.ts";
import { Transaction } from "../store/transaction.ts";
import { errorForClient, newRequestId, soleArgument } from "./answers.ts";
import type { AddQuery } from "./protocol.ts";

/** More than any page or bot watches, and few enough to run again at each commit. */
const MOST_QUERIES = 4_096;

type LiveQuery = {
  added: AddQuery;
  /** What the last run read; null before the first. */
  transaction: Transaction | null;
  /** The last modification that was sent, without its id, to leave out answers that did not change. */
  lastSent: string | null;
  journal: string | null;
};

/** The queries that one client watches. */
export class LiveQueries {
  readonly #runtime: Runtime;
  readonly #log: FunctionLog;
  readonly #queries = new Map<number, LiveQuery>();
  /** Those that read an index, so that a commit looks at no others. */
  readonly #readers = new Map<number, Set<LiveQuery>>();
  /** Those that are to run (again). */
  #stale = new Set<LiveQuery>();
  /** What the client gave up and was not yet told to forget. */
  #removed: number[] = [];

  constructor(runtime: Runtime, log: FunctionLog) {
    this.#runtime = runtime;
    this.#log = log;
  }

  add(added: AddQuery): void {
    if (this.#queries.size >= MOST_QUERIES) throw new Error(`One client watches at most ${MOST_QUERIES} queries.`);
    this.#drop(added.queryId);
    const query = { added, transaction: null, lastSent: null, journal: added.journal ?? null };
    this.#queries.set(added.queryId, query);
    this.#stale.add(query);
  }

  remove(queryId: number): void {
    if (this.#drop(queryId)) this.#removed.push(queryId);
  }

  #drop(queryId: number): boolean {
    const query = this.#queries.get(queryId);
    if (query === undefined) return false;
    this.#forgetReads(query);
    this.#stale.delete(query);
    return this.#queries.delete(queryId);
  }

  /** True when a commit touched something that one of them read. */
  markStale(written: readonly WrittenKey[]): boolean {
    for (const indexId of new Set(written.map((key) => key.indexId))) {
      const keys = written.filter((key) => key.indexId === indexId);
      for (const query of this.#readers.get(indexId) ?? []) {
        if (!this.#stale.has(query) && query.transaction?.reads.isTouchedBy(keys)) this.#stale.add(query);
      }
    }
    return this.#stale.size > 0;
  }

  /** Runs the stale ones; the caller holds the read lock. Answers the changed results as JSON texts. */
  async refresh(): Promise<string[]> {
    const modifications = this.#removed.map((queryId) => `{"type":"QueryRemoved","queryId":${queryId}}`);
    this.#removed = [];
    // What is added while these run belongs to the next transition.
    const stale = this.#stale;
    this.#stale = new Set();
    for (const query of stale) {
      const { queryId } = query.added;
      if (this.#queries.get(queryId) !== query) continue;
      this.#forgetReads(query);
      const result = await this.#run(query);
      if (this.#queries.get(queryId) !== query) continue;
      this.#noteReads(query);
      if (result === query.lastSent) continue;
      query.lastSent = result;
      modifications.push(`{"queryId":${queryId},${result}`);
    }
    return modifications;
  }

  /** No commit comes between a run and this: both are under the read lock. */
  #noteReads(query: LiveQuery): void {
    for (const indexId of query.transaction?.reads.indexIds ?? []) {
      const readers = this.#readers.get(indexId);
      if (readers) readers.add(query);
      else this.#readers.set(indexId, new Set([query]));
    }
  }

  #forgetReads(query: LiveQuery): void {
    for (const indexId of query.transaction?.reads.indexIds ?? []) this.#readers.get(indexId)?.delete(query);
  }

  /** The rest of a modification after its id. */
  async #run(query: LiveQuery): Promise<string> {
    const { udfPath, args } = query.added;
    const requestId = newRequestId();
    const transaction = new Transaction(false);
    transaction.journal.given = query.journal;
    query.transaction = transaction;
    try {
      const options = { isClient: true, requestId };
      const called = this.#runtime.findFunction(udfPath, ["query"], options);
      const text = await this.#runtime.queryInLock(called, soleArgument(args), transaction, options);
      query.journal = transaction.journal.made;
      return `"type":"QueryUpdated","value":${text},"logLines":[],"journal":${JSON.stringify(query.journal)}}`;
    } catch (failure) {
      const { errorMessage, errorData } = errorForClient(udfPath, requestId, failure, this.#log);
      const data = errorData === undefined ? "" : `,"errorData":${JSON.stringify(errorData)}`;
      return `"type":"QueryFailed","errorMessage":${JSON.stringify(errorMessage)},"logLines":[]${data},"journal":${JSON.stringify(query.journal)}}`;
    }
  }
}
