import type { Delivery } from "../../convex/model/documents.ts";
import { clock, duration } from "../words.ts";
import type { Outcome } from "./attempt.ts";
import type { Parcel, VideoParcel } from "./parcel.ts";

const channelNames: Record<Delivery["channel"], string> = {
  slack: "Slack",
  discord: "Discord",
  teams: "Teams",
  telegram: "Telegram",
  gmail: "mail",
  email: "mail",
  webhook: "the web hook",
  thread: "this thread",
};

/** What became of something that was sent elsewhere, in one sentence for the thread; null while it is not over. */
export function noticeOf({ purpose, channel, to }: Delivery, outcome: Outcome): string | null {
  if (purpose === "reply" || purpose === "notice") return null;
  const what = purpose === "copy" ? "It" : purpose === "digest" ? "The digest" : "The confirmation";
  const where = channel === "email" || channel === "gmail" ? to : `${to} (${channelNames[channel]})`;
  switch (outcome.kind) {
    case "sent":
      return purpose === "copy" ? `Sent to **${where}**.` : null;
    case "failed":
    case "canceled":
      return `${what} was not sent to **${where}**: ${outcome.error.message}`;
    case "retry":
    case "hold":
      return null;
  }
}

const CHANGES_SHOWN = 8;
const NOT_SHOWN_SHOWN = 4;

/** A parcel as plain words with **bold**, for a channel that takes text. The link carries the marker, as a fragment. */
export function chatText({ content, delivery }: Parcel, { isRich = true } = {}): string {
  const bold = (text: string): string => (isRich ? `**${text.replaceAll("*", "")}**` : text);
  if (content.kind === "notice") return content.text;
  if (content.kind === "letter") return "";
  const { post, note } = content;
  const facts = duration(post.version.durationMs);
  const name = post.version.number === 1 ? post.run.title : `${post.run.title}, version ${post.version.number}`;
  const changed = post.chapters.filter((chapter) => chapter.changed).slice(0, CHANGES_SHOWN);
  const missing = post.notShown.slice(0, NOT_SHOWN_SHOWN);
  const said = [
    `${bold(name)} (${facts})`,
    ...(note === null ? [] : [note]),
    ...(post.summary === name ? [] : [post.summary]),
    ...changed.map(({ startMs, label }) => `${clock(startMs)}  ${label}`),
    ...(missing.length === 0 ? [] : [`Not shown: ${missing.join("; ")}`]),
  ];
  return [...said.map(harmless), ...linkLine(content, delivery.marker)].join("\n");
}

/** Titles and labels come from anybody's pull request: they call nobody, and are no link or markup of a platform. */
const harmless = (line: string): string =>
  line.replaceAll(/@(?=everyone|here|channel)/gi, "@\u200b").replaceAll(/<(?=[!@#a-z])/gi, "<\u200b");

const linkLine = ({ link }: VideoParcel, marker: string): string[] =>
  link === null ? [] : [`Watch it: ${markedLink(link.watch, marker)}`];

/** The fragment changes nothing about the page, and lets the message be recognised. */
export const markedLink = (url: string, marker: string): string => `${url}#${marker}`;
