import type { Frame } from "./frame.ts";

export const metaSyncSyscalls = {
  "1.0/getSnapshotTs"(frame: Frame): string {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(frame.runtime.transactor.clock.latest);
    return JSON.stringify({ $integer: bytes.toString("base64") });
  },
};

export const metaSyscalls = {
  /** The embedded store has no sign-in: functions check their caller's key themselves. */
  "1.0/getUserIdentity"(): string {
    return "null";
  },

  "1.0/getFunctionMetadata"(frame: Frame): string {
    return JSON.stringify({ name: frame.called.path, componentPath: "" });
  },

  "1.0/getDeploymentMetadata"(): string {
    return JSON.stringify({ name: "embedded", region: null, class: "s16" });
  },

  "1.0/getRequestMetadata"(frame: Frame): string {
    const { requestId, scheduledId } = frame;
    return JSON.stringify({ ip: null, userAgent: null, requestId, scheduledFunctionId: scheduledId, authToken: null });
  },

  "1.0/getTransactionMetrics"(frame: Frame): string {
    const usage = frame.transaction?.usage;
    if (usage === undefined) throw new Error("Unknown async operation: actions have no transaction.");
    const none = { used: 0, remaining: 0 };
    return JSON.stringify({
      bytesRead: usage.metric("bytesRead"),
      bytesWritten: usage.metric("bytesWritten"),
      databaseQueries: usage.metric("indexRangesRead"),
      documentsRead: usage.metric("documentsRead"),
      documentsWritten: usage.metric("documentsWritten"),
      functionsScheduled: usage.metric("functionsScheduled"),
      scheduledFunctionArgsBytes: usage.metric("scheduledArgsBytes"),
      filesWritten: none,
      fileWriteBytes: none,
      filesRead: none,
      fileReadBytes: none,
    });
  },
};
