import type { DatabaseSync } from "node:sqlite";
import { EmbeddedHostError } from "../errors.ts";
import type { ProjectSchema, TableDefinition } from "../modules/schema.ts";
import { tableNumberOf } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { problemWith, type ValidatorJson } from "../values/validator.ts";
import { indexKey } from "./indexKey.ts";

export type StoredIndex = { id: number; name: string; fields: string[] };
export type StoredTable = {
  number: number;
  name: string;
  /** Null for system tables, whose documents the host writes itself. */
  validator: ValidatorJson | null;
  indexes: StoredIndex[];
  byId: StoredIndex;
};

export const STORAGE_TABLE = "_storage";
export const SCHEDULED_TABLE = "_scheduled_functions";
/** Not visible to functions: finds what is due, and what a crash left in progress. */
export const DUE_INDEX = "by_state_and_time";

const FIRST_USER_TABLE = 10_001;
const systemTables = [
  { number: 1, name: STORAGE_TABLE, indexes: [] },
  { number: 2, name: SCHEDULED_TABLE, indexes: [{ name: DUE_INDEX, fields: ["state.kind", "scheduledTime"] }] },
];

/** The tables and indexes as they stand in the database, brought to the schema's state when the host starts. */
export class Catalog {
  readonly #byName = new Map<string, StoredTable>();
  readonly #byNumber = new Map<number, StoredTable>();

  table(name: string): StoredTable | undefined {
    return this.#byName.get(name);
  }

  tableOfId(id: string): StoredTable | undefined {
    const number = tableNumberOf(id);
    return number === null ? undefined : this.#byNumber.get(number);
  }

  readonly isId = (id: string, tableName: string): boolean => this.tableOfId(id)?.name === tableName;

  add(table: StoredTable): void {
    this.#byName.set(table.name, table);
    this.#byNumber.set(table.number, table);
  }
}

/**
 * Creates new tables and indexes, fills changed indexes from the documents, drops what the schema no longer names, and
 * checks existing documents against a changed validator: all or nothing, in one transaction.
 */
export function migrate(database: DatabaseSync, schema: ProjectSchema): Catalog {
  const catalog = new Catalog();
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const table of systemTables) {
      ensureTable(database, table.name, table.number);
      catalog.add(readyTable(database, table.number, table.name, null, table.indexes));
    }
    for (const table of schema.tables) ensureTable(database, table.name, null);
    const numbers = new Map(schema.tables.map((table) => [table.name, numberOfTable(database, table.name)]));
    for (const table of schema.tables) {
      const validator = schema.isValidated ? table.documentType : { type: "any" as const };
      catalog.add(readyTable(database, numbers.get(table.name) ?? 0, table.name, validator, table.indexes));
    }
    for (const table of schema.tables) checkDocuments(database, catalog, table, schema.isValidated);
    database.exec("COMMIT");
  } catch (failure) {
    database.exec("ROLLBACK");
    throw failure;
  }
  return catalog;
}

function ensureTable(database: DatabaseSync, name: string, wantedNumber: number | null): void {
  const highest = Number(database.prepare("SELECT max(number) AS n FROM tables").get()?.n ?? 0);
  const number = wantedNumber ?? Math.max(highest + 1, FIRST_USER_TABLE);
  database.prepare("INSERT OR IGNORE INTO tables (number, name, validator) VALUES (?, ?, '')").run(number, name);
}

function numberOfTable(database: DatabaseSync, name: string): number {
  return Number(database.prepare("SELECT number FROM tables WHERE name = ?").get(name)?.number);
}

function readyTable(
  database: DatabaseSync,
  number: number,
  name: string,
  validator: ValidatorJson | null,
  declared: { name: string; fields: string[] }[],
): StoredTable {
  const wanted = [
    { name: "by_id", fields: ["_id"] },
    { name: "by_creation_time", fields: ["_creationTime"] },
    ...declared,
  ];
  dropIndexesExcept(
    database,
    number,
    wanted.map((index) => index.name),
  );
  const indexes = wanted.map((index) => readyIndex(database, number, index));
  const byId = indexes[0];
  if (byId === undefined) throw new Error("by_id is always declared");
  return { number, name, validator, indexes, byId };
}

function dropIndexesExcept(database: DatabaseSync, tableNumber: number, kept: string[]): void {
  const stored = database.prepare("SELECT id, name FROM indexes WHERE table_number = ?").all(tableNumber);
  for (const { id, name } of stored) {
    if (!kept.includes(String(name))) dropIndex(database, Number(id));
  }
}

function dropIndex(database: DatabaseSync, id: number): void {
  database.prepare("DELETE FROM index_entries WHERE index_id = ?").run(id);
  database.prepare("DELETE FROM indexes WHERE id = ?").run(id);
}

function readyIndex(
  database: DatabaseSync,
  tableNumber: number,
  wanted: { name: string; fields: string[] },
): StoredIndex {
  const fields = JSON.stringify(wanted.fields);
  const stored = database
    .prepare("SELECT id, fields FROM indexes WHERE table_number = ? AND name = ?")
    .get(tableNumber, wanted.name);
  if (stored?.fields === fields) return { id: Number(stored.id), ...wanted };
  if (stored !== undefined) dropIndex(database, Number(stored.id));
  const inserted = database
    .prepare("INSERT INTO indexes (table_number, name, fields) VALUES (?, ?, ?)")
    .run(tableNumber, wanted.name, fields);
  const index = { id: Number(inserted.lastInsertRowid), ...wanted };
  fillIndex(database, tableNumber, index);
  return index;
}

function fillIndex(database: DatabaseSync, tableNumber: number, index: StoredIndex): void {
  const insert = database.prepare("INSERT INTO index_entries (index_id, key, row) VALUES (?, ?, ?)");
  for (const { row, body } of documentsOf(database, tableNumber)) insert.run(index.id, indexKey(index, body), row);
}

function* documentsOf(database: DatabaseSync, tableNumber: number): Generator<{ row: number; body: JsonObject }> {
  const all = database.prepare("SELECT row, body FROM documents WHERE table_number = ?").iterate(tableNumber);
  for (const { row, body } of all) yield { row: Number(row), body: JSON.parse(String(body)) as JsonObject };
}

function checkDocuments(database: DatabaseSync, catalog: Catalog, table: TableDefinition, isValidated: boolean): void {
  const number = numberOfTable(database, table.name);
  const validator = JSON.stringify(isValidated ? table.documentType : { type: "any" });
  const checked = database.prepare("SELECT validator FROM tables WHERE number = ?").get(number)?.validator;
  if (checked === validator) return;
  for (const { body } of documentsOf(database, number)) {
    const problem = isValidated ? problemWithDocument(body, table.documentType, catalog) : null;
    if (problem !== null) {
      throw new EmbeddedHostError(
        "schema_mismatch",
        `Document ${String(body._id)} in table "${table.name}" does not match the schema: ${problem}. Make the schema accept it, or change the document with the version that wrote it.`,
      );
    }
  }
  database.prepare("UPDATE tables SET validator = ? WHERE number = ?").run(validator, number);
}

/** Validators of tables do not mention the system fields. */
export function problemWithDocument(body: JsonObject, validator: ValidatorJson, catalog: Catalog): string | null {
  const { _id, _creationTime, ...fields } = body;
  return problemWith(fields, validator, catalog.isId);
}
