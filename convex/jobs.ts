import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "./_generated/server.js";
import { botMutation, botQuery, sharedQuery, workerMutation, workerQuery } from "./access.ts";
import { reelFile, reelPart } from "./model/digests.ts";
import { activity as activityRow, exportRow, type JobKind, jobKind, runRow, versionRow } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { operation } from "./model/operations.ts";
import { quality } from "./model/quality.ts";
import { takeSummary } from "./model/recording.ts";
import { follow } from "./model/states.ts";
import { activityOf } from "./queue/activity.ts";
import { claimNext, headOf, isAtTotalLimit } from "./queue/claim.ts";
import { revive as reviveJob } from "./queue/deadLetters.ts";
import { completeExport, completeRecording, completeReel, completeRender } from "./queue/finish.ts";
import { endLeasesOf, heldBy, shortenToClock, sweepLeases, wakeDue, wanted, wantedOf } from "./queue/lease.ts";
import { failAttempt, handBack, heartbeatOf } from "./queue/outcome.ts";
import { openJob, openJobs, takeUse, takeUseOf, titleOf } from "./queue/overview.ts";
import { LEASE_MS } from "./queue/policy.ts";
import { tellSubject } from "./queue/subject.ts";

const everyKind = ["record", "render", "export", "reel"] as const;

/** The token that a worker shows with every write: which job, and which claim of it. */
const held = { jobId: v.id("jobs"), attempt: v.number() };

/** The most urgent job, for 15 s at a time; null when there is none. Sweeps dead workers' leases on the way. */
export const claim = workerMutation({
  args: { workerId: v.string(), kinds: v.optional(v.array(jobKind)) },
  returns: v.union(
    v.null(),
    v.object({
      ...held,
      kind: jobKind,
      run: runRow,
      version: v.union(versionRow, v.null()),
      exportJob: v.union(exportRow, v.null()),
      /** What the reel of a digest is cut from. */
      reel: v.union(v.array(reelPart), v.null()),
    }),
  ),
  handler: async (ctx, { workerId, kinds = everyKind }) => {
    const claimed = await claimNext(ctx, workerId, kinds);
    if (claimed === null) return null;
    const { job, ...subject } = claimed;
    return { jobId: job._id, attempt: job.attempt, kind: job.kind, ...subject };
  },
});

/** Renews the lease and passes progress on (0–100; `uploading` moves a run to that status). When `continue` is false: stop. */
export const heartbeat = workerMutation({
  args: {
    ...held,
    stage: v.optional(v.string()),
    progress: v.optional(v.number()),
    etaMs: v.optional(v.number()),
    uploading: v.optional(v.boolean()),
  },
  returns: wanted,
  handler: async (ctx, { jobId, attempt, uploading, ...told }) => {
    const job = await ctx.db.get("jobs", jobId);
    const answer = wantedOf(job, attempt);
    if (job === null || !answer.continue) return answer;
    const lease = found(await heartbeatOf(ctx, jobId), "lease");
    const { progress } = told;
    const news = progress === undefined ? told : { ...told, progress: Math.min(100, Math.max(0, progress)) };
    await ctx.db.patch("heartbeats", lease._id, { ...news, leaseUntil: Date.now() + LEASE_MS });
    const isNews = uploading === true || Object.values(news).some((value) => value !== undefined);
    if (isNews) {
      await tellSubject(ctx, job, { phase: "working", progress: { ...news, ...(uploading ? { uploading } : {}) } });
    }
    return answer;
  },
});

/** Watched by whoever does the work: it learns at once, and not with its next heartbeat, that it is to stop. */
export const isWanted = workerQuery({
  args: held,
  returns: wanted,
  handler: async (ctx, { jobId, attempt }) => wantedOf(await ctx.db.get("jobs", jobId), attempt),
});

