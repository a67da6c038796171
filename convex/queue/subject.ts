import type { Doc } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { tellLeadOf } from "../model/campaigns.ts";
import { defined } from "../model/defined.ts";
import { reconsider } from "../model/outbox.ts";
import { follow, isFinal } from "../model/states.ts";
import { touchThreadOf } from "../model/threads.ts";

/** What a worker tells while it works. `progress` is 0–100. */
export type Progress = { stage?: string; progress?: number; etaMs?: number; uploading?: boolean };

type Phase =
  | { phase: "waiting" }
  | { phase: "working"; progress: Progress }
  | { phase: "failed"; code: string; message: string }
  | { phase: "canceled" };

const CANCELED = "Canceled before it was finished.";

/** Carries what happens to a job over to the run, version or export that it makes. */
export async function tellSubject(ctx: MutationCtx, job: Doc<"jobs">, phase: Phase): Promise<void> {
  switch (job.kind) {
    case "record":
      return await tellRun(ctx, job, phase);
    case "render":
      return await tellVersion(ctx, job.editVersionId, phase);
    case "export":
      return await tellExport(ctx, job.exportJobId, phase);
    case "reel":
      return await tellIssue(ctx, job.digestIssueId, phase);
  }
}

async function tellRun(ctx: MutationCtx, job: Doc<"jobs">, phase: Phase): Promise<void> {
  const run = await ctx.db.get("runs", job.runId);
  if (run === null || isFinal("run", run.status)) return;
  const { _id: id, status } = run;
  switch (phase.phase) {
    case "waiting":
      if (status === "queued") return;
      return await ctx.db.patch("runs", id, {
        status: follow("run", status, "queued"),
        stage: "Waiting to be tried again",
        progress: 0,
        etaMs: undefined,
      });
    case "working": {
      const { uploading, ...news } = phase.progress;
      const next = uploading || status === "uploading" ? "uploading" : "running";
      return await ctx.db.patch("runs", id, { status: follow("run", status, next), ...news });
    }
    case "failed":
      await ctx.db.patch("runs", id, {
        status: follow("run", status, "failed"),
        error: phase.message,
        errorCode: phase.code,
        etaMs: undefined,
      });
      await tellLeadOf(ctx, id);
      return await touchThreadOf(ctx, run);
    case "canceled":
      await ctx.db.patch("runs", id, {
        status: follow("run", status, "canceled"),
        canceledAt: Date.now(),
        etaMs: undefined,
      });
      await tellLeadOf(ctx, id);
      return await touchThreadOf(ctx, run);
  }
}

async function tellVersion(ctx: MutationCtx, id: Doc<"editVersions">["_id"], phase: Phase): Promise<void> {
  const version = await ctx.db.get("editVersions", id);
  if (version === null || isFinal("edit version", version.status)) return;
  const { status } = version;
  switch (phase.phase) {
    case "waiting":
      if (status === "pending") return;
      return await ctx.db.patch("editVersions", id, { status: follow("edit version", status, "pending") });
    case "working":
      if (status === "processing") return;
      return await ctx.db.patch("editVersions", id, { status: follow("edit version", status, "processing") });
    case "failed":
    case "canceled":
      await ctx.db.patch("editVersions", id, {
        status: follow("edit version", status, "failed"),
        ...reasonOf(phase),
      });
      await reconsider(ctx, id);
      return;
  }
}

async function tellExport(ctx: MutationCtx, id: Doc<"exportJobs">["_id"], phase: Phase): Promise<void> {
  const exportJob = await ctx.db.get("exportJobs", id);
  if (exportJob === null || isFinal("export", exportJob.status)) return;
  const { status } = exportJob;
  switch (phase.phase) {
    case "waiting":
      if (status === "queued") return;
      return await ctx.db.patch("exportJobs", id, {
        status: follow("export", status, "queued"),
        progress: 0,
        eta: undefined,
        stage: undefined,
      });
    case "working": {
      const { progress, stage, etaMs } = phase.progress;
      return await ctx.db.patch("exportJobs", id, {
        status: follow("export", status, "processing"),
        ...defined({ progress, stage, eta: etaMs === undefined ? undefined : `${Math.ceil(etaMs / 1000)} s` }),
      });
    }
    case "failed":
    case "canceled":
      return await ctx.db.patch("exportJobs", id, {
        status: follow("export", status, "failed"),
        eta: undefined,
        completedAt: Date.now(),
        ...reasonOf(phase),
      });
  }
}

// Versions and exports have no state of their own for "canceled": they failed, and the code says why.
function reasonOf(phase: Extract<Phase, { phase: "failed" | "canceled" }>): { error: string; errorCode: string } {
  return phase.phase === "canceled"
    ? { error: CANCELED, errorCode: "canceled" }
    : { error: phase.message, errorCode: phase.code };
}

/** A digest waits for its reel no longer than there is hope of one. */
async function tellIssue(ctx: MutationCtx, id: Doc<"digestIssues">["_id"], { phase }: Phase): Promise<void> {
  const issue = await ctx.db.get("digestIssues", id);
  if (issue?.state !== "filming" || phase === "waiting" || phase === "working") return;
  await ctx.db.patch("digestIssues", id, { state: follow("digest issue", issue.state, "ready") });
}
