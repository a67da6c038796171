import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { KeyRange } from "../store/ranges.ts";
import type { Transaction } from "../store/transaction.ts";

export type ScannedRow = { key: Buffer; text: string };
type Chunk = { key: Uint8Array; body: string }[];

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 512;

/** The two prepared statements that every scan uses. */
export class Scanner {
  readonly #ascending: StatementSync;
  readonly #descending: StatementSync;

  constructor(database: DatabaseSync) {
    const select = `SELECT key, body FROM index_entries JOIN documents ON documents.row = index_entries.row
      WHERE index_id = ? AND key >= ? AND key < ? ORDER BY key`;
    this.#ascending = database.prepare(`${select} ASC LIMIT ?`);
    this.#descending = database.prepare(`${select} DESC LIMIT ?`);
  }

  chunk(range: KeyRange, order: "asc" | "desc", size: number): Chunk {
    const statement = order === "asc" ? this.#ascending : this.#descending;
    return statement.all(range.indexId, range.low, range.high, size) as unknown as Chunk;
  }
}

/**
 * Reads one index range in order, in chunks, and seeks again from the last row after each chunk and after each write of
 * its own transaction: a handler may write to the table that it iterates over. Holds no statement open in between.
 */
export class Scan {
  readonly #scanner: Scanner;
  readonly #transaction: Transaction;
  readonly #order: "asc" | "desc";
  /** What is still to be read. */
  readonly #rest: KeyRange;
  /** What was read so far, which lives in the transaction's read set. */
  readonly #seen: KeyRange;
  #chunk: Chunk = [];
  #position = 0;
  #generation = -1;
  #chunkSize: number;

  constructor(
    scanner: Scanner,
    transaction: Transaction,
    range: KeyRange,
    order: "asc" | "desc",
    expectedRows = FIRST_CHUNK,
  ) {
    this.#scanner = scanner;
    this.#transaction = transaction;
    this.#order = order;
    this.#rest = { ...range };
    this.#seen = order === "asc" ? { ...range, high: range.low } : { ...range, low: range.high };
    this.#chunkSize = Math.min(Math.max(expectedRows, 1), LARGEST_CHUNK);
    transaction.usage.count("indexRangesRead");
    transaction.reads.add(this.#seen);
  }

  next(): ScannedRow | null {
    if (this.#position >= this.#chunk.length || this.#generation !== this.#transaction.generation) this.#seek();
    const row = this.#chunk[this.#position];
    if (row === undefined) {
      if (this.#order === "asc") this.#seen.high = this.#rest.high;
      else this.#seen.low = this.#rest.low;
      return null;
    }
    this.#position += 1;
    const key = Buffer.from(row.key.buffer, row.key.byteOffset, row.key.byteLength);
    this.#advancePast(key);
    this.#transaction.usage.count("documentsRead");
    this.#transaction.usage.count("bytesRead", row.body.length);
    return { key, text: row.body };
  }

  #seek(): void {
    this.#chunk = this.#scanner.chunk(this.#rest, this.#order, this.#chunkSize);
    this.#position = 0;
    this.#generation = this.#transaction.generation;
    this.#chunkSize = Math.min(this.#chunkSize * 4, LARGEST_CHUNK);
  }

  #advancePast(key: Buffer): void {
    const justAfter = Buffer.concat([key, Buffer.of(0)]);
    if (this.#order === "asc") {
      this.#rest.low = justAfter;
      this.#seen.high = justAfter;
    } else {
      this.#rest.high = key;
      this.#seen.low = key;
    }
  }
}
