/** Discord's limits of what is shown, in characters (https://docs.discord.com/developers/resources/message#embed-object-embed-limits). */
export const limits = {
  content: 2000,
  embedTitle: 256,
  embedDescription: 4096,
  fieldValue: 1024,
  footer: 2048,
  threadName: 100,
  choice: 100,
  choices: 25,
} as const;

/** Aura's plain words with **bold** as Discord's markdown; everything else that Discord would read as markup is escaped. */
export function markdown(text: string): string {
  const parts = text.split("**");
  // An odd number of marks leaves the last one without a partner: then none of them is one.
  const hasPairs = parts.length % 2 === 1;
  if (!hasPairs) return escaped(text.replaceAll("**", ""));
  return parts.map((part, index) => (index % 2 === 1 && part ? `**${escaped(part)}**` : escaped(part))).join("");
}

/** Addresses stay whole: a backslash within one would break it. */
export const escaped = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>()[\]*|`]+)/)
    .map((part, index) => (index % 2 === 1 ? part : escapedWords(part)))
    .join("");

const escapedWords = (text: string): string =>
  text
    .replaceAll(/([\\*_~`|[\]<>@#])/g, "\\$1")
    // Lists and small print begin a line.
    .replaceAll(/^(\s*)([-+]|\d+(?=\.))/gm, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );

/** At most so many characters, cut at a word where that loses little; an escape is never cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 1).replace(/\\$/, "");
  const atWord = room.replace(/\s+\S*$/, "");
  return `${(atWord.length > most * 0.8 ? atWord : room).trimEnd()}…`;
}
