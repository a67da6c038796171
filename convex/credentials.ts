import { v } from "convex/values";
import { internalMutation } from "./_generated/server.js";

/** Lets the holder of a key in. `keyHash` comes from model/keys.ts `hashKey`. Registering again lifts a revocation. */
export const register = internalMutation({
  args: { kind: v.union(v.literal("bot"), v.literal("worker")), keyHash: v.string(), label: v.string() },
  returns: v.null(),
  handler: async (ctx, { kind, keyHash, label }) => {
    const known = await ctx.db
      .query("credentials")
      .withIndex("by_hash", (range) => range.eq("keyHash", keyHash))
      .first();
    if (known) await ctx.db.replace("credentials", known._id, { kind, keyHash, label });
    else await ctx.db.insert("credentials", { kind, keyHash, label });
    return null;
  },
});

/** Shuts the holder of a key out from now on. */
export const revoke = internalMutation({
  args: { keyHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { keyHash }) => {
    const known = await ctx.db
      .query("credentials")
      .withIndex("by_hash", (range) => range.eq("keyHash", keyHash))
      .first();
    if (known) await ctx.db.patch("credentials", known._id, { revokedAt: Date.now() });
    return null;
  },
});
