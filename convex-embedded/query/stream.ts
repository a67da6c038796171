import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import { passesFilter } from "./filter.ts";
import type { QueryPlan } from "./plan.ts";
import { Scan, type Scanner } from "./scan.ts";

/** A query that is being iterated: the scan with its filters and limits applied in the order they were written. */
export class QueryStream {
  readonly #scan: Scan;
  readonly #operators: QueryPlan["operators"];
  readonly #taken: number[];

  constructor(scanner: Scanner, transaction: Transaction, plan: QueryPlan) {
    this.#operators = plan.operators;
    this.#taken = plan.operators.map(() => 0);
    this.#scan = new Scan(scanner, transaction, plan.range, plan.order, expectedRows(plan));
  }

  /** The next document as text, or null at the end. */
  next(): string | null {
    for (;;) {
      if (this.#isFull()) return null;
      const row = this.#scan.next();
      if (row === null) return null;
      if (this.#passes(row.text)) return row.text;
    }
  }

  #isFull(): boolean {
    return this.#operators.some(
      (operator, index) => "limit" in operator && (this.#taken[index] ?? 0) >= operator.limit,
    );
  }

  #passes(text: string): boolean {
    let document: JsonObject | null = null;
    for (const [index, operator] of this.#operators.entries()) {
      if ("limit" in operator) this.#taken[index] = (this.#taken[index] ?? 0) + 1;
      else {
        document ??= JSON.parse(text) as JsonObject;
        if (!passesFilter(operator.filter, document)) return false;
      }
    }
    return true;
  }
}

/** `take(n)` straight after the range reads exactly n rows. */
function expectedRows(plan: QueryPlan): number | undefined {
  const first = plan.operators[0];
  return first !== undefined && "limit" in first ? first.limit : undefined;
}
