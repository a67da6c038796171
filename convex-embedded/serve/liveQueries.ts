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
  isStale: boolean;
  /** The last modification that was sent, without its id, to leave out answers that did not change. */
  lastSent: string | null;
  journal: string | null;
};

/** The queries that one client watches. */
export class LiveQueries {
  readonly #runtime: Runtime;
  readonly #log: FunctionLog;
  readonly #queries = new Map<number, LiveQuery>();
  /** What the client gave up and was not yet told to forget. */
  #removed: number[] = [];

  constructor(runtime: Runtime, log: FunctionLog) {
    this.#runtime = runtime;
    this.#log = log;
  }

  add(added: AddQuery): void {
    if (this.#queries.size >= MOST_QUERIES) throw new Error(`One client watches at most ${MOST_QUERIES} queries.`);
    this.#queries.set(added.queryId, {
      added,
      transaction: null,
      isStale: true,
      lastSent: null,
      journal: added.journal ?? null,
    });
  }

  remove(queryId: number): void {
    if (this.#queries.delete(queryId)) this.#removed.push(queryId);
  }

  /** True when a commit touched something that one of them read. */
  markStale(written: readonly WrittenKey[]): boolean {
    let isAny = false;
    for (const query of this.#queries.values()) {
      if (!query.isStale && query.transaction?.reads.isTouchedBy(written)) query.isStale = true;
      isAny ||= query.isStale;
    }
    return isAny;
  }

  /** Runs the stale ones; the caller holds the read lock. Answers the changed results as JSON texts. */
  async refresh(): Promise<string[]> {
    const modifications = this.#removed.map((queryId) => `{"type":"QueryRemoved","queryId":${queryId}}`);
    this.#removed = [];
    // A copy: what is added while these run belongs to the next transition.
    for (const [queryId, query] of [...this.#queries]) {
      if (!query.isStale) continue;
      query.isStale = false;
      const result = await this.#run(query);
      if (result === query.lastSent || this.#queries.get(queryId) !== query) continue;
      query.lastSent = result;
      modifications.push(`{"queryId":${queryId},${result}`);
    }
    return modifications;
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
