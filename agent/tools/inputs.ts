import { z } from "zod";

/** The inputs of the tools: what a model may say. Numbers are checked here for form only; the resolver knows the video. */
const ms = z.number().min(0);
const target = z.string().max(200).optional();
const shareChannel = z.enum(["slack", "discord", "email", "teams", "telegram", "webhook"]);
const which = z.int().positive().optional();
const timeOfDay = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, "expected a time of the day such as 20:00");

/** When to begin: in the thread's time zone, or with an offset of its own. */
const startTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, "expected a time such as 2026-11-20T18:00")
  .max(40)
  .optional();

export const inputs = {
  record: z.object({
    kind: z.enum(["pr", "url", "lead"]),
    repo: z.string().max(200).optional(),
    pr: z.int().positive().optional(),
    title: z.string().max(300).optional(),
    url: z.string().max(2000).optional(),
    lead: z
      .object({
        name: z.string().max(200).optional(),
        company: z.string().max(200).optional(),
        website: z.string().max(500).optional(),
        linkedinUrl: z.string().max(500).optional(),
        email: z.string().max(320).optional(),
      })
      .optional(),
    focus: z.string().max(300).optional(),
    maxDurationMs: z.number().positive().optional(),
    preset: z.enum(["default", "minimal", "dramatic"]).optional(),
    viewport: z.object({ width: z.int().min(240).max(3840), height: z.int().min(240).max(2160) }).optional(),
    compare: z.boolean().optional(),
    at: startTime,
  }),
  rerecord: z.object({ at: startTime }),
  /** `which`: the number of one that is planned, the soonest first. Without `at` it begins now. */
  replan: z.object({ which, at: startTime }),
  cancel: z.object({ which }),
  status: z.object({}),
  trim: z.object({ startMs: ms, endMs: ms }),
  cut: z.object({ startMs: ms, endMs: ms }),
  split: z.object({ atMs: ms, removeSegment: z.enum(["before", "after"]) }),
  shorten: z.object({ targetMs: z.number().positive().optional(), factor: z.number().gt(0).lt(1).optional() }),
  speed: z.object({ rate: z.number().positive(), startMs: ms.optional(), endMs: ms.optional() }),
  zoom: z.object({
    target,
    centerX: z.number().optional(),
    centerY: z.number().optional(),
    intensity: z.number().optional(),
    startMs: ms.optional(),
    durationMs: z.number().positive().optional(),
  }),
  crop: z.object({
    target,
    aspect: z.enum(["16:9", "1:1", "9:16", "4:5"]).optional(),
    x: z.number().optional(),
    y: z.number().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    follow: z.boolean().optional(),
    whole: z.boolean().optional(),
  }),
  cursor_emphasis: z.object({
    trailLength: z.number().optional(),
    size: z.number().optional(),
    smoothing: z.number().optional(),
  }),
  style_preset: z.object({
    preset: z.enum(["default", "minimal", "dramatic"]),
    overrides: z
      .object({
        zoomScale: z.number().optional(),
        cornerRadius: z.number().optional(),
        motionSmoothing: z.number().optional(),
      })
      .optional(),
  }),
  caption: z.object({
    text: z.string().max(2000),
    startMs: ms.optional(),
    durationMs: z.number().positive().optional(),
    position: z.enum(["top", "bottom"]).optional(),
  }),
  redact: z.object({
    target,
    x: z.number().optional(),
    y: z.number().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    startMs: ms.optional(),
    durationMs: z.number().positive().optional(),
  }),
  remove_edit: z.object({
    type: z.enum([
      "crop",
      "trim",
      "split",
      "zoom",
      "cursor_emphasis",
      "style_preset",
      "cut",
      "speed",
      "caption",
      "redact",
    ]),
    index: z.int().positive().optional(),
  }),
  show_video: z.object({ pr: z.int().positive() }),
  revert: z.object({ to: z.union([z.enum(["original", "previous"]), z.int().positive()]) }),
  export: z.object({
    format: z.enum(["mp4", "gif"]),
    fps: z.number().min(1).max(60).optional(),
    width: z.int().min(16).max(3840).optional(),
    height: z.int().min(16).max(3840).optional(),
    quality: z.enum(["web", "high", "preview"]).optional(),
    maxFileSizeMb: z.number().positive().optional(),
  }),
  share: z.object({
    channel: shareChannel,
    to: z.string().min(1).max(500),
  }),
  review: z.object({
    decision: z.enum(["approved", "rejected"]),
    version: z.int().positive().optional(),
    note: z.string().max(1000).optional(),
  }),
  schedule_digest: z.object({
    cron: z.string().max(100),
    timezone: z.string().max(60).optional(),
    to: z.array(z.string().max(320)).min(1).max(50),
  }),
  /** `which`: its number in list_digests. */
  cancel_digest: z.object({ which }),
  list_digests: z.object({}),
  /** Of whoever asks. Without any field: what they have settled. `to` without a channel is a mail address. */
  preferences: z.object({
    channel: shareChannel.optional(),
    wanted: z.boolean().optional(),
    to: z.string().max(320).optional(),
    fallbackToEmail: z.boolean().optional(),
    quietHours: z.union([z.literal("off"), z.object({ from: timeOfDay, until: timeOfDay })]).optional(),
    timezone: z.string().max(60).optional(),
  }),
} as const;

export type ToolName = keyof typeof inputs;
export type ToolInput<Name extends ToolName> = z.infer<(typeof inputs)[Name]>;
export type ToolCall = { [Name in ToolName]: { tool: Name; input: ToolInput<Name> } }[ToolName];

const editing = [
  "trim",
  "cut",
  "split",
  "shorten",
  "speed",
  "zoom",
  "crop",
  "cursor_emphasis",
  "style_preset",
  "caption",
  "redact",
] as const;
export type EditTool = (typeof editing)[number];
export type EditCall = Extract<ToolCall, { tool: EditTool }>;
export const isEdit = (call: ToolCall): call is EditCall => (editing as readonly string[]).includes(call.tool);
