// Marks that turn the reading direction around: with them a title can look like another one.
const invisible = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A text of somebody's without control characters, on as many lines as it had. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
    .replaceAll(invisible, "");

const LONGEST_LINE = 150;

/** The same on one line that a header can hold: no line break, and no longer than 150 characters. */
export function cleanLine(text: string): string {
  const line = cleanText(text).replaceAll(/\s+/g, " ").trim();
  return line.length > LONGEST_LINE
    ? `${line
        .slice(0, LONGEST_LINE - 1)
        .toWellFormed()
        .trimEnd()}…`
    : line;
}

/** An address that a mail may link to, written out in ASCII; null for anything but http and https. */
export function safeUrl(address: string): string | null {
  const url = URL.parse(address);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}
