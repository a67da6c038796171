import type { DeliveryChannel } from "../../../convex/model/deliveries.ts";
import type { Parcel } from "../parcel.ts";
import { chatText, markedLink } from "../words.ts";

/** One tool of Composio's, in the version that this was written for. */
export type ComposioTool = { slug: string; toolkit: string; version: string };

export type Argued = Record<string, unknown>;

/** How one channel is reached through Composio, and how a message there is found again. */
export type ComposioChannel = ComposioTool & {
  /** What `to` must look like, and what to say when it does not; null when anything may be tried. */
  misaddressed(to: string): string | null;
  /** The tool's arguments. */
  message(parcel: Parcel): Argued;
  /** The fields of `message`, which the tool's schema must have. */
  fields: readonly string[];
  /** Where in the tool's answer the message's own id is. */
  idPath: readonly string[];
  /** Lists the latest messages there; null where nothing can be looked up. */
  latest: (ComposioTool & { fields: readonly string[]; arguments(parcel: Parcel): Argued }) | null;
};

/** Toolkits are published as dated snapshots; a newer one is tried before it is pinned here (docs/delivery.md). */
const versions = {
  slack: "20260512_00",
  discordbot: "20260512_00",
  microsoft_teams: "20260512_00",
  telegram: "20260512_00",
  gmail: "20260512_00",
} as const;

const tool = (toolkit: keyof typeof versions, slug: string): ComposioTool => ({
  slug,
  toolkit,
  version: versions[toolkit],
});

const SLACK_MOST_CHARS = 12_000;
const DISCORD_MOST_CHARS = 2_000;
const TELEGRAM_MOST_CHARS = 4_096;
const LOOKED_THROUGH = 50;

const anything = () => null;

/** Cut in the middle of the words rather than of the link at their end. */
function within(text: string, mostChars: number): string {
  if (text.length <= mostChars) return text;
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  const kept = lines.join("\n").slice(0, Math.max(0, mostChars - last.length - 3));
  return `${kept}…\n${last}`.slice(-mostChars);
}

/** The thread below which a reply goes; a copy stands for itself. */
const slackThread = ({ delivery, slackThreadTs }: Parcel): Argued =>
  delivery.purpose === "reply" && slackThreadTs !== null ? { thread_ts: slackThreadTs } : {};

const slack: ComposioChannel = {
  ...tool("slack", "SLACK_SEND_MESSAGE"),
  misaddressed: anything,
  message: (parcel) => ({
    channel: parcel.to,
    markdown_text: within(chatText(parcel), SLACK_MOST_CHARS),
    ...slackThread(parcel),
  }),
  fields: ["channel", "markdown_text", "thread_ts"],
  idPath: ["ts"],
  latest: {
    ...tool("slack", "SLACK_FETCH_CONVERSATION_HISTORY"),
    fields: ["channel", "limit"],
    arguments: ({ to }) => ({ channel: to, limit: LOOKED_THROUGH }),
  },
};

/** A reply stands in its thread, which the channel's own history does not show. */
const slackReplies: NonNullable<ComposioChannel["latest"]> = {
  ...tool("slack", "SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION"),
  fields: ["channel", "ts", "limit"],
  arguments: ({ to, slackThreadTs }) => ({ channel: to, ts: slackThreadTs, limit: LOOKED_THROUGH }),
};

const discord: ComposioChannel = {
  ...tool("discordbot", "DISCORDBOT_CREATE_MESSAGE"),
  misaddressed: (to) => (/^\d{5,25}$/.test(to) ? null : "Discord's channels are named by their number here."),
  message: (parcel) => ({ channel_id: parcel.to, content: within(chatText(parcel), DISCORD_MOST_CHARS) }),
  fields: ["channel_id", "content"],
  idPath: ["id"],
  latest: {
    ...tool("discordbot", "DISCORDBOT_LIST_MESSAGES"),
    fields: ["channel_id", "limit"],
    arguments: ({ to }) => ({ channel_id: to, limit: LOOKED_THROUGH }),
  },
};

const teams: ComposioChannel = {
  ...tool("microsoft_teams", "MICROSOFT_TEAMS_TEAMS_POST_CHANNEL_MESSAGE"),
  misaddressed: (to) =>
    teamsAddress(to) === null
      ? "For Teams I need the channel as TEAM/CHANNEL, both as in the channel's link; for example 1a2b…/19:…@thread.tacv2."
      : null,
  message: (parcel) => ({
    ...(teamsAddress(parcel.to) ?? {}),
    content: chatText(parcel, { isRich: false }),
    content_type: "text",
  }),
  fields: ["team_id", "channel_id", "content", "content_type"],
  idPath: ["id"],
  latest: null,
};

function teamsAddress(to: string): { team_id: string; channel_id: string } | null {
  const [, team_id = "", channel_id = ""] = /^([\w-]{8,64})\/(19:[\w@.:-]{4,200})$/.exec(to) ?? [];
  return team_id === "" ? null : { team_id, channel_id };
}

const telegram: ComposioChannel = {
  ...tool("telegram", "TELEGRAM_SEND_MESSAGE"),
  misaddressed: (to) =>
    /^(-?\d{3,20}|@\w{4,64})$/.test(to) ? null : "For Telegram I need the chat's number, or @name of a public channel.",
  message: (parcel) => ({ chat_id: parcel.to, text: within(chatText(parcel, { isRich: false }), TELEGRAM_MOST_CHARS) }),
  fields: ["chat_id", "text"],
  idPath: ["message_id"],
  latest: null,
};

/** Gmail takes a written mail instead of the parcel's words; see composio.ts. */
const gmail: ComposioChannel = {
  ...tool("gmail", "GMAIL_SEND_EMAIL"),
  misaddressed: anything,
  message: ({ to }) => ({ recipient_email: to }),
  fields: ["recipient_email", "subject", "body", "is_html"],
  idPath: ["id"],
  latest: {
    ...tool("gmail", "GMAIL_FETCH_EMAILS"),
    fields: ["query", "max_results"],
    arguments: ({ delivery, to }) => ({ query: `in:sent to:${to} ${delivery.marker}`, max_results: 5 }),
  },
};

const channels: Partial<Record<DeliveryChannel, ComposioChannel>> = {
  slack,
  discord,
  teams,
  telegram,
  gmail,
  email: gmail,
};

/** How Composio reaches the parcel's channel; null when it does not. */
export function composioChannelOf({
  delivery,
  slackThreadTs = null,
}: Pick<Parcel, "delivery"> & Partial<Pick<Parcel, "slackThreadTs">>): ComposioChannel | null {
  const channel = channels[delivery.channel];
  if (channel === undefined) return null;
  const isInThread = delivery.channel === "slack" && delivery.purpose === "reply" && slackThreadTs !== null;
  return isInThread ? { ...channel, latest: slackReplies } : channel;
}

/** Every tool that is used, with the fields that its schema must have. */
export const usedTools: readonly (ComposioTool & { fields: readonly string[] })[] = [
  ...[slack, discord, teams, telegram, gmail].flatMap((channel) =>
    channel.latest ? [channel, channel.latest] : [channel],
  ),
  slackReplies,
];

/** What tells the message from every other one, wherever its words are quoted. */
export const isMarked = (answer: unknown, { delivery }: Parcel): boolean =>
  JSON.stringify(answer ?? null).includes(markedLink("", delivery.marker));
