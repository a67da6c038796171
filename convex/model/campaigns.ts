import { internal } from "../_generated/api.js";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { priorities } from "../queue/policy.ts";
import { defined } from "./defined.ts";
import type { Lead } from "./request.ts";
import { startRun } from "./runs.ts";
import { follow, isFinal } from "./states.ts";

/** Recordings of one campaign that wait or are under way at a time, so that it does not fill the queue for everybody else. */
const AT_ONCE = 4;

/** What a person is told apart by within a campaign; null when nothing is known of them that could tell. */
export function keyOfLead({ email, linkedinUrl, website, name, company }: Lead): string | null {
  const told = email ?? linkedinUrl ?? (name || company || website ? [name, company, website].join("|") : "");
  return told.trim().toLowerCase() || null;
}

/** Starts what fits of a running campaign, and ends it when nothing is left. */
export async function advance(ctx: MutationCtx, campaign: Doc<"campaigns">): Promise<void> {
  if (campaign.state !== "running" || campaign.removedAt !== undefined) return;
  const underWay = await leadsIn(ctx, campaign._id, "recording", AT_ONCE);
  const next = await leadsIn(ctx, campaign._id, "waiting", AT_ONCE - underWay.length);
  for (const row of next) await startLead(ctx, campaign, row);
  if (underWay.length + next.length > 0) return;
  await ctx.db.patch("campaigns", campaign._id, { state: follow("campaign", campaign.state, "completed") });
}

async function leadsIn(ctx: MutationCtx, campaignId: Id<"campaigns">, state: Doc<"leads">["state"], most: number) {
  return await ctx.db
    .query("leads")
    .withIndex("by_campaign", (range) => range.eq("campaignId", campaignId).eq("state", state))
    .take(most);
}

async function startLead(ctx: MutationCtx, { workspaceId, name, recipe: wish }: Doc<"campaigns">, row: Doc<"leads">) {
  const attempt = row.attempt + 1;
  const whom = row.lead.name ?? row.lead.company ?? "a lead";
  const run = {
    workspaceId,
    timestamp: Date.now(),
    summary: `Recording for ${whom} (${name})`,
    status: "queued" as const,
    source: "lead" as const,
    request: { ...defined(wish), kind: "lead" as const, lead: row.lead },
    idempotencyKey: `lead:${row._id}:${attempt}`,
  };
  const runId = await startRun(ctx, run, { priority: priorities.lead });
  const { state, error: _, ...kept } = row;
  await ctx.db.replace("leads", row._id, { ...kept, state: follow("lead", state, "recording"), attempt, runId });
}

/** The end of a run is the end of its lead's waiting, and makes room for the next. To be called after each final change of a run. */
export async function tellLeadOf(ctx: MutationCtx, runId: Id<"runs">): Promise<void> {
  const row = await ctx.db
    .query("leads")
    .withIndex("by_run", (range) => range.eq("runId", runId))
    .first();
  const run = row && (await ctx.db.get("runs", runId));
  if (!row || !run || row.state !== "recording" || !isFinal("run", run.status)) return;
  const state = run.status === "completed" ? "ready" : run.status === "failed" ? "failed" : "skipped";
  await ctx.db.patch("leads", row._id, { state: follow("lead", row.state, state), ...defined({ error: run.error }) });
  await ctx.scheduler.runAfter(0, internal.campaigns.proceed, { id: row.campaignId });
}
