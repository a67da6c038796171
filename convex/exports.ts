import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel.js";
import type { MutationCtx } from "./_generated/server.js";
import { botMutation, botQuery, sharedQuery } from "./access.ts";
import { exportJob, takeSummaryOf } from "./model/documents.ts";
import { notRecorded, versionOf } from "./model/edits.ts";
import { found, storeError } from "./model/errors.ts";
import { keepFiles, withExportUrl } from "./model/files.ts";
import { livingRun } from "./model/runs.ts";
import { exportStatus, follow, isFinal } from "./model/states.ts";
import { touchThreadOf } from "./model/threads.ts";
import { enqueue, jobFor } from "./queue/enqueue.ts";
import { cancel } from "./queue/outcome.ts";

const LISTED = 100;
const limits = { fps: { min: 1, max: 60 }, sidePx: { min: 16, max: 3840 } };

/** A run's newest 100 exports, newest first. */
export const list = botQuery({
  args: { runId: v.id("runs") },
  returns: v.array(exportJob),
  handler: async (ctx, { runId }) => {
    const rows = await ctx.db
      .query("exportJobs")
      .withIndex("by_run", (range) => range.eq("runId", runId))
      .order("desc")
      .take(LISTED);
    return await Promise.all(rows.map((row) => withExportUrl(ctx, row)));
  },
});

export const get = sharedQuery({
  args: { id: v.id("exportJobs") },
  returns: v.union(exportJob, v.null()),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("exportJobs", id);
    return row && (await withExportUrl(ctx, row));
  },
});

/** Puts the rendering of a version (of the take as recorded, when none is named) into one file in the queue. */
export const create = botMutation({
  args: {
    runId: v.id("runs"),
    editVersionId: v.optional(v.id("editVersions")),
    format: v.union(v.literal("mp4"), v.literal("gif")),
    fps: v.number(),
    width: v.number(),
    height: v.number(),
    quality: v.union(v.literal("web"), v.literal("high"), v.literal("preview")),
    maxFileSizeMb: v.optional(v.number()),
    /** Asked again under the same key, the export of the first time is the answer. */
    idempotencyKey: v.optional(v.string()),
  },
  returns: v.id("exportJobs"),
  handler: async (ctx, args) => {
    const { idempotencyKey } = args;
    const known =
      idempotencyKey === undefined
        ? null
        : await ctx.db
            .query("exportJobs")
            .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", idempotencyKey))
            .first();
    if (known) return known._id;
    const run = await livingRun(ctx, args.runId);
    if (takeSummaryOf(run) === null) throw notRecorded(run);
    if (args.editVersionId !== undefined) await versionOf(ctx, run, args.editVersionId);
    refuseImpossible(args);
    const id = await ctx.db.insert("exportJobs", { ...args, status: "queued", progress: 0, createdAt: Date.now() });
    await enqueue(ctx, run, { kind: "export", exportJobId: id });
    await touchThreadOf(ctx, run);
    return id;
  },
});

function refuseImpossible(wish: { fps: number; width: number; height: number; maxFileSizeMb?: number }): void {
  const { fps, sidePx } = limits;
  const say = (message: string) => storeError("invalid_argument", message);
  if (!(wish.fps >= fps.min && wish.fps <= fps.max)) {
    throw say(`An export has between ${fps.min} and ${fps.max} frames a second.`);
  }
  for (const side of [wish.width, wish.height]) {
    if (!Number.isInteger(side) || side < sidePx.min || side > sidePx.max) {
      throw say(`An export is between ${sidePx.min} and ${sidePx.max} pixels wide and high.`);
    }
  }
  if (wish.maxFileSizeMb !== undefined && !(wish.maxFileSizeMb > 0)) throw say("A size limit has to be above 0 MB.");
}

/** For exports made outside the queue, as `complete` and `fail` are. `progress` is 0–100. */
export const updateProgress = botMutation({
  args: {
    id: v.id("exportJobs"),
    progress: v.number(),
    status: v.optional(exportStatus),
    eta: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { id, status, ...news }) => {
    const row = found(await ctx.db.get("exportJobs", id), "export");
    const next = follow("export", row.status, status ?? row.status);
    if (!(news.progress >= 0 && news.progress <= 100)) {
      throw storeError("invalid_argument", "Progress is between 0 and 100.");
    }
    if (next === "completed" && row.outputStorageId === undefined) {
      throw storeError(
        "invalid_argument",
        "A completed export needs its file; upload it and complete the export with it.",
      );
    }
    await ctx.db.patch("exportJobs", id, { ...news, status: next });
    if (isFinal("export", next)) await endJob(ctx, row);
    return null;
  },
});

export const complete = botMutation({
  args: { id: v.id("exportJobs"), outputStorageId: v.id("_storage"), fileSizeBytes: v.number() },
  returns: v.null(),
  handler: async (ctx, { id, ...file }) => {
    const row = found(await ctx.db.get("exportJobs", id), "export");
    await keepFiles(ctx, [file.outputStorageId]);
    const status = follow("export", row.status, "completed");
    await ctx.db.patch("exportJobs", id, { ...file, status, progress: 100, completedAt: Date.now() });
    await endJob(ctx, row);
    return null;
  },
});

export const fail = botMutation({
  args: { id: v.id("exportJobs"), error: v.string() },
  returns: v.null(),
  handler: async (ctx, { id, error }) => {
    const row = found(await ctx.db.get("exportJobs", id), "export");
    const status = follow("export", row.status, "failed");
    await ctx.db.patch("exportJobs", id, { error, status, completedAt: Date.now() });
    await endJob(ctx, row);
    return null;
  },
});

async function endJob(ctx: MutationCtx, row: Doc<"exportJobs">): Promise<void> {
  const job = await jobFor(ctx, row.runId, { kind: "export", exportJobId: row._id });
  if (job) await cancel(ctx, job);
}
