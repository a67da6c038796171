import { v } from "convex/values";
import { botMutation, botQuery, workerMutation, workerQuery } from "./access.ts";
import { planDraft, planNames } from "./model/planReview.ts";
import { follow, mayFollow, planReviewState } from "./model/states.ts";
import { heldBy } from "./queue/lease.ts";

/** Drafts that one look may bring; more than workers make at a time. */
const AT_ONCE = 20;

/** Asks for better names for what an attempt is about to record; what an earlier attempt asked is forgotten. Null when it is over. */
export const ask = workerMutation({
  args: { jobId: v.id("jobs"), attempt: v.number(), draft: planDraft },
  returns: v.union(v.null(), v.id("planReviews")),
  handler: async (ctx, { jobId, attempt, draft }) => {
    const job = await heldBy(ctx, jobId, attempt);
    if (job === null) return null;
    const earlier = await ctx.db
      .query("planReviews")
      .withIndex("by_run", (range) => range.eq("runId", job.runId))
      .take(AT_ONCE);
    for (const row of earlier) await ctx.db.delete("planReviews", row._id);
    return await ctx.db.insert("planReviews", { runId: job.runId, state: "asked", draft });
  },
});

/** What became of a question; null when it is gone. */
export const get = workerQuery({
  args: { id: v.id("planReviews") },
  returns: v.union(v.null(), v.object({ state: planReviewState, names: v.optional(planNames) })),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("planReviews", id);
    return row && { state: row.state, ...(row.names && { names: row.names }) };
  },
});

/** Drafts that wait for names. */
export const asked = botQuery({
  args: {},
  returns: v.array(v.object({ id: v.id("planReviews"), draft: planDraft })),
  handler: async (ctx) => {
    const rows = await ctx.db
      .query("planReviews")
      .withIndex("by_state", (range) => range.eq("state", "asked"))
      .take(AT_ONCE);
    return rows.map(({ _id, draft }) => ({ id: _id, draft }));
  },
});

/** Takes a draft on; false when another bot has it. */
export const take = botMutation({
  args: { id: v.id("planReviews") },
  returns: v.boolean(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("planReviews", id);
    if (!row || !mayFollow("plan review", row.state, "taken")) return false;
    await ctx.db.patch("planReviews", id, { state: follow("plan review", row.state, "taken") });
    return true;
  },
});

/** Answers a draft, with no names when there is nothing to better. The first answer stands. */
export const answer = botMutation({
  args: { id: v.id("planReviews"), names: v.optional(planNames) },
  returns: v.null(),
  handler: async (ctx, { id, names }) => {
    const row = await ctx.db.get("planReviews", id);
    if (!row || !mayFollow("plan review", row.state, "answered")) return null;
    const state = follow("plan review", row.state, "answered");
    await ctx.db.patch("planReviews", id, { state, ...(names && { names }) });
    return null;
  },
});
