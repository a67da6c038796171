import type { FunctionFailure } from "./failure.ts";

/** What the host tells its owner: a function that failed (clients see only its request id), or trouble of its own. */
export type LogEntry =
  | { kind: "function"; path: string; requestId: string; error: FunctionFailure }
  | { kind: "host"; message: string; error: unknown };

export type FunctionLog = (entry: LogEntry) => void;

/** The default: one line and the stack on standard error. */
export function logToConsole(entry: LogEntry): void {
  if (entry.kind === "host") console.error(`[store] ${entry.message}`, entry.error);
  else
    console.error(
      `[store] ${entry.path} failed (request ${entry.requestId}):`,
      entry.error.cause ?? entry.error.message,
    );
}