/** The run is completed, and its version 1 has this video. `operations` is what it shows of the take; mostly nothing is done to it. */
export const finishRecording = workerMutation({
  args: {
    ...held,
    take: takeSummary,
    takeRef: v.string(),
    videoStorageId: v.id("_storage"),
    posterStorageId: v.id("_storage"),
    videoDurationMs: v.number(),
    sizeBytes: v.number(),
    routesTested: v.array(v.string()),
    screenshotStorageIds: v.optional(v.array(v.id("_storage"))),
    traceId: v.optional(v.string()),
    operations: v.optional(v.array(operation)),
    /** The edits of the recording before this one, and what could not be placed: they become version 2. */
    carried: v.optional(
      v.object({ operations: v.array(operation), summary: v.string(), notPlaced: v.array(v.string()) }),
    ),
    quality: v.optional(quality),
  },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, ...recording }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job) await completeRecording(ctx, job, recording);
    return null;
  },
});

/** The edit version is completed with this video. */
export const finishRender = workerMutation({
  args: {
    ...held,
    videoStorageId: v.id("_storage"),
    posterStorageId: v.id("_storage"),
    videoDurationMs: v.number(),
    sizeBytes: v.number(),
    quality: v.optional(quality),
  },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, videoDurationMs, ...files }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job) await completeRender(ctx, job, { ...files, durationMs: videoDurationMs });
    return null;
  },
});

/** The export is completed with this file. `note` says what was given up to fit, in words for the person. */
export const finishExport = workerMutation({
  args: { ...held, outputStorageId: v.id("_storage"), fileSizeBytes: v.number(), note: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, ...file }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job) await completeExport(ctx, job, file);
    return null;
  },
});

/** The reel of a digest is this file; it goes out with it, unless that has been sent already. */
export const finishReel = workerMutation({
  args: { ...held, ...reelFile.fields },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, ...reel }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job) await completeReel(ctx, job, reel);
    return null;
  },
});

/** Tried again later when `retryable` and not the last attempt; else what it makes has failed with this message. */
export const fail = workerMutation({
  args: { ...held, code: v.string(), message: v.string(), retryable: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, ...failure }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job) await failAttempt(ctx, job, failure);
    return null;
  },
});

/** Hands the job back unfinished, without spending an attempt: for a worker that is asked to stop. */
export const release = workerMutation({
  args: held,
  returns: v.null(),
  handler: async (ctx, { jobId, attempt }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job) await handBack(ctx, job);
    return null;
  },
});

const deadJob = v.object({
  jobId: v.id("jobs"),
  kind: jobKind,
  runId: v.id("runs"),
  title: v.union(v.string(), v.null()),
  attempt: v.number(),
  code: v.string(),
  message: v.string(),
  finishedAt: v.number(),
  revivedAt: v.union(v.number(), v.null()),
});

const COUNTED = 100;
const head = v.union(v.object(held), v.null());

/**
 * How much waits to be claimed (at most 100 are counted), since when the oldest does, and the next job of each kind.
 * Watched by workers: whenever a job of a kind becomes claimable for one that found none, its `heads` change.
 */
export const ready = sharedQuery({
  args: {},
  returns: v.object({
    count: v.number(),
    oldestAt: v.union(v.number(), v.null()),
    heads: v.object({ record: head, render: head, export: head, reel: head }),
  }),
  handler: async (ctx) => {
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_claim", (range) => range.eq("state", "waiting"))
      .take(COUNTED);
    const isFull = await isAtTotalLimit(ctx);
    const next = async (kind: JobKind) => {
      const job = isFull ? null : await headOf(ctx, kind);
      return job && { jobId: job._id, attempt: job.attempt };
    };
    return {
      count: jobs.length,
      oldestAt: jobs.length === 0 ? null : Math.min(...jobs.map((job) => job._creationTime)),
      heads: {
        record: await next("record"),
        render: await next("render"),
        export: await next("export"),
        reel: await next("reel"),
      },
    };
  },
});

/** The thread's work that is waiting or under way, oldest first. */
export const activity = botQuery({
  args: { threadId: v.id("threads") },
  returns: v.array(activityRow),
  handler: async (ctx, { threadId }) => await activityOf(ctx, threadId),
});

