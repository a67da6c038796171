import { limits } from "../limits.ts";
import { isEncodedScalar, isPlainObject, type Json } from "./json.ts";

/** What makes a value too big or malformed for Convex (arrays, objects, nesting, broken text), or null. */
export function problemWithShape(value: Json, depth = 0): string | null {
  if (depth > limits.nesting) return `Value is too nested (maximum nesting: ${limits.nesting})`;
  if (typeof value === "string") return value.isWellFormed() ? null : "Text contains half of a surrogate pair";
  if (Array.isArray(value)) {
    if (value.length > limits.arrayItems) return `Array length is too long (${value.length} > ${limits.arrayItems})`;
    return firstProblem(value, depth);
  }
  if (!isPlainObject(value) || isEncodedScalar(value)) return null;
  if ("$commitTs" in value) return "Commit timestamps (db.vars.commitTs) are not supported by the embedded store";
  const fields = Object.values(value);
  if (fields.length > limits.objectFields)
    return `Object has too many fields (${fields.length} > ${limits.objectFields})`;
  return firstProblem(fields, depth);
}

function firstProblem(values: Json[], depth: number): string | null {
  for (const value of values) {
    const problem = problemWithShape(value, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}
