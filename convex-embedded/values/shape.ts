import { getConvexSize, jsonToConvex } from "convex/values";
import { limits } from "../limits.ts";
import { isEncodedScalar, isPlainObject, type Json } from "./json.ts";

/** What makes a value too big or malformed for Convex (arrays, objects, nesting, broken text), or null. */
export function problemWithShape(value: Json, nesting: number = limits.nesting, depth = 0): string | null {
  if (typeof value === "string") return value.isWellFormed() ? null : "Text contains half of a surrogate pair";
  if (depth >= nesting && typeof value === "object" && value !== null && !isScalarObject(value)) {
    return `Value is too nested (maximum nesting: ${nesting})`;
  }
  if (Array.isArray(value)) {
    if (value.length > limits.arrayItems) return `Array length is too long (${value.length} > ${limits.arrayItems})`;
    return firstProblem(value, nesting, depth);
  }
  if (!isPlainObject(value) || isEncodedScalar(value)) return null;
  if ("$commitTs" in value) return "Commit timestamps (db.vars.commitTs) are not supported by the embedded store";
  const fields = Object.values(value);
  if (fields.length > limits.objectFields)
    return `Object has too many fields (${fields.length} > ${limits.objectFields})`;
  return firstProblem(fields, nesting, depth);
}

function firstProblem(values: Json[], nesting: number, depth: number): string | null {
  for (const value of values) {
    const problem = problemWithShape(value, nesting, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

const isScalarObject = (value: Json): boolean => isPlainObject(value) && isEncodedScalar(value);

/** A number takes 9 bytes in Convex and as little as 2 characters of JSON: shorter texts cannot exceed a limit. */
export const mayExceed = (text: string, limitBytes: number): boolean => text.length > limitBytes / 4.5;

/** What is too large about a value of which `text` is the JSON, or null. */
export function problemWithSize(value: Json, text: string, limitBytes: number): string | null {
  if (!mayExceed(text, limitBytes)) return null;
  const sizeBytes = getConvexSize(jsonToConvex(value));
  return sizeBytes > limitBytes ? `Value is too large (${sizeBytes} bytes > maximum size ${limitBytes} bytes)` : null;
}
