import { set, wordsOf } from "../../words.ts";
import { isCapital, type Token, wordAt, wordToken } from "../words/lexer.ts";
import { captionWords, saying } from "./captionWords.ts";

export const helping = set(
  "should must shall needs to just only rather simply then now could can soll sollte muss nur",
);
export const pronouns = set("it this that es das");
export const putting = set("put add write show place include set schreib setz pon escribe anade");
const removing = set("drop remove delete lose take cut");

/** "replace Coupons are here with Codes are here": the words that are there, and those that come in their place. */
export function otherWords(tokens: readonly Token[], existing: string | null): Token[] | null {
  if (existing === null) return null;
  const was = wordsOf(existing);
  const instead = insteadOfWords(tokens, was);
  if (instead) return instead;
  const verb = tokens.findIndex(({ word }) => changing.has(word));
  const at = tokens.findIndex(
    (_, from) => from > verb && was.every((word, offset) => tokens[from + offset]?.word === word),
  );
  const by = tokens[at + was.length];
  if (verb < 0 || at < 0 || was.length === 0 || !by || !bringing.has(by.word)) return null;
  const rest = tokens.slice(at + was.length + 1);
  return rest.length === 0 ? null : [...theCaptionSays(tokens[verb]), ...rest];
}
/** "instead of Coupons are here write Save with coupons" */
function insteadOfWords(tokens: readonly Token[], was: readonly string[]): Token[] | null {
  const from = tokens.findIndex(
    ({ word }, at) => was.every((one, offset) => tokens[at + offset]?.word === one) && word !== "",
  );
  const isInstead = set("of von de statt anstatt").has(wordAt(tokens, from - 1));
  const verb = tokens.findIndex(({ word }, at) => at >= from + was.length && putting.has(word));
  if (!isInstead || verb < 0 || verb > from + was.length + 2 || verb + 1 >= tokens.length) return null;
  return [...theCaptionSays(tokens[verb]), ...tokens.slice(verb + 1)];
}
const changing = set("replace change swap turn make switch ersetze andere cambia reemplaza");
const bringing = set("with to by for into durch zu in por a");

/** "drop the again from the caption": its words without these. */
export function fewerWords(tokens: readonly Token[], existing: string | null): Token[] | null {
  const from = tokens.findIndex(({ word }, at) => word === "from" && endsInCaption(tokens.slice(at + 1)));
  const verb = tokens.findIndex(({ word }) => removing.has(word));
  if (existing === null || verb < 0 || from <= verb) return null;
  const said = tokens
    .slice(verb + 1, from)
    .filter(({ word }) => !set("the out word words bit part").has(word))
    .map(({ raw }) => raw)
    .join(" ");
  const at = said === "" ? -1 : existing.toLowerCase().indexOf(said.toLowerCase());
  const left =
    at < 0 ? "" : `${existing.slice(0, at)}${existing.slice(at + said.length)}`.replaceAll(/\s+/g, " ").trim();
  return left === "" ? null : [...theCaptionSays(tokens[verb]), quotedAt(left, tokens[from])];
}

const endsInCaption = (rest: readonly Token[]): boolean =>
  rest.length <= 4 && rest.some(({ word }) => captionWords.has(word));

/** "add our name to it: …", "and Oddlight in the caption too: …", "so it only says …": the words that it has from now on. */
export function newWords(tokens: readonly Token[], existing: string | null): Token[] | null {
  if (existing === null) return null;
  const colon = tokens.findIndex((token) => token.kind === "mark" && token.mark === ":");
  const before = tokens.slice(Math.max(0, colon - 5), Math.max(0, colon)).map(({ word }) => word);
  if (colon > 0 && /\b(?:to it|(?:to|in|into) (?:the|that|my|our) (?:caption|text|title))\b/.test(before.join(" ")))
    return [...theCaptionSays(tokens[0]), ...tokens.slice(colon + 1)];
  const so = tokens.findIndex(({ word }, at) => word === "so" && saysIt(tokens, at + 1) !== null);
  const said = so < 0 ? null : saysIt(tokens, so + 1);
  return said === null ? null : [...theCaptionSays(tokens[so]), ...tokens.slice(said)];
}

/** "the caption is wrong, it's Coupons are live": what it says in truth. */
export function rightWords(tokens: readonly Token[], existing: string | null): Token[] | null {
  const comma = tokens.findIndex(({ raw }) => set(", . ; : - – —").has(raw));
  const before = tokens.slice(0, Math.max(0, comma));
  const isBlamed = before.some(({ word }) => captionWords.has(word)) && before.some(({ word }) => faulty.has(word));
  const [first, second, third] = tokens.slice(comma + 1);
  const from = first?.word === "its" ? second : pronouns.has(first?.word ?? "") && second?.word === "is" ? third : null;
  if (existing === null || !isBlamed || !from || !isCapital(from)) return null;
  return [...theCaptionSays(first), ...tokens.slice(tokens.indexOf(from))];
}
const faulty = set("wrong incorrect mistake typo off outdated falsch mal incorrecto");

/** Where the words begin in "(that) it only says …"; null when it says nothing. */
export function saysIt(tokens: readonly Token[], from: number): number | null {
  let at = from;
  while (at < from + 5 && (pronouns.has(wordAt(tokens, at)) || helping.has(wordAt(tokens, at)))) at += 1;
  return at > from && saying.has(wordAt(tokens, at)) && at + 1 < tokens.length ? at + 1 : null;
}

const theCaptionSays = (place: Token | undefined): Token[] =>
  ["the", "caption", "should", "say"].map((word) => wordToken(word, place));

export function quotedAt(text: string, place: Token | undefined): Token {
  const end = place?.end ?? 0;
  return { kind: "quoted", text, raw: text, word: "", start: end, end };
}