/** Everything that waits, is paused or is under way, of all workspaces: for whoever looks after the machine. */
export const open = botQuery({
  args: {},
  returns: v.array(openJob),
  handler: async (ctx) => await openJobs(ctx),
});

const MOST_AT_ONCE = 1_000;

/** How many jobs may be under way at once, of all workspaces together; null is as many as there are workers for. */
export const setLimit = botMutation({
  args: { activeJobs: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { activeJobs }) => {
    if (activeJobs !== null && !(Number.isInteger(activeJobs) && activeJobs >= 1 && activeJobs <= MOST_AT_ONCE)) {
      throw storeError("invalid_argument", `The limit is a whole number from 1 to ${MOST_AT_ONCE}.`);
    }
    for (const row of await ctx.db.query("limits").collect()) await ctx.db.delete("limits", row._id);
    if (activeJobs !== null) await ctx.db.insert("limits", { activeJobs });
    return null;
  },
});

export const limit = botQuery({
  args: {},
  returns: v.union(v.number(), v.null()),
  handler: async (ctx) => (await ctx.db.query("limits").first())?.activeJobs ?? null,
});

/** Whether the take of a run is still needed. `runId` is whatever a folder is called, and need be no id. */
export const takeInUse = workerQuery({
  args: { runId: v.string() },
  returns: takeUse,
  handler: async (ctx, { runId }) => await takeUseOf(ctx, runId),
});

/** Jobs that have used their last attempt, with the reason, newest end first. */
export const dead = botQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(deadJob),
  handler: async (ctx, { paginationOpts }) => {
    const page = await ctx.db
      .query("jobs")
      .withIndex("by_end", (range) => range.eq("state", "dead"))
      .order("desc")
      .paginate(paginationOpts);
    return {
      ...page,
      page: await Promise.all(
        page.page.map(async ({ _id, kind, runId, attempt, lastError, finishedAt, revivedAt }) => ({
          jobId: _id,
          kind,
          runId,
          title: await titleOf(ctx, { runId }),
          attempt,
          code: lastError?.code ?? "unknown",
          message: lastError?.message ?? "",
          finishedAt: finishedAt ?? 0,
          revivedAt: revivedAt ?? null,
        })),
      ),
    };
  },
});

/** Asks once more for what a dead job was to make, as a new run, version or export. Each dead job is revived once. */
export const revive = botMutation({
  args: { jobId: v.id("jobs") },
  returns: v.null(),
  handler: async (ctx, { jobId }) => {
    await reviveJob(ctx, found(await ctx.db.get("jobs", jobId), "job"));
    return null;
  },
});

/**
 * Gives back at once what a worker held of which its bot knows that it has died. `workerIdStart` is what only this worker's id
 * begins with: machine and process. Answers how many jobs that were.
 */
export const workerDied = botMutation({
  args: { workerIdStart: v.string() },
  returns: v.number(),
  handler: async (ctx, { workerIdStart }) => {
    if (workerIdStart.length < 3) throw storeError("invalid_argument", "That names no single worker.");
    return await endLeasesOf(ctx, workerIdStart);
  },
});

/** Ends the pause of a job that is to be tried again. */
export const wake = internalMutation({
  args: { jobId: v.id("jobs") },
  returns: v.null(),
  handler: async (ctx, { jobId }) => {
    const job = await ctx.db.get("jobs", jobId);
    if (job?.state === "delayed" && job.notBefore <= Date.now()) {
      await ctx.db.patch("jobs", jobId, { state: follow("job", job.state, "waiting") });
    }
    return null;
  },
});

/** The schedule's net under everything: silent workers' jobs go back, overdue ones wake. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    await shortenToClock(ctx, now);
    await sweepLeases(ctx, now);
    await wakeDue(ctx, now);
    return null;
  },
});

/** For a host that has just started and knows that no worker lives: every lease is over now, not in 15 s. Answers how many. */
export const abandonLeases = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await sweepLeases(ctx, Number.MAX_SAFE_INTEGER),
});
