import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { MutationCtx } from "./_generated/server.js";
import { botMutation, botQuery, memberQuery } from "./access.ts";
import { wishesOfPerson } from "./model/copies.ts";
import { defined } from "./model/defined.ts";
import { type DeliveryChannel, deliveryChannel, deliveryPurpose } from "./model/deliveries.ts";
import { deliveryPreference } from "./model/documents.ts";
import { found } from "./model/errors.ts";
import { askWhether } from "./model/posting.ts";
import {
  type ChannelConfig,
  channelConfig,
  isWelcome,
  normalMail,
  noteWord,
  type QuietHours,
  quietHours,
  quietUntil,
  requireQuietHours,
  rowOfPerson,
  rowsOfAddress,
  wordOfAddress,
} from "./model/preferences.ts";
import { livingWorkspace } from "./model/workspace.ts";

const person = { workspaceId: v.id("workspaces"), userId: v.string() };

/** What somebody has settled; null when they have said nothing. */
export const get = botQuery({
  args: person,
  returns: v.union(deliveryPreference, v.null()),
  handler: async (ctx, { workspaceId, userId }) => await rowOfPerson(ctx, workspaceId, userId),
});

/** The workspace's preferences, of people and of addresses. */
export const list = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(deliveryPreference),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("deliveryPreferences")
      .withIndex("by_person", (range) => range.eq("workspaceId", workspaceId))
      .paginate(paginationOpts),
});

/**
 * Settles what is named and leaves the rest. A channel takes the place of the one of its type; `quietHours: null` ends them. A
 * mail address outside of the workspace's domains is asked first whether it wants mails: `isAsked`.
 */
export const update = botMutation({
  args: {
    ...person,
    name: v.string(),
    threadId: v.optional(v.id("threads")),
    channel: v.optional(channelConfig),
    emailAddress: v.optional(v.string()),
    fallbackToEmail: v.optional(v.boolean()),
    quietHours: v.optional(v.union(quietHours, v.null())),
  },
  returns: v.object({ preference: deliveryPreference, isAsked: v.boolean() }),
  handler: async (ctx, { workspaceId, userId, name, threadId, ...wish }) => {
    const workspace = await livingWorkspace(ctx, workspaceId);
    const preference = await settle(ctx, { workspaceId, userId }, wish);
    const address = wish.emailAddress;
    if (address === undefined || (await isWelcome(ctx, workspace, address))) return { preference, isAsked: false };
    const sender = { workspaceId, ...defined({ threadId }), askedBy: { id: userId, name } };
    const key = `confirm:${workspaceId}:${userId}:${normalMail(address)}`;
    await askWhether(ctx, sender, { to: normalMail(address), what: "the videos that they ask for here", key });
    return { preference, isAsked: true };
  },
});

type Wish = {
  channel?: ChannelConfig;
  emailAddress?: string;
  fallbackToEmail?: boolean;
  quietHours?: QuietHours | null;
};

async function settle(
  ctx: MutationCtx,
  { workspaceId, userId }: { workspaceId: Id<"workspaces">; userId: string },
  { channel, emailAddress, fallbackToEmail, quietHours: quiet }: Wish,
): Promise<Doc<"deliveryPreferences">> {
  if (quiet) requireQuietHours(quiet);
  const known = await rowOfPerson(ctx, workspaceId, userId);
  const others = (known?.channels ?? []).filter(({ type }) => type !== channel?.type);
  const row = {
    ...{ workspaceId, userId },
    channels: channel ? [...others, channel] : others,
    fallbackToEmail: fallbackToEmail ?? known?.fallbackToEmail ?? true,
    ...defined({
      emailAddress: emailAddress === undefined ? known?.emailAddress : normalMail(emailAddress),
      quietHours: quiet === undefined ? known?.quietHours : (quiet ?? undefined),
    }),
  };
  const id = known?._id ?? (await ctx.db.insert("deliveryPreferences", row));
  if (known) await ctx.db.replace("deliveryPreferences", known._id, row);
  return found(await ctx.db.get("deliveryPreferences", id), "preference");
}

