import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { artifactKind } from "./model/artifacts.ts";
import {
  deliveryChannel,
  deliveryError,
  deliveryPayload,
  deliveryPurpose,
  deliveryRoute,
  heldFor,
} from "./model/deliveries.ts";
import { digestContent, digestRecipient, reelFile, reelPart } from "./model/digests.ts";
import { author, messagePart, messageRole, tokenCount } from "./model/message.ts";
import { operation } from "./model/operations.ts";
import { packKind, packPlace } from "./model/packs.ts";
import { planDraft, planNames } from "./model/planReview.ts";
import { channelConfig, quietHours } from "./model/preferences.ts";
import { quality } from "./model/quality.ts";
import { coverage, element, notShown, shot, span } from "./model/recording.ts";
import { lead, recipe, recordRequest } from "./model/request.ts";
import { retentionDays } from "./model/retention.ts";
import {
  campaignState,
  deliveryState,
  digestState,
  exportStatus,
  issueState,
  jobState,
  leadState,
  planReviewState,
  reviewState,
  runStatus,
  sandboxStatus,
  versionStatus,
} from "./model/states.ts";
import { memberRole, workspaceSettings } from "./model/workspace.ts";

const progressFields = {
  stage: v.optional(v.string()),
  progress: v.optional(v.number()),
  etaMs: v.optional(v.number()),
};

/** Whoever asks twice under one key (an agent that was killed before it had answered) gets the row of the first time. */
const onceField = { idempotencyKey: v.optional(v.string()) };

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
  /** Set when a dead job was revived: when, and nobody does it twice. */
  revivedAt: v.optional(v.number()),
  finishedAt: v.optional(v.number()),
};

