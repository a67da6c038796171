import { v } from "convex/values";
import { internalMutation } from "./_generated/server.js";
import { botMutation } from "./access.ts";

const KEPT_MS = 7 * 24 * 3_600_000;
const BATCH = 500;

/** Whether this delivery (a webhook's id, an event's id) is new. Asked again, it is not. */
export const accept = botMutation({
  args: { source: v.string(), externalId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, delivery) => {
    const { source, externalId } = delivery;
    const known = await ctx.db
      .query("intake")
      .withIndex("by_external", (range) => range.eq("source", source).eq("externalId", externalId))
      .first();
    if (known) return false;
    await ctx.db.insert("intake", delivery);
    return true;
  },
});

/** Forgets what came in more than a week ago, a batch at a time: nobody delivers again after that. */
export const forgetOld = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => {
    const old = await ctx.db
      .query("intake")
      .withIndex("by_creation_time", (range) => range.lt("_creationTime", Date.now() - KEPT_MS))
      .take(BATCH);
    for (const row of old) await ctx.db.delete("intake", row._id);
    return old.length;
  },
});
