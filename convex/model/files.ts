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

/** Throws `invalid_argument` unless every file has really been uploaded. */
export async function requireFiles(ctx: QueryCtx, ...fileIds: Id<"_storage">[]): Promise<void> {
  for (const fileId of fileIds) {
    if ((await ctx.storage.getUrl(fileId)) === null) {
      throw storeError("invalid_argument", "The file was not uploaded or has been deleted; upload it again.");
    }
  }
}

/** Versions share files after a revert, so a file may be gone already. */
export async function deleteFiles(ctx: MutationCtx, fileIds: readonly (Id<"_storage"> | undefined)[]): Promise<void> {
  for (const fileId of new Set(fileIds)) {
    if (fileId !== undefined && (await ctx.storage.getUrl(fileId)) !== null) await ctx.storage.delete(fileId);
  }
}
