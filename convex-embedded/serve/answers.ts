import { randomUUID } from "node:crypto";
import { failureOf } from "../run/failure.ts";
import type { FunctionLog } from "../run/log.ts";
import type { Json } from "../values/json.ts";

export type ClientError = { errorMessage: string; errorData?: Json };

/**
 * What a client may know of a failure: a ConvexError with its data, or one of the host's own sentences. Everything else
 * is "Server Error" with a request id, under which the log has the whole of it.
 */
export function errorForClient(path: string, requestId: string, thrown: unknown, log: FunctionLog): ClientError {
  const failure = failureOf(thrown);
  if (failure.data !== undefined) {
    return {
      errorMessage: `[Request ID: ${requestId}] Uncaught ConvexError: ${failure.message}`,
      errorData: failure.data,
    };
  }
  if (failure.isPublic) return { errorMessage: `[Request ID: ${requestId}] ${failure.message}` };
  log({ kind: "function", path, requestId, error: failure });
  return { errorMessage: `[Request ID: ${requestId}] Server Error` };
}

export function newRequestId(): string {
  return randomUUID().replaceAll("-", "").slice(0, 16);
}

/** Clients send their arguments as a list of one object. */
export function soleArgument(args: unknown): Json {
  return Array.isArray(args) ? ((args[0] ?? {}) as Json) : {};
}
