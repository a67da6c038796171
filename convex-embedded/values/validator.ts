import { isEncodedScalar, isPlainObject, type Json, type JsonObject } from "./json.ts";

/** A validator as `exportArgs`, `exportReturns` and the schema write it. */
export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "boolean" | "string" | "bytes" | "any" | "commitTs" }
  | { type: "literal"; value: Json }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: { fieldType: ValidatorJson; optional: boolean } }
  | { type: "object"; value: Record<string, { fieldType: ValidatorJson; optional: boolean }> }
  | { type: "union"; value: ValidatorJson[] };

/** Answers whether a text is an id of the named table. */
export type IdCheck = (id: string, tableName: string) => boolean;

/** What is wrong with an encoded value, as a sentence with its path, or null when it fits. */
export function problemWith(
  value: Json | undefined,
  validator: ValidatorJson,
  isId: IdCheck,
  path = "",
): string | null {
  switch (validator.type) {
    case "any":
      return value === undefined ? mismatch(value, "any value", path) : null;
    case "null":
      return value === null ? null : mismatch(value, "null", path);
    case "boolean":
    case "string":
      return typeof value === validator.type ? null : mismatch(value, validator.type, path);
    case "number":
      return typeof value === "number" || isScalar(value, "$float") ? null : mismatch(value, "number", path);
    case "bigint":
    case "commitTs":
      return isScalar(value, "$integer") ? null : mismatch(value, "int64", path);
    case "bytes":
      return isScalar(value, "$bytes") ? null : mismatch(value, "bytes", path);
    case "literal":
      return sameLiteral(value, validator.value) ? null : mismatch(value, JSON.stringify(validator.value), path);
    case "id":
      return typeof value === "string" && isId(value, validator.tableName)
        ? null
        : mismatch(value, `an id of table "${validator.tableName}"`, path);
    case "array":
      return problemWithArray(value, validator.value, isId, path);
    case "record":
      return problemWithRecord(value, validator, isId, path);
    case "object":
      return problemWithObject(value, validator.value, isId, path);
    case "union":
      return problemWithUnion(value, validator.value, isId, path);
  }
}

function problemWithArray(value: Json | undefined, item: ValidatorJson, isId: IdCheck, path: string): string | null {
  if (!Array.isArray(value)) return mismatch(value, "an array", path);
  for (const [index, element] of value.entries()) {
    const problem = problemWith(element, item, isId, `${path}[${index}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemWithRecord(
  value: Json | undefined,
  validator: Extract<ValidatorJson, { type: "record" }>,
  isId: IdCheck,
  path: string,
): string | null {
  if (!isObjectValue(value)) return mismatch(value, "a record", path);
  for (const [name, field] of Object.entries(value)) {
    const problem =
      problemWith(name, validator.keys, isId, `${path}.(key)`) ??
      problemWith(field, validator.values.fieldType, isId, `${path}.${name}`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemWithObject(
  value: Json | undefined,
  fields: Record<string, { fieldType: ValidatorJson; optional: boolean }>,
  isId: IdCheck,
  path: string,
): string | null {
  if (!isObjectValue(value)) return mismatch(value, "an object", path);
  for (const [name, field] of Object.entries(fields)) {
    const part = value[name];
    if (part === undefined) {
      if (field.optional) continue;
      return `Object is missing the required field \`${name}\`${at(path)}. Object: ${shown(value)}`;
    }
    const problem = problemWith(part, field.fieldType, isId, `${path}.${name}`);
    if (problem !== null) return problem;
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) {
      return `Object contains extra field \`${name}\` that is not in the validator${at(path)}. Object: ${shown(value)}`;
    }
  }
  return null;
}

function problemWithUnion(
  value: Json | undefined,
  members: ValidatorJson[],
  isId: IdCheck,
  path: string,
): string | null {
  const problems: string[] = [];
  for (const member of members) {
    const problem = problemWith(value, member, isId, path);
    if (problem === null) return null;
    problems.push(problem);
  }
  // One member's complaint is the useful one when the others differ in kind: the object among scalars, or a sole member.
  const objects = members.flatMap((member, index) => (member.type === "object" ? [problems[index]] : []));
  if (isObjectValue(value) && objects.length === 1 && objects[0] !== undefined) return objects[0];
  return mismatch(value, members.map(describe).join(" or "), path);
}

function describe(validator: ValidatorJson): string {
  if (validator.type === "literal") return JSON.stringify(validator.value);
  if (validator.type === "id") return `an id of table "${validator.tableName}"`;
  return validator.type;
}

function isScalar(value: Json | undefined, key: string): boolean {
  return isPlainObject(value) && typeof value[key] === "string";
}

function isObjectValue(value: Json | undefined): value is JsonObject {
  return isPlainObject(value) && !isEncodedScalar(value);
}

function sameLiteral(value: Json | undefined, literal: Json): boolean {
  if (isPlainObject(value) && isPlainObject(literal)) return value.$integer === literal.$integer;
  return value === literal;
}

function mismatch(value: Json | undefined, expected: string, path: string): string {
  return `Value does not match the validator${at(path)}. Value: ${shown(value)}, expected: ${expected}`;
}

function at(path: string): string {
  return path === "" ? "" : ` at path ${path}`;
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
