import { ConvexError, jsonToConvex } from "convex/values";
import { messageOf } from "../errors.ts";
import type { Json } from "../values/json.ts";

/**
 * A function that threw, or was refused. `data` is what a ConvexError carries, in Convex's JSON; it is undefined for
 * every other error, whose text is for the log and never for clients. `isPublic` marks the host's own texts that
 * clients may read.
 */
export class FunctionFailure extends Error {
  readonly data: Json | undefined;
  readonly isPublic: boolean;

  constructor(message: string, details: { data?: Json | undefined; isPublic?: boolean; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = "FunctionFailure";
    this.data = details.data;
    this.isPublic = details.isPublic ?? false;
  }
}

/** Wraps what a handler threw. The client library leaves a ConvexError's data as JSON text on its way out. */
export function failureOf(thrown: unknown): FunctionFailure {
  if (thrown instanceof FunctionFailure) return thrown;
  if (isConvexError(thrown)) {
    const data = typeof thrown.data === "string" ? (JSON.parse(thrown.data) as Json) : null;
    return new FunctionFailure(messageOf(thrown), { data, cause: thrown });
  }
  return new FunctionFailure(messageOf(thrown), { cause: thrown });
}

/** The error as the owner of the process sees it: a ConvexError with its data, or the handler's own error. */
export function asThrown(failure: FunctionFailure): unknown {
  if (failure.data === undefined) return failure.cause ?? failure;
  const error = new ConvexError(jsonToConvex(failure.data));
  error.cause = failure.cause;
  return error;
}

function isConvexError(thrown: unknown): thrown is Error & { data: unknown } {
  return typeof thrown === "object" && thrown !== null && Symbol.for("ConvexError") in thrown;
}