/** What whoever an address belongs to answered to the question whether they want the mails of this workspace. */
export const confirm = botMutation({
  args: { workspaceId: v.id("workspaces"), address: v.string() },
  returns: v.null(),
  handler: async (ctx, { workspaceId, address }) => {
    await livingWorkspace(ctx, workspaceId);
    await noteWord(ctx, { workspaceId, address }, { confirmedAt: Date.now(), unsubscribedAt: undefined });
    return null;
  },
});

/** Whoever an address belongs to wants no mails of this workspace, or wants them again. */
export const subscribe = botMutation({
  args: { workspaceId: v.id("workspaces"), address: v.string(), wanted: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { workspaceId, address, wanted }) => {
    await livingWorkspace(ctx, workspaceId);
    await noteWord(ctx, { workspaceId, address }, { unsubscribedAt: wanted ? undefined : Date.now() });
    return null;
  },
});

/** What is known of an address: whether its owner wants no mails, and whether standing mails may go there. */
export const ofAddress = botQuery({
  args: { workspaceId: v.id("workspaces"), address: v.string() },
  returns: v.object({ workspace: v.string(), isUnsubscribed: v.boolean(), isWelcome: v.boolean() }),
  handler: async (ctx, { workspaceId, address }) => {
    const workspace = found(await ctx.db.get("workspaces", workspaceId), "workspace");
    const word = await wordOfAddress(ctx, workspaceId, address);
    const isUnsubscribed = word?.unsubscribedAt !== undefined;
    return { workspace: workspace.name, isUnsubscribed, isWelcome: await isWelcome(ctx, workspace, address) };
  },
});

const MAIL_CHANNELS: readonly DeliveryChannel[] = ["email", "gmail"];

/**
 * Whether something may be sent to somebody now: asked before each attempt. The answers in a thread (`reply`, and notices to the
 * thread itself) are never held up: nobody can be woken by what they have just asked for.
 */
export const decide = botQuery({
  args: {
    workspaceId: v.id("workspaces"),
    channel: deliveryChannel,
    to: v.string(),
    purpose: deliveryPurpose,
    now: v.number(),
  },
  returns: v.union(
    v.object({ send: v.literal(true) }),
    v.object({ send: v.literal(false), reason: v.union(v.literal("unsubscribed"), v.literal("unwanted")) }),
    v.object({ holdUntil: v.number() }),
  ),
  handler: async (ctx, { workspaceId, channel, to, purpose, now }) => {
    // An address has no other preferences than those of mail: what is posted in a channel is the channel's.
    if (!MAIL_CHANNELS.includes(channel)) return { send: true as const };
    const rows = await rowsOfAddress(ctx, workspaceId, to);
    if (rows.some(({ unsubscribedAt }) => unsubscribedAt !== undefined)) {
      return { send: false as const, reason: "unsubscribed" as const };
    }
    const isUnwanted = rows.some(({ channels }) => channels.some(({ type, enabled }) => type === "email" && !enabled));
    if (isUnwanted && purpose !== "confirmation") return { send: false as const, reason: "unwanted" as const };
    const ends = rows.flatMap((row) => (row.quietHours ? (quietUntil(row.quietHours, now) ?? []) : []));
    return ends.length > 0 ? { holdUntil: Math.max(...ends) } : { send: true as const };
  },
});

/** Where a person wants a copy of what they have asked for, and whether a mail may stand in for a channel that fails. */
export const wishesOf = botQuery({
  args: person,
  returns: v.object({
    copies: v.array(v.object({ channel: channelConfig.fields.type, to: v.string() })),
    fallbackTo: v.union(v.string(), v.null()),
  }),
  handler: async (ctx, { workspaceId, userId }) => await wishesOfPerson(ctx, workspaceId, userId),
});
