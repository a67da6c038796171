import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "./_generated/server.js";
import { adminMutation, botQuery, memberQuery, sharedMutation } from "./access.ts";
import { artifactKind } from "./model/artifacts.ts";
import { artifact } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { keepFiles, storedFile, urlOf } from "./model/files.ts";
import { reconsider } from "./model/outbox.ts";
import { requireSameWorkspace } from "./model/sameWorkspace.ts";
import { follow } from "./model/states.ts";

const subject = {
  threadId: v.optional(v.id("threads")),
  runId: v.optional(v.id("runs")),
  editVersionId: v.optional(v.id("editVersions")),
  sandboxRunId: v.optional(v.id("sandboxRuns")),
};

/** Submits a file for review. The same file of the same version is submitted once. */
export const create = sharedMutation({
  args: {
    workspaceId: v.id("workspaces"),
    ...subject,
    kind: artifactKind,
    title: v.string(),
    storageId: v.id("_storage"),
    previewText: v.optional(v.string()),
  },
  returns: v.id("artifacts"),
  handler: async (ctx, args) => {
    await requireSameWorkspace(ctx, args);
    const { sha256, size, contentType } = found(await storedFile(ctx, args.storageId), "file");
    const known = await submittedBefore(ctx, args.editVersionId, sha256);
    if (known) return known._id;
    await keepFiles(ctx, [args.storageId]);
    return await ctx.db.insert("artifacts", {
      ...args,
      contentType: contentType ?? "application/octet-stream",
      sizeBytes: size,
      sha256,
      reviewState: "pending",
    });
  },
});

/** Only an owner or admin reviews. A later word replaces an earlier one; saying the same again changes nothing. */
export const review = adminMutation({
  args: {
    id: v.id("artifacts"),
    decision: v.union(v.literal("approved"), v.literal("rejected")),
    note: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id, decision, note }) => {
    const row = await ctx.db.get("artifacts", id);
    const { reviewState } = found(row?.workspaceId === workspaceId ? row : null, "file");
    if (reviewState === decision) return null;
    await ctx.db.patch("artifacts", id, {
      reviewState: follow("review", reviewState, decision),
      reviewedBy: ctx.member.userId,
      reviewedAt: Date.now(),
      note,
    });
    if (row?.editVersionId) await reconsider(ctx, row.editVersionId);
    return null;
  },
});

/**
 * Reviews the video of a version as it is now, and lets go or ends what waited for that. `deliveries` is how many those were.
 * Only an owner or admin reviews; an edit makes another version, which is reviewed anew.
 */
export const reviewVersion = adminMutation({
  args: {
    editVersionId: v.id("editVersions"),
    decision: v.union(v.literal("approved"), v.literal("rejected")),
    note: v.optional(v.string()),
  },
  returns: v.object({ version: v.number(), deliveries: v.number() }),
  handler: async (ctx, { workspaceId, editVersionId, decision, note }) => {
    const row = await ctx.db.get("editVersions", editVersionId);
    const run = row && (await ctx.db.get("runs", row.runId));
    const version = found(run?.workspaceId === workspaceId ? row : null, "version");
    if (version.status !== "completed" || version.videoStorageId === undefined) {
      throw storeError(
        "not_ready",
        `Version ${version.version} is still being made, so it is not ${decision} yet. Say so again when you can watch it.`,
      );
    }
    const reviewed = await submitted(ctx, workspaceId, { ...version, videoStorageId: version.videoStorageId });
    if (reviewed.reviewState !== decision) {
      await ctx.db.patch("artifacts", reviewed._id, {
        reviewState: follow("review", reviewed.reviewState, decision),
        reviewedBy: ctx.member.userId,
        reviewedAt: Date.now(),
        note,
      });
    }
    return { version: version.version, deliveries: await reconsider(ctx, editVersionId) };
  },
});

export const get = memberQuery({
  args: { id: v.id("artifacts") },
  returns: v.union(artifact, v.null()),
  handler: async (ctx, { workspaceId, id }) => {
    const row = await ctx.db.get("artifacts", id);
    return row?.workspaceId === workspaceId ? await withUrl(ctx, row) : null;
  },
});

/** What waits for a reviewer, oldest first. */
export const listPending = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(artifact),
  handler: async (ctx, { workspaceId, paginationOpts }) => {
    const page = await ctx.db
      .query("artifacts")
      .withIndex("by_review", (range) => range.eq("workspaceId", workspaceId).eq("reviewState", "pending"))
      .paginate(paginationOpts);
    return { ...page, page: await Promise.all(page.page.map((row) => withUrl(ctx, row))) };
  },
});

/** A version's newest file under review, whatever was decided; null when none was submitted. */
export const ofVersion = botQuery({
  args: { editVersionId: v.id("editVersions") },
  returns: v.union(artifact, v.null()),
  handler: async (ctx, { editVersionId }) => {
    const row = await ctx.db
      .query("artifacts")
      .withIndex("by_version", (range) => range.eq("editVersionId", editVersionId))
      .order("desc")
      .first();
    return row && (await withUrl(ctx, row));
  },
});

/** The version's video under review; submitted now when it was not before. */
async function submitted(
  ctx: MutationCtx,
  workspaceId: Id<"workspaces">,
  version: Doc<"editVersions"> & { videoStorageId: Id<"_storage"> },
): Promise<Doc<"artifacts">> {
  const { _id: editVersionId, runId, videoStorageId: storageId } = version;
  const { sha256, size, contentType } = found(await storedFile(ctx, storageId), "file");
  const known = await submittedBefore(ctx, editVersionId, sha256);
  if (known) return known;
  const run = found(await ctx.db.get("runs", runId), "run");
  const id = await ctx.db.insert("artifacts", {
    ...{ workspaceId, runId, editVersionId, storageId, sha256, kind: "video", sizeBytes: size },
    ...(run.threadId ? { threadId: run.threadId } : {}),
    title: `${run.title ?? run.summary}, version ${version.version}`,
    contentType: contentType ?? "video/mp4",
    reviewState: "pending",
  });
  return found(await ctx.db.get("artifacts", id), "file");
}

const withUrl = async (ctx: QueryCtx, row: Doc<"artifacts">) => ({ ...row, url: await urlOf(ctx, row.storageId) });

const VERSIONS_FILES = 20;

async function submittedBefore(
  ctx: MutationCtx,
  editVersionId: Id<"editVersions"> | undefined,
  sha256: string,
): Promise<Doc<"artifacts"> | null> {
  if (editVersionId === undefined) return null;
  const rows = await ctx.db
    .query("artifacts")
    .withIndex("by_version", (range) => range.eq("editVersionId", editVersionId))
    .order("desc")
    .take(VERSIONS_FILES);
  return rows.find((row) => row.sha256 === sha256) ?? null;
}
