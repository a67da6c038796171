import { compareValues, jsonToConvex, type Value } from "convex/values";
import { isPlainObject, isUndefinedMarker, type Json, type JsonObject, valueAtPath } from "../values/json.ts";

type Operand = Value | undefined;

const comparisons: Record<string, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

/** Whether a document passes a serialised filter expression. Comparisons use Convex's value order, across types too. */
export function passesFilter(expression: Json, document: JsonObject): boolean {
  return evaluate(expression, document) === true;
}

function evaluate(expression: Json, document: JsonObject): Operand {
  if (!isPlainObject(expression)) throw new Error("A filter expression is malformed.");
  const [operator, operand] = Object.entries(expression)[0] ?? [];
  if (operator === undefined || operand === undefined) throw new Error("A filter expression is empty.");
  if (operator === "$literal") return toValue(operand);
  if (operator === "$field") return toValue(valueAtPath(document, String(operand)));
  if (operator === "$not") return !asBoolean(evaluate(operand, document));
  if (operator === "$neg") return negate(evaluate(operand, document));
  const operands = Array.isArray(operand) ? operand : [];
  if (operator === "$and") return operands.every((part) => asBoolean(evaluate(part, document)));
  if (operator === "$or") return operands.some((part) => asBoolean(evaluate(part, document)));
  const [left, right] = operands.map((part) => evaluate(part, document));
  const accepts = comparisons[operator];
  return accepts === undefined ? calculate(operator, left, right) : accepts(compareValues(left, right));
}

function toValue(json: Json | undefined): Operand {
  return json === undefined || isUndefinedMarker(json) ? undefined : jsonToConvex(json);
}

function asBoolean(value: Operand): boolean {
  if (typeof value !== "boolean") throw new Error("`and`, `or` and `not` in a filter take booleans only.");
  return value;
}

function negate(value: Operand): Operand {
  if (typeof value === "number" || typeof value === "bigint") return -value;
  throw new Error("`neg` in a filter takes numbers only.");
}

function calculate(operator: string, left: Operand, right: Operand): Operand {
  if (typeof left === "number" && typeof right === "number") return calculateNumbers(operator, left, right);
  if (typeof left === "bigint" && typeof right === "bigint") return calculateIntegers(operator, left, right);
  throw new Error("Arithmetic in a filter takes two numbers, or two int64, of the same type.");
}

function calculateNumbers(operator: string, left: number, right: number): number {
  if (operator === "$add") return left + right;
  if (operator === "$sub") return left - right;
  if (operator === "$mul") return left * right;
  if (operator === "$div") return left / right;
  if (operator === "$mod") return left % right;
  throw new Error(`The filter operator ${operator} is not known.`);
}

function calculateIntegers(operator: string, left: bigint, right: bigint): bigint {
  if (operator === "$add") return left + right;
  if (operator === "$sub") return left - right;
  if (operator === "$mul") return left * right;
  if (operator === "$div") return left / right;
  if (operator === "$mod") return left % right;
  throw new Error(`The filter operator ${operator} is not known.`);
}
