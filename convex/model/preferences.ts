import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { isOwnAddress } from "./deliveries.ts";
import { storeError } from "./errors.ts";
import { isTimezone, minuteOfDay } from "./schedule.ts";
import { settingsOf } from "./workspace.ts";

export const channelType = v.union(
  v.literal("slack"),
  v.literal("discord"),
  v.literal("email"),
  v.literal("teams"),
  v.literal("telegram"),
  v.literal("webhook"),
);

/** A channel on which somebody wants what they have asked for, beside the thread. `target` is an address or a channel's id. */
export const channelConfig = v.object({
  type: channelType,
  id: v.string(),
  name: v.string(),
  target: v.string(),
  enabled: v.boolean(),
});

/** Minutes of the day (0–1439) in a time zone; from `endMinute` on things are sent again. It may span midnight. */
export const quietHours = v.object({ startMinute: v.number(), endMinute: v.number(), timezone: v.string() });

export type ChannelConfig = Infer<typeof channelConfig>;
export type QuietHours = Infer<typeof quietHours>;

export const normalMail = (address: string): string => address.trim().toLowerCase();

export function requireQuietHours({ startMinute, endMinute, timezone }: QuietHours): void {
  const isMinute = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1440;
  if (!isMinute(startMinute) || !isMinute(endMinute) || startMinute === endMinute) {
    throw storeError("invalid_argument", "Quiet hours have two different times of the day, such as 20:00 to 8:00.");
  }
  if (!isTimezone(timezone)) {
    throw storeError("invalid_argument", `There is no time zone “${timezone}”; write one such as Europe/Berlin.`);
  }
}

const MINUTE_MS = 60_000;
/** A night with a change of clocks is an hour longer than it looks; nobody's quiet hours are longer than a day and that. */
const LONGEST_QUIET_MINUTES = 25 * 60;

/** When somebody's quiet hours are over, to the minute; null when it is none of them now. */
export function quietUntil(hours: QuietHours, nowMs: number): number | null {
  if (!isQuiet(hours, nowMs)) return null;
  const minuteStartMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const dueIn = (hours.endMinute - minuteOfDay(nowMs, hours.timezone) + 1440) % 1440;
  // The clock may be put forward or back in between: from the guess on, the zone's own clock says.
  let minute = Math.max(1, dueIn - 120);
  while (minute < LONGEST_QUIET_MINUTES && isQuiet(hours, minuteStartMs + minute * MINUTE_MS)) minute += 1;
  while (minute > 1 && !isQuiet(hours, minuteStartMs + (minute - 1) * MINUTE_MS)) minute -= 1;
  return minuteStartMs + minute * MINUTE_MS;
}

function isQuiet({ startMinute, endMinute, timezone }: QuietHours, atMs: number): boolean {
  const minute = minuteOfDay(atMs, timezone);
  if (startMinute < endMinute) return minute >= startMinute && minute < endMinute;
  return minute >= startMinute || minute < endMinute;
}

const ROWS_OF_ADDRESS = 20;

/** What has been settled for a mail address: by whoever it belongs to, and by people who named it theirs. */
export async function rowsOfAddress(
  ctx: QueryCtx,
  workspaceId: Id<"workspaces">,
  address: string,
): Promise<Doc<"deliveryPreferences">[]> {
  return await ctx.db
    .query("deliveryPreferences")
    .withIndex("by_address", (range) => range.eq("workspaceId", workspaceId).eq("emailAddress", normalMail(address)))
    .take(ROWS_OF_ADDRESS);
}

/** What the owner of a mail address has said, from a mail; `null` when they have said nothing. */
export async function wordOfAddress(
  ctx: QueryCtx,
  workspaceId: Id<"workspaces">,
  address: string,
): Promise<Doc<"deliveryPreferences"> | null> {
  const rows = await rowsOfAddress(ctx, workspaceId, address);
  return rows.find(({ userId }) => userId === undefined) ?? null;
}

/** Writes down what the owner of an address has said in answer to a mail. */
export async function noteWord(
  ctx: MutationCtx,
  { workspaceId, address }: { workspaceId: Id<"workspaces">; address: string },
  word: { unsubscribedAt: number | undefined } | { confirmedAt: number; unsubscribedAt: undefined },
): Promise<void> {
  const known = await wordOfAddress(ctx, workspaceId, address);
  if (known) return await ctx.db.patch("deliveryPreferences", known._id, word);
  await ctx.db.insert("deliveryPreferences", {
    ...{ workspaceId, emailAddress: normalMail(address), channels: [], fallbackToEmail: true },
    ...Object.fromEntries(Object.entries(word).filter(([, value]) => value !== undefined)),
  });
}

/** Whether an address is one to which standing mails may go: of the workspace's own domains, or its owner has said yes. */
export async function isWelcome(ctx: QueryCtx, workspace: Doc<"workspaces">, address: string): Promise<boolean> {
  if (isOwnAddress(normalMail(address), settingsOf(workspace).ownDomains)) return true;
  const word = await wordOfAddress(ctx, workspace._id, address);
  return word?.confirmedAt !== undefined && word.unsubscribedAt === undefined;
}

export async function rowOfPerson(
  ctx: QueryCtx,
  workspaceId: Id<"workspaces">,
  userId: string,
): Promise<Doc<"deliveryPreferences"> | null> {
  return await ctx.db
    .query("deliveryPreferences")
    .withIndex("by_person", (range) => range.eq("workspaceId", workspaceId).eq("userId", userId))
    .first();
}
