import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { tellLeadOf } from "../model/campaigns.ts";
import { sendCopies } from "../model/copies.ts";
import { defined } from "../model/defined.ts";
import type { ReelFile } from "../model/digests.ts";
import { addCarriedVersion } from "../model/edits.ts";
import { keepElements } from "../model/elements.ts";
import { found, storeError } from "../model/errors.ts";
import { deleteUnkept, keepFiles, replaceFiles, replaceScreenshots } from "../model/files.ts";
import type { Operation } from "../model/operations.ts";
import { reconsider } from "../model/outbox.ts";
import { keepTakePack } from "../model/packs.ts";
import type { Quality } from "../model/quality.ts";
import type { TakeSummary } from "../model/recording.ts";
import { follow } from "../model/states.ts";
import { touchThreadOf } from "../model/threads.ts";
import { nextVersionNumber } from "../model/versions.ts";
import { succeed } from "./outcome.ts";

type Video = {
  videoStorageId: Id<"_storage">;
  posterStorageId: Id<"_storage">;
  durationMs: number;
  sizeBytes: number;
  quality?: Quality;
};

type Recording = Omit<Video, "durationMs"> & {
  take: TakeSummary;
  takeRef: string;
  videoDurationMs: number;
  routesTested: string[];
  screenshotStorageIds?: Id<"_storage">[];
  traceId?: string;
  operations?: Operation[];
  carried?: CarriedEdits;
};

type CarriedEdits = { operations: Operation[]; summary: string; notPlaced: string[] };

export async function completeRecording(ctx: MutationCtx, job: Doc<"jobs">, recording: Recording): Promise<void> {
  if (job.kind !== "record") throw wrongKind(job.kind);
  const { take, takeRef, videoDurationMs, sizeBytes, operations = [], quality, carried, ...files } = recording;
  await keepFiles(ctx, [files.videoStorageId, files.posterStorageId]);
  const run = found(await ctx.db.get("runs", job.runId), "run");
  const { screenshotStorageIds } = files;
  if (screenshotStorageIds) await replaceScreenshots(ctx, run, screenshotStorageIds);
  const { durationMs: takeDurationMs, elements = [], ...shown } = take;
  await keepElements(ctx, run._id, elements);
  await ctx.db.patch("runs", run._id, {
    ...shown,
    ...files,
    takeRef,
    takeDurationMs,
    status: follow("run", run.status, "completed"),
    durationMs: videoDurationMs,
    progress: 100,
    stage: undefined,
    etaMs: undefined,
  });
  const { videoStorageId, posterStorageId } = files;
  const video = { videoStorageId, posterStorageId, durationMs: videoDurationMs, sizeBytes, ...defined({ quality }) };
  const versionId = await addFirstVersion(ctx, run, video, operations);
  await sendCopies(ctx, run, found(await ctx.db.get("editVersions", versionId), "version"));
  await keepTakePack(ctx, takeRef);
  if (carried) await takeOver(ctx, run._id, carried);
  await succeed(ctx, job);
  await tellLeadOf(ctx, run._id);
  await touchThreadOf(ctx, run, take.title);
}

/** What was edited in the recording before this one goes on in a version 2. */
async function takeOver(
  ctx: MutationCtx,
  runId: Id<"runs">,
  { operations, summary, notPlaced }: CarriedEdits,
): Promise<void> {
  if (notPlaced.length > 0) await ctx.db.patch("runs", runId, { notPlaced });
  if (operations.length === 0) return;
  const run = found(await ctx.db.get("runs", runId), "run");
  await ctx.db.patch("runs", runId, { carriedVersionId: await addCarriedVersion(ctx, run, { operations, summary }) });
}

/** Version 1: the take as recorded, but for what the recording itself asked for. */
export async function addFirstVersion(
  ctx: MutationCtx,
  run: Doc<"runs">,
  video: Partial<Video> & Pick<Video, "videoStorageId">,
  operations: Operation[] = [],
): Promise<Id<"editVersions">> {
  return await ctx.db.insert("editVersions", {
    ...video,
    runId: run._id,
    version: await nextVersionNumber(ctx, run._id),
    parentVersionId: null,
    operations,
    status: "completed",
    summary: "As recorded",
    createdAt: Date.now(),
  });
}

export async function completeRender(ctx: MutationCtx, job: Doc<"jobs">, video: Video): Promise<void> {
  if (job.kind !== "render") throw wrongKind(job.kind);
  const version = found(await ctx.db.get("editVersions", job.editVersionId), "version");
  const before = [version.videoStorageId, version.posterStorageId];
  await replaceFiles(ctx, before, [video.videoStorageId, video.posterStorageId]);
  await ctx.db.patch("editVersions", version._id, {
    ...video,
    status: follow("edit version", version.status, "completed"),
  });
  await reconsider(ctx, version._id);
  const run = found(await ctx.db.get("runs", job.runId), "run");
  await sendCopies(ctx, run, found(await ctx.db.get("editVersions", version._id), "version"));
  await succeed(ctx, job);
  await touchThreadOf(ctx, run);
}

export async function completeExport(
  ctx: MutationCtx,
  job: Doc<"jobs">,
  file: { outputStorageId: Id<"_storage">; fileSizeBytes: number; note?: string },
): Promise<void> {
  if (job.kind !== "export") throw wrongKind(job.kind);
  await keepFiles(ctx, [file.outputStorageId]);
  const exportJob = found(await ctx.db.get("exportJobs", job.exportJobId), "export");
  await ctx.db.patch("exportJobs", exportJob._id, {
    ...file,
    status: follow("export", exportJob.status, "completed"),
    progress: 100,
    eta: undefined,
    stage: undefined,
    completedAt: Date.now(),
  });
  await succeed(ctx, job);
  await touchThreadOf(ctx, found(await ctx.db.get("runs", job.runId), "run"));
}

export async function completeReel(ctx: MutationCtx, job: Doc<"jobs">, reel: ReelFile): Promise<void> {
  if (job.kind !== "reel") throw wrongKind(job.kind);
  const files = [reel.videoStorageId, reel.posterStorageId];
  const issue = found(await ctx.db.get("digestIssues", job.digestIssueId), "digest");
  // One that has gone out without it needs it no more.
  if (issue.state === "filming") {
    await keepFiles(ctx, files);
    await ctx.db.patch("digestIssues", issue._id, { state: follow("digest issue", issue.state, "ready"), reel });
  } else await deleteUnkept(ctx, files);
  await succeed(ctx, job);
}

const wrongKind = (kind: string) => storeError("invalid_argument", `This is a ${kind} job; finish it as one.`);
