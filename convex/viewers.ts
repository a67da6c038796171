import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import { internalMutation } from "./_generated/server.js";
import { memberMutation, memberQuery, viewerMutation, viewerQuery } from "./access.ts";
import { view } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { urlOf } from "./model/files.ts";
import { shot } from "./model/recording.ts";
import { currentOf, listedVersions } from "./model/versions.ts";

const LONGEST_LINK_MS = 90 * 24 * 3_600_000;
/** More than a video for a team has; whoever has the link chooses what a sitting is called, and could fill the store. */
const MOST_SITTINGS = 1_000;

/**
 * Lets whoever has `token` watch one run, or one version of it alone, until the link expires (at most 90 days). The caller makes the token (32 random
 * bytes) and hands over its hash alone, so that the store never holds it.
 */
export const createLink = memberMutation({
  args: {
    runId: v.id("runs"),
    editVersionId: v.optional(v.id("editVersions")),
    tokenHash: v.string(),
    lifetimeMs: v.number(),
  },
  returns: v.id("viewTokens"),
  handler: async (ctx, { workspaceId, runId, editVersionId, tokenHash, lifetimeMs }) => {
    const run = await ctx.db.get("runs", runId);
    found(run?.workspaceId === workspaceId && run.removedAt === undefined ? run : null, "run");
    const version = editVersionId && (await ctx.db.get("editVersions", editVersionId));
    if (editVersionId !== undefined) found(version && version.runId === runId ? version : null, "version");
    if (!/^[0-9a-f]{64}$/.test(tokenHash)) throw storeError("invalid_argument", "A link needs its token's SHA-256.");
    if (!(lifetimeMs > 0 && lifetimeMs <= LONGEST_LINK_MS)) {
      throw storeError("invalid_argument", "A link lives for up to 90 days; choose a time within that.");
    }
    const expiresAt = Date.now() + lifetimeMs;
    const createdBy = ctx.member.userId;
    const shown = { runId, ...(editVersionId ? { editVersionId } : {}) };
    const id = await ctx.db.insert("viewTokens", { workspaceId, ...shown, tokenHash, expiresAt, createdBy });
    await ctx.scheduler.runAt(expiresAt, internal.viewers.expire, { id });
    return id;
  },
});

export const withdrawLink = memberMutation({
  args: { id: v.id("viewTokens") },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id }) => {
    const row = await ctx.db.get("viewTokens", id);
    if (row?.workspaceId === workspaceId) await ctx.db.delete("viewTokens", id);
    return null;
  },
});

/** The end of a link. */
export const expire = internalMutation({
  args: { id: v.id("viewTokens") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    if (await ctx.db.get("viewTokens", id)) await ctx.db.delete("viewTokens", id);
    return null;
  },
});

/** What the link shows: its version, else the run's current video, and nothing about who made it. */
export const watch = viewerQuery({
  args: {},
  returns: v.object({
    title: v.string(),
    summary: v.string(),
    videoUrl: v.union(v.string(), v.null()),
    posterUrl: v.union(v.string(), v.null()),
    /** The newest GIF of what is shown. */
    previewUrl: v.union(v.string(), v.null()),
    durationMs: v.union(v.number(), v.null()),
    shots: v.array(shot),
  }),
  handler: async (ctx) => {
    const { viewedRun: run, token } = ctx;
    const chosen = token.editVersionId && (await ctx.db.get("editVersions", token.editVersionId));
    const version =
      chosen ?? currentOf((await listedVersions(ctx, run._id)).filter(({ status }) => status === "completed"));
    const files = version ?? run;
    const preview = await ctx.db
      .query("exportJobs")
      .withIndex("by_run", (range) => range.eq("runId", run._id))
      .order("desc")
      .filter((job) =>
        job.and(
          job.eq(job.field("format"), "gif"),
          job.eq(job.field("status"), "completed"),
          job.eq(job.field("editVersionId"), version?._id),
        ),
      )
      .first();
    return {
      title: run.title ?? "",
      summary: run.summary,
      videoUrl: await urlOf(ctx, files.videoStorageId),
      posterUrl: await urlOf(ctx, files.posterStorageId),
      previewUrl: await urlOf(ctx, preview?.outputStorageId),
      durationMs: version?.durationMs ?? run.takeDurationMs ?? null,
      shots: run.shots ?? [],
    };
  },
});

/** How far a viewer has come; told now and then while the video plays. One row for each sitting, of which a link counts so many. */
export const watched = viewerMutation({
  args: { sessionId: v.string(), watchedMs: v.number(), durationMs: v.number() },
  returns: v.null(),
  handler: async (ctx, { sessionId, watchedMs, durationMs }) => {
    const { _id: runId, workspaceId } = ctx.viewedRun;
    const isTime = (ms: number) => Number.isFinite(ms) && ms >= 0;
    if (sessionId.length > 64 || !isTime(watchedMs) || !isTime(durationMs)) {
      throw storeError("invalid_argument", "A view has a short session id and times that are not negative.");
    }
    const known = await ctx.db
      .query("views")
      .withIndex("by_session", (range) => range.eq("runId", runId).eq("sessionId", sessionId))
      .first();
    if (known === null) {
      const { _id: tokenId, sittings = 0 } = ctx.token;
      if (sittings >= MOST_SITTINGS) return null;
      await ctx.db.patch("viewTokens", tokenId, { sittings: sittings + 1 });
      await ctx.db.insert("views", { workspaceId, runId, sessionId, startedAt: Date.now(), watchedMs, durationMs });
    } else if (watchedMs > known.watchedMs) {
      await ctx.db.patch("views", known._id, { watchedMs, durationMs });
    }
    return null;
  },
});

/** The workspace's views, newest first. */
export const list = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(view),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("views")
      .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
      .order("desc")
      .paginate(paginationOpts),
});
