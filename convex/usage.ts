import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import { internalMutation } from "./_generated/server.js";
import { botMutation, memberQuery } from "./access.ts";
import { usageHour } from "./model/documents.ts";
import { forgottenBefore } from "./model/retention.ts";
import { livingWorkspace, settingsOf } from "./model/workspace.ts";

const HOUR_MS = 3_600_000;
const BATCH = 500;
/** What comes twice comes soon after: a platform's own retries, or what is looked through after a lost connection. */
const KEPT_IDS = 200;

/** Counts one request of a person, once for each `requestId` of an hour, unless they have used up their hour. */
export const countRequest = botMutation({
  args: { workspaceId: v.id("workspaces"), userId: v.string(), requestId: v.string() },
  returns: v.object({ allowed: v.boolean(), left: v.number(), resetsAt: v.number() }),
  handler: async (ctx, { workspaceId, userId, requestId }) => {
    const { requestsPerHour } = settingsOf(await livingWorkspace(ctx, workspaceId));
    const hourStartAt = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    const resetsAt = hourStartAt + HOUR_MS;
    const hour = await ctx.db
      .query("usage")
      .withIndex("by_person_hour", (range) =>
        range.eq("workspaceId", workspaceId).eq("userId", userId).eq("hourStartAt", hourStartAt),
      )
      .first();
    const used = hour?.requests ?? 0;
    const counted = hour?.requestIds ?? [];
    if (counted.includes(requestId)) return { allowed: true, left: Math.max(0, requestsPerHour - used), resetsAt };
    if (used >= requestsPerHour) return { allowed: false, left: 0, resetsAt };
    const requestIds = [...counted, requestId].slice(-KEPT_IDS);
    if (hour) await ctx.db.patch("usage", hour._id, { requests: used + 1, requestIds });
    else await ctx.db.insert("usage", { workspaceId, userId, hourStartAt, requests: 1, requestIds });
    return { allowed: true, left: requestsPerHour - used - 1, resetsAt };
  },
});

/** Who asked for how much, hour by hour. */
export const list = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(usageHour),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("usage")
      .withIndex("by_person_hour", (range) => range.eq("workspaceId", workspaceId))
      .paginate(paginationOpts),
});

/** Forgets hours that are older than is to be remembered (90 days, unless settled otherwise), a batch at a time. */
export const forgetOld = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => {
    const before = await forgottenBefore(ctx, "history", Date.now());
    const old = await ctx.db
      .query("usage")
      .withIndex("by_hour", (range) => range.lt("hourStartAt", before))
      .take(BATCH);
    for (const row of old) await ctx.db.delete("usage", row._id);
    if (old.length === BATCH) await ctx.scheduler.runAfter(0, internal.usage.forgetOld, {});
    return old.length;
  },
});
