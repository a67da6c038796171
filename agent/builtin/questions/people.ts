import type { ContextVersion, ThreadContext } from "../../context.ts";
import { capital, clock, listed } from "../../words.ts";

/** Who has the video, who saw it, and who decided on it: from what the store knows. */

const chats: Record<string, string> = { slack: "Slack", discord: "Discord", teams: "Teams", telegram: "Telegram" };

/** Who can watch it now. */
export function audienceAnswer({ thread, audience }: ThreadContext, words: string): string {
  const chat = chats[thread.channelType];
  const here =
    thread.channelType === "local"
      ? "Only whoever uses this machine: the video lies on its disk, and its page opens here alone."
      : thread.channelType === "github"
        ? "Everyone who can read this pull request."
        : `Everyone in this ${chat ? `${chat} ` : ""}conversation, since I post it here.`;
  const sent = (audience?.sent ?? []).filter(({ state }) => state === "sent").map(({ to }) => `**${to}**`);
  const links = audience?.links ?? 0;
  const asksLink = /\b(?:link|url|address)\b/.test(words);
  const parts = [
    asksAll.test(words) ? `${asksPrivate.test(words) ? "Not to all" : "No, not everybody"}: ${uncapital(here)}` : here,
    sent.length > 0 ? `It also went to ${listed([...new Set(sent)], "and")}.` : "",
    links > 0
      ? "Whoever has a link that I sent can watch it without a login, for at most 90 days."
      : asksLink
        ? "There is no link to it that would open anywhere else."
        : "",
    sent.length === 0 && links === 0 ? "Nobody else has it until you say **send it to** somebody." : "",
  ];
  return parts.filter(Boolean).join(" ");
}

const asksAll =
  /^(?!who|wer|quien).*\b(?:public|offentlich|everyone|everybody|anyone|anybody|others?|other people|strangers|jeder|alle|andere|todos|cualquiera|public[oa])\b/;
const asksPrivate = /\bvisible to\b/;
const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Who has watched it. */
export function viewsAnswer({ audience }: ThreadContext): string {
  const views = audience?.views ?? [];
  const furthest = views.reduce((most, one) => (one.watchedMs > most.watchedMs ? one : most), {
    watchedMs: 0,
    durationMs: 0,
  });
  if (views.length > 0) {
    const times = views.length === 1 ? "once" : `${views.length} times`;
    const reached = `${clock(furthest.watchedMs)} of ${clock(furthest.durationMs)}`;
    return `Through links it was watched ${times}; the longest got to ${reached}. Who that was I do not know.`;
  }
  return (audience?.links ?? 0) > 0
    ? "Nobody yet, through the links that I sent; who watches it here I do not see."
    : "I do not know: I count who opens a link that I sent, and there is no link to this video yet.";
}

/** Where it was sent. */
export function sendingsAnswer({ audience }: ThreadContext, words: string): string {
  const all = audience?.sent ?? [];
  const to = (states: readonly string[]): string[] => [
    ...new Set(all.filter(({ state }) => states.includes(state)).map((one) => `**${one.to}**`)),
  ];
  const [sent, waiting, failed] = [to(["sent"]), to(["held", "queued", "sending"]), to(["failed"])];
  const parts = [
    sent.length > 0
      ? `${/^(?:who|where|wem|wo|a quien|donde)\b/.test(words) ? "" : "yes, "}to ${listed(sent, "and")}`
      : "",
    waiting.length > 0 ? `${sent.length > 0 ? "" : "not yet: "}${listed(waiting, "and")} still waits for it` : "",
    failed.length > 0 ? `it did not reach ${listed(failed, "and")}` : "",
  ].filter(Boolean);
  if (parts.length > 0) return `${capital(parts.join("; "))}.`;
  return "No, it was sent to nobody: it is only here. Give me an address, and I send it.";
}

/** "Ana", or "you" when it is she who asks. */
export function nameFor(context: ThreadContext, name: string): string {
  const asker = context.messages.findLast(({ role }) => role === "user")?.author?.name;
  return name === asker ? "you" : name;
}

/** Whether the version seen is approved, and by whom. */
export function approvalAnswer(context: ThreadContext, words: string): string {
  const asksWhich = /^(?:which|what|welche|que|cual)\b.*\b(?:version|one)/.test(words);
  const asksWho = asksWhich || /^(?:who|whos|wer|quien)\b|\b(?:by whom|von wem|por quien)\b/.test(words);
  const { versions, currentVersion } = context;
  const current = versions.find(({ version }) => version === currentVersion) ?? versions.at(-1);
  if (!current) return "No: there is no video yet that could be approved.";
  const decided = versions.findLast(({ review }) => review?.state === "approved" || review?.state === "rejected");
  if (decided === current) return decision(context, current, asksWho);
  const waits =
    current.status === "pending" || current.status === "processing"
      ? "is still being rendered"
      : "waits for an owner or admin to say **approve it**";
  if (!decided)
    return `${asksWhich ? "None yet" : asksWho ? "Nobody yet" : "No, not yet"}: version ${current.version} ${waits}.`;
  const earlier = decision(context, decided, true).replace(/^(?:Yes|No): /, "");
  return asksWho
    ? `${earlier} Version ${current.version} ${waits}.`
    : `Not this one: version ${current.version} ${waits}. ${earlier}`;
}

function decision(context: ThreadContext, { version, review }: ContextVersion, asksWho: boolean): string {
  const who = review?.by === undefined ? "somebody" : nameFor(context, review.by);
  const isApproved = review?.state === "approved";
  const did = `${who} ${isApproved ? "approved" : "rejected"} version ${version}`;
  const note = review?.note ? ` (“${review.note}”)` : "";
  return asksWho ? `${capital(did)}${note}.` : `${isApproved ? "Yes" : "No"}: ${did}${note}.`;
}
