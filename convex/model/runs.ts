import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { enqueue, type Urgency } from "../queue/enqueue.ts";
import { defined } from "./defined.ts";
import { found, storeError } from "./errors.ts";
import { touchThread } from "./threads.ts";
import { currentOf, listedVersions } from "./versions.ts";
import { livingWorkspace } from "./workspace.ts";

/**
 * Writes a run and, when it is `queued`, enqueues its recording. It becomes its thread's current run, but for one that is to be
 * recorded later: that one when it begins.
 */
export async function startRun(
  ctx: MutationCtx,
  fields: WithoutSystemFields<Doc<"runs">>,
  urgency: Urgency = {},
): Promise<Id<"runs">> {
  const known = await runOfKey(ctx, fields.idempotencyKey);
  if (known) return known._id;
  await livingWorkspace(ctx, fields.workspaceId);
  if (fields.threadId !== undefined) {
    const thread = found(await ctx.db.get("threads", fields.threadId), "thread");
    if (thread.workspaceId !== fields.workspaceId) throw storeError("not_found", "There is no such thread here.");
  }
  if (fields.status === "queued" && fields.request === undefined) {
    throw storeError("invalid_argument", "A queued run needs a request that says what to record.");
  }
  refuseNever(urgency.notBefore);
  const startsAt = urgency.notBefore !== undefined && urgency.notBefore > Date.now() ? urgency.notBefore : undefined;
  const id = await ctx.db.insert("runs", { ...fields, ...defined({ startsAt }) });
  if (fields.status === "queued") {
    await enqueue(ctx, found(await ctx.db.get("runs", id), "run"), { kind: "record" }, urgency);
  }
  const title = fields.title === undefined ? {} : { title: fields.title };
  await touchThread(ctx, fields.threadId, startsAt === undefined ? { currentRunId: id, ...title } : {});
  return id;
}

const LATEST_START_MS = 366 * 24 * 3_600_000;

export function refuseNever(notBefore = 0): void {
  if (notBefore >= 0 && notBefore <= Date.now() + LATEST_START_MS) return;
  throw storeError("invalid_argument", "A recording starts within a year from now; say when.");
}

/** What a new recording of a run goes by: the run and, if it was edited, its current version; or, when it has none, its own model. */
export async function recordedBefore(
  ctx: MutationCtx,
  run: Doc<"runs">,
): Promise<{ rerecordOf: Id<"runs">; editsFromVersionId?: Id<"editVersions"> | undefined }> {
  const versions = await listedVersions(ctx, run._id);
  const current = currentOf(versions);
  if (current) {
    // The first version may have operations of its own: those the new recording makes for itself.
    const asRecorded = versions.find(({ version }) => version === 1)?.operations ?? [];
    const isEdited = JSON.stringify(current.operations) !== JSON.stringify(asRecorded);
    return { rerecordOf: run._id, editsFromVersionId: isEdited ? current._id : undefined };
  }
  const { rerecordOf = run._id, editsFromVersionId } = run;
  return { rerecordOf, editsFromVersionId };
}

/** The run, when something new may still be made of it. */
export async function livingRun(ctx: MutationCtx, id: Id<"runs">): Promise<Doc<"runs">> {
  const run = await ctx.db.get("runs", id);
  return found(run?.removedAt === undefined ? run : null, "run");
}

async function runOfKey(ctx: MutationCtx, idempotencyKey: string | undefined): Promise<Doc<"runs"> | null> {
  if (idempotencyKey === undefined) return null;
  return await ctx.db
    .query("runs")
    .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", idempotencyKey))
    .first();
}
