import type { WithoutSystemFields } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel.js";
import schema from "../schema.ts";
import type { TakeSummary } from "./recording.ts";
import { jobState } from "./states.ts";

const { campaigns, leads } = schema.tables;
const { runs, editVersions, exportJobs, messages, threads } = schema.tables;
const { deliveryPreferences, digests, digestIssues } = schema.tables;
const { artifacts, deliveries, sandboxRuns, usage, views, workspaceMembers, workspaces } = schema.tables;

const url = v.union(v.string(), v.null());

/** Rows as they lie in the table: what a worker gets. */
export const runRow = v.object({ ...runs.validator.fields, _id: v.id("runs"), _creationTime: v.number() });
export const versionRow = v.object({
  ...editVersions.validator.fields,
  _id: v.id("editVersions"),
  _creationTime: v.number(),
});
export const exportRow = v.object({
  ...exportJobs.validator.fields,
  _id: v.id("exportJobs"),
  _creationTime: v.number(),
});

/** Rows with the addresses of their files, which hold for about an hour: what doors and agent get. */
export const run = v.object({ ...runRow.fields, videoUrl: url, posterUrl: url });
export const runWithScreenshots = v.object({ ...run.fields, screenshotUrls: v.array(v.string()) });
export const editVersion = v.object({ ...versionRow.fields, videoUrl: url, posterUrl: url });
export const exportJob = v.object({ ...exportRow.fields, outputUrl: url });
export const message = v.object({
  ...messages.validator.fields,
  _id: v.id("messages"),
  _creationTime: v.number(),
});
export const thread = v.object({ ...threads.validator.fields, _id: v.id("threads"), _creationTime: v.number() });

export const workspace = v.object({
  ...workspaces.validator.fields,
  _id: v.id("workspaces"),
  _creationTime: v.number(),
});
export const member = v.object({
  ...workspaceMembers.validator.fields,
  _id: v.id("workspaceMembers"),
  _creationTime: v.number(),
});
export const artifact = v.object({
  ...artifacts.validator.fields,
  _id: v.id("artifacts"),
  _creationTime: v.number(),
  url,
});
export const sandboxRun = v.object({
  ...sandboxRuns.validator.fields,
  _id: v.id("sandboxRuns"),
  _creationTime: v.number(),
});
export const delivery = v.object({
  ...deliveries.validator.fields,
  _id: v.id("deliveries"),
  _creationTime: v.number(),
});
export const campaign = v.object({
  ...campaigns.validator.fields,
  _id: v.id("campaigns"),
  _creationTime: v.number(),
});
export const leadRow = v.object({ ...leads.validator.fields, _id: v.id("leads"), _creationTime: v.number() });
export const view = v.object({ ...views.validator.fields, _id: v.id("views"), _creationTime: v.number() });
export const digest = v.object({ ...digests.validator.fields, _id: v.id("digests"), _creationTime: v.number() });
export const digestIssue = v.object({
  ...digestIssues.validator.fields,
  _id: v.id("digestIssues"),
  _creationTime: v.number(),
});
export const deliveryPreference = v.object({
  ...deliveryPreferences.validator.fields,
  _id: v.id("deliveryPreferences"),
  _creationTime: v.number(),
});
export const usageHour = v.object({ ...usage.validator.fields, _id: v.id("usage"), _creationTime: v.number() });

/** What is made for a thread; the reel of a digest is made for none. */
const threadJobKind = v.union(v.literal("record"), v.literal("render"), v.literal("export"));
export const jobKind = v.union(...threadJobKind.members, v.literal("reel"));

/** Work that is under way or waits: what a progress bar needs. `progress` is 0–100, null while it cannot be told. */
export const activity = v.object({
  jobId: v.id("jobs"),
  kind: threadJobKind,
  state: jobState,
  stage: v.string(),
  progress: v.union(v.number(), v.null()),
  etaMs: v.union(v.number(), v.null()),
  /** What went wrong in the attempt before this one. */
  lastError: v.union(v.string(), v.null()),
  runId: v.id("runs"),
  editVersionId: v.optional(v.id("editVersions")),
  exportJobId: v.optional(v.id("exportJobs")),
});

export type Run = Infer<typeof run>;
export type EditVersion = Infer<typeof editVersion>;
export type ExportJob = Infer<typeof exportJob>;
export type Message = Infer<typeof message>;
export type Thread = Infer<typeof thread>;
export type Delivery = Infer<typeof delivery>;
export type Activity = Infer<typeof activity>;
export type JobKind = Infer<typeof jobKind>;

/** What the store keeps of the run's take, or null while nothing has been recorded. */
export function takeSummaryOf(row: WithoutSystemFields<Doc<"runs">>): TakeSummary | null {
  const {
    takeDurationMs: durationMs,
    width,
    height,
    fps,
    shots = [],
    idle = [],
    notShown = [],
    coverage,
    summary,
    title,
  } = row;
  if (durationMs === undefined || width === undefined || height === undefined || fps === undefined) return null;
  const told = { ...(title === undefined ? {} : { title }), ...(coverage === undefined ? {} : { coverage }) };
  return { durationMs, width, height, fps, shots, idle, notShown, summary, ...told };
}
