import type { Doc } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { dropLease } from "../queue/outcome.ts";
import { dropElements } from "./elements.ts";
import { deleteFiles } from "./files.ts";
import { PACK_BATCH, removePacks } from "./packs.ts";

/** Rows of each table that one transaction deletes. */
const BATCH = 50;

/** Deletes a part of what belongs to a run, and the run itself with the last part. True when nothing is left. */
export async function deleteSome(ctx: MutationCtx, run: Doc<"runs">): Promise<boolean> {
  const deleted =
    (await deleteArtifacts(ctx, run)) +
    (await deleteExports(ctx, run)) +
    (await deleteVersions(ctx, run)) +
    (await deleteJobs(ctx, run)) +
    (await deletePacks(ctx, run)) +
    (await deleteDeliveries(ctx, run)) +
    (await deleteViews(ctx, run)) +
    (await dropElements(ctx, run._id));
  if (deleted > 0) return false;
  await deleteFiles(ctx, [run.videoStorageId, run.posterStorageId, ...(run.screenshotStorageIds ?? [])]);
  await ctx.db.delete("runs", run._id);
  return true;
}

async function deleteArtifacts(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const rows = await ctx.db
    .query("artifacts")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  for (const row of rows) {
    await deleteFiles(ctx, [row.storageId]);
    await ctx.db.delete("artifacts", row._id);
  }
  return rows.length;
}

/** Views, links to the video, and what its plan was to be called. */
async function deleteViews(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const tokens = await ctx.db
    .query("viewTokens")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  const views = await ctx.db
    .query("views")
    .withIndex("by_session", (range) => range.eq("runId", run._id))
    .take(BATCH);
  const reviews = await ctx.db
    .query("planReviews")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  for (const row of reviews) await ctx.db.delete("planReviews", row._id);
  for (const row of tokens) await ctx.db.delete("viewTokens", row._id);
  for (const row of views) await ctx.db.delete("views", row._id);
  return tokens.length + views.length + reviews.length;
}

async function deleteExports(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const rows = await ctx.db
    .query("exportJobs")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  for (const row of rows) {
    await deleteFiles(ctx, [row.outputStorageId]);
    await ctx.db.delete("exportJobs", row._id);
  }
  return rows.length;
}

async function deleteVersions(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const rows = await ctx.db
    .query("editVersions")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  for (const row of rows) {
    await deleteFiles(ctx, [row.videoStorageId, row.posterStorageId]);
    await ctx.db.delete("editVersions", row._id);
  }
  return rows.length;
}

async function deleteJobs(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const rows = await ctx.db
    .query("jobs")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  for (const row of rows) {
    await dropLease(ctx, row._id);
    await ctx.db.delete("jobs", row._id);
  }
  return rows.length;
}

async function deletePacks(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const rows = await ctx.db
    .query("packs")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(PACK_BATCH);
  return await removePacks(ctx, rows);
}

async function deleteDeliveries(ctx: MutationCtx, run: Doc<"runs">): Promise<number> {
  const rows = await ctx.db
    .query("deliveries")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .take(BATCH);
  for (const row of rows) await ctx.db.delete("deliveries", row._id);
  return rows.length;
}
