import { v } from "convex/values";
import { botMutation, botQuery } from "./access.ts";
import { thread } from "./model/documents.ts";
import { found } from "./model/errors.ts";

/** Platforms count within a channel, so that posts of several channels may share an id. */
const SAME_ID = 100;

/** Remembers where a post stands on its platform; the first word about a key holds unless it is told to replace it. */
export const record = botMutation({
  args: { threadId: v.id("threads"), key: v.string(), externalId: v.string(), replace: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { threadId, key, externalId, replace = false }) => {
    const known = await ctx.db
      .query("posts")
      .withIndex("by_key", (range) => range.eq("threadId", threadId).eq("key", key))
      .first();
    if (known === null) {
      found(await ctx.db.get("threads", threadId), "thread");
      await ctx.db.insert("posts", { threadId, key, externalId });
    } else if (replace) await ctx.db.patch("posts", known._id, { externalId });
    return null;
  },
});

/** The platform's id of a post; null when none was recorded. */
export const find = botQuery({
  args: { threadId: v.id("threads"), key: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { threadId, key }) => {
    const row = await ctx.db
      .query("posts")
      .withIndex("by_key", (range) => range.eq("threadId", threadId).eq("key", key))
      .first();
    return row?.externalId ?? null;
  },
});

/** The thread whose post of this key stands there under this id on the platform; null when there is none. */
export const threadOf = botQuery({
  args: { workspaceId: v.id("workspaces"), channelTarget: v.string(), key: v.string(), externalId: v.string() },
  returns: v.union(thread, v.null()),
  handler: async (ctx, { workspaceId, channelTarget, key, externalId }) => {
    const rows = await ctx.db
      .query("posts")
      .withIndex("by_external", (range) => range.eq("externalId", externalId))
      .take(SAME_ID);
    for (const row of rows) {
      const found = row.key === key ? await ctx.db.get("threads", row.threadId) : null;
      if (found?.workspaceId === workspaceId && found.channelTarget === channelTarget) return found;
    }
    return null;
  },
});
