import { type JsonObject, valueAtPath } from "../values/json.ts";
import { encodeKey } from "../values/key.ts";

/** The key of a document in an index: its fields, then the creation time and the id, so that no two are equal. */
export function indexKey(index: { fields: string[] }, body: JsonObject): Buffer {
  return encodeKey(orderingFields(index.fields).map((field) => valueAtPath(body, field)));
}

/** All fields that order an index. Ids are unique, so nothing follows one. */
export function orderingFields(fields: string[]): string[] {
  if (fields[0] === "_id") return fields;
  return fields[0] === "_creationTime" ? ["_creationTime", "_id"] : [...fields, "_creationTime", "_id"];
}
