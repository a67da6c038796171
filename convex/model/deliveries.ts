import { type Infer, v } from "convex/values";

/**
 * Why something is sent: `reply`: the video in the thread that asked for it. `copy`: the same to somebody else. `digest` and
 * `confirmation`: mails about many videos, and about whether somebody wants them. `notice`: a sentence in the thread.
 */
export const deliveryPurpose = v.union(
  v.literal("reply"),
  v.literal("copy"),
  v.literal("digest"),
  v.literal("confirmation"),
  v.literal("notice"),
);

/** `thread` is the conversation itself, through its own door; `to` is then the thread's id. */
export const deliveryChannel = v.union(
  v.literal("slack"),
  v.literal("discord"),
  v.literal("teams"),
  v.literal("telegram"),
  v.literal("gmail"),
  v.literal("email"),
  v.literal("webhook"),
  v.literal("thread"),
);

/** By what it was really sent. */
export const deliveryRoute = v.union(
  v.literal("composio"),
  v.literal("door"),
  v.literal("smtp"),
  v.literal("agentmail"),
  v.literal("webhook"),
);

/**
 * What is sent beside what the row itself names. Texts are plain words with **bold**. A confirmation's link is signed when it is
 * sent: `what` will come, to whom the row says, if they follow it.
 */
export const deliveryPayload = v.union(
  v.object({ kind: v.literal("video"), note: v.optional(v.string()) }),
  v.object({ kind: v.literal("notice"), text: v.string() }),
  v.object({ kind: v.literal("digest"), issueId: v.id("digestIssues") }),
  v.object({ kind: v.literal("confirmation"), asker: v.string(), what: v.string() }),
);

export const deliveryError = v.object({ code: v.string(), message: v.string() });

/** What a held delivery waits for. */
export const heldFor = v.union(v.literal("video"), v.literal("approval"));

export type DeliveryPurpose = Infer<typeof deliveryPurpose>;
export type DeliveryChannel = Infer<typeof deliveryChannel>;
export type DeliveryRoute = Infer<typeof deliveryRoute>;
export type DeliveryPayload = Infer<typeof deliveryPayload>;
export type DeliveryFailure = Infer<typeof deliveryError>;
export type HeldFor = Infer<typeof heldFor>;

/** For so long a sender may be silent before another takes its delivery over. */
export const DELIVERY_LEASE_MS = 60_000;

/** Addresses that differ only in how they are written are one: mail is told apart in lower case. */
export const normalAddress = (channel: DeliveryChannel, to: string): string =>
  channel === "email" || channel === "gmail" ? to.trim().toLowerCase() : to.trim();

/** Whether a mail address belongs to one of the workspace's own domains. */
export const isOwnAddress = (to: string, ownDomains: readonly string[]): boolean =>
  ownDomains.some((domain) => to.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
