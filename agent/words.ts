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

/** Texts that a function keeps its answers to at most. */
const MOST_KEPT = 4000;

/** The same labels and names are read again and again: with what a function made of the texts it saw last. */
export function remembering<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MOST_KEPT) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

/** A list of words as a set. The same list is the same set, so it may stand where it is used. */
export const set: (words: string) => ReadonlySet<string> = remembering((words) => new Set(words.trim().split(/\s+/)));

/** The words of a list, as types. */
type WordOf<List extends string, Before = never> = List extends `${infer Word} ${infer Rest}`
  ? WordOf<Rest, Before | Word>
  : Before | List;

/** Makes lists of such words: "zoom crop" where each of them is one. */
export const listsOf =
  <Word extends string>() =>
  <List extends string>(list: WordOf<List> extends Word ? List : never): readonly Word[] =>
    list.split(" ") as Word[];

/** Edits between two words: insertions, deletions, changes, swaps. */
export const editDistance = (a: string, b: string): number => distance(a, b).steps;

/** How many slips a word of this length may have and still be taken for another. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Whether one word is a slip of the other. */
export function looksLike(a: string, b: string): boolean {
  const allowed = slipsAllowed(Math.min(a.length, b.length));
  return allowed > 0 && mayBeSlips(a, b, allowed) && editDistance(a, b) <= allowed;
}

/** False for most words that are more slips apart, and much sooner known: each letter that only one of them has is a slip. */
export function mayBeSlips(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  const [inA, inB] = [lettersIn(a), lettersIn(b)];
  return countOf(inA & ~inB) <= most && countOf(inB & ~inA) <= most;
}

/** A bit for each letter; those that share one only make two words look more alike. */
function lettersIn(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function countOf(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
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
