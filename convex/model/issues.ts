import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { enqueue, jobFor } from "../queue/enqueue.ts";
import { cancel } from "../queue/outcome.ts";
import { gatherDigest, isWorthTelling } from "./digestContent.ts";
import { digestInWords } from "./digestWords.ts";
import { found } from "./errors.ts";
import { deleteFiles } from "./files.ts";
import { askWhether, putInOutbox, type Sender } from "./posting.ts";
import { reelPartsOf } from "./reel.ts";
import { nextRunMs } from "./schedule.ts";
import { follow } from "./states.ts";

type Digest = Doc<"digests">;
type Issue = Doc<"digestIssues">;

/** A digest is gathered so long before its minute, so that its reel is there when the minute comes. */
export const LEAD_MS = 5 * 60_000;
/** After its minute it waits so long for a reel, and then goes out without. */
export const PATIENCE_MS = 10 * 60_000;

export const isConfirmed = ({ state }: Digest["recipients"][number]): boolean => state === "confirmed";

/** Gathers a digest whose minute is near or was missed: one issue, however many minutes were missed. */
export async function openIssue(ctx: MutationCtx, digest: Digest, nowMs: number): Promise<void> {
  const { _id: digestId, workspaceId, cron, timezone, nextRunAt: dueAt, toldUntil: fromMs } = digest;
  const nextRunAt = nextRunMs(cron, timezone, Math.max(nowMs, dueAt));
  const nextTurn = nextRunAt === null ? { state: follow("digest", digest.state, "stopped") } : { nextRunAt };
  // Nobody would hear it; what there is to tell waits for whoever confirms.
  if (!digest.recipients.some(isConfirmed)) return await ctx.db.patch("digests", digestId, nextTurn);
  const { content, sources } = await gatherDigest(ctx, { workspaceId, fromMs, untilMs: nowMs });
  await ctx.db.patch("digests", digestId, { ...nextTurn, toldUntil: nowMs });
  const issue = { digestId, workspaceId, dueAt, fromMs, untilMs: nowMs, content };
  if (!isWorthTelling(content)) {
    await ctx.db.insert("digestIssues", { ...issue, state: "quiet" });
    return await tellOfQuiet(ctx, digest, nowMs);
  }
  const reelParts = reelPartsOf(sources);
  const [first] = reelParts ?? [];
  const run = first ? await ctx.db.get("runs", first.runId) : null;
  if (reelParts === null || run === null) {
    const id = await ctx.db.insert("digestIssues", { ...issue, state: "ready" });
    if (dueAt <= nowMs) await sendIssue(ctx, found(await ctx.db.get("digestIssues", id), "issue"));
    return;
  }
  const digestIssueId = await ctx.db.insert("digestIssues", { ...issue, state: "filming", reelParts });
  await enqueue(ctx, run, { kind: "reel", digestIssueId });
}

async function tellOfQuiet(ctx: MutationCtx, digest: Digest, nowMs: number): Promise<void> {
  if (digest.quietToldAt !== undefined) return;
  await ctx.db.patch("digests", digest._id, { quietToldAt: nowMs });
  await tellThread(
    ctx,
    digest,
    `quiet:${digest._id}:${nowMs}`,
    "Nothing was recorded since the last digest, so none goes out. I say this once; the next one comes when there is something to show.",
  );
}

/** A sentence to the thread that asked for the digest, through the outbox. */
export async function tellThread(ctx: MutationCtx, digest: Digest, key: string, text: string): Promise<void> {
  const payload = { kind: "notice" as const, text };
  const sent = { purpose: "notice" as const, channel: "thread" as const, to: digest.threadId, payload, key };
  await putInOutbox(ctx, fromDigest(digest), sent);
}

const fromDigest = ({ _id: digestId, workspaceId, threadId, createdBy }: Digest): Sender => ({
  ...{ workspaceId, threadId, digestId },
  ...(createdBy ? { askedBy: createdBy } : {}),
});

/** The minute has come: one delivery for each recipient who confirmed, in the transaction that calls it sent. */
export async function sendIssue(ctx: MutationCtx, issue: Issue): Promise<void> {
  const digest = await ctx.db.get("digests", issue.digestId);
  await ctx.db.patch("digestIssues", issue._id, { state: follow("digest issue", issue.state, "sent") });
  if (issue.state === "filming") await giveUpReel(ctx, issue);
  if (digest?.state !== "active") return;
  await ctx.db.patch("digests", digest._id, { quietToldAt: undefined });
  const mail = { kind: "digest" as const, issueId: issue._id };
  const words = { kind: "notice" as const, text: digestInWords(issue.content) };
  for (const { channel, to } of digest.recipients.filter(isConfirmed)) {
    const sent = { purpose: "digest" as const, channel, to, payload: channel === "email" ? mail : words };
    await putInOutbox(ctx, fromDigest(digest), { ...sent, key: `digest:${issue._id}:${channel}:${to}` });
  }
}

async function giveUpReel(ctx: MutationCtx, { _id: digestIssueId, reelParts }: Issue): Promise<void> {
  const runId = reelParts?.[0]?.runId;
  const job = runId && (await jobFor(ctx, runId, { kind: "reel", digestIssueId }));
  if (job) await cancel(ctx, job);
}

/** Asks whoever an address belongs to whether they want the digest. */
export async function askRecipient(ctx: MutationCtx, digest: Digest, to: string, what: string): Promise<void> {
  await askWhether(ctx, fromDigest(digest), { to, what, key: `confirm:${digest._id}:${to}` });
}

export async function deleteIssue(ctx: MutationCtx, issue: Issue): Promise<void> {
  await deleteFiles(ctx, [issue.reel?.videoStorageId, issue.reel?.posterStorageId]);
  await ctx.db.delete("digestIssues", issue._id);
}

/** The digest, when it is one of this workspace's and still goes out. */
export async function livingDigest(ctx: MutationCtx, id: Id<"digests">): Promise<Digest> {
  const digest = await ctx.db.get("digests", id);
  return found(digest?.state === "active" ? digest : null, "digest");
}
