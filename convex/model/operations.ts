import { type Infer, v } from "convex/values";

// Written by the agent: when the pull request is recorded again, the operation finds its element in the new take.
// With an `elementId` a redaction follows that element through the picture.
const anchor = v.optional(v.object({ shotId: v.string(), element: v.string(), elementId: v.optional(v.string()) }));

/**
 * One edit. Times are integer milliseconds of output time as the operations before it leave the video;
 * boxes and points are integer pixels of the recorded video (the take), whatever was cropped before.
 */
export const operation = v.union(
  v.object({
    type: v.literal("crop"),
    x: v.number(),
    y: v.number(),
    width: v.number(),
    height: v.number(),
    /** It moves with what is used (`cropRests.ts`); `x` and `y` are where it would stand still. */
    follow: v.optional(v.boolean()),
    /** The shape of the video where the picture is to stand in it whole, with the style's background around. */
    shape: v.optional(v.union(v.literal("16:9"), v.literal("1:1"), v.literal("9:16"), v.literal("4:5"))),
    anchor,
  }),
  v.object({ type: v.literal("trim"), startMs: v.number(), endMs: v.number(), anchor }),
  v.object({
    type: v.literal("split"),
    atMs: v.number(),
    removeSegment: v.union(v.literal("before"), v.literal("after")),
    anchor,
  }),
  v.object({
    type: v.literal("zoom"),
    intensity: v.number(),
    centerX: v.number(),
    centerY: v.number(),
    startMs: v.number(),
    durationMs: v.number(),
    anchor,
  }),
  v.object({
    type: v.literal("cursor_emphasis"),
    trailLength: v.number(),
    size: v.number(),
    smoothing: v.number(),
    anchor,
  }),
  v.object({
    type: v.literal("style_preset"),
    preset: v.union(v.literal("default"), v.literal("minimal"), v.literal("dramatic")),
    overrides: v.optional(
      v.object({
        zoomScale: v.optional(v.number()),
        cornerRadius: v.optional(v.number()),
        motionSmoothing: v.optional(v.number()),
      }),
    ),
    anchor,
  }),
  v.object({ type: v.literal("cut"), startMs: v.number(), endMs: v.number(), anchor }),
  v.object({ type: v.literal("speed"), rate: v.number(), startMs: v.number(), endMs: v.number(), anchor }),
  v.object({
    type: v.literal("caption"),
    text: v.string(),
    startMs: v.number(),
    durationMs: v.number(),
    position: v.union(v.literal("top"), v.literal("bottom")),
    anchor,
  }),
  v.object({
    type: v.literal("redact"),
    x: v.number(),
    y: v.number(),
    width: v.number(),
    height: v.number(),
    startMs: v.number(),
    durationMs: v.number(),
    anchor,
  }),
);

export type Operation = Infer<typeof operation>;
export type OperationType = Operation["type"];
