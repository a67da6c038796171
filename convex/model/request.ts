import { type Infer, v } from "convex/values";

export const preset = v.union(v.literal("default"), v.literal("minimal"), v.literal("dramatic"));

export const lead = v.object({
  name: v.optional(v.string()),
  company: v.optional(v.string()),
  website: v.optional(v.string()),
  linkedinUrl: v.optional(v.string()),
  email: v.optional(v.string()),
});

/** What a person asked to have recorded. `viewport` is in CSS pixels; `compare` records base and head side by side. */
export const recordRequest = v.object({
  kind: v.union(v.literal("pr"), v.literal("url"), v.literal("lead")),
  url: v.optional(v.string()),
  focus: v.optional(v.string()),
  maxDurationMs: v.optional(v.number()),
  preset: v.optional(preset),
  viewport: v.optional(v.object({ width: v.number(), height: v.number() })),
  compare: v.optional(v.boolean()),
  lead: v.optional(lead),
});

/** What every video of a campaign shows, whoever it is for. */
export const recipe = v.object({
  /** The page that is shown; without it, the lead's own website. */
  url: v.optional(v.string()),
  focus: v.optional(v.string()),
  maxDurationMs: v.optional(v.number()),
  preset: v.optional(preset),
  viewport: v.optional(v.object({ width: v.number(), height: v.number() })),
});

export type RecordRequest = Infer<typeof recordRequest>;
export type Lead = Infer<typeof lead>;
export type Preset = Infer<typeof preset>;
