import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { botMutation, botQuery } from "./access.ts";
import { message } from "./model/documents.ts";
import { found } from "./model/errors.ts";
import { author, messagePart, messageRole } from "./model/message.ts";
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
    const id = await ctx.db.insert("messages", args);
    await touchThread(ctx, threadId, thread.title === "" && args.role === "user" ? { title: args.content } : {});
    return { id, duplicate: false };
  },
});

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
