import distance from "damerau-levenshtein";

/** Lower case without accents: "Größer" and "groesser" stay apart, "Größer" and "großer" do not. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
}

/** The letters and digits of a text, folded, in order. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Edits between two words: insertions, deletions, changes, swaps. */
export const editDistance = (a: string, b: string): number => distance(a, b).steps;

/** How many slips a word of this length may have and still be taken for another. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Whether one word is a slip of the other. */
export function looksLike(a: string, b: string): boolean {
  const allowed = slipsAllowed(Math.min(a.length, b.length));
  return allowed > 0 && Math.abs(a.length - b.length) <= allowed && editDistance(a, b) <= allowed;
}

/** 27_500 → "0:28": to the nearest second, as a player shows it. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** 12_340 → "12.3 s"; from ten seconds on without tenths when they are small. */
export function seconds(ms: number): string {
  const value = ms / 1000;
  return `${Number(value.toFixed(value < 10 ? 1 : Math.abs(value - Math.round(value)) < 0.25 ? 0 : 1))} s`;
}

/** 1_240_000 → "1.2 MB", 40_000 → "40 KB". */
export function megabytes(bytes: number): string {
  const value = bytes / 1_000_000;
  if (value < 0.1) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} MB`;
}

/** ["a", "b", "c"] → "a, b or c". */
export function listed(items: readonly string[], last: "or" | "and" = "or"): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
