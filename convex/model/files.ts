import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import type { EditVersion, ExportJob, Run } from "./documents.ts";
import { storeError } from "./errors.ts";

export async function urlOf(ctx: QueryCtx, fileId: Id<"_storage"> | undefined): Promise<string | null> {
  return fileId === undefined ? null : await ctx.storage.getUrl(fileId);
}

export type StoredFile = { sha256: string; size: number; contentType?: string | null };

/** What the store knows of a file, its SHA-256 in hexadecimal; null when it is gone. */
export async function storedFile(ctx: QueryCtx, fileId: Id<"_storage">): Promise<StoredFile | null> {
  const file = await ctx.db.system.get("_storage", fileId);
  return file && { ...file, sha256: inHex(file.sha256) };
}

/** Convex's documentation promises hexadecimal, its deployments answer base64. */
function inHex(sha256: string): string {
  if (/^[0-9a-f]{64}$/.test(sha256)) return sha256;
  return Array.from(atob(sha256), (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

export async function withRunUrls(ctx: QueryCtx, run: Doc<"runs">): Promise<Run> {
  return { ...run, videoUrl: await urlOf(ctx, run.videoStorageId), posterUrl: await urlOf(ctx, run.posterStorageId) };
}

export async function withVersionUrls(ctx: QueryCtx, version: Doc<"editVersions">): Promise<EditVersion> {
  const { videoStorageId, posterStorageId } = version;
  return { ...version, videoUrl: await urlOf(ctx, videoStorageId), posterUrl: await urlOf(ctx, posterStorageId) };
}

export async function withExportUrl(ctx: QueryCtx, exportJob: Doc<"exportJobs">): Promise<ExportJob> {
  return { ...exportJob, outputUrl: await urlOf(ctx, exportJob.outputStorageId) };
}

type FileIds = readonly (Id<"_storage"> | undefined)[];

/**
 * Whoever writes a file's id into a row calls this in the same transaction: what nobody has kept is deleted a day after it was
 * uploaded. Throws `invalid_argument` unless every file has really been uploaded.
 */
export async function keepFiles(ctx: MutationCtx, fileIds: FileIds): Promise<void> {
  for (const fileId of new Set(fileIds)) {
    if (fileId === undefined) continue;
    if ((await ctx.storage.getUrl(fileId)) === null) {
      throw storeError("invalid_argument", "The file was not uploaded or has been deleted; upload it again.");
    }
    if ((await keptFile(ctx, fileId)) === null) await ctx.db.insert("keptFiles", { storageId: fileId });
  }
}

/** Keeps the files that take the place of others, which go. */
export async function replaceFiles(ctx: MutationCtx, before: FileIds, after: FileIds): Promise<void> {
  await keepFiles(ctx, after);
  await deleteFiles(
    ctx,
    before.filter((fileId) => !after.includes(fileId)),
  );
}

/** They are written, and deleted with the run, in one transaction. */
const MOST_SCREENSHOTS = 500;

export async function replaceScreenshots(
  ctx: MutationCtx,
  { screenshotStorageIds: before = [] }: Doc<"runs">,
  after: Id<"_storage">[],
): Promise<void> {
  if (after.length > MOST_SCREENSHOTS) {
    throw storeError("invalid_argument", `A run has at most ${MOST_SCREENSHOTS} screenshots.`);
  }
  await replaceFiles(ctx, before, after);
}

/** Versions share files after a revert, so a file may be gone already. */
export async function deleteFiles(ctx: MutationCtx, fileIds: FileIds): Promise<void> {
  for (const fileId of new Set(fileIds)) {
    if (fileId === undefined) continue;
    const kept = await keptFile(ctx, fileId);
    if (kept) await ctx.db.delete("keptFiles", kept._id);
    if ((await ctx.storage.getUrl(fileId)) !== null) await ctx.storage.delete(fileId);
  }
}

/** Deletes those of the files that no row has. */
export async function deleteUnkept(ctx: MutationCtx, fileIds: FileIds): Promise<number> {
  let deleted = 0;
  for (const fileId of new Set(fileIds)) {
    if (fileId === undefined || (await keptFile(ctx, fileId)) !== null) continue;
    if ((await ctx.storage.getUrl(fileId)) === null) continue;
    await ctx.storage.delete(fileId);
    deleted += 1;
  }
  return deleted;
}

async function keptFile(ctx: QueryCtx, storageId: Id<"_storage">): Promise<Doc<"keptFiles"> | null> {
  return await ctx.db
    .query("keptFiles")
    .withIndex("by_file", (range) => range.eq("storageId", storageId))
    .first();
}
