import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import { internalMutation } from "./_generated/server.js";
import { sweepFiles, UNKEPT_LIFE_MS } from "./model/fileSweep.ts";

/**
 * Deletes what was uploaded and then never reported, a batch at a time; `now` is for a test that has the clock. Answers how many
 * files that were.
 */
export const sweep = internalMutation({
  args: { now: v.optional(v.number()) },
  returns: v.number(),
  handler: async (ctx, { now = Date.now() }) => {
    const { deleted, isDone } = await sweepFiles(ctx, now - UNKEPT_LIFE_MS);
    if (!isDone) await ctx.scheduler.runAfter(0, internal.files.sweep, { now });
    return deleted;
  },
});
