import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel.js";
import type { QueryCtx } from "./_generated/server.js";
import { botMutation, botQuery } from "./access.ts";
import { deliveryChannel } from "./model/deliveries.ts";
import { activity, editVersion, exportJob, message, run, thread } from "./model/documents.ts";
import { found } from "./model/errors.ts";
import { withExportUrl, withRunUrls, withVersionUrls } from "./model/files.ts";
import { plannedRuns } from "./model/planned.ts";
import { deliveryState, reviewState } from "./model/states.ts";
import { touchThread, untoldOf } from "./model/threads.ts";
import { currentOf, listedVersions } from "./model/versions.ts";
import { livingWorkspace } from "./model/workspace.ts";
import { activityOf } from "./queue/activity.ts";

const CONTEXT_MESSAGES = 30;
const CONTEXT_EXPORTS = 20;
/** Of each kind of row that `audience` looks at, the newest so many. */
const AUDIENCE_ROWS = 100;

/** The thread of a conversation on a platform; made when it is new. `externalId` is the platform's, unique in its channel. */
export const ensure = botMutation({
  args: {
    workspaceId: v.id("workspaces"),
    platform: v.string(),
    channelType: v.string(),
    channelTarget: v.string(),
    externalId: v.string(),
    timezone: v.string(),
  },
  returns: v.id("threads"),
  handler: async (ctx, args) => {
    await livingWorkspace(ctx, args.workspaceId);
    const known = await threadAt(ctx, args);
    if (known) return known._id;
    return await ctx.db.insert("threads", { ...args, title: "", lastActivityAt: Date.now() });
  },
});

/** As `ensure`, but null when nobody has spoken to Aura there yet. */
export const find = botQuery({
  args: { workspaceId: v.id("workspaces"), platform: v.string(), channelTarget: v.string(), externalId: v.string() },
  returns: v.union(v.id("threads"), v.null()),
  handler: async (ctx, place) => (await threadAt(ctx, place))?._id ?? null,
});

type Place = Pick<Doc<"threads">, "workspaceId" | "platform" | "channelTarget" | "externalId">;

async function threadAt(ctx: QueryCtx, place: Place): Promise<Doc<"threads"> | null> {
  return await ctx.db
    .query("threads")
    .withIndex("by_external", (range) =>
      range
        .eq("workspaceId", place.workspaceId)
        .eq("platform", place.platform)
        .eq("channelTarget", place.channelTarget)
        .eq("externalId", place.externalId),
    )
    .first();
}

/** Makes one of the thread's recordings its current one again. */
export const show = botMutation({
  args: { id: v.id("threads"), runId: v.id("runs") },
  returns: v.null(),
  handler: async (ctx, { id, runId }) => {
    const row = found(await ctx.db.get("threads", id), "thread");
    const { title } = found(await runIn(ctx, row, runId), "run");
    await touchThread(ctx, id, { currentRunId: runId, ...(title ? { title } : {}) });
    return null;
  },
});

export const get = botQuery({
  args: { id: v.id("threads") },
  returns: v.union(thread, v.null()),
  handler: async (ctx, { id }) => await ctx.db.get("threads", id),
});

