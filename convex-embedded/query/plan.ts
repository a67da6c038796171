import { unsupported } from "../errors.ts";
import type { Catalog, StoredIndex, StoredTable } from "../store/catalog.ts";
import { DUE_INDEX } from "../store/catalog.ts";
import { orderingFields } from "../store/indexKey.ts";
import type { KeyRange } from "../store/ranges.ts";
import { isUndefinedMarker, type Json } from "../values/json.ts";
import { encodeKey, keyAfterPrefix } from "../values/key.ts";

type RangeExpression = { type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte"; fieldPath: string; value: Json };
type Order = "asc" | "desc";

/** A query as the client library serialises it. */
export type SerializedQuery = {
  source:
    | { type: "FullTableScan"; tableName: string; order: Order | null }
    | { type: "IndexRange"; indexName: string; range: RangeExpression[]; order: Order | null }
    | { type: "Search"; indexName: string };
  operators: ({ filter: Json } | { limit: number })[];
};

export type QueryPlan = {
  table: StoredTable;
  index: StoredIndex;
  range: KeyRange;
  order: Order;
  operators: SerializedQuery["operators"];
};

/** Turns a serialised query into one range of one index; says what is wrong with the range's expressions. */
export function planQuery(query: SerializedQuery, catalog: Catalog): QueryPlan {
  const { source, operators } = query;
  if (source.type === "Search") throw unsupported("Text search (withSearchIndex)");
  const [tableName = "", indexName = ""] =
    source.type === "IndexRange" ? source.indexName.split(".") : [source.tableName, "by_creation_time"];
  const table = requireTable(catalog, tableName);
  const index = table.indexes.find((candidate) => candidate.name === indexName && candidate.name !== DUE_INDEX);
  if (index === undefined) throw new Error(`Index ${tableName}.${indexName} not found.`);
  const expressions = source.type === "IndexRange" ? source.range : [];
  const range = { indexId: index.id, ...keyBounds(expressions, orderingFields(index.fields)) };
  return { table, index, range, order: source.order ?? "asc", operators };
}

export function requireTable(catalog: Catalog, name: string): StoredTable {
  const table = catalog.table(name);
  if (table === undefined) throw new Error(`Table "${name}" is not in the schema.`);
  return table;
}

/** First equalities on the index's fields in order, then at most one lower and one upper bound on the next field. */
function keyBounds(expressions: RangeExpression[], fields: string[]): { low: Buffer; high: Buffer } {
  const equals = expressions.slice(0, countLeadingEqualities(expressions));
  for (const [position, { fieldPath }] of equals.entries()) checkField(fieldPath, fields[position]);
  const prefix = encodeKey(equals.map(({ value }) => boundValue(value)));
  const bounds = expressions.slice(equals.length);
  const bounded = fields[equals.length];
  let low = prefix;
  let high = keyAfterPrefix(prefix);
  const seen = new Set<string>();
  for (const { type, fieldPath, value } of bounds) {
    checkField(fieldPath, bounded);
    const side = type === "Gt" || type === "Gte" ? "lower" : "upper";
    if (type === "Eq")
      throw new Error("Incorrect operator used in `withIndex`: `.eq()` cannot follow `.gt()` or `.lt()`.");
    if (seen.has(side)) throw new Error(`Incorrect operator used in \`withIndex\`: there is already a ${side} bound.`);
    seen.add(side);
    const key = Buffer.concat([prefix, encodeKey([boundValue(value)])]);
    if (type === "Gte") low = key;
    else if (type === "Gt") low = keyAfterPrefix(key);
    else if (type === "Lt") high = key;
    else high = keyAfterPrefix(key);
  }
  return { low, high };
}

function countLeadingEqualities(expressions: RangeExpression[]): number {
  const firstBound = expressions.findIndex(({ type }) => type !== "Eq");
  return firstBound < 0 ? expressions.length : firstBound;
}

function checkField(used: string, expected: string | undefined): void {
  if (used !== expected) {
    throw new Error(
      `Incorrect field used in \`withIndex\`: expected ${expected === undefined ? "no more fields" : `"${expected}"`}, got "${used}".`,
    );
  }
}

function boundValue(value: Json): Json | undefined {
  return isUndefinedMarker(value) ? undefined : value;
}
