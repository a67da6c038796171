import { internal } from "../_generated/api.js";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { follow, isFinal } from "../model/states.ts";
import { MAX_EXPIRIES, MAX_FAILURES, retryDelayMs } from "./policy.ts";
import { tellSubject } from "./subject.ts";

const LEASE_EXPIRED = "lease_expired";

export type Failure = { code: string; message: string; retryable: boolean };

export async function heartbeatOf(ctx: QueryCtx, jobId: Id<"jobs">): Promise<Doc<"heartbeats"> | null> {
  return await ctx.db
    .query("heartbeats")
    .withIndex("by_job", (range) => range.eq("jobId", jobId))
    .first();
}

/** Nobody works on the job any more. */
export async function dropLease(ctx: MutationCtx, jobId: Id<"jobs">): Promise<void> {
  const heartbeat = await heartbeatOf(ctx, jobId);
  if (heartbeat) await ctx.db.delete("heartbeats", heartbeat._id);
}

/** The caller has written the result onto the subject already. */
export async function succeed(ctx: MutationCtx, job: Doc<"jobs">): Promise<void> {
  await dropLease(ctx, job._id);
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "succeeded"), finishedAt: Date.now() });
}

/** Another try after a pause, or, when it cannot help or was the last one, death with the reason kept. */
export async function failAttempt(ctx: MutationCtx, job: Doc<"jobs">, failure: Failure): Promise<void> {
  const failures = job.failures + 1;
  const lastError = { code: failure.code, message: failure.message };
  if (!failure.retryable || failures >= MAX_FAILURES) return await bury(ctx, job, { failures, lastError });
  await dropLease(ctx, job._id);
  const notBefore = Date.now() + retryDelayMs(failures, Math.random());
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "delayed"), failures, lastError, notBefore });
  await ctx.scheduler.runAt(notBefore, internal.jobs.wake, { jobId: job._id });
  await tellSubject(ctx, job, { phase: "waiting" });
}

/** The worker fell silent: the next one may start at once, since nothing says that the work itself is at fault. */
export async function expire(ctx: MutationCtx, job: Doc<"jobs">): Promise<void> {
  const expiries = job.expiries + 1;
  if (expiries >= MAX_EXPIRIES) {
    const message = `The worker stopped ${expiries} times before it was finished; look at its log, then ask again.`;
    return await bury(ctx, job, { expiries, lastError: { code: LEASE_EXPIRED, message } });
  }
  await dropLease(ctx, job._id);
  const lastError = { code: LEASE_EXPIRED, message: "The worker stopped before it was finished." };
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "waiting"), expiries, lastError });
  await tellSubject(ctx, job, { phase: "waiting" });
}

/** The job is dead, its reason stays with it, and what it makes has failed for that reason. */
async function bury(
  ctx: MutationCtx,
  job: Doc<"jobs">,
  end: { failures?: number; expiries?: number; lastError: { code: string; message: string } },
): Promise<void> {
  await dropLease(ctx, job._id);
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "dead"), finishedAt: Date.now(), ...end });
  await tellSubject(ctx, job, { phase: "failed", ...end.lastError });
}

/** The worker is going away in good order: the next one starts at once, and no attempt is spent. */
export async function handBack(ctx: MutationCtx, job: Doc<"jobs">): Promise<void> {
  await dropLease(ctx, job._id);
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "waiting"), notBefore: Date.now() });
  await tellSubject(ctx, job, { phase: "waiting" });
}

/** Its worker learns of it at the next heartbeat. False when the job was over already. */
export async function cancel(ctx: MutationCtx, job: Doc<"jobs">): Promise<boolean> {
  if (isFinal("job", job.state)) return false;
  await dropLease(ctx, job._id);
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "canceled"), finishedAt: Date.now() });
  await tellSubject(ctx, job, { phase: "canceled" });
  return true;
}

/** Cancels everything that is waiting or under way for a run; answers how many jobs that were. */
export async function cancelJobsOf(ctx: MutationCtx, runId: Id<"runs">): Promise<number> {
  let canceled = 0;
  for (const state of ["waiting", "delayed", "running"] as const) {
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_run", (range) => range.eq("runId", runId).eq("state", state))
      .take(500);
    for (const job of jobs) if (await cancel(ctx, job)) canceled += 1;
  }
  return canceled;
}
