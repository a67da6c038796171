import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { author, messagePart, messageRole } from "./model/message.ts";
import { operation } from "./model/operations.ts";
import { notShown, shot, span } from "./model/recording.ts";
import { recordRequest } from "./model/request.ts";
import { exportStatus, jobState, runStatus, versionStatus } from "./model/states.ts";

const progressFields = {
  stage: v.optional(v.string()),
  progress: v.optional(v.number()),
  etaMs: v.optional(v.number()),
};

const jobFields = {
  workspaceId: v.id("workspaces"),
  threadId: v.optional(v.id("threads")),
  runId: v.id("runs"),
  state: jobState,
  /** Higher goes first; see queue/policy.ts. */
  priority: v.number(),
  notBefore: v.number(),
  /** The fencing token: counts claims, so that an earlier worker's write is told apart. */
  attempt: v.number(),
  /** Attempts that ended with a failure, and attempts whose worker fell silent. A job handed back keeps both counts. */
  failures: v.number(),
  expiries: v.number(),
  idempotencyKey: v.string(),
  workerId: v.optional(v.string()),
  lastError: v.optional(v.object({ code: v.string(), message: v.string() })),
  finishedAt: v.optional(v.number()),
};

export default defineSchema({
  // Written by workspaces.ensure when a door first hears of a team. Read by the doors. Not deleted.
  workspaces: defineTable({
    platform: v.string(),
    externalId: v.string(),
    name: v.string(),
  }).index("by_external", ["platform", "externalId"]),

  // Written by threads.ensure and by every sign of life in the thread. Read by doors and agent. Not deleted.
  threads: defineTable({
    workspaceId: v.id("workspaces"),
    platform: v.string(),
    channelType: v.string(),
    channelTarget: v.string(),
    externalId: v.string(),
    timezone: v.string(),
    /** The current run's title, until then the first message. */
    title: v.string(),
    currentRunId: v.optional(v.id("runs")),
    lastActivityAt: v.number(),
  })
    .index("by_external", ["workspaceId", "platform", "channelTarget", "externalId"])
    .index("by_activity", ["workspaceId", "lastActivityAt"]),

  // Written by messages.append (doors for people, agent for replies). Read by agent and doors. Not deleted.
  messages: defineTable({
    threadId: v.id("threads"),
    role: messageRole,
    author: v.optional(author),
    content: v.string(),
    parts: v.optional(v.array(messagePart)),
    idempotencyKey: v.optional(v.string()),
  })
    .index("by_thread", ["threadId"])
    .index("by_idempotency", ["threadId", "idempotencyKey"]),

  // Written by runs.create and then by the queue as its worker reports. Read by everyone. Deleted by runs.remove.
  runs: defineTable({
    timestamp: v.number(),
    branch: v.optional(v.string()),
    pr: v.optional(v.number()),
    commitSha: v.optional(v.string()),
    summary: v.string(),
    videoStorageId: v.optional(v.id("_storage")),
    posterStorageId: v.optional(v.id("_storage")),
    status: runStatus,
    source: v.union(v.literal("skill"), v.literal("pr"), v.literal("lead"), v.literal("url")),
    screenshotStorageIds: v.optional(v.array(v.id("_storage"))),
    routesTested: v.optional(v.array(v.string())),
    durationMs: v.optional(v.number()),
    error: v.optional(v.string()),
    errorCode: v.optional(v.string()),
    traceId: v.optional(v.string()),
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    repo: v.optional(v.string()),
    repoUrl: v.optional(v.string()),
    baseSha: v.optional(v.string()),
    request: v.optional(recordRequest),
    rerecordOf: v.optional(v.id("runs")),
    title: v.optional(v.string()),
    ...progressFields,
    /** The take's folder in the worker's storage; set, with the fields below, when the recording is finished. */
    takeRef: v.optional(v.string()),
    takeDurationMs: v.optional(v.number()),
    width: v.optional(v.number()),
    height: v.optional(v.number()),
    fps: v.optional(v.number()),
    shots: v.optional(v.array(shot)),
    idle: v.optional(v.array(span)),
    notShown: v.optional(v.array(notShown)),
    canceledAt: v.optional(v.number()),
    /** Set by runs.remove: what belongs to the run is being deleted in batches, and nothing new may start. */
    removedAt: v.optional(v.number()),
  })
    .index("by_timestamp", ["timestamp"])
    .index("by_status", ["status", "timestamp"])
    .index("by_branch", ["branch", "timestamp"])
    .index("by_workspace", ["workspaceId", "timestamp"])
    .index("by_thread", ["threadId", "timestamp"]),

  // Written by edits.* (the list of operations never changes) and by the queue. Read by everyone. Deleted with the run.
  editVersions: defineTable({
    runId: v.id("runs"),
    version: v.number(),
    parentVersionId: v.union(v.id("editVersions"), v.null()),
    operations: v.array(operation),
    status: versionStatus,
    videoStorageId: v.optional(v.id("_storage")),
    posterStorageId: v.optional(v.id("_storage")),
    durationMs: v.optional(v.number()),
    sizeBytes: v.optional(v.number()),
    summary: v.optional(v.string()),
    author: v.optional(author),
    error: v.optional(v.string()),
    errorCode: v.optional(v.string()),
    createdAt: v.number(),
  })
    .index("by_run", ["runId", "version"])
    .index("by_status", ["status"]),

  // Written by exports.create and by the queue. Read by everyone. Deleted with the run.
  exportJobs: defineTable({
    runId: v.id("runs"),
    editVersionId: v.optional(v.id("editVersions")),
    format: v.union(v.literal("mp4"), v.literal("gif")),
    fps: v.number(),
    width: v.number(),
    height: v.number(),
    quality: v.union(v.literal("web"), v.literal("high"), v.literal("preview")),
    maxFileSizeMb: v.optional(v.number()),
    status: exportStatus,
    progress: v.number(),
    stage: v.optional(v.string()),
    eta: v.optional(v.string()),
    outputStorageId: v.optional(v.id("_storage")),
    fileSizeBytes: v.optional(v.number()),
    note: v.optional(v.string()),
    error: v.optional(v.string()),
    errorCode: v.optional(v.string()),
    createdAt: v.number(),
    completedAt: v.optional(v.number()),
  })
    .index("by_run", ["runId"])
    .index("by_status", ["status"]),

  // Written by whatever asks for work (enqueue) and by the queue. Read by workers and doors. Deleted with the run.
  jobs: defineTable(
    v.union(
      v.object({ ...jobFields, kind: v.literal("record") }),
      v.object({ ...jobFields, kind: v.literal("render"), editVersionId: v.id("editVersions") }),
      v.object({ ...jobFields, kind: v.literal("export"), exportJobId: v.id("exportJobs") }),
    ),
  )
    .index("by_claim", ["state", "kind", "priority"])
    .index("by_due", ["state", "notBefore"])
    .index("by_run", ["runId", "state"])
    .index("by_thread", ["threadId", "state"])
    .index("by_idempotency", ["idempotencyKey"]),

  // Written by jobs.claim and jobs.heartbeat: one row for each running job, apart from jobs so that a beat does not
  // disturb those who claim. Read by the lease sweep and by doors. Deleted when the attempt ends.
  heartbeats: defineTable({
    jobId: v.id("jobs"),
    attempt: v.number(),
    workerId: v.string(),
    leaseUntil: v.number(),
    ...progressFields,
  })
    .index("by_job", ["jobId"])
    .index("by_lease", ["leaseUntil"]),

  // Written by credentials.register and credentials.revoke (internal: only the host's owner). Read by access.ts. Not deleted.
  credentials: defineTable({
    kind: v.union(v.literal("bot"), v.literal("worker")),
    keyHash: v.string(),
    label: v.string(),
    revokedAt: v.optional(v.number()),
  }).index("by_hash", ["keyHash"]),
});
