import type { DatabaseSync, StatementSync } from "node:sqlite";
import { FunctionFailure } from "../run/failure.ts";
import type { Runtime } from "../run/runtime.ts";
import { DUE_INDEX, SCHEDULED_TABLE, type StoredTable } from "../store/catalog.ts";
import type { StoredDocument } from "../store/documents.ts";
import type { Transaction } from "../store/transaction.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { encodeKey, keyAfterPrefix } from "../values/key.ts";

export type ScheduledState =
  | { kind: "pending" }
  | { kind: "inProgress" }
  | { kind: "success" }
  | { kind: "failed"; error: string }
  | { kind: "canceled" };

export type ScheduledFunction = {
  _id: string;
  name: string;
  args: Json[];
  scheduledTime: number;
  completedTime?: number;
  state: ScheduledState;
};

const FIVE_YEARS_MS = 5 * 366 * 24 * 3_600_000;

/** The documents of `_scheduled_functions`: what is to run, is running, and ran in the last week. */
export class ScheduledFunctions {
  readonly #runtime: Runtime;
  readonly #table: StoredTable;
  readonly #dueIndexId: number;
  readonly #select: StatementSync;
  /** Told after each commit that changed what is due. */
  onChange: () => void = () => {};

  constructor(database: DatabaseSync, runtime: Runtime) {
    const table = runtime.catalog.table(SCHEDULED_TABLE);
    const index = table?.indexes.find(({ name }) => name === DUE_INDEX);
    if (table === undefined || index === undefined) throw new Error("The scheduler's table is always there.");
    this.#runtime = runtime;
    this.#table = table;
    this.#dueIndexId = index.id;
    this.#select = database.prepare(
      `SELECT body FROM index_entries JOIN documents ON documents.row = index_entries.row
       WHERE index_id = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?`,
    );
  }

  /** `ts` is in seconds. `parentId` names the scheduled action that asks: a canceled one schedules nothing any more. */
  add(transaction: Transaction, call: { path: string; args: Json; ts: number }, parentId: string | null): string {
    const scheduledTime = call.ts * 1000;
    if (Math.abs(scheduledTime - Date.now()) > FIVE_YEARS_MS)
      throw new Error("A function cannot be scheduled more than five years away.");
    const target = this.#runtime.findFunction(call.path, ["mutation", "action"]);
    transaction.usage.count("functionsScheduled");
    transaction.usage.count("scheduledArgsBytes", JSON.stringify(call.args).length);
    const parent = parentId === null ? null : this.get(transaction, parentId);
    const kind = parent?.state.kind === "canceled" ? "canceled" : "pending";
    transaction.afterCommit.push(() => this.onChange());
    return this.#runtime.documents.insert(transaction, this.#table, {
      name: target.path,
      args: [call.args],
      scheduledTime,
      state: { kind },
    });
  }

  /** What has not begun never will; an action in progress goes on, but schedules nothing more. */
  cancel(transaction: Transaction, id: string): void {
    if (this.#runtime.catalog.tableOfId(id) !== this.#table)
      throw new Error(`${JSON.stringify(id)} is not the id of a scheduled function.`);
    const scheduled = this.get(transaction, id);
    if (scheduled === null) throw new Error(`Scheduled function ${id} does not exist.`);
    if (scheduled.state.kind !== "pending" && scheduled.state.kind !== "inProgress") return;
    this.setState(transaction, id, { kind: "canceled" });
  }

  get(transaction: Transaction, id: string): ScheduledFunction | null {
    const stored = this.#stored(transaction, id);
    return stored === null ? null : (JSON.parse(stored.text) as ScheduledFunction);
  }

  setState(transaction: Transaction, id: string, state: ScheduledState): void {
    const stored = this.#stored(transaction, id);
    if (stored === null) return;
    const document = JSON.parse(stored.text) as JsonObject;
    const isOver = state.kind !== "pending" && state.kind !== "inProgress";
    const completedTime = isOver ? { completedTime: Date.now() } : {};
    this.#runtime.documents.replace(transaction, stored, { ...document, ...completedTime, state });
    transaction.afterCommit.push(() => this.onChange());
  }

  remove(transaction: Transaction, id: string): void {
    const stored = this.#stored(transaction, id);
    if (stored !== null) this.#runtime.documents.remove(transaction, stored);
  }

  /** The functions in one state in the order of their time; `beforeMs` excludes later ones. */
  inState(kind: ScheduledState["kind"], count: number, beforeMs = Number.POSITIVE_INFINITY): ScheduledFunction[] {
    const low = encodeKey([kind]);
    const high = Number.isFinite(beforeMs) ? keyAfterPrefix(encodeKey([kind, beforeMs])) : keyAfterPrefix(low);
    const rows = this.#select.all(this.#dueIndexId, low, high, count);
    return rows.map(({ body }) => JSON.parse(String(body)) as ScheduledFunction);
  }

  #stored(transaction: Transaction, id: string): StoredDocument | null {
    return this.#runtime.documents.get(transaction, this.#table, id);
  }
}

/** The words of a failure that stay in the table, which functions and operators read. */
export function failedState(failure: unknown): ScheduledState {
  const message = failure instanceof FunctionFailure || failure instanceof Error ? failure.message : String(failure);
  return { kind: "failed", error: message };
}
