import type { DatabaseSync, StatementSync } from "node:sqlite";

/** One mutation of one client session; clients repeat it after a lost connection until it is answered. */
export type MutationRequestKey = { session: string; request: number };
type Answer = { text: string; ts: bigint };

const KEPT_MS = 24 * 60 * 60_000;

/** Remembers the answers of mutations in the transaction that made them, so that a repeated one has no second effect. */
export class Requests {
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #prune: StatementSync;

  constructor(database: DatabaseSync) {
    this.#select = database.prepare("SELECT ts, result FROM requests WHERE session = ? AND request = ?");
    this.#insert = database.prepare(
      "INSERT INTO requests (session, request, ts, result, created_ms) VALUES (?, ?, ?, ?, ?)",
    );
    this.#prune = database.prepare("DELETE FROM requests WHERE created_ms < ?");
  }

  find({ session, request }: MutationRequestKey): Answer | null {
    const found = this.#select.get(session, request);
    return found === undefined ? null : { text: String(found.result), ts: BigInt(String(found.ts)) };
  }

  add({ session, request }: MutationRequestKey, { text, ts }: Answer): void {
    this.#insert.run(session, request, String(ts), text, Date.now());
  }

  prune(): void {
    this.#prune.run(Date.now() - KEPT_MS);
  }
}
