import { type Infer, v } from "convex/values";
import { operation } from "./operations.ts";
import { recipientState } from "./states.ts";

/** Where a digest goes. `thread` is the conversation that asked for it. Only whoever confirmed gets anything. */
export const digestRecipient = v.object({
  channel: v.union(v.literal("email"), v.literal("slack"), v.literal("discord"), v.literal("thread")),
  to: v.string(),
  state: recipientState,
});

/** What a digest tells, as it stood when it was gathered. */
export const digestContent = v.object({
  videos: v.array(
    v.object({
      runId: v.id("runs"),
      editVersionId: v.id("editVersions"),
      title: v.string(),
      repo: v.string(),
      pr: v.optional(v.number()),
      /** Who asked for it. */
      author: v.string(),
      durationMs: v.number(),
      views: v.number(),
      isApproved: v.boolean(),
    }),
  ),
  failures: v.array(v.object({ title: v.string(), repo: v.string(), reason: v.string() })),
  counts: v.object({ recorded: v.number(), approved: v.number(), viewed: v.number() }),
});

/** One stretch of a reel: a take, the edits of the version that people know, and what of it is shown. */
export const reelPart = v.object({
  runId: v.id("runs"),
  takeRef: v.string(),
  operations: v.array(operation),
  title: v.string(),
});

export const reelFile = v.object({
  videoStorageId: v.id("_storage"),
  posterStorageId: v.id("_storage"),
  durationMs: v.number(),
  sizeBytes: v.number(),
  chapters: v.array(v.object({ title: v.string(), atMs: v.number() })),
});

export type DigestRecipient = Infer<typeof digestRecipient>;
export type DigestContent = Infer<typeof digestContent>;
export type ReelPart = Infer<typeof reelPart>;
export type ReelFile = Infer<typeof reelFile>;
