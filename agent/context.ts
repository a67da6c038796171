import { z } from "zod";
import type { Operation } from "../convex/model/operations.ts";
import type { Saying, Shot, Span } from "../convex/model/recording.ts";

/** What the agent knows of one conversation: the thread, its current run and that run's versions. Plain JSON. */
const spanSchema = z.object({ startMs: z.number(), endMs: z.number() });
const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const shotSchema = z.object({
  id: z.string().optional(),
  startMs: z.number(),
  endMs: z.number(),
  route: z.string(),
  action: z.enum(["navigate", "click", "type", "select", "toggle", "submit", "hover", "scroll"]),
  label: z.string(),
  /** What a chapter that begins here is called; else the label. */
  title: z.string().optional(),
  role: z.string(),
  /** What a choice is one of ("Delivery day"). */
  group: z.string().optional(),
  atMs: z.number().optional(),
  box: boxSchema.optional(),
  changed: z.boolean().optional(),
  /** Which of `elements` it used. */
  elementId: z.string().optional(),
});

/**
 * What can be named in the picture, used or not: seen between these times, for the longest (`stay`) in this box. `words`: what
 * it said from when on, where that changed.
 */
const elementSchema = z.object({
  id: z.string(),
  label: z.string(),
  role: z.string(),
  group: z.string().optional(),
  route: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  box: boxSchema,
  stay: spanSchema.optional(),
  changed: z.boolean().optional(),
  words: z.array(z.object({ atMs: z.number(), text: z.string() })).optional(),
});

const overridesSchema = z.object({
  zoomScale: z.number().optional(),
  cornerRadius: z.number().optional(),
  motionSmoothing: z.number().optional(),
});

// Checked in full by the store and by legality.ts; here only enough to be told apart.
const operationSchema = z.custom<Operation>(
  (value) => typeof value === "object" && value !== null && "type" in value && typeof value.type === "string",
  "expected an operation with a type",
);

const authorSchema = z.object({ id: z.string(), name: z.string() });

/** What an owner or admin decided on a version's video; `by` is their name. */
const reviewSchema = z.object({
  state: z.enum(["pending", "approved", "rejected"]),
  by: z.string().optional(),
  note: z.string().optional(),
});

const versionSchema = z.object({
  id: z.string().optional(),
  version: z.int(),
  operations: z.array(operationSchema),
  status: z.string().optional(),
  author: authorSchema.optional(),
  summary: z.string().optional(),
  /** Of its video, once that is made. */
  sizeBytes: z.number().optional(),
  review: reviewSchema.optional(),
});

const exportSchema = z.object({
  format: z.enum(["mp4", "gif"]),
  width: z.number(),
  height: z.number(),
  fps: z.number(),
  status: z.string(),
  /** The version it shows. */
  version: z.number().optional(),
  sizeBytes: z.number().optional(),
  maxFileSizeMb: z.number().optional(),
});

const audienceSchema = z.object({
  /** Where it was sent beside this conversation, oldest first. */
  sent: z.array(z.object({ channel: z.string(), to: z.string(), state: z.string() })),
  /** How many links to it hold. */
  links: z.number(),
  /** Each time that somebody watched it through a link. */
  views: z.array(z.object({ watchedMs: z.number(), durationMs: z.number() })),
});

const jobSchema = z.object({
  kind: z.enum(["record", "render", "export"]),
  stage: z.string().optional(),
  progress: z.number().nullish(),
  etaMs: z.number().nullish(),
});

const messageSchema = z.object({
  role: z.enum(["user", "assistant"]),
  content: z.string(),
  author: authorSchema.optional(),
  /** A video, a file or a failure that a door has posted. */
  isPosted: z.boolean().optional(),
  /** What the reply asks, as it was stored with it; builtin/thread/answers/openQuestion.ts gives it its type. */
  open: z.array(z.unknown()).optional(),
});

const runSchema = z.object({
  id: z.string(),
  source: z.string(),
  status: z.enum(["queued", "running", "uploading", "completed", "failed", "canceled"]),
  repo: z.string().optional(),
  pr: z.number().optional(),
  url: z.string().optional(),
  title: z.string().optional(),
  /** What it shows, in a sentence. */
  summary: z.string().optional(),
  durationMs: z.number().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  fps: z.number().optional(),
  stage: z.string().optional(),
  progress: z.number().optional(),
  etaMs: z.number().optional(),
  error: z.string().optional(),
  /** The message itself began this recording: it is answered once more, for what waited for the video. */
  isOfMessage: z.boolean().optional(),
});

/** A recording that is to begin later. */
const plannedSchema = z.object({
  runId: z.string(),
  pr: z.number().optional(),
  title: z.string().optional(),
  /** Milliseconds since 1970. */
  startMs: z.number(),
  /** The message before this one asked for it. */
  isJustAsked: z.boolean().optional(),
});

export const threadContextSchema = z.object({
  thread: z.object({
    channelType: z.string(),
    channelTarget: z.string(),
    threadId: z.string().optional(),
    timezone: z.string(),
    /** ISO time with offset: when the message was said. */
    now: z.string(),
    defaultRepo: z.string().optional(),
  }),
  run: runSchema.nullish(),
  /** The soonest first. None of them is `run`. */
  planned: z.array(plannedSchema).default([]),
  currentVersion: z.number().nullish(),
  /** The newest version when the message was said, where others have been asked for since: times in the message are its times. */
  seenVersion: z.number().nullish(),
  versions: z.array(versionSchema).default([]),
  shots: z.array(shotSchema).default([]),
  /** None of recordings from before they were kept. */
  elements: z.array(elementSchema).optional(),
  idle: z.array(spanSchema).default([]),
  jobs: z.array(jobSchema).default([]),
  /** Files asked for, oldest first. */
  exports: z.array(exportSchema).default([]),
  audience: audienceSchema.optional(),
  messages: z.array(messageSchema).default([]),
});

export const isBeingRecorded = ({ run }: ThreadContext): boolean =>
  run?.status === "queued" || run?.status === "running" || run?.status === "uploading";

export type ThreadContext = Omit<z.infer<typeof threadContextSchema>, "shots"> & { shots: ContextShot[] };
/** A step, or what words can mean as well as one: an element that no step used, which has no action. */
export type ContextShot = Omit<z.infer<typeof shotSchema>, "action"> & {
  action?: Shot["action"];
  stay?: Span | undefined;
  words?: readonly Saying[] | undefined;
};
export type PlannedRecording = z.infer<typeof plannedSchema>;
export type ContextElement = z.infer<typeof elementSchema>;
export type ContextVersion = z.infer<typeof versionSchema>;
export type StyleOverrides = z.infer<typeof overridesSchema>;

/** The name that an anchor carries: the shot's own id, else its place in the take. */
export function shotIdOf(context: ThreadContext, shot: ContextShot): string {
  return shot.id ?? `shot_${context.shots.indexOf(shot) + 1}`;
}

/** Opening a page: it names a place in the video rather than an element on it. */
export const isPage = (shot: Pick<ContextShot, "action" | "role">): boolean =>
  shot.action === "navigate" || shot.role === "page";

/** Where a shot's action lands; a shot without a moment of its own begins with it. */
export const momentOf = (shot: Pick<Shot, "startMs"> & { atMs?: number | undefined }): number =>
  shot.atMs ?? shot.startMs;
