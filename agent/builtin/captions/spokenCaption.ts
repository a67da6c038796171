import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import { articles } from "../times/words.ts";
import { clauseOf } from "../words/clause.ts";
import { isCapital, type Token, wordAt, wordToken } from "../words/lexer.ts";
import { unitWords } from "../words/numbers.ts";
import { captionWords, saying } from "./captionWords.ts";
import {
  fewerWords,
  helping,
  newWords,
  otherWords,
  pronouns,
  putting,
  quotedAt,
  rightWords,
  saysIt,
} from "./changedCaption.ts";
import { toldToViewers } from "./toldToViewers.ts";

const causing = set("make have let");
const lines = set("name names line message greeting words sentence heading slogan note");
const seeing = set("see have want need like display");

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
    oneSays(tokens, existing) ??
    sayingOf(tokens, existing) ??
    standing(tokens) ??
    lineNamed(tokens) ??
    edgeLine(tokens) ??
    putAtEdge(tokens) ?? [...tokens]
  );
}

/** "the first one should read …", "make the last one say …" */
function oneSays(tokens: readonly Token[], existing: string | null): Token[] | null {
  const at = tokens.findIndex(
    ({ word }, index) =>
      word === "one" && (saysIt(tokens, index + 1) !== null || saying.has(wordAt(tokens, index + 1))) && index > 0,
  );
  const isNamed = at > 0 && ordinalNamed(wordAt(tokens, at - 1)) !== undefined;
  return existing !== null && isNamed ? tokens.with(at, wordToken("caption", tokens[at])) : null;
}

/** "it should say …" of the caption that is there, "have it say …" of one that is to be. */
function sayingOf(tokens: readonly Token[], existing: string | null): Token[] | null {
  if (tokens.some(({ word }) => captionWords.has(word))) return null;
  const timed = partSays(tokens);
  if (timed) return timed;
  const at = tokens.findIndex(({ word }, index) => pronouns.has(word) && saysIt(tokens, index) !== null);
  const isCaused = causing.has(wordAt(tokens, at - 1)) || (at === 1 && helping.has(wordAt(tokens, 0)));
  const isWished = tokens.slice(at, at + 3).some(({ word }) => helping.has(word));
  // "at the start it should say …"
  const isPlaced = tokens.slice(0, Math.max(0, at)).some(({ word }) => set("start beginning end when").has(word));
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
  if (says < 0 || !isAsked || !isCapital(tokens[says + 1])) return null;
  const isEdge = tokens.slice(1, says).some(({ word }) => edges.has(word));
  const named = ["add", "caption", isEdge ? "at" : "for"].map((word) => wordToken(word, verb));
  return [...named, ...tokens.slice(1, says), wordToken("saying", tokens[says]), ...tokens.slice(says + 1)];
}

/** "there should stand Welcome at the start", "oben soll Beta stehen", "die Einblendung soll Neu heißen" */
function standing(tokens: readonly Token[]): Token[] | null {
  const must = tokens.findIndex(({ word }) => set("should soll sollte must muss debe").has(word));
  const verb = tokens.findIndex(({ word }, at) => at > must && standingWords.has(word));
  const [first] = tokens;
  if (must < 0 || verb < 0 || !first) return null;
  const before = tokens.slice(0, must).filter(({ word }) => !set("there da dort es").has(word));
  const named = before.some(({ word }) => captionWords.has(word)) ? [] : [wordToken("caption", first)];
  const begins = verb === must + 1 || (verb === must + 2 && tokens[verb - 1]?.word === "be") ? verb + 1 : must + 1;
  if (!isCapital(tokens[begins])) return null;
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
  const says = tokens.findIndex(({ word }, at) => saying.has(word) && lines.has(wordAt(tokens, at - 1)));
  if (says > 0 && says + 1 < tokens.length && !tokens.some(({ word }) => captionWords.has(word)))
    return [...tokens.slice(0, says - 1), wordToken("caption", tokens[says - 1]), ...tokens.slice(says)];
  // "I want to see the sentence It just works at the end"
  const line = tokens.findIndex(({ word }, at) => lines.has(word) && articles.has(wordAt(tokens, at - 1)));
  const isSeen = tokens.slice(0, Math.max(0, line)).some(({ word }) => putting.has(word) || seeing.has(word));
  if (isSeen && isCapital(tokens[line + 1])) {
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
  const [before, next] = [wordAt(tokens, colon - 1), tokens[colon + 1]];
  const opens = clauseOf(tokens.slice(0, Math.max(0, colon))).phrases.some(
    ({ concepts }) => concepts.has("begin") || concepts.has("finish"),
  );
  const isText = /^(?!The\b|Das\b|El\b|La\b)\p{Lu}/u.test(next?.raw ?? "") && tokens.length > colon + 2;
  if (!opens || !set("with on mit con").has(before) || !isText) return null;
  return [...tokens.slice(0, colon), wordToken("caption", tokens[colon]), ...tokens.slice(colon)];
}

/** "put Live today at the end" */
function putAtEdge(tokens: readonly Token[]): Token[] | null {
  const verb = tokens.findIndex(({ word }) => putting.has(word));
  const at = tokens.findIndex(({ word }, index) => index > verb + 2 && ["at", "am", "al"].includes(word));
  const isText = isCapital(tokens[verb + 1]) && !articles.has(wordAt(tokens, verb + 1));
  const isEdge = tokens.slice(at + 1, at + 4).some(({ word }) => edges.has(word));
  if (verb < 0 || at < 0 || !isText || !isEdge || !tokens.slice(verb + 1, at).every(({ kind }) => kind === "word"))
    return null;
  return [...tokens.slice(0, verb + 1), wordToken("caption", tokens[verb]), ...tokens.slice(verb + 1)];
}
const edges = set("start beginning end ende anfang schluss principio inicio final");
