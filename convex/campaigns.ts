import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "./_generated/server.js";
import { internalMutation } from "./_generated/server.js";
import { adminMutation, memberMutation, memberQuery } from "./access.ts";
import { advance, keyOfLead } from "./model/campaigns.ts";
import { campaign, leadRow } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { lead, recipe } from "./model/request.ts";
import { follow, leadState } from "./model/states.ts";
import { cancelJobsOf } from "./queue/outcome.ts";

const LONGEST_NAME = 200;
/** Rows of one call; more come in further calls, each of which may be repeated. */
const ADDED_AT_ONCE = 200;
const BATCH = 50;

/** A campaign without leads, that has not begun. */
export const create = memberMutation({
  args: { name: v.string(), recipe },
  returns: v.id("campaigns"),
  handler: async (ctx, { workspaceId, name, recipe: wish }) => {
    const called = name.trim().slice(0, LONGEST_NAME);
    if (called === "") throw storeError("invalid_argument", "A campaign needs a name.");
    const createdBy = ctx.member.userId;
    return await ctx.db.insert("campaigns", {
      ...{ workspaceId, name: called, recipe: wish, createdBy, state: "draft", leadCount: 0, createdAt: Date.now() },
    });
  },
});

/**
 * Adds people, at most 200 at a time. One who is there already (the same mail address, else the same profile, else the same
 * name, company and website) is left as they are, so that a batch may be sent twice. `unknown` counts rows that name nobody.
 */
export const addLeads = memberMutation({
  args: { id: v.id("campaigns"), leads: v.array(lead) },
  returns: v.object({ added: v.number(), known: v.number(), unknown: v.number() }),
  handler: async (ctx, { workspaceId, id, leads }) => {
    const row = await campaignOf(ctx, workspaceId, id);
    if (leads.length > ADDED_AT_ONCE) {
      throw storeError(
        "invalid_argument",
        `Add at most ${ADDED_AT_ONCE} people at a time; send the others after them.`,
      );
    }
    if (row.state === "canceled") throw storeError("invalid_argument", "This campaign was canceled; make a new one.");
    const counts = { added: 0, known: 0, unknown: 0 };
    for (const person of leads) counts[await addLead(ctx, row, person)] += 1;
    await ctx.db.patch("campaigns", id, { leadCount: row.leadCount + counts.added });
    if (counts.added > 0 && row.state === "completed") await proceedTo(ctx, row, "running");
    else if (row.state === "running") await ctx.scheduler.runAfter(0, internal.campaigns.proceed, { id });
    return counts;
  },
});

async function addLead(
  ctx: MutationCtx,
  { _id: campaignId, workspaceId }: Doc<"campaigns">,
  person: Doc<"leads">["lead"],
) {
  const key = keyOfLead(person);
  if (key === null) return "unknown" as const;
  const known = await ctx.db
    .query("leads")
    .withIndex("by_key", (range) => range.eq("campaignId", campaignId).eq("key", key))
    .first();
  if (known) return "known" as const;
  await ctx.db.insert("leads", { workspaceId, campaignId, key, lead: person, state: "waiting", attempt: 0 });
  return "added" as const;
}

/** The workspace's campaigns, newest first. */
export const list = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(campaign),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("campaigns")
      .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId).eq("removedAt", undefined))
      .order("desc")
      .paginate(paginationOpts),
});

export const get = memberQuery({
  args: { id: v.id("campaigns") },
  returns: campaign,
  handler: async (ctx, { workspaceId, id }) => await campaignOf(ctx, workspaceId, id),
});

/** A campaign's people, all or those of one state, in the order in which they were added. */
export const listLeads = memberQuery({
  args: { id: v.id("campaigns"), state: v.optional(leadState), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(leadRow),
  handler: async (ctx, { workspaceId, id, state, paginationOpts }) => {
    await campaignOf(ctx, workspaceId, id);
    const rows =
      state === undefined
        ? ctx.db.query("leads").withIndex("by_order", (range) => range.eq("campaignId", id))
        : ctx.db.query("leads").withIndex("by_campaign", (range) => range.eq("campaignId", id).eq("state", state));
    return await rows.paginate(paginationOpts);
  },
});

/** Begins, or goes on after a pause: its people are recorded a few at a time. */
export const start = memberMutation({
  args: { id: v.id("campaigns") },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id }) => {
    const row = await campaignOf(ctx, workspaceId, id);
    if (row.leadCount === 0) throw storeError("invalid_argument", "This campaign has no people yet; add some first.");
    if (row.state !== "running") await proceedTo(ctx, row, "running");
    return null;
  },
});

