import { roleNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import { type Concept, concepts, entriesFrom } from "../lexicon/lexicon.ts";
import { type Token, wordAt } from "./lexer.ts";
import { nounOnly } from "./nouns.ts";
import { inDigits, unitWords } from "./numbers.ts";

/** A phrase of the lexicon, found at `from` (included) to `to` (not included) among a clause's tokens. */
export type Phrase = { from: number; to: number; concepts: ReadonlySet<Concept> };
/** A part of a message, read: its tokens, and the phrases that mean something here. */
export type Clause = { tokens: readonly Token[]; phrases: readonly Phrase[] };

/** Finds the lexicon's phrases in tokens, the longest first, without overlap. */
export function clauseOf(tokens: readonly Token[]): Clause {
  const phrases: Phrase[] = [];
  for (let at = 0; at < tokens.length; ) {
    const phrase = phraseAt(tokens, at);
    if (phrase) phrases.push(phrase);
    at = phrase?.to ?? at + 1;
  }
  return { tokens, phrases: phrases.filter((phrase, at) => !limitsDeed(tokens, phrase, phrases[at + 1])) };
}

/** "only remove the login": this deed and no other, rather than a part to keep. */
function limitsDeed(tokens: readonly Token[], { from, to }: Phrase, next: Phrase | undefined): boolean {
  const isOnly = to - from === 1 && set("only just nur solo").has(wordAt(tokens, from));
  return isOnly && next?.from === to && limited.some((concept) => next.concepts.has(concept));
}
const limited = concepts("remove redact zoom crop share exportVerb");

function phraseAt(tokens: readonly Token[], at: number): Phrase | null {
  const first = spoken(tokens[at]);
  if (first === null || isName(tokens[at])) return null;
  const parted = partedVerb(tokens, at);
  for (const { words, concepts } of entriesFrom(first)) {
    if (words.length === 1 && parted) return parted;
    let next = at;
    let fits = true;
    for (const [index, word] of words.entries()) {
      // "close-up", "re-record": a hyphen inside a phrase is no word of its own.
      if (index > 0 && isHyphen(tokens[next])) next += 1;
      if (spoken(tokens[next]) !== word) {
        fits = false;
        break;
      }
      next += 1;
    }
    if (fits && words.length > 1 && all.has(words.at(-1) ?? "") && limits.has(wordAt(tokens, next))) continue;
    // "take two seconds off" is no second take
    if (fits && /^\d+$/.test(words.at(-1) ?? "") && unitWords.has(wordAt(tokens, next))) continue;
    if (fits && words.length > 1 && asking.has(words[0] ?? "") && beginsLonger(tokens, next - 1)) continue;
    if (fits) return { from: at, to: next, concepts: next === at + 1 ? nounOnly(tokens, at, concepts) : concepts };
  }
  return parted;
}

/** "remove everything but the cart" is no "remove everything". */
const all = set("everything all");
const limits = set("but except apart besides other before after until till up between from");

/** "take the whole login bit out", "black it out", "fang bei Sekunde 6 an": a verb, and apart from it what completes it. */
function partedVerb(tokens: readonly Token[], at: number): Phrase | null {
  const entries = entriesFrom(spoken(tokens[at]) ?? "").filter(
    ({ words: [, particle = "", more], concepts }) =>
      more === undefined &&
      ((particles.has(particle) && (concepts.has("remove") || concepts.has("redact"))) || atTheEnd.has(particle)),
  );
  if (entries.length === 0) return null;
  for (const [next, token] of tokens.slice(at + 2, at + FARTHEST_PARTICLE).entries()) {
    if (token.kind === "mark" && token.mark !== "-" && token.mark !== "–" && token.mark !== ":") return null;
    const entry = entries.find(({ words }) => words[1] === token.word);
    const after = tokens[at + 3 + next];
    const completes =
      after === undefined || after.kind === "mark" || after.word === "bitte" || !atTheEnd.has(token.word);
    if (entry && completes && (after?.kind !== "word" || !namesKindOf(after)))
      return { from: at, to: at + 1, concepts: entry.concepts };
  }
  return null;
}
const particles = set("out off away");
/** German verbs are completed by the last word of their sentence. */
const atTheEnd = set("an ab aus weg raus heraus vor zu ein");
const FARTHEST_PARTICLE = 10;
const namesKindOf = ({ word }: Token): boolean => roleNamed(word) !== undefined;

/** "can we get rid of it": what is asked for begins with the last word of how it is asked. */
const beginsLonger = (tokens: readonly Token[], at: number): boolean =>
  entriesFrom(spoken(tokens[at]) ?? "").some(
    ({ words }) => words.length > 1 && words.every((word, offset) => spoken(tokens[at + offset]) === word),
  );
const asking = set("can could i we let id want");

const isName = (token: Token | undefined): boolean => token?.kind === "word" && token.isName === true;

const isHyphen = (token: Token | undefined): boolean =>
  token?.kind === "mark" && (token.mark === "-" || token.mark === "/");

function spoken(token: Token | undefined): string | null {
  if (token?.kind === "word") return inDigits(token.word);
  if (token?.kind === "number") return String(token.value);
  if (token?.kind === "lines") return `${token.value}p`;
  return null;
}

export const has = (clause: Clause, concept: Concept): boolean =>
  clause.phrases.some((phrase) => phrase.concepts.has(concept));
export const kindOf = <K extends Token["kind"]>(clause: Clause, kind: K): Extract<Token, { kind: K }>[] =>
  clause.tokens.filter((token): token is Extract<Token, { kind: K }> => token.kind === kind);
