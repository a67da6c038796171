import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import type { Id } from "./_generated/dataModel.js";
import { internalMutation } from "./_generated/server.js";
import { botMutation, botQuery } from "./access.ts";
import { defined } from "./model/defined.ts";
import {
  DELIVERY_LEASE_MS,
  deliveryChannel,
  deliveryError,
  deliveryPayload,
  deliveryPurpose,
  deliveryRoute,
  heldFor,
  isOwnAddress,
  normalAddress,
} from "./model/deliveries.ts";
import { delivery } from "./model/documents.ts";
import { found } from "./model/errors.ts";
import { hashKey } from "./model/keys.ts";
import { author } from "./model/message.ts";
import { claimDue, fresh, gated, gateOf, heldBySender, takeBack, tellInThread } from "./model/outbox.ts";
import { forgottenBefore } from "./model/retention.ts";
import { requireSameWorkspace } from "./model/sameWorkspace.ts";
import { deliveryState, follow } from "./model/states.ts";
import { settingsOf } from "./model/workspace.ts";

/** The token that a sender shows with every write: which delivery, and which claim of it. */
const held = { id: v.id("deliveries"), attempt: v.number() };

const queuedAs = v.object({
  id: v.id("deliveries"),
  state: deliveryState,
  heldFor: v.optional(heldFor),
  duplicate: v.boolean(),
});

/**
 * Puts something in the outbox, once for each idempotencyKey. It is held while its version has no video yet, or, where the
 * workspace wants that, no approval. `again` gives one that has failed another round.
 */
export const enqueue = botMutation({
  args: {
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    runId: v.optional(v.id("runs")),
    editVersionId: v.optional(v.id("editVersions")),
    digestId: v.optional(v.string()),
    purpose: deliveryPurpose,
    channel: deliveryChannel,
    to: v.string(),
    payload: deliveryPayload,
    askedBy: v.optional(author),
    idempotencyKey: v.string(),
    notBefore: v.optional(v.number()),
    again: v.optional(v.boolean()),
  },
  returns: queuedAs,
  handler: async (ctx, { notBefore, again = false, ...args }) => {
    await requireSameWorkspace(ctx, args);
    const { idempotencyKey } = args;
    const known = await ctx.db
      .query("deliveries")
      .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", idempotencyKey))
      .first();
    const gate = await gateOf(ctx, args);
    if (known) {
      if (known.state !== "failed" || !again || gate.state === "failed") return { ...answerOf(known), duplicate: true };
      const state = follow("delivery", known.state, gate.state);
      const renewed = { ...gated(gate), state, failures: 0, notBefore: Date.now() };
      await ctx.db.patch("deliveries", known._id, renewed);
      return { ...answerOf({ ...known, ...renewed }), duplicate: true };
    }
    const id = await ctx.db.insert("deliveries", {
      ...args,
      to: normalAddress(args.channel, args.to),
      marker: (await hashKey(idempotencyKey)).slice(0, 24),
      ...fresh(),
      ...defined(gated(gate)),
      state: gate.state,
      ...(notBefore === undefined ? {} : { notBefore }),
    });
    return { ...answerOf(found(await ctx.db.get("deliveries", id), "delivery")), duplicate: false };
  },
});

type Answered = { _id: Id<"deliveries">; state: typeof deliveryState.type; heldFor?: typeof heldFor.type | undefined };

const answerOf = ({ _id: id, state, heldFor: waitsFor }: Answered) => ({
  id,
  state,
  ...(waitsFor === undefined ? {} : { heldFor: waitsFor }),
});

/** When the next delivery comes due, and which: whatever a sender waits for changes this. */
export const due = botQuery({
  args: {},
  returns: v.object({
    next: v.union(v.object({ ...held, notBefore: v.number() }), v.null()),
    /** When the first lease of a silent sender runs out. */
    leaseUntil: v.union(v.number(), v.null()),
  }),
  handler: async (ctx) => {
    const next = await ctx.db
      .query("deliveries")
      .withIndex("by_due", (range) => range.eq("state", "queued"))
      .first();
    const sending = await ctx.db
      .query("deliveries")
      .withIndex("by_lease", (range) => range.eq("state", "sending"))
      .first();
    return {
      next: next && { id: next._id, attempt: next.attempt, notBefore: next.notBefore },
      leaseUntil: sending?.leaseUntil ?? null,
    };
  },
});

/** The delivery that has been due longest, for a minute at a time; null when none is due. */
export const claim = botMutation({
  args: {},
  returns: v.union(delivery, v.null()),
  handler: async (ctx) => await claimDue(ctx),
});

/** Renews the lease. `route` is where it is about to be sent: remembered until somebody knows what came of it. */
export const renew = botMutation({
  args: { ...held, route: v.optional(deliveryRoute) },
  returns: v.null(),
  handler: async (ctx, { id, attempt, route }) => {
    await heldBySender(ctx, id, attempt);
    const opened = route === undefined ? {} : { openRoute: route };
    await ctx.db.patch("deliveries", id, { leaseUntil: Date.now() + DELIVERY_LEASE_MS, ...opened });
    return null;
  },
});

/**
 * What came of an attempt. `retry` comes due again after `afterMs`, and keeps its open route when `isOpen` (nobody knows
 * whether it arrived). `hold` counts as no attempt: its time has not come. `notice` is said in the thread that asked.
 */