/** Begins no more recordings; those under way are finished. */
export const pause = memberMutation({
  args: { id: v.id("campaigns") },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id }) => {
    const row = await campaignOf(ctx, workspaceId, id);
    if (row.state !== "paused") await proceedTo(ctx, row, "paused");
    return null;
  },
});

/** Ends it for good, and stops what is under way. */
export const cancel = memberMutation({
  args: { id: v.id("campaigns") },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id }) => {
    const row = await campaignOf(ctx, workspaceId, id);
    if (row.state === "canceled") return null;
    await proceedTo(ctx, row, "canceled");
    await stopRecordings(ctx, id);
    return null;
  },
});

/** Records once more for somebody whose recording failed or was stopped. */
export const retryLead = memberMutation({
  args: { id: v.id("leads") },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id }) => {
    const person = await ctx.db.get("leads", id);
    const row = found(person?.workspaceId === workspaceId ? person : null, "person in a campaign");
    const its = await campaignOf(ctx, workspaceId, row.campaignId);
    await ctx.db.patch("leads", id, { state: follow("lead", row.state, "waiting"), error: undefined });
    if (its.state === "completed") await proceedTo(ctx, its, "running");
    else if (its.state === "running") await ctx.scheduler.runAfter(0, internal.campaigns.proceed, { id: its._id });
    return null;
  },
});

/** Deletes a campaign and its people; the recordings that were made for them are runs like any others, and stay. */
export const remove = adminMutation({
  args: { id: v.id("campaigns") },
  returns: v.null(),
  handler: async (ctx, { workspaceId, id }) => {
    await campaignOf(ctx, workspaceId, id);
    await stopRecordings(ctx, id);
    await ctx.db.patch("campaigns", id, { removedAt: Date.now() });
    await ctx.scheduler.runAfter(0, internal.campaigns.removeBatch, { id });
    return null;
  },
});

/** Starts what fits. */
export const proceed = internalMutation({
  args: { id: v.id("campaigns") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("campaigns", id);
    if (row) await advance(ctx, row);
    return null;
  },
});

/** One batch of a removal; schedules the next until nothing is left. */
export const removeBatch = internalMutation({
  args: { id: v.id("campaigns") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("campaigns", id);
    if (row?.removedAt === undefined) return null;
    const people = await ctx.db
      .query("leads")
      .withIndex("by_order", (range) => range.eq("campaignId", id))
      .take(BATCH);
    for (const person of people) await ctx.db.delete("leads", person._id);
    if (people.length === 0) await ctx.db.delete("campaigns", id);
    else await ctx.scheduler.runAfter(0, internal.campaigns.removeBatch, { id });
    return null;
  },
});

/** The campaign, if it is this workspace's. */
async function campaignOf(
  ctx: QueryCtx,
  workspaceId: Id<"workspaces">,
  id: Id<"campaigns">,
): Promise<Doc<"campaigns">> {
  const row = await ctx.db.get("campaigns", id);
  return found(row?.workspaceId === workspaceId && row.removedAt === undefined ? row : null, "campaign");
}

async function proceedTo(ctx: MutationCtx, { _id: id, state }: Doc<"campaigns">, to: Doc<"campaigns">["state"]) {
  await ctx.db.patch("campaigns", id, { state: follow("campaign", state, to) });
  if (to === "running") await ctx.scheduler.runAfter(0, internal.campaigns.proceed, { id });
}

async function stopRecordings(ctx: MutationCtx, id: Id<"campaigns">): Promise<void> {
  const underWay = await ctx.db
    .query("leads")
    .withIndex("by_campaign", (range) => range.eq("campaignId", id).eq("state", "recording"))
    .take(BATCH);
  for (const { runId } of underWay) if (runId) await cancelJobsOf(ctx, runId);
}
