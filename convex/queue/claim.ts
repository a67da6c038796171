import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import type { ReelPart } from "../model/digests.ts";
import type { JobKind } from "../model/documents.ts";
import { beginPlanned } from "../model/planned.ts";
import { follow } from "../model/states.ts";
import { settingsOf } from "../model/workspace.ts";
import { sweepLeases, wakeDue } from "./lease.ts";
import { cancel } from "./outcome.ts";
import { LEASE_MS } from "./policy.ts";
import { tellSubject } from "./subject.ts";

/** A job whose subject has been deleted is passed over; more of them than this in a row are left to the next claim. */
const PASSED_OVER = 20;

export type Claim = {
  job: Doc<"jobs">;
  run: Doc<"runs">;
  version: Doc<"editVersions"> | null;
  exportJob: Doc<"exportJobs"> | null;
  /** What the reel of a digest is cut from. */
  reel: ReelPart[] | null;
};

/** The most urgent job of these kinds, now under this worker's lease; null when there is nothing to do. */
export async function claimNext(ctx: MutationCtx, workerId: string, kinds: readonly JobKind[]): Promise<Claim | null> {
  const now = Date.now();
  await sweepLeases(ctx, now);
  await wakeDue(ctx, now);
  if (await isAtTotalLimit(ctx)) return null;
  for (let passed = 0; passed < PASSED_OVER; passed += 1) {
    const job = await mostUrgent(ctx, kinds);
    if (job === null) return null;
    const subject = await subjectOf(ctx, job);
    if (subject === null) {
      await cancel(ctx, job);
      continue;
    }
    await takeLease(ctx, job, workerId, now);
    if (job.kind === "record") await beginPlanned(ctx, subject.run);
    await tellSubject(ctx, job, { phase: "working", progress: { progress: 0 } });
    return await reread(ctx, job);
  }
  return null;
}

async function mostUrgent(ctx: MutationCtx, kinds: readonly JobKind[]): Promise<Doc<"jobs"> | null> {
  const heads: Doc<"jobs">[] = [];
  for (const kind of new Set(kinds)) {
    const head = await headOf(ctx, kind);
    if (head) heads.push(head);
  }
  const [first = null] = heads.toSorted((a, b) => b.priority - a.priority || a._creationTime - b._creationTime);
  return first;
}

/** Whether as much is under way as the whole store allows. */
export async function isAtTotalLimit(ctx: QueryCtx): Promise<boolean> {
  const limit = await ctx.db.query("limits").first();
  if (limit === null) return false;
  const running = await ctx.db
    .query("jobs")
    .withIndex("by_end", (range) => range.eq("state", "running"))
    .take(limit.activeJobs);
  return running.length >= limit.activeJobs;
}

/** Waiting jobs of workspaces that are at their limit are passed over; this many are looked at for one that is not. */
const LOOKED_AT = 50;

/**
 * The kind's next job: highest priority first, and within it the oldest, among workspaces that have not as much under way
 * already as they may. Two index seeks while nobody is at a limit.
 */
export async function headOf(ctx: QueryCtx, kind: JobKind): Promise<Doc<"jobs"> | null> {
  const full = new Map<Id<"workspaces">, boolean>();
  let below: number | null = null;
  for (let looked = 0; looked < LOOKED_AT; ) {
    const highest: Doc<"jobs"> | null = await ctx.db
      .query("jobs")
      .withIndex("by_claim", (range) => {
        const waiting = range.eq("state", "waiting").eq("kind", kind);
        return below === null ? waiting : waiting.lt("priority", below);
      })
      .order("desc")
      .first();
    if (highest === null) return null;
    const { priority } = highest;
    const oldestFirst = ctx.db
      .query("jobs")
      .withIndex("by_claim", (range) => range.eq("state", "waiting").eq("kind", kind).eq("priority", priority));
    for await (const job of oldestFirst) {
      if (!full.has(job.workspaceId)) full.set(job.workspaceId, await isAtLimit(ctx, job.workspaceId));
      if (full.get(job.workspaceId) === false) return job;
      looked += 1;
      if (looked >= LOOKED_AT) return null;
    }
    below = priority;
  }
  return null;
}

async function isAtLimit(ctx: QueryCtx, workspaceId: Id<"workspaces">): Promise<boolean> {
  const workspace = await ctx.db.get("workspaces", workspaceId);
  if (workspace === null) return false;
  const { activeJobs } = settingsOf(workspace);
  const running = await ctx.db
    .query("jobs")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId).eq("state", "running"))
    .take(activeJobs);
  return running.length >= activeJobs;
}

async function takeLease(ctx: MutationCtx, job: Doc<"jobs">, workerId: string, now: number): Promise<void> {
  const attempt = job.attempt + 1;
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "running"), attempt, workerId });
  await ctx.db.insert("heartbeats", { jobId: job._id, attempt, workerId, leaseUntil: now + LEASE_MS });
}

async function subjectOf(ctx: MutationCtx, job: Doc<"jobs">): Promise<Omit<Claim, "job"> | null> {
  const run = await ctx.db.get("runs", job.runId);
  if (run === null || run.removedAt !== undefined) return null;
  const workspace = await ctx.db.get("workspaces", run.workspaceId);
  if (workspace === null || workspace.removedAt !== undefined) return null;
  if (job.kind === "record") return { run, version: null, exportJob: null, reel: null };
  if (job.kind === "reel") {
    const issue = await ctx.db.get("digestIssues", job.digestIssueId);
    return issue?.reelParts ? { run, version: null, exportJob: null, reel: issue.reelParts } : null;
  }
  const exportJob = job.kind === "export" ? await ctx.db.get("exportJobs", job.exportJobId) : null;
  if (job.kind === "export" && exportJob === null) return null;
  const versionId = job.kind === "render" ? job.editVersionId : exportJob?.editVersionId;
  const version = versionId === undefined ? null : await ctx.db.get("editVersions", versionId);
  if (versionId !== undefined && version === null) return null;
  return { run, version, exportJob, reel: null };
}

/** The worker gets the rows as the claim left them. */
async function reread(ctx: MutationCtx, job: Doc<"jobs">): Promise<Claim | null> {
  const claimed = await ctx.db.get("jobs", job._id);
  const subject = claimed && (await subjectOf(ctx, claimed));
  return claimed && subject ? { job: claimed, ...subject } : null;
}
