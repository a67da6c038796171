import type { DatabaseSync, StatementSync } from "node:sqlite";
import { getDocumentSize, jsonToConvex, type Value } from "convex/values";
import { limits } from "../limits.ts";
import { newId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { encodeKey, keyAfterPrefix } from "../values/key.ts";
import { mayExceed, problemWithShape } from "../values/shape.ts";
import { type Catalog, problemWithDocument, type StoredTable } from "./catalog.ts";
import { indexKey } from "./indexKey.ts";
import type { Transaction } from "./transaction.ts";

export type StoredDocument = { row: number; table: StoredTable; text: string };

/** Reads and writes documents with their index entries. Writes must be inside an open SQLite transaction. */
export class Documents {
  readonly #catalog: Catalog;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #delete: StatementSync;
  readonly #insertEntry: StatementSync;
  readonly #deleteEntry: StatementSync;
  #lastCreationTime = 0;

  constructor(database: DatabaseSync, catalog: Catalog) {
    this.#catalog = catalog;
    this.#select = database.prepare("SELECT row, body FROM documents WHERE id = ?");
    this.#insert = database.prepare("INSERT INTO documents (id, table_number, body) VALUES (?, ?, ?)");
    this.#update = database.prepare("UPDATE documents SET body = ? WHERE row = ?");
    this.#delete = database.prepare("DELETE FROM documents WHERE row = ?");
    this.#insertEntry = database.prepare("INSERT INTO index_entries (index_id, key, row) VALUES (?, ?, ?)");
    this.#deleteEntry = database.prepare("DELETE FROM index_entries WHERE index_id = ? AND key = ?");
  }

  /** The document as text, or null; the read is recorded even when there is nothing. */
  get(transaction: Transaction, table: StoredTable, id: string): StoredDocument | null {
    const key = encodeKey([id]);
    transaction.reads.add({ indexId: table.byId.id, low: key, high: keyAfterPrefix(key) });
    if (transaction.isFirstLook(id)) transaction.usage.count("indexRangesRead");
    const found = this.#select.get(id);
    if (found === undefined) return null;
    const text = String(found.body);
    transaction.usage.count("documentsRead");
    transaction.usage.count("bytesRead", text.length);
    return { row: Number(found.row), table, text };
  }

  /** Returns the new document's id. `fields` has no system fields. */
  insert(transaction: Transaction, table: StoredTable, fields: JsonObject): string {
    const id = newId(table.number);
    const body = this.#checked(transaction, table, { ...fields, _id: id, _creationTime: this.#nextCreationTime() });
    const inserted = this.#insert.run(id, table.number, body.text);
    this.#addEntries(transaction, table, body.document, Number(inserted.lastInsertRowid));
    return id;
  }

  /** `next` is the whole document, with the system fields of the old one. */
  replace(transaction: Transaction, stored: StoredDocument, next: JsonObject): void {
    const body = this.#checked(transaction, stored.table, next);
    const previous = JSON.parse(stored.text) as JsonObject;
    this.#update.run(body.text, stored.row);
    for (const index of stored.table.indexes) {
      const before = indexKey(index, previous);
      const after = indexKey(index, body.document);
      // The key is also written when it stays: a reader of this entry sees another document now.
      transaction.written.push({ indexId: index.id, key: after });
      if (before.equals(after)) continue;
      transaction.written.push({ indexId: index.id, key: before });
      this.#deleteEntry.run(index.id, before);
      this.#insertEntry.run(index.id, after, stored.row);
    }
    transaction.generation += 1;
  }

  remove(transaction: Transaction, stored: StoredDocument): void {
    this.#count(transaction, 0);
    const previous = JSON.parse(stored.text) as JsonObject;
    this.#delete.run(stored.row);
    for (const index of stored.table.indexes) {
      const key = indexKey(index, previous);
      transaction.written.push({ indexId: index.id, key });
      this.#deleteEntry.run(index.id, key);
    }
    transaction.generation += 1;
  }

  #addEntries(transaction: Transaction, table: StoredTable, document: JsonObject, row: number): void {
    for (const index of table.indexes) {
      const key = indexKey(index, document);
      transaction.written.push({ indexId: index.id, key });
      this.#insertEntry.run(index.id, key, row);
    }
    transaction.generation += 1;
  }

  #checked(transaction: Transaction, table: StoredTable, document: JsonObject): { document: JsonObject; text: string } {
    const problem =
      problemWithNames(document) ??
      problemWithShape(document, limits.documentNesting) ??
      (table.validator === null ? null : problemWithDocument(document, table.validator, this.#catalog));
    if (problem !== null) {
      throw new Error(
        `Failed to insert or update a document in table "${table.name}" because it does not match the schema: ${problem}`,
      );
    }
    const text = JSON.stringify(document);
    if (mayExceed(text, limits.documentBytes)) checkSize(document);
    this.#count(transaction, text.length);
    return { document, text };
  }

  #count(transaction: Transaction, bytes: number): void {
    transaction.usage.count("documentsWritten");
    transaction.usage.count("bytesWritten", bytes);
  }

  /** Strictly growing within this process, in fractions of a millisecond when several share one. */
  #nextCreationTime(): number {
    this.#lastCreationTime = Math.max(Date.now(), this.#lastCreationTime + 1 / 1024);
    return this.#lastCreationTime;
  }
}

function problemWithNames(document: JsonObject): string | null {
  const reserved = Object.keys(document).find(
    (name) => name.startsWith("_") && name !== "_id" && name !== "_creationTime",
  );
  return reserved === undefined ? null : `Field \`${reserved}\` starts with an underscore, which is reserved`;
}

function checkSize(document: JsonObject): void {
  const sizeBytes = getDocumentSize(jsonToConvex(document) as Record<string, Value>);
  if (sizeBytes > limits.documentBytes) {
    throw new Error(`Value is too large (${sizeBytes} bytes > maximum size ${limits.documentBytes} bytes)`);
  }
}
