import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import type { Doc, Id } from "./_generated/dataModel.js";
import { internalMutation, type MutationCtx } from "./_generated/server.js";
import { botMutation, botQuery } from "./access.ts";
import { normalAddress } from "./model/deliveries.ts";
import { type DigestRecipient, digestRecipient } from "./model/digests.ts";
import { digest, digestIssue } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { urlOf } from "./model/files.ts";
import {
  askRecipient,
  deleteIssue,
  LEAD_MS,
  livingDigest,
  openIssue,
  PATIENCE_MS,
  sendIssue,
  tellThread,
} from "./model/issues.ts";
import { author } from "./model/message.ts";
import { isWelcome, noteWord } from "./model/preferences.ts";
import { forgottenBefore } from "./model/retention.ts";
import { nextRunMs, scheduleProblem } from "./model/schedule.ts";
import { follow } from "./model/states.ts";
import { livingWorkspace } from "./model/workspace.ts";

const MOST_DIGESTS = 20;
const MOST_RECIPIENTS = 50;
/** Rows of each kind that one sweep takes up; the next one takes the rest. */
const SWEPT = 20;

const place = { channel: digestRecipient.fields.channel, to: v.string() };

/**
 * A digest of the thread's workspace, once for each idempotencyKey. `what` is said to those who are asked whether they want it
 * ("a digest of the team's videos, every Monday at 9:00"): people outside of the workspace's domains who have not said yes before.
 */
export const create = botMutation({
  args: {
    threadId: v.id("threads"),
    cron: v.string(),
    timezone: v.string(),
    recipients: v.array(v.object(place)),
    what: v.string(),
    createdBy: v.optional(author),
    idempotencyKey: v.optional(v.string()),
  },
  returns: digest,
  handler: async (ctx, { recipients, what, idempotencyKey, ...schedule }) => {
    const known = await digestOfKey(ctx, idempotencyKey);
    if (known) return known;
    const { workspaceId } = found(await ctx.db.get("threads", schedule.threadId), "thread");
    const now = Date.now();
    const problem = scheduleProblem(schedule.cron, schedule.timezone, now);
    if (problem !== null) throw storeError("invalid_argument", problem);
    await requireRoom(ctx, workspaceId, recipients.length);
    const id = await ctx.db.insert("digests", {
      ...{ ...schedule, workspaceId, state: "active", createdAt: now, toldUntil: now },
      recipients: await askedOf(ctx, workspaceId, recipients),
      nextRunAt: nextRunMs(schedule.cron, schedule.timezone, now) ?? now,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    const made = found(await ctx.db.get("digests", id), "digest");
    for (const { to, state } of made.recipients) if (state === "asked") await askRecipient(ctx, made, to, what);
    return made;
  },
});

async function digestOfKey(ctx: MutationCtx, idempotencyKey: string | undefined): Promise<Doc<"digests"> | null> {
  if (idempotencyKey === undefined) return null;
  return await ctx.db
    .query("digests")
    .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", idempotencyKey))
    .first();
}

async function requireRoom(ctx: MutationCtx, workspaceId: Id<"workspaces">, recipients: number): Promise<void> {
  if (recipients === 0 || recipients > MOST_RECIPIENTS) {
    throw storeError("invalid_argument", `A digest goes to 1 to ${MOST_RECIPIENTS} places.`);
  }
  const active = await ctx.db
    .query("digests")
    .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId).eq("state", "active"))
    .take(MOST_DIGESTS);
  if (active.length >= MOST_DIGESTS) {
    throw storeError("invalid_argument", `There are ${MOST_DIGESTS} digests already; stop one of them first.`);
  }
}

/** Each place once. What is inside the workspace, or has said yes before, need not be asked. */
async function askedOf(
  ctx: MutationCtx,
  workspaceId: Id<"workspaces">,
  places: readonly Pick<DigestRecipient, "channel" | "to">[],
): Promise<DigestRecipient[]> {
  const workspace = await livingWorkspace(ctx, workspaceId);
  const recipients = new Map<string, DigestRecipient>();
  for (const { channel, to: given } of places) {
    const to = normalAddress(channel, given);
    const isOurs = channel !== "email" || (await isWelcome(ctx, workspace, to));
    recipients.set(`${channel}:${to}`, { channel, to, state: isOurs ? "confirmed" : "asked" });
  }
  return [...recipients.values()];
}

/** Ends a digest for good. What is under way of it is not sent. Ending it again changes nothing. */
export const stop = botMutation({
  args: { id: v.id("digests") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const { state } = found(await ctx.db.get("digests", id), "digest");
    if (state !== "stopped") await ctx.db.patch("digests", id, { state: follow("digest", state, "stopped") });
    return null;
  },
});

