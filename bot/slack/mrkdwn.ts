/** Slack's limits of what is shown, in characters (https://docs.slack.dev/reference/block-kit/blocks). */
export const limits = {
  /** Of a message; Slack cuts at 40,000 and advises 4,000. */
  messageText: 4_000,
  sectionText: 3_000,
  headerText: 150,
  contextText: 2_000,
  buttonText: 75,
  actionValue: 2_000,
  optionText: 75,
  blocks: 50,
  viewBlocks: 100,
  viewTitle: 24,
  viewMetadata: 3_000,
  id: 255,
  actions: 25,
  options: 100,
} as const;

/** The three characters that Slack reads as markup, so that no text can make a link or a mention. */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Aura's plain words with **bold** as Slack's mrkdwn. Characters that would begin another format are defused. */
export function mrkdwn(text: string): string {
  const parts = text.split("**");
  // An odd number of marks leaves the last one without a partner: then none of them is one.
  const hasPairs = parts.length % 2 === 1;
  if (!hasPairs) return defused(text.replaceAll("**", ""));
  return parts.map((part, index) => (index % 2 === 1 && part ? `*${defused(part)}*` : defused(part))).join("");
}

/** A zero-width space after a mark keeps Slack from pairing it with another. */
const defused = (text: string): string => escaped(text).replaceAll(/([*_~`])/g, "$1\u200b");

/** At most so many characters, cut at a word where that loses little; entities are never cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 1).replace(/&[a-z]{0,3}$/, "");
  const atWord = room.replace(/\s+\S*$/, "");
  return `${(atWord.length > most * 0.8 ? atWord : room).trimEnd()}…`;
}