export default defineSchema({
  // Written by workspaces.ensure when a door first hears of a team, and by its owner. Read by the doors. Deleted by
  // workspaces.remove, with everything below that names it.
  workspaces: defineTable({
    platform: v.string(),
    externalId: v.string(),
    name: v.string(),
    settings: v.optional(workspaceSettings),
    /** Set by workspaces.remove: what belongs to it is being deleted in batches. */
    removedAt: v.optional(v.number()),
  }).index("by_external", ["platform", "externalId"]),

  // Written by workspaceMembers.* (the doors for people the platform vouches for, owner and admins). Read by access.ts and
  // doors. Deleted by workspaceMembers.remove, or with the workspace.
  workspaceMembers: defineTable({
    workspaceId: v.id("workspaces"),
    /** The platform's own id of the person. */
    userId: v.string(),
    name: v.string(),
    role: memberRole,
    joinedAt: v.number(),
  })
    .index("by_workspace_user", ["workspaceId", "userId"])
    .index("by_workspace_role", ["workspaceId", "role"]),

  // Written by threads.ensure and by every sign of life in the thread. Read by doors and agent. Deleted with the workspace.
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

  // Written by every sign of life in a thread, one row a thread; apart from threads, so that it disturbs nobody who watches
  // one. Read by the bot, which finds by it where something is to be told. Deleted by threads.told, and with the thread.
  untold: defineTable({ threadId: v.id("threads"), platform: v.string() })
    .index("by_thread", ["threadId"])
    .index("by_platform", ["platform"]),

  // Written by messages.append (doors for people, agent for replies). Read by agent and doors. Deleted with the workspace.
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

  // Written by the doors when a post stands on its platform, so that it is found again and edited in place. Read by the
  // doors. Deleted with the workspace.
  posts: defineTable({
    threadId: v.id("threads"),
    key: v.string(),
    /** The platform's own id of the message or comment. */
    externalId: v.string(),
  })
    .index("by_key", ["threadId", "key"])
    .index("by_external", ["externalId"]),

  // Written by installations.save when somebody installs Aura in their team. Read by the door. Deleted by
  // installations.remove when they take it away.
  installations: defineTable({
    platform: v.string(),
    externalId: v.string(),
    /** What the platform gave, encrypted by the door: the store never sees a token. */
    sealed: v.string(),
  }).index("by_external", ["platform", "externalId"]),

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
    /** What the answers in the thread took of a language model while this was its run. */
    tokens: v.optional(tokenCount),
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    repo: v.optional(v.string()),
    repoUrl: v.optional(v.string()),
    baseSha: v.optional(v.string()),
    request: v.optional(recordRequest),
    rerecordOf: v.optional(v.id("runs")),
    /** Of a run that records another one again: the version whose edits are to be found in the new recording. */
    editsFromVersionId: v.optional(v.id("editVersions")),
    /** The version that has them, and those that have no place in it, by name and with the reason. */
    carriedVersionId: v.optional(v.id("editVersions")),
    notPlaced: v.optional(v.array(v.string())),
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
    coverage: v.optional(v.array(coverage)),
    canceledAt: v.optional(v.number()),
    /** Of a recording that is planned: before when nobody begins it. Until it begins it is not its thread's current run. */
    startsAt: v.optional(v.number()),
    /** Set by runs.remove: what belongs to the run is being deleted in batches, and nothing new may start. */
    removedAt: v.optional(v.number()),
    ...onceField,
  })
    .index("by_idempotency", ["idempotencyKey"])
    .index("by_timestamp", ["timestamp"])
    .index("by_status", ["status", "timestamp"])
    .index("by_branch", ["branch", "timestamp"])
    .index("by_workspace", ["workspaceId", "timestamp"])
    .index("by_thread", ["threadId", "timestamp"])
    .index("by_start", ["threadId", "startsAt"]),

  // What can be named in a run's video; beside the run, which is watched and listed far more often than this is asked for.
  // Written by the queue when a recording is finished. Read by the agent and workers. Deleted with the run.
  takeElements: defineTable({ runId: v.id("runs"), elements: v.array(element) }).index("by_run", ["runId"]),

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
    quality: v.optional(quality),
    summary: v.optional(v.string()),
    author: v.optional(author),
    error: v.optional(v.string()),
    errorCode: v.optional(v.string()),
    createdAt: v.number(),
    ...onceField,
  })
    .index("by_idempotency", ["idempotencyKey"])
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
    ...onceField,
  })
    .index("by_idempotency", ["idempotencyKey"])
    .index("by_run", ["runId"])
    .index("by_status", ["status"]),

  // Written by whatever asks for work (enqueue) and by the queue. Read by workers and doors. Deleted with the run.
  jobs: defineTable(
    v.union(
      v.object({ ...jobFields, kind: v.literal("record") }),
      v.object({ ...jobFields, kind: v.literal("render"), editVersionId: v.id("editVersions") }),
      v.object({ ...jobFields, kind: v.literal("export"), exportJobId: v.id("exportJobs") }),
      // Its run is the first that the reel shows.
      v.object({ ...jobFields, kind: v.literal("reel"), digestIssueId: v.id("digestIssues") }),
    ),
  )
    .index("by_claim", ["state", "kind", "priority"])
    .index("by_due", ["state", "notBefore"])
    .index("by_run", ["runId", "state"])
    .index("by_thread", ["threadId", "state"])
    .index("by_workspace", ["workspaceId", "state"])
    .index("by_end", ["state", "finishedAt"])
    .index("by_idempotency", ["idempotencyKey"]),

  // Written by jobs.setLimit: at most one row. Read by every claim. Deleted by jobs.setLimit, when there is to be no limit.
  limits: defineTable({
    /** Jobs under way at once, of all workspaces together. */
    activeJobs: v.number(),
  }),

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
    .index("by_worker", ["workerId"])
    .index("by_lease", ["leaseUntil"]),

  // Written with every row that has a file (keepFiles), one row a file. Read by the sweep of files that nobody reported. Deleted
  // with the file.
  keptFiles: defineTable({ storageId: v.id("_storage") }).index("by_file", ["storageId"]),

  // Written by retention.settle: at most one row, in days. Read by whatever forgets. Not deleted.
  retention: defineTable(retentionDays),

  // Written by files.sweep: at most one row. Read by it. Not deleted.
  fileSweeps: defineTable({
    /** Files that are older than the first sweep are left alone. */
    since: v.number(),
    /** Files that are no younger have been looked at. */
    reached: v.number(),
  }),

  // Written by packs.addTake (workers) and packs.addSource (the bot) where the store serves more than one machine: what a
  // worker must have to record or edit, in parts. Read by workers. Deleted with the run, with the workspace, or when it
  // expires; what lies in a bucket is deleted there by a worker first.
  packs: defineTable({
    workspaceId: v.id("workspaces"),
    /** Of a take. */
    runId: v.optional(v.id("runs")),
    kind: packKind,
    /** A take's `takeRef`; of a source its two commits, `base-head`. What it names never changes. */
    name: v.string(),
    place: packPlace,
    sizeBytes: v.number(),
    /** Of the whole, in hexadecimal. */
    sha256: v.string(),
    /** Takes that no run shows and sources go then; a take that can be edited stays with its run. */
    expiresAt: v.optional(v.number()),
    /** Nobody may use it any more: its objects in the bucket are to be deleted. */
    removedAt: v.optional(v.number()),
  })
    .index("by_name", ["kind", "name"])
    .index("by_run", ["runId"])
    .index("by_workspace", ["workspaceId", "removedAt"])
    .index("by_expiry", ["expiresAt"])
    .index("by_removed", ["removedAt"]),

  // Written by a worker that is about to record (planReviews.ask) and by the bot whose language model names what it shows. Read
  // by both. One row a run; deleted by the run's next question, and with the run.
  planReviews: defineTable({
    runId: v.id("runs"),
    state: planReviewState,
    draft: planDraft,
    names: v.optional(planNames),
  })
    .index("by_run", ["runId"])
    .index("by_state", ["state"]),

  // Written by campaigns.*: one recipe for a video, made for each of its leads. Read by members. Deleted by campaigns.remove, or
  // with the workspace.
  campaigns: defineTable({
    workspaceId: v.id("workspaces"),
    name: v.string(),
    recipe,
    state: campaignState,
    leadCount: v.number(),
    createdBy: v.string(),
    createdAt: v.number(),
    /** Set by campaigns.remove: its leads are being deleted in batches. */
    removedAt: v.optional(v.number()),
  }).index("by_workspace", ["workspaceId", "removedAt"]),

  // Written by campaigns.addLeads, and as the lead's run ends. Read by members. Deleted with the campaign.
  leads: defineTable({
    workspaceId: v.id("workspaces"),
    campaignId: v.id("campaigns"),
    /** What the person is told apart by within the campaign; see keyOfLead. */
    key: v.string(),
    lead,
    state: leadState,
    /** Counts the runs that were started for this person; `runId` is the last. */
    attempt: v.number(),
    runId: v.optional(v.id("runs")),
    error: v.optional(v.string()),
  })
    .index("by_campaign", ["campaignId", "state"])
    .index("by_order", ["campaignId"])
    .index("by_key", ["campaignId", "key"])
    .index("by_run", ["runId"]),

  // Written by whatever makes a file that somebody must approve before it leaves the workspace; reviewed by owner and admins.
  // Read by members and by deliveries. Deleted with the run, or with the workspace.
  artifacts: defineTable({
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    runId: v.optional(v.id("runs")),
    editVersionId: v.optional(v.id("editVersions")),
    sandboxRunId: v.optional(v.id("sandboxRuns")),
    kind: artifactKind,
    title: v.string(),
    storageId: v.id("_storage"),
    contentType: v.string(),
    sizeBytes: v.number(),
    /** Of the file as it was submitted, in hexadecimal: what is delivered is exactly this file. */
    sha256: v.string(),
    previewText: v.optional(v.string()),
    reviewState,
    reviewedBy: v.optional(v.string()),
    reviewedAt: v.optional(v.number()),
    note: v.optional(v.string()),
  })
    .index("by_run", ["runId"])
    .index("by_version", ["editVersionId"])
    .index("by_sandbox_run", ["sandboxRunId"])
    .index("by_review", ["workspaceId", "reviewState"]),

  // Written by deliveries.enqueue for whoever wants something sent, and by the sender. Read by doors and members. Deleted half
  // a year after its end, with the run, or with the workspace.
  deliveries: defineTable({
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    runId: v.optional(v.id("runs")),
    editVersionId: v.optional(v.id("editVersions")),
    digestId: v.optional(v.string()),
    purpose: deliveryPurpose,
    channel: deliveryChannel,
    to: v.string(),
    payload: deliveryPayload,
    /** Who asked for it; they are told what became of it. */
    askedBy: v.optional(author),
    state: deliveryState,
    heldFor: v.optional(heldFor),
    /** The fencing token: counts claims. */
    attempt: v.number(),
    /** Attempts that ended with a failure since it was last asked for. */
    failures: v.number(),
    notBefore: v.number(),
    leaseUntil: v.optional(v.number()),
    idempotencyKey: v.string(),
    /** What the message carries so that it is recognised where it went. */
    marker: v.string(),
    /** The route of an attempt whose end nobody knows: before anything is sent again, it is looked for there. */
    openRoute: v.optional(deliveryRoute),
    /** SHA-256, in hexadecimal, of the file that may be sent; set when it leaves `held`. */
    sha256: v.optional(v.string()),
    messageId: v.optional(v.string()),
    via: v.optional(deliveryRoute),
    /** It went by mail, since the channel that it was meant for did not take it. */
    usedFallback: v.boolean(),
    error: v.optional(deliveryError),
    createdAt: v.number(),
    finishedAt: v.optional(v.number()),
  })
    .index("by_idempotency", ["idempotencyKey"])
    .index("by_due", ["state", "notBefore"])
    .index("by_lease", ["state", "leaseUntil"])
    .index("by_run", ["runId"])
    .index("by_thread", ["threadId"])
    .index("by_version", ["editVersionId", "state"])
    .index("by_address", ["workspaceId", "channel", "to", "state"])
    .index("by_end", ["finishedAt"])
    .index("by_workspace", ["workspaceId", "createdAt"]),

  // Written by deliveryPreferences.*: one row for each person who has said how they want to hear of things, and one (without a
  // userId) for each mail address whose owner has answered a mail. Read before anything is sent. Deleted with the workspace.
  deliveryPreferences: defineTable({
    workspaceId: v.id("workspaces"),
    userId: v.optional(v.string()),
    emailAddress: v.optional(v.string()),
    /** Where they want a copy of what they have asked for. */
    channels: v.array(channelConfig),
    /** Whether a mail may stand in for a channel that fails. */
    fallbackToEmail: v.boolean(),
    quietHours: v.optional(quietHours),
    unsubscribedAt: v.optional(v.number()),
    /** When the owner of the address said yes to mails of this workspace. */
    confirmedAt: v.optional(v.number()),
  })
    .index("by_person", ["workspaceId", "userId"])
    .index("by_address", ["workspaceId", "emailAddress"]),

  // Written by digests.create, by the people who confirm or stop it, and by its schedule. Read by the agent and the sender.
  // Deleted with the workspace.
  digests: defineTable({
    workspaceId: v.id("workspaces"),
    threadId: v.id("threads"),
    cron: v.string(),
    timezone: v.string(),
    recipients: v.array(digestRecipient),
    createdBy: v.optional(author),
    state: digestState,
    nextRunAt: v.number(),
    /** Until when the ones before this have told. */
    toldUntil: v.number(),
    /** Set when it was said that there is nothing to tell; it is said once until something is. */
    quietToldAt: v.optional(v.number()),
    createdAt: v.number(),
    ...onceField,
  })
    .index("by_idempotency", ["idempotencyKey"])
    .index("by_due", ["state", "nextRunAt"])
    .index("by_workspace", ["workspaceId", "state", "nextRunAt"]),

  // Written by the schedule: one row for each time that a digest came due, and its reel by the worker. Read by the sender.
  // Deleted after ninety days by the schedule, or with the workspace.
  digestIssues: defineTable({
    digestId: v.id("digests"),
    workspaceId: v.id("workspaces"),
    /** The minute at which it goes out. */
    dueAt: v.number(),
    fromMs: v.number(),
    untilMs: v.number(),
    state: issueState,
    content: digestContent,
    reelParts: v.optional(v.array(reelPart)),
    reel: v.optional(reelFile),
  })
    .index("by_digest", ["digestId", "dueAt"])
    .index("by_workspace", ["workspaceId"])
    .index("by_due", ["state", "dueAt"]),

  // Written by whoever starts a sandbox (sandboxRuns.*) and by the schedule that ends idle and stuck ones. Read by members.
  // Deleted with the workspace.
  sandboxRuns: defineTable({
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    runId: v.optional(v.id("runs")),
    /** The sandbox provider's own id. */
    sandboxId: v.optional(v.string()),
    status: sandboxStatus,
    startedAt: v.number(),
    lastActivityAt: v.number(),
    finishedAt: v.optional(v.number()),
    maxDurationMs: v.number(),
    idleTimeoutMs: v.number(),
    costUsd: v.optional(v.number()),
    error: v.optional(v.string()),
  })
    .index("by_workspace", ["workspaceId", "startedAt"])
    .index("by_thread", ["threadId", "startedAt"])
    .index("by_status_started", ["status", "startedAt"])
    .index("by_status_activity", ["status", "lastActivityAt"]),

  // Written by viewers.createLink. Read by access.ts. Deleted when the link expires or is withdrawn, or with the run.
  viewTokens: defineTable({
    workspaceId: v.id("workspaces"),
    runId: v.id("runs"),
    /** The one version that the link shows; without it, whatever is the current one. */
    editVersionId: v.optional(v.id("editVersions")),
    tokenHash: v.string(),
    expiresAt: v.number(),
    createdBy: v.string(),
    /** How many have begun to watch. */
    sittings: v.optional(v.number()),
  })
    .index("by_hash", ["tokenHash"])
    .index("by_run", ["runId"]),

  // Written by viewers.watched, one row for each sitting. Read by members and digests. Deleted with the run.
  views: defineTable({
    workspaceId: v.id("workspaces"),
    runId: v.id("runs"),
    sessionId: v.string(),
    startedAt: v.number(),
    /** The furthest point that was reached. */
    watchedMs: v.number(),
    durationMs: v.number(),
  })
    .index("by_session", ["runId", "sessionId"])
    .index("by_workspace", ["workspaceId", "startedAt"]),

  // Written by usage.countRequest: one row for a person's hour. Read by members.
  // Deleted after ninety days by the schedule, or with the workspace.
  usage: defineTable({
    workspaceId: v.id("workspaces"),
    userId: v.string(),
    hourStartAt: v.number(),
    requests: v.number(),
    /** The latest that were counted. */
    requestIds: v.optional(v.array(v.string())),
  })
    .index("by_person_hour", ["workspaceId", "userId", "hourStartAt"])
    .index("by_hour", ["hourStartAt"]),

  // Written by credentials.register and credentials.revoke (internal: only the host's owner). Read by access.ts. Not deleted.
  credentials: defineTable({
    kind: v.union(v.literal("bot"), v.literal("worker")),
    keyHash: v.string(),
    label: v.string(),
    revokedAt: v.optional(v.number()),
  }).index("by_hash", ["keyHash"]),
});
