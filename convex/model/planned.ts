import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { jobFor } from "../queue/enqueue.ts";
import { delayUntil } from "../queue/lease.ts";
import { found, storeError } from "./errors.ts";
import { recordedBefore } from "./runs.ts";
import { touchThread } from "./threads.ts";

/** Recordings that are to begin later. Until they do, their thread stays with the run that it has. */

const MOST_TOLD = 20;

/** The thread's planned recordings, the soonest first. */
export async function plannedRuns(ctx: QueryCtx, threadId: Id<"threads">): Promise<Doc<"runs">[]> {
  return await ctx.db
    .query("runs")
    .withIndex("by_start", (range) => range.eq("threadId", threadId).gt("startsAt", 0))
    .filter((run) => run.and(run.eq(run.field("status"), "queued"), run.eq(run.field("removedAt"), undefined)))
    .take(MOST_TOLD);
}

/** A planned recording begins: it becomes its thread's current run, with the edits that the one before it has by now. */
export async function beginPlanned(ctx: MutationCtx, run: Doc<"runs">): Promise<void> {
  if (run.startsAt === undefined) return;
  const before = run.rerecordOf && (await ctx.db.get("runs", run.rerecordOf));
  const { editsFromVersionId } = before && before.removedAt === undefined ? await recordedBefore(ctx, before) : run;
  // In its thread it stands where it begins, not where it was asked for.
  await ctx.db.patch("runs", run._id, { startsAt: undefined, timestamp: Date.now(), editsFromVersionId });
  const title = run.title === undefined ? {} : { title: run.title };
  await touchThread(ctx, run.threadId, { currentRunId: run._id, ...title });
}

/** Gives a planned recording another time, or, with one that is not to come any more, begins it. */
export async function replan(ctx: MutationCtx, run: Doc<"runs">, notBefore: number): Promise<void> {
  if (run.startsAt === undefined || run.status !== "queued")
    throw storeError("invalid_argument", "This recording has begun already, or is over.");
  await delayUntil(ctx, found(await jobFor(ctx, run._id, { kind: "record" }), "job"), notBefore);
  if (notBefore <= Date.now()) return await beginPlanned(ctx, run);
  await ctx.db.patch("runs", run._id, { startsAt: notBefore });
  await touchThread(ctx, run.threadId);
}
