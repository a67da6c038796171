import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { enqueue } from "../queue/enqueue.ts";
import { defined } from "./defined.ts";
import { takeSummaryOf } from "./documents.ts";
import { found, storeError } from "./errors.ts";
import { refusalOf } from "./legality.ts";
import type { Author } from "./message.ts";
import type { Operation } from "./operations.ts";
import { livingRun } from "./runs.ts";
import { touchThreadOf } from "./threads.ts";
import { currentOf, listedVersions, nextVersionNumber } from "./versions.ts";

const MOST_OPERATIONS = 200;

type By = { author?: Author | undefined; summary?: string | undefined; idempotencyKey?: string | undefined };

type Edit = By & {
  runId: Id<"runs">;
  parentVersionId?: Id<"editVersions"> | undefined;
  operations: Operation[];
  /** Nothing of the parent's operations is kept. */
  isWhole?: boolean | undefined;
};

/** One new version: the parent's operations and these. Without a parent given, the newest version that has not failed. */
export async function addVersion(ctx: MutationCtx, edit: Edit): Promise<Id<"editVersions">> {
  const known = await versionOfKey(ctx, edit.idempotencyKey);
  if (known) return known._id;
  const { isWhole = false } = edit;
  if (edit.operations.length === 0 && !isWhole)
    throw storeError("invalid_argument", "An edit needs at least one operation.");
  const run = await livingRun(ctx, edit.runId);
  const parent =
    edit.parentVersionId === undefined
      ? currentOf(await listedVersions(ctx, run._id))
      : await versionOf(ctx, run, edit.parentVersionId);
  const operations = [...(isWhole ? [] : (parent?.operations ?? [])), ...edit.operations];
  refuseIllegal(run, operations);
  const id = await insertVersion(ctx, run, { ...edit, parentVersionId: parent?._id ?? null, operations });
  await enqueue(ctx, run, { kind: "render", editVersionId: id });
  await touchThreadOf(ctx, run);
  return id;
}

/** A new version with an older one's operations (none = as recorded). A video that was made of those already serves again. */
export async function revertTo(
  ctx: MutationCtx,
  edit: By & { runId: Id<"runs">; toVersionId?: Id<"editVersions"> | undefined },
): Promise<Id<"editVersions">> {
  const known = await versionOfKey(ctx, edit.idempotencyKey);
  if (known) return known._id;
  const run = await livingRun(ctx, edit.runId);
  const target =
    edit.toVersionId === undefined ? await firstVersion(ctx, run) : await versionOf(ctx, run, edit.toVersionId);
  if (target === null) throw notRecorded(run);
  const summary = target.operations.length === 0 ? "Back to the original" : `Back to version ${target.version}`;
  const fields = {
    ...edit,
    summary: edit.summary ?? summary,
    parentVersionId: target._id,
    operations: target.operations,
  };
  const id = await insertVersion(ctx, run, fields);
  if (target.status === "completed")
    await ctx.db.patch("editVersions", id, { ...videoOf(target), status: "completed" });
  else {
    refuseIllegal(run, target.operations);
    await enqueue(ctx, run, { kind: "render", editVersionId: id });
  }
  await touchThreadOf(ctx, run);
  return id;
}

/** The same edit once more, as a version of its own, after the first one's render has failed for good. */
export async function addVersionAgain(ctx: MutationCtx, run: Doc<"runs">, failed: Doc<"editVersions">): Promise<void> {
  const { parentVersionId, operations, author, summary } = failed;
  const id = await insertVersion(ctx, run, { parentVersionId, operations, author, summary });
  await enqueue(ctx, run, { kind: "render", editVersionId: id });
  await touchThreadOf(ctx, run);
}

/** The edits of an earlier recording, found again in this one: a version on top of the first. */
export async function addCarriedVersion(
  ctx: MutationCtx,
  run: Doc<"runs">,
  { operations, summary }: { operations: Operation[]; summary: string },
): Promise<Id<"editVersions">> {
  refuseIllegal(run, operations);
  const parent = await firstVersion(ctx, run);
  const earlier = run.editsFromVersionId && (await ctx.db.get("editVersions", run.editsFromVersionId));
  const author = earlier?.author;
  const id = await insertVersion(ctx, run, { parentVersionId: parent?._id ?? null, operations, summary, author });
  await enqueue(ctx, run, { kind: "render", editVersionId: id });
  return id;
}

async function insertVersion(
  ctx: MutationCtx,
  run: Doc<"runs">,
  fields: By & { parentVersionId: Id<"editVersions"> | null; operations: Operation[] },
): Promise<Id<"editVersions">> {
  const { parentVersionId, operations, author, summary, idempotencyKey } = fields;
  return await ctx.db.insert("editVersions", {
    runId: run._id,
    version: await nextVersionNumber(ctx, run._id),
    parentVersionId,
    operations,
    status: "pending",
    createdAt: Date.now(),
    ...defined({ author, summary, idempotencyKey }),
  });
}

async function versionOfKey(ctx: MutationCtx, key: string | undefined): Promise<Doc<"editVersions"> | null> {
  if (key === undefined) return null;
  return await ctx.db
    .query("editVersions")
    .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", key))
    .first();
}

function videoOf({ videoStorageId, posterStorageId, durationMs, sizeBytes, quality }: Doc<"editVersions">) {
  return defined({ videoStorageId, posterStorageId, durationMs, sizeBytes, quality });
}

/** Another run's version is no version of this one. */
export async function versionOf(
  ctx: MutationCtx,
  run: Doc<"runs">,
  id: Id<"editVersions">,
): Promise<Doc<"editVersions">> {
  const version = await ctx.db.get("editVersions", id);
  return found(version?.runId === run._id ? version : null, "version of this video");
}

async function firstVersion(ctx: MutationCtx, run: Doc<"runs">): Promise<Doc<"editVersions"> | null> {
  return await ctx.db
    .query("editVersions")
    .withIndex("by_run", (range) => range.eq("runId", run._id))
    .first();
}

function refuseIllegal(run: Doc<"runs">, operations: readonly Operation[]): void {
  const take = takeSummaryOf(run);
  if (take === null) throw notRecorded(run);
  if (operations.length > MOST_OPERATIONS) {
    throw storeError(
      "illegal_operation",
      `A version has at most ${MOST_OPERATIONS} edits; start again from the original.`,
    );
  }
  const refusal = refusalOf(operations, take);
  if (refusal) throw storeError("illegal_operation", refusal.message);
}

/** Why there is no take to work on, by what became of the run. */
export function notRecorded(run: Doc<"runs">) {
  switch (run.status) {
    case "completed":
      return storeError("not_ready", "This video was made elsewhere and cannot be edited here; record it again.");
    case "failed":
    case "canceled":
      return storeError("not_ready", "This recording was not finished, so there is no video yet; record it again.");
    default:
      return storeError("not_ready", "The recording is still being made; wait until its video is here.");
  }
}
