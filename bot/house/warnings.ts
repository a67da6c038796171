import type { Log } from "../log.ts";

/** Node's own warnings (an experimental API in use, a deprecation) go to the log, not between the lines of a conversation. */
export function warningsTo(log: Log): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.warn({ err: warning }, "a warning of Node"));
}
