import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import { internalMutation } from "./_generated/server.js";
import { botMutation, botQuery, sharedMutation, sharedQuery } from "./access.ts";
import { tellLeadOf } from "./model/campaigns.ts";
import { defined } from "./model/defined.ts";
import { run, runWithScreenshots } from "./model/documents.ts";
import { elementsOf } from "./model/elements.ts";
import { found, storeError } from "./model/errors.ts";
import { keepFiles, replaceScreenshots, withRunUrls } from "./model/files.ts";
import { replan as replanRun } from "./model/planned.ts";
import { element } from "./model/recording.ts";
import { deleteSome } from "./model/removal.ts";
import { recordRequest } from "./model/request.ts";
import { livingRun, recordedBefore, refuseNever, startRun } from "./model/runs.ts";
import { follow, isFinal, runStatus } from "./model/states.ts";
import { touchThread } from "./model/threads.ts";
import { addFirstVersion } from "./queue/finish.ts";
import { cancelJobsOf } from "./queue/outcome.ts";

const source = v.union(v.literal("skill"), v.literal("pr"), v.literal("lead"), v.literal("url"));
const LISTED = { usual: 50, most: 200 };

/** Runs, newest first (50 unless told, at most 200). */
export const list = botQuery({
  args: { limit: v.optional(v.number()), status: v.optional(runStatus) },
  returns: v.array(run),
  handler: async (ctx, { limit = LISTED.usual, status }) => {
    const runs =
      status === undefined
        ? ctx.db.query("runs").withIndex("by_timestamp")
        : ctx.db.query("runs").withIndex("by_status", (range) => range.eq("status", status));
    const rows = await runs
      .order("desc")
      .filter((row) => row.eq(row.field("removedAt"), undefined))
      .take(Math.max(0, Math.min(LISTED.most, Math.floor(limit))));
    return await Promise.all(rows.map((row) => withRunUrls(ctx, row)));
  },
});

