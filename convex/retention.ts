import { v } from "convex/values";
import { botMutation, botQuery } from "./access.ts";
import { storeError } from "./model/errors.ts";
import { keptDays, retentionDays, retentionSpan, usualDays } from "./model/retention.ts";

/** How many days the store remembers what has ended; what is not named is as usual. Its bot says so when it starts. */
export const settle = botMutation({
  args: retentionDays.partial().fields,
  returns: v.null(),
  handler: async (ctx, named) => {
    const { min, max } = retentionSpan;
    const days = { ...usualDays, ...named };
    const wrong = Object.entries(days).find(([, count]) => !(Number.isInteger(count) && count >= min && count <= max));
    if (wrong) throw storeError("invalid_argument", `${wrong[0]} is a whole number of days from ${min} to ${max}.`);
    const known = await ctx.db.query("retention").first();
    if (known) await ctx.db.replace("retention", known._id, days);
    else await ctx.db.insert("retention", days);
    return null;
  },
});

/** What holds now. */
export const get = botQuery({
  args: {},
  returns: retentionDays,
  handler: async (ctx) => await keptDays(ctx),
});
