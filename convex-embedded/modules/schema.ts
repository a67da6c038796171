import { EmbeddedHostError, unsupported } from "../errors.ts";
import { limits } from "../limits.ts";
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
    [staged: `staged${string}`]: unknown;
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
    if (hasStaged(table)) throw unsupported(`What is staged on table "${table.tableName}"`);
    const indexes = table.indexes.map((index) => ({ name: index.indexDescriptor, fields: index.fields }));
    checkNames(table.tableName, indexes);
    return { name: table.tableName, documentType: table.documentType, indexes };
  });
  return { tables, isValidated: exported.schemaValidation };
}

/** Indexes and validators that a deployment prepares in the background, and that are not in force yet. */
const hasStaged = (table: object): boolean =>
  Object.entries(table).some(
    ([name, value]) => name.startsWith("staged") && (!Array.isArray(value) || value.length > 0),
  );

function checkNames(tableName: string, indexes: IndexDefinition[]): void {
  const names = [tableName, ...indexes.map((index) => index.name)];
  const wrong = names.find((name) => !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name) || name.length > limits.nameLetters);
  if (wrong !== undefined) throw invalid(`"${wrong}" is not a valid table or index name.`);
  const twice = names.slice(1).find((name, at) => names.indexOf(name, at + 2) > 0);
  if (twice !== undefined) throw invalid(`table "${tableName}" has two indexes of the name "${twice}".`);
  if (indexes.length > limits.tableIndexes) {
    throw invalid(`table "${tableName}" has more than ${limits.tableIndexes} indexes.`);
  }
  for (const { name, fields } of indexes) {
    if (fields.length === 0 || fields.length > limits.indexFields || new Set(fields).size < fields.length) {
      throw invalid(`index ${tableName}.${name} needs 1 to ${limits.indexFields} fields, each of them once.`);
    }
    if (name === "by_id" || name === "by_creation_time" || fields.includes("_creationTime") || fields.includes("_id")) {
      throw invalid(
        `index ${tableName}.${name} uses a reserved name or field; _creationTime and _id end every index by themselves.`,
      );
    }
  }
}

const invalid = (words: string) => new EmbeddedHostError("functions_invalid", `schema.ts: ${words}`);

function isSchemaDefinition(value: unknown): value is { export(): string } {
  return typeof value === "object" && value !== null && "export" in value && typeof value.export === "function";
}