/** A workspace's runs, newest first. */
export const listByWorkspace = botQuery({
  args: { workspaceId: v.id("workspaces"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(run),
  handler: async (ctx, { workspaceId, paginationOpts }) => {
    const page = await ctx.db
      .query("runs")
      .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
      .order("desc")
      .filter((row) => row.eq(row.field("removedAt"), undefined))
      .paginate(paginationOpts);
    return { ...page, page: await Promise.all(page.page.map((row) => withRunUrls(ctx, row))) };
  },
});

/** A thread's runs, newest first. */
export const listByThread = botQuery({
  args: { threadId: v.id("threads"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(run),
  handler: async (ctx, { threadId, paginationOpts }) => {
    const page = await ctx.db
      .query("runs")
      .withIndex("by_thread", (range) => range.eq("threadId", threadId))
      .order("desc")
      .filter((row) => row.eq(row.field("removedAt"), undefined))
      .paginate(paginationOpts);
    return { ...page, page: await Promise.all(page.page.map((row) => withRunUrls(ctx, row))) };
  },
});

export const get = sharedQuery({
  args: { id: v.id("runs") },
  returns: v.union(runWithScreenshots, v.null()),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("runs", id);
    if (row === null || row.removedAt !== undefined) return null;
    const urls = await Promise.all((row.screenshotStorageIds ?? []).map((fileId) => ctx.storage.getUrl(fileId)));
    return { ...(await withRunUrls(ctx, row)), screenshotUrls: urls.filter((url) => url !== null) };
  },
});

/** What can be named in the run's video; none for a run that is not recorded, and for recordings from before they were kept. */
export const elements = sharedQuery({
  args: { id: v.id("runs") },
  returns: v.array(element),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("runs", id);
    return row === null || row.removedAt !== undefined ? [] : await elementsOf(ctx, id);
  },
});

/**
 * A new run, once for each idempotencyKey. With status `queued` its recording is put in the queue. It becomes its thread's
 * current run: at once, or, with `notBefore`, when its recording begins.
 */
export const create = botMutation({
  args: {
    timestamp: v.number(),
    branch: v.optional(v.string()),
    pr: v.optional(v.number()),
    commitSha: v.optional(v.string()),
    summary: v.string(),
    status: runStatus,
    source,
    routesTested: v.optional(v.array(v.string())),
    traceId: v.optional(v.string()),
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    repo: v.optional(v.string()),
    repoUrl: v.optional(v.string()),
    baseSha: v.optional(v.string()),
    request: v.optional(recordRequest),
    title: v.optional(v.string()),
    idempotencyKey: v.optional(v.string()),
    /** A time (milliseconds since 1970, within a year from now) before which nobody begins to record. */
    notBefore: v.optional(v.number()),
  },
  returns: v.id("runs"),
  handler: async (ctx, { notBefore, ...run }) => await startRun(ctx, run, defined({ notBefore })),
});

/**
 * Records the same request again, on new commits when they are given. Answers the new run, which takes over the edits of the
 * old one's current version as far as they have a place in it. Once for each idempotencyKey.
 */
export const rerecord = botMutation({
  args: {
    id: v.id("runs"),
    commitSha: v.optional(v.string()),
    baseSha: v.optional(v.string()),
    request: v.optional(recordRequest),
    idempotencyKey: v.optional(v.string()),
    /** As for a new run. */
    notBefore: v.optional(v.number()),
  },
  returns: v.id("runs"),
  handler: async (ctx, { id, notBefore, ...commits }) => {
    const row = await livingRun(ctx, id);
    const { workspaceId, threadId, branch, pr, commitSha, baseSha, source, repo, repoUrl, request, title, summary } =
      row;
    const { rerecordOf, editsFromVersionId } = await recordedBefore(ctx, row);
    const again = {
      ...defined({ threadId, branch, pr, commitSha, baseSha, repo, repoUrl, request, title, editsFromVersionId }),
      ...commits,
      workspaceId,
      source,
      summary,
      status: "queued",
      timestamp: Date.now(),
      rerecordOf,
    } as const;
    return await startRun(ctx, again, defined({ notBefore }));
  },
});

/** Gives a recording that is planned for later another time; without one it begins now. */
export const replan = botMutation({
  args: { id: v.id("runs"), notBefore: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { id, notBefore = Date.now() }) => {
    refuseNever(notBefore);
    await replanRun(ctx, await livingRun(ctx, id), notBefore);
    return null;
  },
});

/** For runs that are recorded outside the queue. A final status also ends the run's recording job. */
export const updateStatus = botMutation({
  args: { id: v.id("runs"), status: runStatus, error: v.optional(v.string()), durationMs: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { id, status, ...news }) => {
    const row = found(await ctx.db.get("runs", id), "run");
    const canceledAt = status === "canceled" ? { canceledAt: Date.now() } : {};
    await ctx.db.patch("runs", id, { status: follow("run", row.status, status), ...news, ...canceledAt });
    if (isFinal("run", status)) await cancelJobsOf(ctx, id);
    await tellLeadOf(ctx, id);
    await touchThread(ctx, row.threadId);
    return null;
  },
});

/** Completes a run that was recorded outside the queue: its video, which is also its version 1. */
export const attachVideo = botMutation({
  args: { id: v.id("runs"), videoStorageId: v.id("_storage") },
  returns: v.null(),
  handler: async (ctx, { id, videoStorageId }) => {
    const row = found(await ctx.db.get("runs", id), "run");
    await keepFiles(ctx, [videoStorageId]);
    await ctx.db.patch("runs", id, { videoStorageId, status: follow("run", row.status, "completed") });
    await addFirstVersion(ctx, row, { videoStorageId });
    await cancelJobsOf(ctx, id);
    await tellLeadOf(ctx, id);
    await touchThread(ctx, row.threadId);
    return null;
  },
});

export const attachScreenshots = botMutation({
  args: { id: v.id("runs"), screenshotStorageIds: v.array(v.id("_storage")) },
  returns: v.null(),
  handler: async (ctx, { id, screenshotStorageIds }) => {
    const row = found(await ctx.db.get("runs", id), "run");
    await replaceScreenshots(ctx, row, screenshotStorageIds);
    await ctx.db.patch("runs", id, { screenshotStorageIds });
    return null;
  },
});

/** An address to POST one file to; it answers `{ storageId }`. */
export const generateUploadUrl = sharedMutation({
  args: {},
  returns: v.string(),
  handler: async (ctx) => await ctx.storage.generateUploadUrl(),
});

/**
 * Stops what is going on for a run: a recording, which makes the run `canceled`, or the renders and exports of a completed
 * run, whose versions and exports then have failed with the code `canceled`. Answers how many jobs were stopped.
 */
export const cancel = botMutation({
  args: { id: v.id("runs") },
  returns: v.object({ canceledJobs: v.number() }),
  handler: async (ctx, { id }) => {
    found(await ctx.db.get("runs", id), "run");
    const canceledJobs = await cancelJobsOf(ctx, id);
    const left = found(await ctx.db.get("runs", id), "run");
    if (!isFinal("run", left.status)) {
      const status = follow("run", left.status, "canceled");
      await ctx.db.patch("runs", id, { status, canceledAt: Date.now() });
      await tellLeadOf(ctx, id);
    }
    return { canceledJobs };
  },
});

/** Deletes a run with its versions, exports, jobs and files: it is gone for readers at once, the rest follows in batches. */
export const remove = botMutation({
  args: { id: v.id("runs") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = found(await ctx.db.get("runs", id), "run");
    if (row.removedAt !== undefined) return null;
    await cancelJobsOf(ctx, id);
    await ctx.db.patch("runs", id, { removedAt: Date.now() });
    const thread = row.threadId && (await ctx.db.get("threads", row.threadId));
    if (thread && thread.currentRunId === id) await ctx.db.patch("threads", thread._id, { currentRunId: undefined });
    await ctx.scheduler.runAfter(0, internal.runs.removeBatch, { id });
    return null;
  },
});

/** One batch of a removal; schedules the next until nothing is left. */
export const removeBatch = internalMutation({
  args: { id: v.id("runs") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("runs", id);
    if (row === null) return null;
    if (row.removedAt === undefined) throw storeError("invalid_argument", "This run is not being removed.");
    const finished = await deleteSome(ctx, row);
    if (!finished) await ctx.scheduler.runAfter(0, internal.runs.removeBatch, { id });
    return null;
  },
});
