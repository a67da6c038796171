import { z } from "zod";
import {
  type Coverage,
  ELEMENT_LABEL_LENGTH,
  ELEMENTS_KEPT,
  type NotShown,
  SAYINGS_KEPT,
  type Shot,
} from "../../convex/model/recording.ts";

/**
 * A take on disk: a folder with `take.json` (this schema) and the pictures it names. It is written once, under a
 * temporary name that is then renamed, and never changed.
 */
const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const spanSchema = z.object({ startMs: z.number(), endMs: z.number() });

export const shotSchema = z.object({
  id: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  route: z.string(),
  action: z.enum(["navigate", "click", "type", "select", "toggle", "submit", "hover", "scroll"]),
  label: z.string(),
  title: z.string().exactOptional(),
  group: z.string().exactOptional(),
  role: z.string(),
  atMs: z.number().exactOptional(),
  box: boxSchema.exactOptional(),
  changed: z.boolean().exactOptional(),
  elementId: z.string().exactOptional(),
}) satisfies z.ZodType<Shot>;

export const notShownSchema = z.object({
  file: z.string(),
  what: z.string(),
  reason: z.enum([
    "not_reachable",
    "server_only",
    "needs_login",
    "test_file",
    "configuration",
    "no_visible_effect",
    "not_found_on_page",
  ]),
  detail: z.string().exactOptional(),
}) satisfies z.ZodType<NotShown>;

const hunk = { file: z.string(), fromLine: z.number(), toLine: z.number() };

/** A changed piece of a file and the moment from which on it is seen, or why it is not. */
const coverageSchema = z.discriminatedUnion("status", [
  z.object({ ...hunk, status: z.literal("shown"), shotId: z.string(), atMs: z.number() }),
  z.object({
    ...hunk,
    status: z.literal("not_shown"),
    reason: notShownSchema.shape.reason,
    detail: z.string().exactOptional(),
  }),
]) satisfies z.ZodType<Coverage>;

/** A picture and the first frame that shows it; it stays until the next picture's frame. */
const pictureSchema = z.object({ atFrame: z.int().nonnegative(), file: z.string() });

/**
 * Where the pointer was, in take pixels. `cursor` is the page's own CSS cursor there. The recorder moves the real pointer
 * along this very path, so that hover effects and the drawn cursor agree.
 */
const pointerSchema = z.object({
  atMs: z.number(),
  x: z.number(),
  y: z.number(),
  event: z.enum(["move", "down", "up"]),
  cursor: z.enum(["default", "pointer", "text"]),
});

/**
 * Where an element is, in the order of time: CSS pixels of the viewport, partly outside of it at times. From `atMs` on it is
 * not seen where `box` is null, else it goes evenly to the next box; what stands still has two equal ones.
 */
const pathSchema = z.array(z.object({ atMs: z.int().nonnegative(), box: boxSchema.nullable() }));

/**
 * What a person could name in the picture: a control, a heading, an image, a short text. `label` is the words it had longest,
 * of a field its label and never its value; `group` says what it is one of, or what it is the value of. `words`: what it said
 * from when on, where that changed.
 */
const elementSchema = z.object({
  id: z.string(),
  label: z.string().max(ELEMENT_LABEL_LENGTH),
  role: z.string(),
  group: z.string().max(ELEMENT_LABEL_LENGTH).exactOptional(),
  route: z.string(),
  changed: z.boolean().exactOptional(),
  words: z
    .array(z.object({ atMs: z.int().nonnegative(), text: z.string().max(ELEMENT_LABEL_LENGTH) }))
    .max(SAYINGS_KEPT)
    .exactOptional(),
  path: pathSchema,
});

/** What was typed, key by key. Passwords are written as bullets. */
const keySchema = z.object({ atMs: z.number(), text: z.string() });

/** The picture that stood when a shot ended; `file` is one of the take's pictures. */
const screenshotSchema = z.object({ shotId: z.string(), atMs: z.number(), file: z.string() });

/** Left, top, width and height in take pixels. */
const rectSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** What stood on screen at a moment: what no framing should cut, and the boxes drawn around it. */
const layoutSchema = z.object({ atMs: z.number(), units: z.array(rectSchema), panels: z.array(rectSchema) });

const consoleErrorSchema = z.object({
  atMs: z.number(),
  text: z.string(),
  /** The same pages complain of it without the pull request, too. */
  isKnown: z.boolean().exactOptional(),
});

export const takeSchema = z.object({
  format: z.literal(1),
  /** The recorded video's size: the page's viewport in CSS pixels. Boxes, points and operations are in these pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Pictures are `width × deviceScale` by `height × deviceScale` pixels. */
  deviceScale: z.number().positive(),
  fps: z.number().positive(),
  frameCount: z.int().positive(),
  durationMs: z.number().positive(),
  pictures: z.array(pictureSchema).min(1),
  pointer: z.array(pointerSchema),
  keys: z.array(keySchema),
  shots: z.array(shotSchema),
  /** Stretches in which nothing moves and nobody reads: what `shorten` takes out first. */
  idle: z.array(spanSchema),
  /** What the page looks like behind the rounded window: its own background colour, for letterboxing. CSS colour. */
  pageBackground: z.string(),
  title: z.string(),
  summary: z.string(),
  /** A visit of somebody's site, in which nothing has changed: the camera only leans in, and stays with the page. */
  tour: z.literal(true).exactOptional(),
  /** Base and head in one picture; side by side, the camera has to keep both in sight. */
  comparison: z.enum(["side", "wipe"]).exactOptional(),
  notShown: z.array(notShownSchema),
  /** Of each changed piece of the diff, in its order. */
  coverage: z.array(coverageSchema).exactOptional(),
  /** What a viewer sees, shot by shot, one line each. */
  story: z.string().exactOptional(),
  /** Where a viewer may want to jump. */
  chapters: z.array(z.object({ atMs: z.number(), title: z.string() })).exactOptional(),
  screenshots: z.array(screenshotSchema).exactOptional(),
  /** In the order of time; where there are none, the camera goes by the shots' boxes alone. */
  layouts: z.array(layoutSchema).exactOptional(),
  /** Those that matter most first. */
  elements: z.array(elementSchema).max(ELEMENTS_KEPT).exactOptional(),
  consoleErrors: z.array(consoleErrorSchema),
  capture: z.object({ method: z.enum(["begin-frame", "screencast"]), reason: z.string(), wallMs: z.number() }),
});

export type Take = z.infer<typeof takeSchema>;
export type TakeElement = z.infer<typeof elementSchema>;
export type ElementPath = TakeElement["path"];
export type Picture = z.infer<typeof pictureSchema>;
export type LayoutInView = z.infer<typeof layoutSchema>;
export type PointerSample = z.infer<typeof pointerSchema>;
