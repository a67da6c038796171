import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { cancelJobsOf } from "../queue/outcome.ts";
import { deleteFiles } from "./files.ts";
import { deleteIssue } from "./issues.ts";
import { PACK_BATCH, removePacks } from "./packs.ts";
import { deleteSome } from "./removal.ts";
import { untoldOf } from "./threads.ts";

/** Rows of each table that one transaction deletes. */
const BATCH = 100;

/** Deletes a part of what a workspace owns, and the workspace itself with the last part. True when nothing is left. */
export async function deleteSomeOfWorkspace(ctx: MutationCtx, workspace: Doc<"workspaces">): Promise<boolean> {
  // Each of these two may take most of the looks that a transaction has.
  if ((await deleteARun(ctx, workspace._id)) > 0 || (await deleteSources(ctx, workspace._id)) > 0) return false;
  const deleted =
    (await deleteAThread(ctx, workspace._id)) +
    (await deleteReviewed(ctx, workspace._id)) +
    (await deleteACampaign(ctx, workspace._id)) +
    (await deleteDeliveries(ctx, workspace._id)) +
    (await deleteDigests(ctx, workspace._id)) +
    (await deletePlain(ctx, workspace._id));
  if (deleted > 0) return false;
  await ctx.db.delete("workspaces", workspace._id);
  return true;
}

async function deleteARun(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const run = await ctx.db
    .query("runs")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
    .first();
  if (run === null) return 0;
  if (run.removedAt === undefined) {
    await cancelJobsOf(ctx, run._id);
    await ctx.db.patch("runs", run._id, { removedAt: Date.now() });
  }
  await deleteSome(ctx, run);
  return 1;
}

async function deleteAThread(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const thread = await ctx.db
    .query("threads")
    .withIndex("by_activity", (range) => range.eq("workspaceId", workspaceId))
    .first();
  if (thread === null) return 0;
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_thread", (range) => range.eq("threadId", thread._id))
    .take(BATCH);
  const posts = await ctx.db
    .query("posts")
    .withIndex("by_key", (range) => range.eq("threadId", thread._id))
    .take(BATCH);
  for (const message of messages) await ctx.db.delete("messages", message._id);
  for (const post of posts) await ctx.db.delete("posts", post._id);
  const untold = await untoldOf(ctx, thread._id);
  if (untold) await ctx.db.delete("untold", untold._id);
  if (messages.length < BATCH && posts.length < BATCH) await ctx.db.delete("threads", thread._id);
  return messages.length + posts.length + 1;
}

/** Files that were submitted for review without a run. */
async function deleteReviewed(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const rows = await ctx.db
    .query("artifacts")
    .withIndex("by_review", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  for (const row of rows) {
    await deleteFiles(ctx, [row.storageId]);
    await ctx.db.delete("artifacts", row._id);
  }
  return rows.length;
}

async function deleteACampaign(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const campaign = await ctx.db
    .query("campaigns")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
    .first();
  if (campaign === null) return 0;
  const people = await ctx.db
    .query("leads")
    .withIndex("by_order", (range) => range.eq("campaignId", campaign._id))
    .take(BATCH);
  for (const person of people) await ctx.db.delete("leads", person._id);
  if (people.length < BATCH) await ctx.db.delete("campaigns", campaign._id);
  return people.length + 1;
}

/** Commits that were given to workers; takes go with their runs. */
async function deleteSources(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const rows = await ctx.db
    .query("packs")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId).eq("removedAt", undefined))
    .take(PACK_BATCH);
  return await removePacks(ctx, rows);
}

async function deleteDigests(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const digests = await ctx.db
    .query("digests")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  const issues = await ctx.db
    .query("digestIssues")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  const preferences = await ctx.db
    .query("deliveryPreferences")
    .withIndex("by_person", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  for (const row of digests) await ctx.db.delete("digests", row._id);
  for (const row of issues) await deleteIssue(ctx, row);
  for (const row of preferences) await ctx.db.delete("deliveryPreferences", row._id);
  return digests.length + issues.length + preferences.length;
}

async function deletePlain(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const sandboxes = await ctx.db
    .query("sandboxRuns")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  const hours = await ctx.db
    .query("usage")
    .withIndex("by_person_hour", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  const members = await ctx.db
    .query("workspaceMembers")
    .withIndex("by_workspace_user", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  for (const row of sandboxes) await ctx.db.delete("sandboxRuns", row._id);
  for (const row of hours) await ctx.db.delete("usage", row._id);
  for (const row of members) await ctx.db.delete("workspaceMembers", row._id);
  return sandboxes.length + hours.length + members.length;
}

async function deleteDeliveries(ctx: MutationCtx, workspaceId: Id<"workspaces">): Promise<number> {
  const rows = await ctx.db
    .query("deliveries")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
    .take(BATCH);
  for (const row of rows) await ctx.db.delete("deliveries", row._id);
  return rows.length;
}
