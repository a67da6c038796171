import type { Doc } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import type { JobKind } from "../model/documents.ts";
import { follow } from "../model/states.ts";
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
};

/** The most urgent job of these kinds, now under this worker's lease; null when there is nothing to do. */
export async function claimNext(ctx: MutationCtx, workerId: string, kinds: readonly JobKind[]): Promise<Claim | null> {
  const now = Date.now();
  await sweepLeases(ctx, now);
  await wakeDue(ctx, now);
  for (let passed = 0; passed < PASSED_OVER; passed += 1) {
    const job = await mostUrgent(ctx, kinds);
    if (job === null) return null;
    const subject = await subjectOf(ctx, job);
    if (subject === null) {
      await cancel(ctx, job);
      continue;
    }
    await takeLease(ctx, job, workerId, now);
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

/** The kind's next job: highest priority first, and within it the oldest. Two index seeks. */
export async function headOf(ctx: QueryCtx, kind: JobKind): Promise<Doc<"jobs"> | null> {
  const highest = await ctx.db
    .query("jobs")
    .withIndex("by_claim", (range) => range.eq("state", "waiting").eq("kind", kind))
    .order("desc")
    .first();
  if (highest === null) return null;
  return await ctx.db
    .query("jobs")
    .withIndex("by_claim", (range) => range.eq("state", "waiting").eq("kind", kind).eq("priority", highest.priority))
    .first();
}

async function takeLease(ctx: MutationCtx, job: Doc<"jobs">, workerId: string, now: number): Promise<void> {
  const attempt = job.attempt + 1;
  await ctx.db.patch("jobs", job._id, { state: follow("job", job.state, "running"), attempt, workerId });
  await ctx.db.insert("heartbeats", { jobId: job._id, attempt, workerId, leaseUntil: now + LEASE_MS });
}

async function subjectOf(ctx: MutationCtx, job: Doc<"jobs">): Promise<Omit<Claim, "job"> | null> {
  const run = await ctx.db.get("runs", job.runId);
  if (run === null || run.removedAt !== undefined) return null;
  if (job.kind === "record") return { run, version: null, exportJob: null };
  const exportJob = job.kind === "export" ? await ctx.db.get("exportJobs", job.exportJobId) : null;
  if (job.kind === "export" && exportJob === null) return null;
  const versionId = job.kind === "render" ? job.editVersionId : exportJob?.editVersionId;
  const version = versionId === undefined ? null : await ctx.db.get("editVersions", versionId);
  if (versionId !== undefined && version === null) return null;
  return { run, version, exportJob };
}

/** The worker gets the rows as the claim left them. */
async function reread(ctx: MutationCtx, job: Doc<"jobs">): Promise<Claim | null> {
  const claimed = await ctx.db.get("jobs", job._id);
  const subject = claimed && (await subjectOf(ctx, claimed));
  return claimed && subject ? { job: claimed, ...subject } : null;
}
