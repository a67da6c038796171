import { isTimezone } from "../../convex/model/schedule.ts";
import type { PreferenceChange, Preferences, QuietHours, ShareChannel } from "../actions.ts";
import type { Turn } from "../turn.ts";
import { listed } from "../words.ts";
import { defineTool } from "./define.ts";
import type { ToolInput } from "./inputs.ts";
import { type Outcome, question, refused } from "./outcome.ts";

type Wish = ToolInput<"preferences">;

export const preferences = defineTool("preferences", async (turn, wish) => {
  const before = await turn.actions.preferences();
  if (Object.keys(wish).length === 0) return { kind: "told", message: inWords(before) };
  const change = await changeOf(turn, wish, before);
  if ("kind" in change) return change;
  const { isAsked } = await turn.actions.prefer(change);
  const after = await turn.actions.preferences();
  return { kind: "done", message: toldOf(change, after, isAsked) };
});

/** What is to be settled; or the question, or the refusal, that stands before it. */
async function changeOf(turn: Turn, wish: Wish, before: Preferences): Promise<PreferenceChange | Outcome> {
  const change: PreferenceChange = {};
  const { quietHours, fallbackToEmail } = wish;
  if (wish.wanted !== undefined || wish.to !== undefined) {
    const wanted = await channelOf(turn, wish, before);
    if ("kind" in wanted) return wanted;
    change.channel = wanted;
    if (wanted.channel === "email") change.emailAddress = wanted.to;
  }
  if (fallbackToEmail !== undefined) change.fallbackToEmail = fallbackToEmail;
  if (quietHours !== undefined) {
    const timezone = wish.timezone ?? turn.context.thread.timezone;
    if (!isTimezone(timezone))
      return refused("timezone", `There is no time zone “${timezone}”. Say for example **Berlin time**.`);
    change.quietHours = quietHours === "off" ? null : { ...minutesOf(quietHours), timezone };
    const { startMinute, endMinute } = change.quietHours ?? { startMinute: 0, endMinute: 1 };
    if (startMinute === endMinute) return question("From when until when should it be quiet?");
  }
  return change;
}

type Channel = NonNullable<PreferenceChange["channel"]>;

async function channelOf(turn: Turn, wish: Wish, before: Preferences): Promise<Channel | Outcome> {
  const { channel = "email", wanted: enabled = true } = wish;
  const known = before.channels.find((one) => one.channel === channel)?.to;
  const to = wish.to ?? (channel === "email" ? (before.emailAddress ?? undefined) : known);
  if (to === undefined) {
    return question(
      channel === "email" ? "Which is your mail address?" : `Where on ${nameOf(channel)} should I reach you?`,
    );
  }
  // To stop something, nothing must be set up.
  if (!enabled) return { channel, to, enabled };
  const reach = await turn.actions.reach({ what: "video", channel, to });
  return reach.done ? { channel, to, enabled } : { kind: "unavailable", message: reach.message };
}

function minutesOf({ from, until }: { from: string; until: string }): Omit<QuietHours, "timezone"> {
  const minute = (time: string): number => {
    const [hour = 0, minutes = 0] = time.split(":").map(Number);
    return hour * 60 + minutes;
  };
  return { startMinute: minute(from), endMinute: minute(until) };
}

function toldOf(change: PreferenceChange, after: Preferences, isAsked: boolean): string {
  const said: string[] = [];
  const { channel, fallbackToEmail, quietHours } = change;
  if (channel) said.push(channelTold(channel, after, isAsked));
  if (fallbackToEmail !== undefined) {
    said.push(
      fallbackToEmail
        ? "When a channel does not take something, I mail it to you."
        : "I mail you nothing in the place of a channel that fails.",
    );
  }
  if (quietHours === null) said.push("There are no quiet hours any more.");
  else if (quietHours) said.push(`I mail you nothing from ${spanInWords(quietHours)}; it comes afterwards.`);
  if (after.emailAddress === null && (quietHours || fallbackToEmail)) {
    said.push("I do not know your mail address yet: say **mail me at** and the address.");
  }
  return said.join(" ");
}

function channelTold({ channel, to, enabled }: Channel, { address }: Preferences, isAsked: boolean): string {
  if (!enabled) {
    return channel === "email"
      ? `I mail nothing to ${to} any more.`
      : `I send you nothing on ${nameOf(channel)} any more.`;
  }
  if (channel !== "email") return `What you ask for also goes to ${to} on ${nameOf(channel)}.`;
  if (address === "unsubscribed") {
    return `${to} has stopped these mails by the link in one; the same link turns them on again.`;
  }
  const first = isAsked ? ` I have asked ${to} by mail; it begins after a yes.` : "";
  return `What you ask for is also mailed to ${to}.${first}`;
}

function inWords({ emailAddress, address, channels, fallbackToEmail, quietHours }: Preferences): string {
  const on = channels.filter(({ enabled }) => enabled).map(({ channel, to }) => `${to} (${nameOf(channel)})`);
  const off = channels.some(({ channel, enabled }) => channel === "email" && !enabled);
  const said = [
    on.length > 0
      ? `What you ask for comes here and to ${listed(on, "and")}.`
      : "What you ask for comes here and nowhere else.",
  ];
  if (off) said.push("You want no mails.");
  else if (address === "unconfirmed") said.push(`${emailAddress} has not said yes yet, so nothing is mailed there.`);
  else if (address === "unsubscribed") said.push(`${emailAddress} has stopped these mails.`);
  else if (fallbackToEmail && emailAddress) said.push(`When a channel fails, it is mailed to ${emailAddress}.`);
  if (quietHours) said.push(`Nothing is mailed from ${spanInWords(quietHours)}.`);
  return said.join(" ");
}

const spanInWords = ({ startMinute, endMinute, timezone }: QuietHours): string =>
  `${timeInWords(startMinute)} to ${timeInWords(endMinute)} (${timezone})`;

const timeInWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const nameOf = (channel: ShareChannel): string =>
  channel === "email"
    ? "mail"
    : channel === "webhook"
      ? "a web hook"
      : channel.charAt(0).toUpperCase() + channel.slice(1);
