import { type Infer, v } from "convex/values";

/** Integer pixels of the recorded video. */
export const box = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });

/** A stretch of take time, `startMs` included, `endMs` not. */
export const span = v.object({ startMs: v.number(), endMs: v.number() });

export const shotAction = v.union(
  v.literal("navigate"),
  v.literal("click"),
  v.literal("type"),
  v.literal("select"),
  v.literal("toggle"),
  v.literal("submit"),
  v.literal("hover"),
  v.literal("scroll"),
);

/** One step on screen, in take time. `atMs` is the moment of the action itself (the click lands, the first key goes down). */
export const shot = v.object({
  id: v.string(),
  startMs: v.number(),
  endMs: v.number(),
  route: v.string(),
  action: shotAction,
  label: v.string(),
  /** What a chapter that begins here is called, when somebody named it; else the label. */
  title: v.optional(v.string()),
  /** What a choice is one of: the legend over it ("Delivery day"). */
  group: v.optional(v.string()),
  role: v.string(),
  atMs: v.optional(v.number()),
  box: v.optional(box),
  changed: v.optional(v.boolean()),
  /** Which of the take's elements it used. */
  elementId: v.optional(v.string()),
});

/** From `atMs` on (take time) an element is seen with these words. */
export const saying = v.object({ atMs: v.number(), text: v.string() });

/**
 * What can be named in the picture, used or not. From `startMs` to `endMs` (take time) it is seen for the first and the last
 * time, and may be away in between; `box` is where it stands longest, and `stay` when that is. `group` says what it is one
 * of, or what it is the value of. `words`, only where they changed: what it said, in the order of time.
 */
export const element = v.object({
  id: v.string(),
  label: v.string(),
  role: v.string(),
  group: v.optional(v.string()),
  route: v.string(),
  startMs: v.number(),
  endMs: v.number(),
  box,
  stay: v.optional(span),
  changed: v.optional(v.boolean()),
  words: v.optional(v.array(saying)),
});

/** What the store keeps of a take's elements at most: some 40 kB, and each answer of the agent reads them. */
export const ELEMENTS_KEPT = 200;
export const ELEMENT_LABEL_LENGTH = 120;
/** Of an element whose words change all the time: its first, its last, and those that stood longest. */
export const SAYINGS_KEPT = 8;

/** What the diff changed and the video does not show, and why. */
export const notShown = v.object({
  file: v.string(),
  what: v.string(),
  reason: v.union(
    v.literal("not_reachable"),
    v.literal("server_only"),
    v.literal("needs_login"),
    v.literal("test_file"),
    v.literal("configuration"),
    v.literal("no_visible_effect"),
    v.literal("not_found_on_page"),
  ),
  detail: v.optional(v.string()),
});

const hunk = { file: v.string(), fromLine: v.number(), toLine: v.number() };

/**
 * A changed piece of a file and the moment of the take from which on it is seen, or why it is not. Lines are head's, or base's
 * where the diff only takes away; a file without lines has 0.
 */
export const coverage = v.union(
  v.object({ ...hunk, status: v.literal("shown"), shotId: v.string(), atMs: v.number() }),
  v.object({
    ...hunk,
    status: v.literal("not_shown"),
    reason: notShown.fields.reason,
    detail: v.optional(v.string()),
  }),
);

/** What the store keeps of a take; the frames stay in the take's folder. */
export const takeSummary = v.object({
  durationMs: v.number(),
  width: v.number(),
  height: v.number(),
  fps: v.number(),
  shots: v.array(shot),
  idle: v.array(span),
  title: v.optional(v.string()),
  summary: v.string(),
  notShown: v.array(notShown),
  coverage: v.optional(v.array(coverage)),
  /** At most ELEMENTS_KEPT, those that matter most first. */
  elements: v.optional(v.array(element)),
});

export type Box = Infer<typeof box>;
export type Span = Infer<typeof span>;
export type Shot = Infer<typeof shot>;
export type ShotAction = Infer<typeof shotAction>;
export type Saying = Infer<typeof saying>;
export type SeenElement = Infer<typeof element>;
export type NotShown = Infer<typeof notShown>;
export type Coverage = Infer<typeof coverage>;
export type TakeSummary = Infer<typeof takeSummary>;