export const settle = botMutation({
  args: {
    ...held,
    outcome: v.union(
      v.object({
        kind: v.literal("sent"),
        via: deliveryRoute,
        messageId: v.optional(v.string()),
        usedFallback: v.boolean(),
      }),
      v.object({ kind: v.literal("retry"), afterMs: v.number(), isOpen: v.boolean(), error: deliveryError }),
      v.object({ kind: v.literal("hold"), until: v.number() }),
      v.object({ kind: v.literal("failed"), error: deliveryError }),
      v.object({ kind: v.literal("canceled"), error: deliveryError }),
    ),
    notice: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { id, attempt, outcome, notice }) => {
    const row = await heldBySender(ctx, id, attempt);
    await ctx.db.patch("deliveries", id, { leaseUntil: undefined, ...changeBy(row, outcome) });
    if (notice !== undefined) await tellInThread(ctx, row, notice);
    return null;
  },
});

type Outcome =
  | { kind: "sent"; via: typeof deliveryRoute.type; messageId?: string; usedFallback: boolean }
  | { kind: "retry"; afterMs: number; isOpen: boolean; error: typeof deliveryError.type }
  | { kind: "hold"; until: number }
  | { kind: "failed" | "canceled"; error: typeof deliveryError.type };

function changeBy(row: { state: typeof deliveryState.type; failures: number }, outcome: Outcome) {
  const to = <S extends typeof deliveryState.type>(state: S) => follow("delivery", row.state, state);
  switch (outcome.kind) {
    case "sent": {
      const { via, messageId, usedFallback } = outcome;
      const identified = messageId === undefined ? {} : { messageId };
      const ended = { openRoute: undefined, error: undefined, finishedAt: Date.now() };
      return { state: to("sent"), via, usedFallback, ...identified, ...ended };
    }
    case "retry": {
      const { afterMs, isOpen, error } = outcome;
      const notBefore = Date.now() + Math.max(0, afterMs);
      const closed = isOpen ? {} : { openRoute: undefined };
      return { state: to("queued"), notBefore, failures: row.failures + 1, error, ...closed };
    }
    case "hold":
      return { state: to("queued"), notBefore: outcome.until, openRoute: undefined };
    case "failed":
    case "canceled":
      return { state: to(outcome.kind), error: outcome.error, finishedAt: Date.now() };
  }
}

/** Hands a delivery back unsent, for a sender that is asked to stop. */
export const release = botMutation({
  args: held,
  returns: v.null(),
  handler: async (ctx, { id, attempt }) => {
    const row = await heldBySender(ctx, id, attempt);
    const state = follow("delivery", row.state, "queued");
    await ctx.db.patch("deliveries", id, { state, leaseUntil: undefined, notBefore: Date.now() });
    return null;
  },
});

export const get = botQuery({
  args: { id: v.id("deliveries") },
  returns: v.union(delivery, v.null()),
  handler: async (ctx, { id }) => await ctx.db.get("deliveries", id),
});

/** What was sent of a run, and is to be; newest first. */
export const listByRun = botQuery({
  args: { runId: v.id("runs"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(delivery),
  handler: async (ctx, { runId, paginationOpts }) =>
    await ctx.db
      .query("deliveries")
      .withIndex("by_run", (range) => range.eq("runId", runId))
      .order("desc")
      .paginate(paginationOpts),
});

export const listByThread = botQuery({
  args: { threadId: v.id("threads"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(delivery),
  handler: async (ctx, { threadId, paginationOpts }) =>
    await ctx.db
      .query("deliveries")
      .withIndex("by_thread", (range) => range.eq("threadId", threadId))
      .order("desc")
      .paginate(paginationOpts),
});

/** Whether the workspace has sent there before, or the address is one of its own: then nobody has to say yes again. */
export const isKnown = botQuery({
  args: { workspaceId: v.id("workspaces"), channel: deliveryChannel, to: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { workspaceId, channel, to: given }) => {
    const to = normalAddress(channel, given);
    const workspace = found(await ctx.db.get("workspaces", workspaceId), "workspace");
    if (channel === "email" && isOwnAddress(to, settingsOf(workspace).ownDomains)) return true;
    const sent = await ctx.db
      .query("deliveries")
      .withIndex("by_address", (range) =>
        range.eq("workspaceId", workspaceId).eq("channel", channel).eq("to", to).eq("state", "sent"),
      )
      .first();
    return sent !== null;
  },
});

const FORGOTTEN_AT_ONCE = 500;

/** Forgets deliveries that ended half a year ago (unless settled otherwise), a batch at a time. */
export const forgetOld = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => {
    const before = await forgottenBefore(ctx, "deliveries", Date.now());
    const old = await ctx.db
      .query("deliveries")
      .withIndex("by_end", (range) => range.gt("finishedAt", 0).lt("finishedAt", before))
      .take(FORGOTTEN_AT_ONCE);
    for (const row of old) await ctx.db.delete("deliveries", row._id);
    if (old.length === FORGOTTEN_AT_ONCE) await ctx.scheduler.runAfter(0, internal.deliveries.forgetOld, {});
    return old.length;
  },
});

/** For a host that has just started and knows that no sender lives: every lease is over now. Answers how many. */
export const abandonLeases = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await takeBack(ctx, Number.MAX_SAFE_INTEGER),
});
