/** A slash command has no message of its own: its thread is named after its trigger until Aura has posted one. */
export const commandKey = "command:";
/** In a direct message people talk without threads; the whole of it is one conversation. */
export const directKey = "direct";

/** The conversation that a message belongs to: its thread, or, outside of one, a thread below itself. */
export function threadKeyOf(message: { ts: string; thread_ts?: string | undefined; isDirect: boolean }): string {
  return message.thread_ts ?? (message.isDirect ? directKey : message.ts);
}

/** What was said to Aura, without its own name. */
export const withoutMention = (text: string, botUserId: string): string =>
  unescaped(text.replaceAll(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, "g"), " ")).trim();

/** Slack's markup of links, mentions and channels as people read it; the last step undoes Slack's own escaping. */
function unescaped(text: string): string {
  return text
    .replaceAll(/<mailto:[^|>]+\|([^>]+)>/g, "$1")
    .replaceAll(/<(https?:[^|>]+)(\|[^>]*)?>/g, "$1")
    .replaceAll(/<#[A-Z0-9]+\|([^>]+)>/g, "#$1")
    .replaceAll(/<[@!#]([^|>]+)(?:\|([^>]*))?>/g, (_, id: string, name?: string) => `@${name ?? id}`)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