/** A workspace's threads, newest activity first. `title` is empty until something has been said. */
export const list = botQuery({
  args: { workspaceId: v.id("workspaces"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(thread),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("threads")
      .withIndex("by_activity", (range) => range.eq("workspaceId", workspaceId))
      .order("desc")
      .paginate(paginationOpts),
});

/**
 * The threads of a platform in which something may not have been told yet: work that is planned or under way, results that
 * nobody has posted, messages that nobody has answered. Newest first.
 */
export const untold = botQuery({
  args: { platform: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(v.id("threads")),
  handler: async (ctx, { platform, paginationOpts }) => {
    const found = await ctx.db
      .query("untold")
      .withIndex("by_platform", (range) => range.eq("platform", platform))
      .order("desc")
      .paginate(paginationOpts);
    return { ...found, page: found.page.map(({ threadId }) => threadId) };
  },
});

/** Everything in the thread has been told that there was as of `lastActivityAt`; does nothing when more has come since. */
export const told = botMutation({
  args: { id: v.id("threads"), lastActivityAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { id, lastActivityAt }) => {
    const thread = await ctx.db.get("threads", id);
    const mark = thread?.lastActivityAt === lastActivityAt ? await untoldOf(ctx, id) : null;
    if (mark) await ctx.db.delete("untold", mark._id);
    return null;
  },
});

/**
 * All that the agent needs to answer in a thread: its current run (or another one that is named), that run's newest 100 versions
 * (oldest first), the one that the next edit builds on, the newest 20 exports (oldest first), the recordings that are planned
 * (the soonest first), work under way, and the last 30 messages (oldest first).
 */
export const context = botQuery({
  args: { id: v.id("threads"), runId: v.optional(v.id("runs")) },
  returns: v.object({
    thread,
    run: v.union(run, v.null()),
    planned: v.array(run),
    versions: v.array(editVersion),
    currentVersion: v.union(editVersion, v.null()),
    exports: v.array(exportJob),
    jobs: v.array(activity),
    messages: v.array(message),
  }),
  handler: async (ctx, { id, runId }) => {
    const row = found(await ctx.db.get("threads", id), "thread");
    const runRow = await runIn(ctx, row, runId);
    const versionRows = runRow === null ? [] : await listedVersions(ctx, runRow._id);
    const versions = await Promise.all(versionRows.map((version) => withVersionUrls(ctx, version)));
    const newest = currentOf(versionRows);
    const exportRows =
      runRow === null
        ? []
        : await ctx.db
            .query("exportJobs")
            .withIndex("by_run", (range) => range.eq("runId", runRow._id))
            .order("desc")
            .take(CONTEXT_EXPORTS);
    const messages = await ctx.db
      .query("messages")
      .withIndex("by_thread", (range) => range.eq("threadId", id))
      .order("desc")
      .take(CONTEXT_MESSAGES);
    const planned = await plannedRuns(ctx, id);
    return {
      thread: row,
      run: runRow && (await withRunUrls(ctx, runRow)),
      planned: await Promise.all(planned.map((run) => withRunUrls(ctx, run))),
      versions,
      currentVersion: versions.find((version) => version._id === newest?._id) ?? null,
      exports: await Promise.all(exportRows.toReversed().map((row) => withExportUrl(ctx, row))),
      jobs: await activityOf(ctx, id),
      messages: messages.toReversed(),
    };
  },
});

/** One of the thread's runs, its current one unless another is named; null when it is gone, or none of this thread's. */
async function runIn(ctx: QueryCtx, thread: Doc<"threads">, wanted = thread.currentRunId): Promise<Doc<"runs"> | null> {
  const row = wanted === undefined ? null : await ctx.db.get("runs", wanted);
  return row?.threadId === thread._id && row.removedAt === undefined ? row : null;
}

/**
 * Who decided on the versions of the thread's current run (or another one that is named), and who has it: the newest reviews, where it was sent (oldest first),
 * and the links to it that still hold, with how often they were watched.
 */
export const audience = botQuery({
  args: { id: v.id("threads"), runId: v.optional(v.id("runs")) },
  returns: v.object({
    reviews: v.array(
      v.object({
        editVersionId: v.id("editVersions"),
        state: reviewState,
        by: v.optional(v.string()),
        note: v.optional(v.string()),
      }),
    ),
    sent: v.array(v.object({ channel: deliveryChannel, to: v.string(), state: deliveryState })),
    links: v.number(),
    views: v.array(v.object({ watchedMs: v.number(), durationMs: v.number() })),
  }),
  handler: async (ctx, { id, runId: wanted }) => {
    const row = found(await ctx.db.get("threads", id), "thread");
    const { workspaceId } = row;
    const runId = (await runIn(ctx, row, wanted))?._id;
    if (runId === undefined) return { reviews: [], sent: [], links: 0, views: [] };
    const [files, deliveries, links, views] = await Promise.all([
      ctx.db
        .query("artifacts")
        .withIndex("by_run", (range) => range.eq("runId", runId))
        .order("desc")
        .take(AUDIENCE_ROWS),
      ctx.db
        .query("deliveries")
        .withIndex("by_run", (range) => range.eq("runId", runId))
        .order("desc")
        .take(AUDIENCE_ROWS),
      ctx.db
        .query("viewTokens")
        .withIndex("by_run", (range) => range.eq("runId", runId))
        .take(AUDIENCE_ROWS),
      ctx.db
        .query("views")
        .withIndex("by_session", (range) => range.eq("runId", runId))
        .take(AUDIENCE_ROWS),
    ]);
    const reviews = await Promise.all(
      files.flatMap(({ editVersionId, reviewState: state, reviewedBy, note }) =>
        editVersionId === undefined
          ? []
          : [nameOf(ctx, workspaceId, reviewedBy).then((by) => ({ editVersionId, state, ...by, ...noted(note) }))],
      ),
    );
    const copies = deliveries.filter(({ channel, state }) => channel !== "thread" && state !== "canceled");
    return {
      reviews,
      sent: copies.toReversed().map(({ channel, to, state }) => ({ channel, to, state })),
      links: links.filter(({ expiresAt }) => expiresAt > Date.now()).length,
      views: views.map(({ watchedMs, durationMs }) => ({ watchedMs, durationMs })),
    };
  },
});

const noted = (note: string | undefined): { note?: string } => (note === undefined ? {} : { note });

async function nameOf(ctx: QueryCtx, workspaceId: Doc<"workspaces">["_id"], userId: string | undefined) {
  if (userId === undefined) return {};
  const member = await ctx.db
    .query("workspaceMembers")
    .withIndex("by_workspace_user", (range) => range.eq("workspaceId", workspaceId).eq("userId", userId))
    .first();
  return { by: member?.name ?? userId };
}
