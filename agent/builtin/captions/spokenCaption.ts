import { wordsOf } from "../../words.ts";
import { articles, set } from "../times/words.ts";
import { clauseOf } from "../words/clause.ts";
import { type Token, wordToken } from "../words/lexer.ts";
import { unitWords } from "../words/numbers.ts";
import { captionWords, saying } from "./captionWords.ts";
import { toldToViewers } from "./toldToViewers.ts";

const helping = set("should must shall needs to just only rather simply then now could can soll sollte muss nur");
const pronouns = set("it this that es das");
const causing = set("make have let");
const lines = set("name names line message greeting words sentence heading slogan note");
const putting = set("put add write show place include set schreib setz pon escribe anade");
const seeing = set("see have want need like display");
const removing = set("drop remove delete lose take cut");

/**
 * Names the caption where a person speaks of one without the word: "it should say …", "have it say …", "put our name at the start:
 * …", "so it only says …", "drop the again from the caption". `existing`: the words of the caption that is there.
 */
export function withCaptionNamed(tokens: readonly Token[], existing: string | null): Token[] {
  const told = toldToViewers(tokens);
  if (told) return told;
  if (tokens.some(({ kind }) => kind === "quoted")) return [...tokens];
  return (
    otherWords(tokens, existing) ??
    fewerWords(tokens, existing) ??
    newWords(tokens, existing) ??
    rightWords(tokens, existing) ??
    sayingOf(tokens, existing) ??
    standing(tokens) ??
    lineNamed(tokens) ??
    edgeLine(tokens) ??
    putAtEdge(tokens) ?? [...tokens]
  );
}

/** "replace Coupons are here with Codes are here": the words that are there, and those that come in their place. */
function otherWords(tokens: readonly Token[], existing: string | null): Token[] | null {
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
  const isInstead = ["of", "von", "de", "statt", "anstatt"].includes(tokens[from - 1]?.word ?? "");
  const verb = tokens.findIndex(({ word }, at) => at >= from + was.length && putting.has(word));
  if (!isInstead || verb < 0 || verb > from + was.length + 2 || verb + 1 >= tokens.length) return null;
  return [...theCaptionSays(tokens[verb]), ...tokens.slice(verb + 1)];
}
const changing = set("replace change swap turn make switch ersetze andere cambia reemplaza");
const bringing = set("with to by for into durch zu in por a");

