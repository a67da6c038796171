import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import { fold, wordsOf } from "../../../words.ts";
import { type OrderWord, orderWords } from "../../lexicon/orders.ts";
import { articles, secondUnits, set } from "../../times/words.ts";
import type { Token } from "../../words/lexer.ts";
import { anyNoun } from "./editNames.ts";

/** A word or a phrase of an order, with what it may say there. */
export type Piece<Word extends string = OrderWord> = {
  token: Token;
  /** As it was written. */
  text: string;
  says: ReadonlySet<Word>;
  /** "two seconds", "another half a second": `how` as it is said, "by" where it is one more. */
  length?: { ms: number; how: "by" | "to" };
};

export const says = <Word extends string>({ says }: Piece<Word>, ...names: readonly Word[]): boolean =>
  names.some((name) => says.has(name));
export const written = <Word extends string>(pieces: readonly Piece<Word>[]): string =>
  pieces.map(({ text }) => text).join(" ");

/** "the first one", "first one" */
export const isDefinite = (one: Piece | undefined): boolean =>
  articles.has(one?.token.word ?? "") || ordinalNamed(one?.token.word ?? "") !== undefined;

type Entry<Word> = { words: string[]; says: Set<Word> };
/** The phrases of a lexicon by their first words, the longest first. */
type Index<Word> = ReadonlyMap<string, readonly Entry<Word>[]>;

function indexOf<Word extends string>(lexicon: Readonly<Record<Word, readonly string[]>>): Index<Word> {
  const byFirst = new Map<string, Entry<Word>[]>();
  for (const [name, lines] of Object.entries(lexicon) as [Word, readonly string[]][])
    for (const phrase of lines.flatMap((line) => line.split(","))) {
      const words = wordsOf(phrase);
      const [first = ""] = words;
      const entries = byFirst.get(first) ?? [];
      const same = entries.find((one) => one.words.join(" ") === words.join(" "));
      if (same) same.says.add(name);
      else byFirst.set(first, [...entries, { words, says: new Set([name]) }]);
    }
  for (const entries of byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
}

const silent: ReadonlySet<never> = new Set();

/** Reads a clause in pieces, the longest phrase of a lexicon first. The names of things on screen say nothing. */
export function piecesBy<Word extends string>(lexicon: Readonly<Record<Word, readonly string[]>>) {
  const index = indexOf(lexicon);
  return (clause: readonly Token[], message: string): Piece<Word>[] => piecesIn(clause, message, index);
}

/** The pieces of an order. */
export const piecesOf = piecesBy<OrderWord>(orderWords);

function piecesIn<Word extends string>(clause: readonly Token[], message: string, index: Index<Word>): Piece<Word>[] {
  const tokens = clause.filter(({ kind }) => kind !== "mark");
  const pieces: Piece<Word>[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token) break;
    const length = lengthAt(tokens, at);
    const found = length ?? phraseAt(tokens, at, index) ?? { to: at + 1, says: silent };
    const text = message.slice(token.start, tokens[found.to - 1]?.end);
    pieces.push({ token, text, says: found.says, ...(length ? { length: length.length } : {}) });
    at = found.to;
  }
  return pieces;
}

