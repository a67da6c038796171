import type { Doc, Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import type { Activity } from "../model/documents.ts";
import { isTimezone } from "../model/schedule.ts";

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
  const timezone = active.length === 0 ? "UTC" : ((await ctx.db.get("threads", threadId))?.timezone ?? "UTC");
  return await Promise.all(oldestFirst.flatMap((job) => (job.kind === "reel" ? [] : [describe(ctx, job, timezone)])));
}

type Shown = Exclude<Doc<"jobs">, { kind: "reel" }>;

async function describe(ctx: QueryCtx, job: Shown, timezone: string): Promise<Activity> {
  const heartbeat = await ctx.db
    .query("heartbeats")
    .withIndex("by_job", (range) => range.eq("jobId", job._id))
    .first();
  return {
    jobId: job._id,
    kind: job.kind,
    state: job.state,
    stage: heartbeat?.stage ?? restingStage(job, timezone),
    progress: heartbeat?.progress ?? null,
    etaMs: heartbeat?.etaMs ?? null,
    lastError: job.lastError?.message ?? null,
    runId: job.runId,
    ...(job.kind === "render" ? { editVersionId: job.editVersionId } : {}),
    ...(job.kind === "export" ? { exportJobId: job.exportJobId } : {}),
  };
}

function restingStage(job: Shown, timezone: string): string {
  switch (job.state) {
    case "running":
      return "Starting";
    case "delayed":
      return job.failures > 0 ? "Trying again in a moment" : `Waiting until ${timeIn(timezone, job.notBefore)}`;
    default:
      return job.failures + job.expiries > 0 ? "Waiting to be tried again" : "Waiting for a worker";
  }
}

/** With its day, since a query does not know which is today: "20:00 on Sat 21 Nov". A platform's zone may be none that is known. */
function timeIn(timezone: string, atMs: number): string {
  const timeZone = isTimezone(timezone) ? timezone : "UTC";
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", day: "numeric", month: "short" });
  return `${clock.format(atMs)} on ${day.format(atMs).replace(",", "")}`;
}