/** The digests that go out, the next one first. */
export const list = botQuery({
  args: { workspaceId: v.id("workspaces"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(digest),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("digests")
      .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId).eq("state", "active"))
      .paginate(paginationOpts),
});

/** What became of each time that a digest came due, newest first. */
export const issues = botQuery({
  args: { id: v.id("digests"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(digestIssue),
  handler: async (ctx, { id, paginationOpts }) =>
    await ctx.db
      .query("digestIssues")
      .withIndex("by_digest", (range) => range.eq("digestId", id))
      .order("desc")
      .paginate(paginationOpts),
});

/** What whoever an address belongs to answered to the question whether they want a digest. Their yes holds for later ones too. */
export const answer = botMutation({
  args: { id: v.id("digests"), to: v.string(), wanted: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { id, to: given, wanted }) => {
    const row = await livingDigest(ctx, id);
    const to = normalAddress("email", given);
    const state = wanted ? ("confirmed" as const) : ("declined" as const);
    const before = found(row.recipients.find((one) => one.channel === "email" && one.to === to) ?? null, "recipient");
    if (wanted) {
      const word = { confirmedAt: Date.now(), unsubscribedAt: undefined };
      await noteWord(ctx, { workspaceId: row.workspaceId, address: to }, word);
    }
    if (before.state === state) return null;
    const next = follow("digest recipient", before.state, state);
    const recipients = row.recipients.map((one) => (one === before ? { ...one, state: next } : one));
    await ctx.db.patch("digests", id, { recipients });
    const said = wanted ? `${to} wants the digest; it goes there from now on.` : `${to} does not want the digest.`;
    await tellThread(ctx, row, `answered:${id}:${to}:${state}`, said);
    return null;
  },
});

const shownFiles = v.union(v.string(), v.null());

/** All that the mail of an issue needs; null when the digest is gone. The addresses of files hold for about an hour. */
export const issue = botQuery({
  args: { id: v.id("digestIssues") },
  returns: v.union(
    v.null(),
    v.object({
      issue: digestIssue,
      workspace: v.string(),
      timezone: v.string(),
      /** In the order of the content's videos; null where there is none (any more). */
      posterUrls: v.array(shownFiles),
      reelUrl: shownFiles,
      reelPosterUrl: shownFiles,
    }),
  ),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("digestIssues", id);
    const parent = row && (await ctx.db.get("digests", row.digestId));
    const workspace = row && (await ctx.db.get("workspaces", row.workspaceId));
    if (!row || !parent || !workspace) return null;
    const posterUrls = row.content.videos.map(async ({ editVersionId }) => {
      const version = await ctx.db.get("editVersions", editVersionId);
      return await urlOf(ctx, version?.posterStorageId);
    });
    return {
      issue: row,
      ...{ workspace: workspace.name, timezone: parent.timezone },
      posterUrls: await Promise.all(posterUrls),
      reelUrl: await urlOf(ctx, row.reel?.videoStorageId),
      reelPosterUrl: await urlOf(ctx, row.reel?.posterStorageId),
    };
  },
});

/**
 * The schedule: gathers what comes due within five minutes or was missed, sends what is due, and forgets what is old. `now` is
 * for a host with a clock of its own.
 */
export const sweep = internalMutation({
  args: { now: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { now = Date.now() }) => {
    const due = await ctx.db
      .query("digests")
      .withIndex("by_due", (range) => range.eq("state", "active").lte("nextRunAt", now + LEAD_MS))
      .take(SWEPT);
    // Each in a transaction of its own: gathering reads much.
    for (const { _id: id } of due) await ctx.scheduler.runAfter(0, internal.digests.open, { id, now });
    for (const [state, until] of [
      ["ready", now],
      ["filming", now - PATIENCE_MS],
    ] as const) {
      const issues = await ctx.db
        .query("digestIssues")
        .withIndex("by_due", (range) => range.eq("state", state).lte("dueAt", until))
        .take(SWEPT);
      for (const issue of issues) await sendIssue(ctx, issue);
    }
    await forgetOld(ctx, await forgottenBefore(ctx, "history", now));
    return null;
  },
});

async function forgetOld(ctx: MutationCtx, before: number): Promise<void> {
  for (const state of ["sent", "quiet"] as const) {
    const old = await ctx.db
      .query("digestIssues")
      .withIndex("by_due", (range) => range.eq("state", state).lt("dueAt", before))
      .take(SWEPT);
    for (const issue of old) await deleteIssue(ctx, issue);
  }
}

/** Gathers one digest, if it is still to be. */
export const open = internalMutation({
  args: { id: v.id("digests"), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { id, now }) => {
    const row = await ctx.db.get("digests", id);
    if (row?.state === "active" && row.nextRunAt <= now + LEAD_MS) await openIssue(ctx, row, now);
    return null;
  },
});
