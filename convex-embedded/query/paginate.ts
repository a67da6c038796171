import { createHash } from "node:crypto";
import { limits } from "../limits.ts";
import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import { passesFilter } from "./filter.ts";
import type { QueryPlan, SerializedQuery } from "./plan.ts";
import { Scan, type Scanner } from "./scan.ts";

export type PageRequest = {
  query: SerializedQuery;
  cursor: string | null;
  endCursor: string | null;
  pageSize: number;
  maximumRowsRead: number | null;
  maximumBytesRead?: number | null;
};

/** `page` holds documents as text. */
export type Page = {
  page: string[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRecommended" | "SplitRequired" | null;
};

/** A place in a query's results: before everything, just after a key, or after everything. */
type Place = "start" | "end" | Buffer;

/** One page. A live query that runs again keeps the end it had the first time (the journal), so pages have no gaps. */
export function readPage(scanner: Scanner, transaction: Transaction, plan: QueryPlan, request: PageRequest): Page {
  if (transaction.hasPaginated) {
    throw new Error(
      "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
    );
  }
  transaction.hasPaginated = true;
  if (!Number.isInteger(request.pageSize) || request.pageSize < 1)
    throw new Error("Must request at least 1 document while paginating.");
  if (request.pageSize > limits.pageItems) throw new Error(`Requested too many items: ${request.pageSize}.`);
  const fingerprint = fingerprintOf(plan, request.query);
  const start = request.cursor === null ? "start" : readCursor(request.cursor, fingerprint);
  const end = endOf(transaction, request, fingerprint);
  const page = collectPage(scanner, transaction, plan, request, start, end);
  const cursors = page.keys.map((key) => writeCursor(key, fingerprint));
  const continueCursor = writeCursor(page.continueAt, fingerprint);
  transaction.journal.made = continueCursor;
  const middle = cursors[Math.floor((cursors.length - 1) / 2)] ?? null;
  return {
    page: page.texts,
    isDone: page.continueAt === "end",
    continueCursor,
    splitCursor: page.status === null ? null : middle,
    pageStatus: page.status,
  };
}

function endOf(transaction: Transaction, request: PageRequest, fingerprint: string): Place | null {
  if (request.endCursor !== null) return readCursor(request.endCursor, fingerprint);
  const journal = transaction.journal.given;
  // A journal of another query (its arguments decide what is paginated) has nothing to say about this one.
  return journal?.startsWith(`${fingerprint}.`) ? readCursor(journal, fingerprint) : null;
}

type Collected = { texts: string[]; keys: Buffer[]; continueAt: Place; status: Page["pageStatus"] };

function collectPage(
  scanner: Scanner,
  transaction: Transaction,
  plan: QueryPlan,
  request: PageRequest,
  start: Place,
  end: Place | null,
): Collected {
  const collected: Collected = { texts: [], keys: [], continueAt: "end", status: null };
  if (start === "end") return collected;
  const scan = new Scan(scanner, transaction, rangeBetween(plan, start, end), plan.order, request.pageSize);
  let bytesRead = 0;
  for (let row = scan.next(); row !== null; row = scan.next()) {
    collected.keys.push(row.key);
    bytesRead += row.text.length;
    if (passesAll(plan.operators, row.text)) collected.texts.push(row.text);
    // As on Convex, a page that is just full does not know whether it is the last: an empty one may follow.
    if (end === null && collected.texts.length >= request.pageSize) return { ...collected, continueAt: row.key };
    if (isTooMuch(request, collected.keys.length, bytesRead)) {
      return { ...collected, continueAt: row.key, status: "SplitRequired" };
    }
  }
  const status = collected.keys.length > Math.max(request.pageSize * 2, 100) ? "SplitRecommended" : null;
  return { ...collected, continueAt: end ?? "end", status };
}

function isTooMuch(request: PageRequest, rows: number, bytes: number): boolean {
  return (
    (request.maximumRowsRead !== null && rows >= request.maximumRowsRead) ||
    (typeof request.maximumBytesRead === "number" && bytes >= request.maximumBytesRead)
  );
}

function passesAll(operators: SerializedQuery["operators"], text: string): boolean {
  if (operators.length === 0) return true;
  const document = JSON.parse(text) as JsonObject;
  return operators.every((operator) => {
    if ("limit" in operator) throw new Error("`take` and `paginate` cannot be combined in one query.");
    return passesFilter(operator.filter, document);
  });
}

/**
 * After `start`, up to and including `end`, in the direction of the plan's order. Cursors come from clients: one that
 * was made up never reaches outside the query's own range.
 */
function rangeBetween(plan: QueryPlan, start: Place, end: Place | null): QueryPlan["range"] {
  const { low, high, indexId } = plan.range;
  const lowest = plan.order === "asc" ? afterPlace(start) : placeKey(end);
  const highest = plan.order === "asc" ? afterPlace(end) : placeKey(start);
  return {
    indexId,
    low: lowest !== null && lowest.compare(low) > 0 ? lowest : low,
    high: highest !== null && highest.compare(high) < 0 ? highest : high,
  };
}

function placeKey(place: Place | null): Buffer | null {
  return Buffer.isBuffer(place) ? place : null;
}

function afterPlace(place: Place | null): Buffer | null {
  return Buffer.isBuffer(place) ? justAfter(place) : null;
}

function justAfter(key: Buffer): Buffer {
  return Buffer.concat([key, Buffer.of(0)]);
}

/** Cursors belong to one query: the same index, range, order and filters. */
function fingerprintOf(plan: QueryPlan, query: SerializedQuery): string {
  const identity = JSON.stringify([plan.table.name, plan.index.name, plan.index.fields, query, plan.order]);
  return createHash("sha256").update(identity).digest("base64url").slice(0, 12);
}

function writeCursor(place: Place, fingerprint: string): string {
  return `${fingerprint}.${Buffer.isBuffer(place) ? `k${place.toString("base64url")}` : place}`;
}

function readCursor(cursor: string, fingerprint: string): Place {
  const [owner, place = ""] = cursor.split(".");
  if (owner === fingerprint) {
    if (place === "start" || place === "end") return place;
    if (place.startsWith("k")) return Buffer.from(place.slice(1), "base64url");
  }
  throw new Error(
    "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
  );
}
