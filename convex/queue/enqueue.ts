import { internal } from "../_generated/api.js";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { defined } from "../model/defined.ts";
import { priorities, priorityOf } from "./policy.ts";

export type Work =
  | { kind: "record" }
  | { kind: "render"; editVersionId: Id<"editVersions"> }
  | { kind: "export"; exportJobId: Id<"exportJobs"> }
  | { kind: "reel"; digestIssueId: Id<"digestIssues"> };

/** One job for one thing to make, however often it is asked for. */
export function idempotencyKeyOf(runId: Id<"runs">, work: Work): string {
  switch (work.kind) {
    case "record":
      return `record:${runId}`;
    case "render":
      return `render:${work.editVersionId}`;
    case "export":
      return `export:${work.exportJobId}`;
    case "reel":
      return `reel:${work.digestIssueId}`;
  }
}

export async function jobFor(ctx: QueryCtx, runId: Id<"runs">, work: Work): Promise<Doc<"jobs"> | null> {
  return await ctx.db
    .query("jobs")
    .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", idempotencyKeyOf(runId, work)))
    .first();
}

/** How urgent it is, other than by its kind, and before when nobody may begin. */
export type Urgency = { priority?: number; notBefore?: number };

/** Puts work in the queue, in the same transaction as the row that asks for it. */
export async function enqueue(
  ctx: MutationCtx,
  run: Doc<"runs">,
  work: Work,
  { priority = priorityOf(work.kind), notBefore = 0 }: Urgency = {},
): Promise<Id<"jobs">> {
  const known = await jobFor(ctx, run._id, work);
  if (known) return known._id;
  if (work.kind === "render") await overtakeOlderRenders(ctx, run._id);
  const now = Date.now();
  const isLater = notBefore > now;
  const id = await ctx.db.insert("jobs", {
    ...work,
    workspaceId: run.workspaceId,
    // A reel is no work of the thread that its first video was asked for in.
    ...(work.kind === "reel" ? {} : defined({ threadId: run.threadId })),
    runId: run._id,
    state: isLater ? "delayed" : "waiting",
    priority,
    notBefore: Math.max(now, notBefore),
    attempt: 0,
    failures: 0,
    expiries: 0,
    idempotencyKey: idempotencyKeyOf(run._id, work),
  });
  if (isLater) await ctx.scheduler.runAt(notBefore, internal.jobs.wake, { jobId: id });
  return id;
}

/** Each version keeps its video, but the newest is what somebody is waiting for. */
async function overtakeOlderRenders(ctx: MutationCtx, runId: Id<"runs">): Promise<void> {
  for (const state of ["waiting", "delayed"] as const) {
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_run", (range) => range.eq("runId", runId).eq("state", state))
      .take(100);
    for (const job of jobs) {
      if (job.kind === "render") await ctx.db.patch("jobs", job._id, { priority: priorities.overtakenRender });
    }
  }
}
