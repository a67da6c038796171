import type { Doc } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { defined } from "../model/defined.ts";
import { addVersionAgain } from "../model/edits.ts";
import { found, storeError } from "../model/errors.ts";
import { livingRun, startRun } from "../model/runs.ts";
import { enqueue } from "./enqueue.ts";

/**
 * Asks once more for what a dead job was to make: a new run, version or export with the same wishes. The failed one stays as
 * it is, since people have been told of it.
 */
export async function revive(ctx: MutationCtx, job: Doc<"jobs">): Promise<void> {
  if (job.state !== "dead")
    throw storeError("invalid_argument", `This job is ${job.state}; only dead jobs are revived.`);
  if (job.revivedAt !== undefined) throw storeError("invalid_argument", "This job has been revived already.");
  await ctx.db.patch("jobs", job._id, { revivedAt: Date.now() });
  const run = await livingRun(ctx, job.runId);
  switch (job.kind) {
    case "record":
      return await recordAgain(ctx, run);
    case "render":
      return await addVersionAgain(ctx, run, found(await ctx.db.get("editVersions", job.editVersionId), "version"));
    case "reel":
      throw storeError("invalid_argument", "The digest has gone out without this reel; the next one makes its own.");
    case "export":
      return await exportAgain(ctx, run, found(await ctx.db.get("exportJobs", job.exportJobId), "export"));
  }
}

async function recordAgain(ctx: MutationCtx, run: Doc<"runs">): Promise<void> {
  const { workspaceId, threadId, branch, pr, commitSha, baseSha, source, repo, repoUrl, request, title, summary } = run;
  const wish = { threadId, branch, pr, commitSha, baseSha, repo, repoUrl, request, title };
  await startRun(ctx, {
    ...defined(wish),
    workspaceId,
    source,
    summary,
    status: "queued",
    timestamp: Date.now(),
  });
}

async function exportAgain(ctx: MutationCtx, run: Doc<"runs">, failed: Doc<"exportJobs">): Promise<void> {
  const { runId, editVersionId, format, fps, width, height, quality, maxFileSizeMb } = failed;
  const wish = { runId, format, fps, width, height, quality, ...defined({ editVersionId, maxFileSizeMb }) };
  const id = await ctx.db.insert("exportJobs", { ...wish, status: "queued", progress: 0, createdAt: Date.now() });
  await enqueue(ctx, run, { kind: "export", exportJobId: id });
}
