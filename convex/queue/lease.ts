import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api.js";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { storeError } from "../model/errors.ts";
import { follow } from "../model/states.ts";
import { expire } from "./outcome.ts";
import { LEASE_MS, LONGEST_RETRY_MS } from "./policy.ts";

const SWEEP_BATCH = 50;

/** Gives back the jobs of workers that have gone silent. `before` is a time: leases that end until then are over. */
export async function sweepLeases(ctx: MutationCtx, before: number): Promise<number> {
  const silent = await ctx.db
    .query("heartbeats")
    .withIndex("by_lease", (range) => range.lte("leaseUntil", before))
    .take(SWEEP_BATCH);
  await endLeases(ctx, silent);
  return silent.length;
}

/** Gives back the jobs of a worker of which it is known that it has died. Its id begins so. */
export async function endLeasesOf(ctx: MutationCtx, workerIdStart: string): Promise<number> {
  const dead = await ctx.db
    .query("heartbeats")
    .withIndex("by_worker", (range) => range.gte("workerId", workerIdStart).lt("workerId", `${workerIdStart}\uffff`))
    .take(SWEEP_BATCH);
  await endLeases(ctx, dead);
  return dead.length;
}

async function endLeases(ctx: MutationCtx, heartbeats: readonly Doc<"heartbeats">[]): Promise<void> {
  for (const heartbeat of heartbeats) {
    const job = await ctx.db.get("jobs", heartbeat.jobId);
    if (job?.state === "running" && job.attempt === heartbeat.attempt) await expire(ctx, job);
    else await ctx.db.delete("heartbeats", heartbeat._id);
  }
}

/**
 * After a clock was set back, leases and pauses would last until it has caught up: none of them is longer than when it was
 * given. Whoever still works renews its lease long before.
 */
export async function shortenToClock(ctx: MutationCtx, now: number): Promise<void> {
  const tooLong = await ctx.db
    .query("heartbeats")
    .withIndex("by_lease", (range) => range.gt("leaseUntil", now + LEASE_MS))
    .take(SWEEP_BATCH);
  for (const { _id } of tooLong) await ctx.db.patch("heartbeats", _id, { leaseUntil: now + LEASE_MS });
  const pausedTooLong = await ctx.db
    .query("jobs")
    .withIndex("by_due", (range) => range.eq("state", "delayed").gt("notBefore", now + LONGEST_RETRY_MS))
    // One that was asked for later than now has not failed yet.
    .filter((job) => job.gt(job.field("failures"), 0))
    .take(SWEEP_BATCH);
  for (const { _id } of pausedTooLong) await ctx.db.patch("jobs", _id, { notBefore: now });
}

/** Makes jobs claimable whose pause is over; each also has a timer of its own (jobs.wake). */
export async function wakeDue(ctx: MutationCtx, now: number): Promise<void> {
  const due = await ctx.db
    .query("jobs")
    .withIndex("by_due", (range) => range.eq("state", "delayed").lte("notBefore", now))
    .take(SWEEP_BATCH);
  for (const job of due) await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "waiting") });
}

/** Gives a job that nobody works on another time before which nobody begins. */
export async function delayUntil(ctx: MutationCtx, job: Doc<"jobs">, notBefore: number): Promise<void> {
  const state = notBefore > Date.now() ? "delayed" : "waiting";
  await ctx.db.patch("jobs", job._id, {
    notBefore,
    state: job.state === state ? state : follow("job", job.state, state),
  });
  if (state === "delayed") await ctx.scheduler.runAt(notBefore, internal.jobs.wake, { jobId: job._id });
}

/** Whether an attempt is to go on with its job, and, when not, whether nobody is or somebody else. */
export const wanted = v.object({
  continue: v.boolean(),
  reason: v.optional(v.union(v.literal("canceled"), v.literal("superseded"))),
});

export function wantedOf(job: Doc<"jobs"> | null, attempt: number): Infer<typeof wanted> {
  if (job === null || job.state === "canceled") return { continue: false, reason: "canceled" };
  if (job.attempt !== attempt || job.state !== "running") return { continue: false, reason: "superseded" };
  return { continue: true };
}

/**
 * The job, if this attempt still holds it; null when this very attempt has finished it already (the answer got lost).
 * Throws `canceled`, or `stale_attempt` when the job has gone to somebody else.
 */
export async function heldBy(ctx: MutationCtx, jobId: Id<"jobs">, attempt: number): Promise<Doc<"jobs"> | null> {
  const job = await ctx.db.get("jobs", jobId);
  if (job === null || job.state === "canceled") throw storeError("canceled", "This work was canceled.");
  if (job.attempt === attempt && job.state === "succeeded") return null;
  if (job.attempt !== attempt || job.state !== "running") {
    throw storeError("stale_attempt", "This work has been given to another worker; stop and claim again.");
  }
  return job;
}
