import { v } from "convex/values";
import { botMutation } from "./access.ts";

/** The workspace of a Slack team, a Discord guild or the local machine; made when it is new, renamed when its name changed. */
export const ensure = botMutation({
  args: { platform: v.string(), externalId: v.string(), name: v.string() },
  returns: v.id("workspaces"),
  handler: async (ctx, { platform, externalId, name }) => {
    const known = await ctx.db
      .query("workspaces")
      .withIndex("by_external", (range) => range.eq("platform", platform).eq("externalId", externalId))
      .first();
    if (known === null) return await ctx.db.insert("workspaces", { platform, externalId, name });
    if (known.name !== name) await ctx.db.patch("workspaces", known._id, { name });
    return known._id;
  },
});
