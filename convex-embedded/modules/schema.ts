import { EmbeddedHostError, unsupported } from "../errors.ts";
import type { ValidatorJson } from "../values/validator.ts";

type IndexDefinition = { name: string; fields: string[] };
export type TableDefinition = { name: string; documentType: ValidatorJson; indexes: IndexDefinition[] };
export type ProjectSchema = { tables: TableDefinition[]; isValidated: boolean };

type ExportedSchema = {
  schemaValidation: boolean;
  tables: {
    tableName: string;
    documentType: ValidatorJson;
    indexes: { indexDescriptor: string; fields: string[] }[];
    searchIndexes?: unknown[];
    vectorIndexes?: unknown[];
  }[];
};

/** Reads the default export of schema.ts; fails on search and vector indexes, which the dialect does not have. */
export function readSchema(definition: unknown): ProjectSchema {
  if (!isSchemaDefinition(definition)) {
    throw new EmbeddedHostError("functions_invalid", "schema.ts must export `defineSchema({ … })` as its default.");
  }
  const exported = JSON.parse(definition.export()) as ExportedSchema;
  const tables = exported.tables.map((table) => {
    if (table.searchIndexes?.length) throw unsupported(`The search index on table "${table.tableName}"`);
    if (table.vectorIndexes?.length) throw unsupported(`The vector index on table "${table.tableName}"`);
    const indexes = table.indexes.map((index) => ({ name: index.indexDescriptor, fields: index.fields }));
    checkNames(table.tableName, indexes);
    return { name: table.tableName, documentType: table.documentType, indexes };
  });
  return { tables, isValidated: exported.schemaValidation };
}

function checkNames(tableName: string, indexes: IndexDefinition[]): void {
  const names = [tableName, ...indexes.map((index) => index.name)];
  const wrong = names.find((name) => !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name));
  if (wrong !== undefined) {
    throw new EmbeddedHostError("functions_invalid", `schema.ts: "${wrong}" is not a valid table or index name.`);
  }
  for (const { name, fields } of indexes) {
    if (name === "by_id" || name === "by_creation_time" || fields.includes("_creationTime") || fields.includes("_id")) {
      throw new EmbeddedHostError(
        "functions_invalid",
        `schema.ts: index ${tableName}.${name} uses a reserved name or field; _creationTime and _id end every index by themselves.`,
      );
    }
  }
}

function isSchemaDefinition(value: unknown): value is { export(): string } {
  return typeof value === "object" && value !== null && "export" in value && typeof value.export === "function";
}
