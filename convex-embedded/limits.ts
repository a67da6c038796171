/** Convex's limits for one function (https://docs.convex.dev/production/state/limits): what passes here passes there. */
export const limits = {
  documentsRead: 32_000,
  bytesRead: 16 * 1024 * 1024,
  documentsWritten: 16_000,
  bytesWritten: 16 * 1024 * 1024,
  indexRangesRead: 4_096,
  functionsScheduled: 1_000,
  scheduledArgsBytes: 16 * 1024 * 1024,
  documentBytes: 1024 * 1024,
  argsBytes: 16 * 1024 * 1024,
  arrayItems: 8_192,
  objectFields: 1_024,
  /** Lists and objects within each other: in any value, and in a document. */
  nesting: 64,
  documentNesting: 16,
  resultBytes: 16 * 1024 * 1024,
  pageItems: 32_000,
  tableIndexes: 32,
  indexFields: 16,
  nameLetters: 64,
  /** Time on the processor in a query or mutation, without the store's own work. */
  userCodeMs: 1_000,
  /** A query or mutation that waits for something that never comes holds the lock no longer than this. */
  transactionMs: 15_000,
  actionMs: 10 * 60_000,
  uploadMs: 2 * 60_000,
  uploadUrlMs: 60 * 60_000,
} as const;

export type CountedLimit =
  | "documentsRead"
  | "bytesRead"
  | "documentsWritten"
  | "bytesWritten"
  | "indexRangesRead"
  | "functionsScheduled"
  | "scheduledArgsBytes";

const sentences: Record<CountedLimit, string> = {
  documentsRead: "Too many documents read in a single function execution",
  bytesRead: "Too many bytes read in a single function execution",
  documentsWritten: "Too many documents written in a single function execution",
  bytesWritten: "Too many bytes written in a single function execution",
  indexRangesRead: "Too many reads in a single function execution",
  functionsScheduled: "Too many functions scheduled by this mutation",
  scheduledArgsBytes: "Too large total size of the arguments of scheduled functions from this mutation",
};

/** Counts what one transaction, with everything nested in it, has used. */
export class Usage {
  readonly #used: Record<CountedLimit, number> = {
    documentsRead: 0,
    bytesRead: 0,
    documentsWritten: 0,
    bytesWritten: 0,
    indexRangesRead: 0,
    functionsScheduled: 0,
    scheduledArgsBytes: 0,
  };

  count(name: CountedLimit, amount = 1): void {
    this.#used[name] += amount;
    if (this.#used[name] > limits[name]) throw new Error(`${sentences[name]} (limit: ${limits[name]}).`);
  }

  metric(name: CountedLimit): { used: number; remaining: number } {
    return { used: this.#used[name], remaining: limits[name] - this.#used[name] };
  }
}
