import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Id } from "./_generated/dataModel.js";
import type { MutationCtx } from "./_generated/server.js";
import { botMutation, botQuery } from "./access.ts";
import { message } from "./model/documents.ts";
import { found } from "./model/errors.ts";
import { author, isKept, type MessagePart, messagePart, messageRole, type TokenCount } from "./model/message.ts";
import { touchThread } from "./model/threads.ts";

/** Adds a message to a thread, once for each idempotencyKey; `duplicate` says that it was there already. */
export const append = botMutation({
  args: {
    threadId: v.id("threads"),
    role: messageRole,
    author: v.optional(author),
    content: v.string(),
    parts: v.optional(v.array(messagePart)),
    idempotencyKey: v.optional(v.string()),
  },
  returns: v.object({ id: v.id("messages"), duplicate: v.boolean() }),
  handler: async (ctx, args) => {
    const { threadId, idempotencyKey } = args;
    if (idempotencyKey !== undefined) {
      const known = await ctx.db
        .query("messages")
        .withIndex("by_idempotency", (range) => range.eq("threadId", threadId).eq("idempotencyKey", idempotencyKey))
        .first();
      if (known) return { id: known._id, duplicate: true };
    }
    const thread = found(await ctx.db.get("threads", threadId), "thread");
    const { parts } = args;
    const id = await ctx.db.insert("messages", parts ? { ...args, parts: parts.filter(isKept) } : args);
    await countTokens(ctx, thread.currentRunId, args.parts);
    await touchThread(ctx, threadId, thread.title === "" && args.role === "user" ? { title: args.content } : {});
    return { id, duplicate: false };
  },
});

/** Adds what an answer took of a language model to the run that it was about. */
async function countTokens(
  ctx: MutationCtx,
  runId: Id<"runs"> | undefined,
  parts: readonly MessagePart[] = [],
): Promise<void> {
  const used = parts.filter((part) => part.type === "usage");
  const run = runId === undefined || used.length === 0 ? null : await ctx.db.get("runs", runId);
  if (run === null) return;
  const counts = [run.tokens ?? { inputTokens: 0, outputTokens: 0 }, ...used];
  const sum = (of: (count: TokenCount) => number): number => counts.reduce((total, count) => total + of(count), 0);
  const costUsd = sum((count) => count.costUsd ?? 0);
  const tokens = {
    inputTokens: sum((count) => count.inputTokens),
    outputTokens: sum((count) => count.outputTokens),
    ...(costUsd > 0 ? { costUsd } : {}),
  };
  await ctx.db.patch("runs", run._id, { tokens });
}

/** Which of these idempotency keys the thread's messages already have (at most 100 are looked up). */
export const known = botQuery({
  args: { threadId: v.id("threads"), idempotencyKeys: v.array(v.string()) },
  returns: v.array(v.string()),
  handler: async (ctx, { threadId, idempotencyKeys }) => {
    const rows = await Promise.all(
      idempotencyKeys.slice(0, 100).map((idempotencyKey) =>
        ctx.db
          .query("messages")
          .withIndex("by_idempotency", (range) => range.eq("threadId", threadId).eq("idempotencyKey", idempotencyKey))
          .first(),
      ),
    );
    return rows.flatMap((row) => (row?.idempotencyKey === undefined ? [] : [row.idempotencyKey]));
  },
});

/** A thread's messages, newest first. */
export const list = botQuery({
  args: { threadId: v.id("threads"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(message),
  handler: async (ctx, { threadId, paginationOpts }) =>
    await ctx.db
      .query("messages")
      .withIndex("by_thread", (range) => range.eq("threadId", threadId))
      .order("desc")
      .paginate(paginationOpts),
});