// As it was written: the spelling is mended against the words of wishes.
const wordAt = (tokens: readonly Token[], at: number): string => {
  const token = tokens[at];
  return token?.kind === "word" ? fold(token.raw).replaceAll(/['’]/g, "") : "";
};

function phraseAt<Word>(
  tokens: readonly Token[],
  at: number,
  index: Index<Word>,
): { to: number; says: ReadonlySet<Word> } | null {
  const token = tokens[at];
  if (token?.kind !== "word" || token.isName) return null;
  // "the last one" tells which, "let it last" for how long.
  if (articles.has(wordAt(tokens, at - 1)) && ordinalNamed(wordAt(tokens, at)) !== undefined) return null;
  const entries = index.get(wordAt(tokens, at)) ?? [];
  const isAt = (words: readonly string[], from: number): boolean =>
    words.every((word, on) => wordAt(tokens, from + on) === word);
  for (const { words, says } of entries) {
    // "the speed-up" is a thing.
    const isThing =
      words.length === 2 &&
      articles.has(wordAt(tokens, at - 1)) &&
      (isNoun.test(words.join(" ")) || isNoun.test(words.join("-")));
    if (isAt(words, at)) return isThing ? { to: at + 2, says: silent } : { to: at + words.length, says };
    // "tone it down"
    const isParted = words.length === 2 && between.has(wordAt(tokens, at + 1)) && wordAt(tokens, at + 2) === words[1];
    if (isParted) return { to: at + 3, says: new Set([...says, "it" as Word]) };
  }
  return null;
}
const between = set("it that this them");

/** "to last two seconds" */
const lasting = set("to should must it that can could will lets");
const more = set("more extra additional further mehr weitere mas");
const opensMore = set("by um");
const opensWhole = set("for to of auf fur durante de");
const one = set("a an one another eine einen un una otro otra weitere");
const others = set("another otro otra weitere");
const halves = set("half medio halbe halben");
const several = set("few paar unos");
const SEVERAL_MS = 3000;
const isNoun = new RegExp(`^(?:one|${anyNoun})$`, "iu");

/** "for two more seconds", "another half a second", "by 2 s". */
function lengthAt(
  tokens: readonly Token[],
  from: number,
): { to: number; says: typeof silent; length: { ms: number; how: "by" | "to" } } | null {
  // "the first ten seconds" are a part of the video.
  if (ordinalNamed(wordAt(tokens, from - 1)) !== undefined && !lasting.has(wordAt(tokens, from - 2))) return null;
  let at = from;
  let isMore = false;
  for (
    let word = wordAt(tokens, at);
    opensMore.has(word) || opensWhole.has(word) || word === "about";
    word = wordAt(tokens, at)
  ) {
    isMore ||= opensMore.has(word);
    at += 1;
  }
  isMore ||= others.has(wordAt(tokens, at));
  const count = countAt(tokens, at);
  if (!count) return null;
  at = count.to;
  if (more.has(wordAt(tokens, at))) {
    isMore = true;
    at += 1;
  }
  const unit = wordAt(tokens, at);
  // "keep it for 3"
  const isBare = !count.isWord && wordAt(tokens, count.to - 2) === "for" && tokens[at] === undefined;
  if (isBare) return { to: at, says: silent, length: { ms: Math.round(count.value * 1000), how: "to" } };
  if (!secondUnits.has(unit) || (count.isWord && isNoun.test(wordAt(tokens, at + 1)))) return null;
  return { to: at + 1, says: silent, length: { ms: Math.round(count.value * 1000), how: isMore ? "by" : "to" } };
}

function countAt(tokens: readonly Token[], from: number): { value: number; to: number; isWord: boolean } | null {
  const token = tokens[from];
  if (token?.kind === "number") return { value: token.value, to: from + 1, isWord: false };
  const [word, next, third] = [0, 1, 2].map((on) => wordAt(tokens, from + on)) as [string, string, string];
  if (halves.has(word)) return { value: 0.5, to: from + (one.has(next) ? 2 : 1), isWord: false };
  if (one.has(word) && halves.has(next)) return { value: 0.5, to: from + (one.has(third) ? 3 : 2), isWord: false };
  const second = tokens[from + 1];
  if (one.has(word) && second?.kind === "number") return { value: second.value, to: from + 2, isWord: false };
  if (one.has(word) && several.has(next)) return { value: SEVERAL_MS / 1000, to: from + 2, isWord: false };
  if (several.has(word)) return { value: SEVERAL_MS / 1000, to: from + 1, isWord: false };
  return one.has(word) ? { value: 1, to: from + 1, isWord: true } : null;
}
