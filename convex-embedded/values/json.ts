import type { JSONValue } from "convex/values";

/** Documents, arguments and results travel and rest in Convex's JSON encoding (`{$integer}`, `{$bytes}`, `{$float}`). */
export type Json = JSONValue;
export type JsonObject = { [key: string]: Json };

/** `undefined` as the client library writes it in ranges, filters and patches. */
export function isUndefinedMarker(value: Json): boolean {
  return isPlainObject(value) && "$undefined" in value;
}

export function isPlainObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for the encodings of int64, bytes and special floats, which look like objects but are single values. */
export function isEncodedScalar(value: JsonObject): boolean {
  return "$integer" in value || "$bytes" in value || "$float" in value;
}

/** The value at a dotted path, or undefined where the path leaves the document. */
export function valueAtPath(document: JsonObject, path: string): Json | undefined {
  if (!path.includes(".")) return document[path];
  let value: Json | undefined = document;
  for (const name of path.split(".")) {
    if (!isPlainObject(value)) return undefined;
    value = value[name];
  }
  return value;
}
