import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { defined } from "./defined.ts";
import { hashKey } from "./keys.ts";
import type { Author } from "./message.ts";
import { fresh, gated, gateOf } from "./outbox.ts";
import { type ChannelConfig, isWelcome, rowOfPerson } from "./preferences.ts";

type Wishes = { copies: { channel: ChannelConfig["type"]; to: string }[]; fallbackTo: string | null };

/** Where a person wants a copy of what they have asked for, and where a mail may go in the place of a channel that fails. */
export async function wishesOfPerson(ctx: QueryCtx, workspaceId: Id<"workspaces">, userId: string): Promise<Wishes> {
  const workspace = await ctx.db.get("workspaces", workspaceId);
  const row = await rowOfPerson(ctx, workspaceId, userId);
  if (!workspace || !row) return { copies: [], fallbackTo: null };
  const { emailAddress: address, channels, fallbackToEmail } = row;
  const mailTo = address !== undefined && (await isWelcome(ctx, workspace, address)) ? address : null;
  const wanted = channels.filter(({ enabled, type }) => enabled && (type !== "email" || mailTo !== null));
  return {
    copies: wanted.map(({ type, target }) => ({ channel: type, to: target })),
    fallbackTo: fallbackToEmail ? mailTo : null,
  };
}

/** A video is there: whoever asked for it gets the copies that they want, once approved where that is required. */
export async function sendCopies(ctx: MutationCtx, run: Doc<"runs">, version: Doc<"editVersions">): Promise<void> {
  const { _id: runId, workspaceId, threadId } = run;
  const askedBy = version.author ?? (await askerOf(ctx, run));
  if (askedBy === null || threadId === undefined) return;
  const { copies } = await wishesOfPerson(ctx, workspaceId, askedBy.id);
  for (const { channel, to } of copies) {
    const subject = { workspaceId, purpose: "copy" as const, editVersionId: version._id };
    const gate = await gateOf(ctx, subject);
    const idempotencyKey = `copy:${version._id}:${channel}:${to}`;
    await ctx.db.insert("deliveries", {
      ...{ ...subject, runId, threadId, askedBy, channel, to, payload: { kind: "video" }, idempotencyKey },
      marker: (await hashKey(idempotencyKey)).slice(0, 24),
      ...{ ...fresh(), ...defined(gated(gate)), state: gate.state },
    });
  }
}

/** Who said the message that a run answers; null for one that nobody's words began. */
export async function askerOf(ctx: QueryCtx, { idempotencyKey = "" }: Doc<"runs">): Promise<Author | null> {
  const messageId = ctx.db.normalizeId("messages", idempotencyKey.split(":")[0] ?? "");
  const message = messageId && (await ctx.db.get("messages", messageId));
  return message?.author ?? null;
}
