import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { DELIVERY_LEASE_MS, type DeliveryFailure, type HeldFor } from "./deliveries.ts";
import { found, storeError } from "./errors.ts";
import { storedFile } from "./files.ts";
import { follow } from "./states.ts";
import { settingsOf } from "./workspace.ts";

type Delivery = Doc<"deliveries">;
type Subject = Pick<Delivery, "workspaceId" | "purpose"> & { editVersionId?: Id<"editVersions"> };

/** Whether something may go out now, and if so, which file; or what it waits for; or why it never will. */
export type Gate =
  | { state: "queued"; sha256?: string }
  | { state: "held"; heldFor: HeldFor }
  | { state: "failed"; error: DeliveryFailure };

const failed = (code: string, message: string): Gate => ({ state: "failed", error: { code, message } });

/** What stays in the thread that asked for it needs nobody's approval. */
const leavesTheThread = ({ purpose }: Subject): boolean => purpose !== "reply" && purpose !== "notice";

export async function gateOf(ctx: QueryCtx, subject: Subject): Promise<Gate> {
  if (subject.editVersionId === undefined) return { state: "queued" };
  const version = await ctx.db.get("editVersions", subject.editVersionId);
  if (version === null) return failed("gone", "The video has been deleted.");
  if (version.status === "failed") return failed("no_video", `Version ${version.version} could not be made.`);
  if (version.status !== "completed") return { state: "held", heldFor: "video" };
  const file = version.videoStorageId && (await storedFile(ctx, version.videoStorageId));
  if (!file) return failed("gone", "The video has been deleted.");
  const { sha256 } = file;
  const workspace = found(await ctx.db.get("workspaces", subject.workspaceId), "workspace");
  if (!leavesTheThread(subject) || !settingsOf(workspace).approvalRequired) return { state: "queued", sha256 };
  const reviewed = await reviewOf(ctx, version._id, sha256);
  if (reviewed?.reviewState === "approved") return { state: "queued", sha256 };
  if (reviewed?.reviewState === "rejected") {
    return failed("rejected", `Version ${version.version} was rejected, so it stays here.`);
  }
  return { state: "held", heldFor: "approval" };
}

const FILES_OF_VERSION = 20;

/** What was decided on exactly this file of the version. */
async function reviewOf(ctx: QueryCtx, editVersionId: Id<"editVersions">, sha256: string) {
  const rows = await ctx.db
    .query("artifacts")
    .withIndex("by_version", (range) => range.eq("editVersionId", editVersionId))
    .order("desc")
    .take(FILES_OF_VERSION);
  return rows.find((row) => row.sha256 === sha256) ?? null;
}

/** The fields by which a row follows its gate. */
export const gated = (gate: Gate) => ({
  heldFor: gate.state === "held" ? gate.heldFor : undefined,
  sha256: gate.state === "queued" ? gate.sha256 : undefined,
  error: gate.state === "failed" ? gate.error : undefined,
  finishedAt: gate.state === "failed" ? Date.now() : undefined,
});

const HELD_OF_VERSION = 200;

/** The version has its video, or never will, or was reviewed: what waited for that goes on. Answers how many those were. */
export async function reconsider(ctx: MutationCtx, editVersionId: Id<"editVersions">): Promise<number> {
  let moved = 0;
  for (const state of ["held", "queued"] as const) {
    const rows = await ctx.db
      .query("deliveries")
      .withIndex("by_version", (range) => range.eq("editVersionId", editVersionId).eq("state", state))
      .take(HELD_OF_VERSION);
    for (const row of rows) {
      await passGate(ctx, row);
      const { state: now } = found(await ctx.db.get("deliveries", row._id), "delivery");
      if (now !== row.state) moved += 1;
    }
  }
  return moved;
}

/** Puts a row where its gate says, and answers whether it may be sent. A failure is told in the thread. */
export async function passGate(ctx: MutationCtx, row: Delivery): Promise<boolean> {
  const gate = await gateOf(ctx, row);
  if (gate.state === row.state && (gate.state !== "held" || gate.heldFor === row.heldFor)) {
    return gate.state === "queued";
  }
  const state = follow("delivery", row.state, gate.state);
  await ctx.db.patch("deliveries", row._id, { state, ...gated(gate) });
  if (gate.state === "failed")
    await tellInThread(ctx, row, `It was not sent to ${row.to}: ${lowerFirst(gate.error.message)}`);
  return gate.state === "queued";
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A sentence to the thread that asked, sent as everything else is. Notices about notices are not made. */
export async function tellInThread(ctx: MutationCtx, row: Delivery, text: string): Promise<void> {
  const { threadId, purpose, workspaceId, askedBy } = row;
  if (threadId === undefined || purpose === "notice" || purpose === "reply") return;
  const idempotencyKey = `notice:${row._id}:${row.attempt}`;
  await ctx.db.insert("deliveries", {
    ...{ workspaceId, threadId, purpose: "notice", channel: "thread", to: threadId, payload: { kind: "notice", text } },
    ...(askedBy ? { askedBy } : {}),
    ...{ idempotencyKey, marker: `notice-${row._id}-${row.attempt}` },
    ...fresh(),
  });
}

/** A row that has not been tried yet. */
export const fresh = () => ({
  state: "queued" as const,
  ...{ attempt: 0, failures: 0, notBefore: Date.now(), usedFallback: false, createdAt: Date.now() },
});

/** The next due row, now under a sender's lease; null when none is due. */
export async function claimDue(ctx: MutationCtx): Promise<Delivery | null> {
  const now = Date.now();
  await takeBack(ctx, now);
  for (;;) {
    const row = await ctx.db
      .query("deliveries")
      .withIndex("by_due", (range) => range.eq("state", "queued").lte("notBefore", now))
      .first();
    if (row === null) return null;
    // The settings or the review may have changed since it was queued.
    if (!(await passGate(ctx, row))) continue;
    await ctx.db.patch("deliveries", row._id, {
      state: follow("delivery", row.state, "sending"),
      attempt: row.attempt + 1,
      leaseUntil: now + DELIVERY_LEASE_MS,
    });
    return await ctx.db.get("deliveries", row._id);
  }
}

const TAKEN_BACK = 100;

/** Deliveries whose sender fell silent are due again at once; their open route says where to look first. */
export async function takeBack(ctx: MutationCtx, now: number): Promise<number> {
  const rows = await ctx.db
    .query("deliveries")
    .withIndex("by_lease", (range) => range.eq("state", "sending").lte("leaseUntil", now))
    .take(TAKEN_BACK);
  for (const row of rows) {
    const state = follow("delivery", row.state, "queued");
    const failures = row.failures + 1;
    await ctx.db.patch("deliveries", row._id, { state, failures, notBefore: Date.now(), leaseUntil: undefined });
  }
  return rows.length;
}

/** The row, when this claim of it still holds. */
export async function heldBySender(ctx: MutationCtx, id: Id<"deliveries">, attempt: number): Promise<Delivery> {
  const row = found(await ctx.db.get("deliveries", id), "delivery");
  if (row.state === "sending" && row.attempt === attempt) return row;
  throw storeError("stale_attempt", "Another sender has taken this delivery over.");
}