/** "drop the again from the caption": its words without these. */
function fewerWords(tokens: readonly Token[], existing: string | null): Token[] | null {
  const from = tokens.findIndex(({ word }, at) => word === "from" && endsInCaption(tokens.slice(at + 1)));
  const verb = tokens.findIndex(({ word }) => removing.has(word));
  if (existing === null || verb < 0 || from <= verb) return null;
  const said = tokens
    .slice(verb + 1, from)
    .filter(({ word }) => !["the", "out", "word", "words", "bit", "part"].includes(word))
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
function newWords(tokens: readonly Token[], existing: string | null): Token[] | null {
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
function rightWords(tokens: readonly Token[], existing: string | null): Token[] | null {
  const comma = tokens.findIndex(({ raw }) => [",", ".", ";", ":", "-", "–", "—"].includes(raw));
  const before = tokens.slice(0, Math.max(0, comma));
  const isBlamed = before.some(({ word }) => captionWords.has(word)) && before.some(({ word }) => faulty.has(word));
  const [first, second, third] = tokens.slice(comma + 1);
  const from = first?.word === "its" ? second : pronouns.has(first?.word ?? "") && second?.word === "is" ? third : null;
  if (existing === null || !isBlamed || !from || !/^\p{Lu}/u.test(from.raw)) return null;
  return [...theCaptionSays(first), ...tokens.slice(tokens.indexOf(from))];
}
const faulty = set("wrong incorrect mistake typo off outdated falsch mal incorrecto");

/** Where the words begin in "(that) it only says …"; null when it says nothing. */
function saysIt(tokens: readonly Token[], from: number): number | null {
  let at = from;
  while (at < from + 5 && (pronouns.has(tokens[at]?.word ?? "") || helping.has(tokens[at]?.word ?? ""))) at += 1;
  return at > from && saying.has(tokens[at]?.word ?? "") && at + 1 < tokens.length ? at + 1 : null;
}

/** "it should say …" of the caption that is there, "have it say …" of one that is to be. */
function sayingOf(tokens: readonly Token[], existing: string | null): Token[] | null {
  if (tokens.some(({ word }) => captionWords.has(word))) return null;
  const timed = partSays(tokens);
  if (timed) return timed;
  const at = tokens.findIndex(({ word }, index) => pronouns.has(word) && saysIt(tokens, index) !== null);
  const isCaused = causing.has(tokens[at - 1]?.word ?? "") || (at === 1 && helping.has(tokens[0]?.word ?? ""));
  const isWished = tokens.slice(at, at + 3).some(({ word }) => helping.has(word));
  // "at the start it should say …"
  const isPlaced = tokens
    .slice(0, Math.max(0, at))
    .some(({ word }) => ["start", "beginning", "end", "when"].includes(word));
  if (at < 0 || !(isCaused || (isWished && (existing !== null || isPlaced)))) return null;
  const named = [...(existing === null ? [] : [wordToken("the", tokens[at])]), wordToken("caption", tokens[at])];
  return [...tokens.slice(0, isCaused ? at - 1 : at), ...named, ...tokens.slice(at + 1)];
}

/** "let the first four seconds say Hello coupons", "can the start say Hello coupons" */
function partSays(tokens: readonly Token[]): Token[] | null {
  const isPart = ({ word }: Token): boolean => unitWords.has(word) || edges.has(word);
  const says = tokens.findIndex(({ word }, at) => word === "say" && at > 1 && tokens.slice(at - 1, at).some(isPart));
  const [verb] = tokens;
  const isAsked = verb !== undefined && (causing.has(verb.word) || ["can", "could"].includes(verb.word));
  if (says < 0 || !isAsked || !/^\p{Lu}/u.test(tokens[says + 1]?.raw ?? "")) return null;
  const isEdge = tokens.slice(1, says).some(({ word }) => edges.has(word));
  const named = ["add", "caption", isEdge ? "at" : "for"].map((word) => wordToken(word, verb));
  return [...named, ...tokens.slice(1, says), wordToken("saying", tokens[says]), ...tokens.slice(says + 1)];
}

/** "there should stand Welcome at the start", "oben soll Beta stehen", "die Einblendung soll Neu heißen" */
function standing(tokens: readonly Token[]): Token[] | null {
  const must = tokens.findIndex(({ word }) => ["should", "soll", "sollte", "must", "muss", "debe"].includes(word));
  const verb = tokens.findIndex(({ word }, at) => at > must && standingWords.has(word));
  const [first] = tokens;
  if (must < 0 || verb < 0 || !first) return null;
  const before = tokens.slice(0, must).filter(({ word }) => !["there", "da", "dort", "es"].includes(word));
  const named = before.some(({ word }) => captionWords.has(word)) ? [] : [wordToken("caption", first)];
  const begins = verb === must + 1 || (verb === must + 2 && tokens[verb - 1]?.word === "be") ? verb + 1 : must + 1;
  if (!/^\p{Lu}/u.test(tokens[begins]?.raw ?? "")) return null;
  const text = begins > verb ? tokens.slice(begins) : tokens.slice(begins, verb);
  const after = begins > verb ? [] : tokens.slice(verb + 1);
  const [start, end] = [text[0], text.at(-1)];
  if (!start || !end) return null;
  const says = wordToken("saying", start);
  if (begins > verb) return [...before, wordToken("add", first), ...named, says, ...text];
  const words = text.map(({ raw }) => raw).join(" ");
  return [
    ...before,
    wordToken(named.length > 0 ? "add" : "should", first),
    ...named,
    says,
    { ...quotedAt(words, start), start: start.start, end: end.end },
    ...after,
  ];
}
const standingWords = set("stand stehen written heissen lauten geschrieben");

/** "put the customer's name at the beginning: For the team at Brightside" */
function lineNamed(tokens: readonly Token[]): Token[] | null {
  const says = tokens.findIndex(({ word }, at) => saying.has(word) && lines.has(tokens[at - 1]?.word ?? ""));
  if (says > 0 && says + 1 < tokens.length && !tokens.some(({ word }) => captionWords.has(word)))
    return [...tokens.slice(0, says - 1), wordToken("caption", tokens[says - 1]), ...tokens.slice(says)];
  // "I want to see the sentence It just works at the end"
  const line = tokens.findIndex(({ word }, at) => lines.has(word) && articles.has(tokens[at - 1]?.word ?? ""));
  const isSeen = tokens.slice(0, Math.max(0, line)).some(({ word }) => putting.has(word) || seeing.has(word));
  if (isSeen && /^\p{Lu}/u.test(tokens[line + 1]?.raw ?? "")) {
    const said = ["add", "caption", "saying"].map((word) => wordToken(word, tokens[line]));
    return [...said, ...tokens.slice(line + 1)];
  }
  const colon = tokens.findIndex((token) => token.kind === "mark" && token.mark === ":");
  const before = tokens.slice(0, Math.max(0, colon));
  if (before.some(({ word }) => captionWords.has(word)) || !before.some(({ word }) => putting.has(word))) return null;
  if (!before.some(({ word }) => lines.has(word)) || colon + 2 >= tokens.length) return null;
  return [...before, wordToken("caption", tokens[colon]), ...tokens.slice(colon)];
}

/** "open with: Discounts in one click" */
function edgeLine(tokens: readonly Token[]): Token[] | null {
  const colon = tokens.findIndex((token) => token.kind === "mark" && token.mark === ":");
  const [before, next] = [tokens[colon - 1]?.word ?? "", tokens[colon + 1]];
  const opens = clauseOf(tokens.slice(0, Math.max(0, colon))).phrases.some(
    ({ concepts }) => concepts.has("begin") || concepts.has("finish"),
  );
  const isText = /^(?!The\b|Das\b|El\b|La\b)\p{Lu}/u.test(next?.raw ?? "") && tokens.length > colon + 2;
  if (!opens || !["with", "on", "mit", "con"].includes(before) || !isText) return null;
  return [...tokens.slice(0, colon), wordToken("caption", tokens[colon]), ...tokens.slice(colon)];
}

/** "put Live today at the end" */
function putAtEdge(tokens: readonly Token[]): Token[] | null {
  const verb = tokens.findIndex(({ word }) => putting.has(word));
  const at = tokens.findIndex(({ word }, index) => index > verb + 2 && ["at", "am", "al"].includes(word));
  const isText = /^\p{Lu}/u.test(tokens[verb + 1]?.raw ?? "") && !articles.has(tokens[verb + 1]?.word ?? "");
  const isEdge = tokens.slice(at + 1, at + 4).some(({ word }) => edges.has(word));
  if (verb < 0 || at < 0 || !isText || !isEdge || !tokens.slice(verb + 1, at).every(({ kind }) => kind === "word"))
    return null;
  return [...tokens.slice(0, verb + 1), wordToken("caption", tokens[verb]), ...tokens.slice(verb + 1)];
}
const edges = set("start beginning end ende anfang schluss principio inicio final");

const theCaptionSays = (place: Token | undefined): Token[] =>
  ["the", "caption", "should", "say"].map((word) => wordToken(word, place));

function quotedAt(text: string, place: Token | undefined): Token {
  const end = place?.end ?? 0;
  return { kind: "quoted", text, raw: text, word: "", start: end, end };
}
