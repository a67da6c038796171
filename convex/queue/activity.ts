import type { Doc, Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import type { Activity } from "../model/documents.ts";

const SHOWN = 20;

/** The thread's work that is waiting or under way, oldest first. */
export async function activityOf(ctx: QueryCtx, threadId: Id<"threads">): Promise<Activity[]> {
  const active: Doc<"jobs">[] = [];
  for (const state of ["running", "waiting", "delayed"] as const) {
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_thread", (range) => range.eq("threadId", threadId).eq("state", state))
      .take(SHOWN);
    active.push(...jobs);
  }
  const oldestFirst = active.toSorted((a, b) => a._creationTime - b._creationTime);
  return await Promise.all(oldestFirst.flatMap((job) => (job.kind === "reel" ? [] : [describe(ctx, job)])));
}

async function describe(ctx: QueryCtx, job: Exclude<Doc<"jobs">, { kind: "reel" }>): Promise<Activity> {
  const heartbeat = await ctx.db
    .query("heartbeats")
    .withIndex("by_job", (range) => range.eq("jobId", job._id))
    .first();
  return {
    jobId: job._id,
    kind: job.kind,
    state: job.state,
    stage: heartbeat?.stage ?? restingStage(job),
    progress: heartbeat?.progress ?? null,
    etaMs: heartbeat?.etaMs ?? null,
    lastError: job.lastError?.message ?? null,
    runId: job.runId,
    ...(job.kind === "render" ? { editVersionId: job.editVersionId } : {}),
    ...(job.kind === "export" ? { exportJobId: job.exportJobId } : {}),
  };
}

function restingStage(job: Doc<"jobs">): string {
  switch (job.state) {
    case "running":
      return "Starting";
    case "delayed":
      return job.failures > 0 ? "Trying again in a moment" : "Waiting for its time";
    default:
      return job.failures + job.expiries > 0 ? "Waiting to be tried again" : "Waiting for a worker";
  }
}
