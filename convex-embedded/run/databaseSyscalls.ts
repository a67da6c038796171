import { type PageRequest, readPage } from "../query/paginate.ts";
import { planQuery, requireTable, type SerializedQuery } from "../query/plan.ts";
import { QueryStream } from "../query/stream.ts";
import type { StoredTable } from "../store/catalog.ts";
import type { StoredDocument } from "../store/documents.ts";
import type { Transaction } from "../store/transaction.ts";
import { isPlainObject, isUndefinedMarker, type Json, type JsonObject } from "../values/json.ts";
import type { Frame } from "./frame.ts";

type IdArgs = { id: Json; table?: string };

export const databaseSyncSyscalls = {
  "1.0/queryStream"(frame: Frame, { query }: { query: SerializedQuery }): string {
    const plan = planQuery(query, frame.runtime.catalog);
    const queryId = frame.nextStreamId;
    frame.nextStreamId += 1;
    frame.streams.set(queryId, new QueryStream(frame.runtime.scanner, reading(frame), plan));
    return JSON.stringify({ queryId });
  },

  "1.0/queryCleanup"(frame: Frame, { queryId }: { queryId: number }): string {
    frame.streams.delete(queryId);
    return "null";
  },

  "1.0/db/normalizeId"(frame: Frame, { table, idString }: { table: string; idString: string }): string {
    requireTable(frame.runtime.catalog, table);
    return JSON.stringify({ id: frame.runtime.catalog.isId(idString, table) ? idString : null });
  },
};

export const databaseSyscalls = {
  "1.0/queryStreamNext"(frame: Frame, { queryId }: { queryId: number }): string {
    reading(frame);
    const text = frame.streams.get(queryId)?.next() ?? null;
    return text === null ? '{"value":null,"done":true}' : `{"value":${text},"done":false}`;
  },

  "1.0/queryPage"(frame: Frame, request: PageRequest): string {
    const { runtime } = frame;
    const page = readPage(runtime.scanner, reading(frame), planQuery(request.query, runtime.catalog), request);
    const { page: texts, ...rest } = page;
    return `{"page":[${texts.join(",")}],${JSON.stringify(rest).slice(1)}`;
  },

  "1.0/get"(frame: Frame, { id, table, isSystem }: IdArgs & { isSystem: boolean }): string {
    const owner = tableOf(frame, "get", { id, ...(table === undefined ? {} : { table }) });
    if (owner.name.startsWith("_") !== isSystem) {
      throw new Error(
        `${isSystem ? "User" : "System"} tables can only be accessed from db.${isSystem ? "" : "system."}get().`,
      );
    }
    return frame.runtime.documents.get(reading(frame), owner, String(id))?.text ?? "null";
  },

  "1.0/insert"(frame: Frame, { table, value }: { table: string; value: Json }): string {
    const fields = withoutSystemFields(objectValue("insert", value), null);
    const owner = requireTable(frame.runtime.catalog, table);
    return JSON.stringify({ _id: frame.runtime.documents.insert(writing(frame), owner, fields) });
  },

  "1.0/shallowMerge"(frame: Frame, args: IdArgs & { value: Json }): string {
    const stored = existing(frame, "patch", args);
    const previous = JSON.parse(stored.text) as JsonObject;
    const next = { ...previous };
    for (const [name, value] of Object.entries(withoutSystemFields(objectValue("patch", args.value), previous))) {
      if (isUndefinedMarker(value)) delete next[name];
      else next[name] = value;
    }
    frame.runtime.documents.replace(writing(frame), stored, next);
    return "null";
  },

  "1.0/replace"(frame: Frame, args: IdArgs & { value: Json }): string {
    const stored = existing(frame, "replace", args);
    const previous = JSON.parse(stored.text) as JsonObject;
    const fields = withoutSystemFields(objectValue("replace", args.value), previous);
    const { _id = null, _creationTime = null } = previous;
    frame.runtime.documents.replace(writing(frame), stored, { ...fields, _id, _creationTime });
    return "null";
  },

  "1.0/remove"(frame: Frame, args: IdArgs): string {
    const stored = existing(frame, "delete", args);
    frame.runtime.documents.remove(writing(frame), stored);
    return stored.text;
  },
};

function reading(frame: Frame): Transaction {
  if (frame.transaction === null)
    throw new Error("Actions have no database: call a query or mutation with ctx.runQuery or ctx.runMutation.");
  return frame.transaction;
}

function writing(frame: Frame): Transaction {
  const transaction = reading(frame);
  if (!transaction.canWrite || frame.called.kind !== "mutation")
    throw new Error("Queries cannot write to the database.");
  return transaction;
}

function tableOf(frame: Frame, method: string, { id, table }: IdArgs): StoredTable {
  const owner = typeof id === "string" ? frame.runtime.catalog.tableOfId(id) : undefined;
  if (owner === undefined)
    throw new Error(`Invalid argument \`id\` for \`db.${method}\`: ${JSON.stringify(id)} is not an id of this store.`);
  if (table !== undefined && owner.name !== table) {
    throw new Error(
      `Invalid argument \`id\` for \`db.${method}\`: expected an id of table "${table}", got one of table "${owner.name}".`,
    );
  }
  return owner;
}

function existing(frame: Frame, method: string, args: IdArgs): StoredDocument {
  const transaction = writing(frame);
  const table = tableOf(frame, method, args);
  if (table.name.startsWith("_")) throw new Error("System tables (prefixed with `_`) are read-only.");
  const stored = frame.runtime.documents.get(transaction, table, String(args.id));
  if (stored === null) throw new Error(`\`db.${method}\` on a document that does not exist: ${String(args.id)}`);
  return stored;
}

function objectValue(method: string, value: Json): JsonObject {
  if (isPlainObject(value)) return value;
  throw new Error(`Invalid argument \`value\` for \`db.${method}\`: expected an object.`);
}

/** System fields may be given only as they are. */
function withoutSystemFields(value: JsonObject, previous: JsonObject | null): JsonObject {
  for (const name of ["_id", "_creationTime"]) {
    if (!Object.hasOwn(value, name)) continue;
    if (previous === null || previous[name] !== value[name]) {
      throw new Error(`Provided \`${name}\` field does not match the document: system fields cannot be set.`);
    }
  }
  const { _id, _creationTime, ...fields } = value;
  return fields;
}
