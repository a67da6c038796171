import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel.js";
import type { QueryCtx } from "./_generated/server.js";
import { botMutation, botQuery } from "./access.ts";

const which = { platform: v.string(), externalId: v.string() };

/** Keeps what a platform gave for a team, sealed by the door; a later installation replaces it. */
export const save = botMutation({
  args: { ...which, sealed: v.string() },
  returns: v.null(),
  handler: async (ctx, installation) => {
    const known = await installationOf(ctx, installation);
    if (known) await ctx.db.patch("installations", known._id, { sealed: installation.sealed });
    else await ctx.db.insert("installations", installation);
    return null;
  },
});

export const get = botQuery({
  args: which,
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, team) => {
    const known = await installationOf(ctx, team);
    return known?.sealed ?? null;
  },
});

export const remove = botMutation({
  args: which,
  returns: v.null(),
  handler: async (ctx, team) => {
    const known = await installationOf(ctx, team);
    if (known) await ctx.db.delete("installations", known._id);
    return null;
  },
});

type Team = Pick<Doc<"installations">, "platform" | "externalId">;

async function installationOf(ctx: QueryCtx, { platform, externalId }: Team): Promise<Doc<"installations"> | null> {
  return await ctx.db
    .query("installations")
    .withIndex("by_external", (range) => range.eq("platform", platform).eq("externalId", externalId))
    .first();
}
