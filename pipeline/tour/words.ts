/** What a page says of itself is anybody's text: it ends up in titles, chapters and replies, as one short plain line. */

const longestName = 60;

/** Directions, joins and other marks that are not seen. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/** One line without addresses, mentions and marks of markup; empty when nothing is left. */
export function tidy(text: string, mostChars = longestName): string {
  const line = text
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, " ")
    .replace(unseen, "")
    .replace(/\b[a-z][a-z\d+.-]*:\/\/\S+/giu, "")
    .replace(/[<>`*_~|[\]{}\\]/g, " ")
    .replace(/@(?=\S)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > mostChars ? `${line.slice(0, mostChars - 1).trimEnd()}…` : line;
}

/** "Features, Pricing and Customers"; of more than `most`, the first ones and "more". */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), "more"] : [...names];
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** "www." says nothing. */
export const siteName = (url: string): string => new URL(url).hostname.replace(/^www\./, "");
