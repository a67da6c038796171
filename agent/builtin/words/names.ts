import type { ThreadContext } from "../../context.ts";
import { isChangedWord, ordinalNamed, roleNamed } from "../../resolve/vocabulary.ts";
import { fold, set, wordsOf } from "../../words.ts";
import { minuteUnits, secondUnits, toWords } from "../times/words.ts";
import { type Token, wordAt } from "./lexer.ts";
import { nounOpeners } from "./nouns.ts";

/** Marks the words that stand for an element: they name it, and ask for nothing ("zoom on the Cancel button"). */
export function withNames(tokens: readonly Token[], context: ThreadContext): Token[] {
  const labels = [...new Set(context.shots.map((shot) => shot.label))].map((label) => wordsOf(label));
  const onScreen = new Set(labels.flat());
  const inLabel = placesOfLabels(tokens, labels);
  const isNamed = (at: number): boolean =>
    inLabel.has(at) || isHeading(tokens, at, onScreen) || isTextField(tokens, at) || isBeforeKind(tokens, at);
  return tokens.map((token, at) => (token.kind === "word" && isNamed(at) ? { ...token, isName: true } : token));
}

/** "the 12 – 15 button", "the radio 12-15", "zoom 12 to 15": a label of figures, where it is spoken of as a thing, is one word and no time. */
export function withLabelsOfFigures(tokens: readonly Token[], { shots, elements = [] }: ThreadContext): Token[] {
  const labels = [...new Set([...shots, ...elements].map(({ label }) => label))].filter((label) =>
    /^[\d\s–—-]*\d[\d\s–—-]*$/.test(label),
  );
  for (const label of labels) {
    const figures = wordsOf(label).map(Number);
    for (const at of tokens.keys()) {
      const figuresEnd = endOfFigures(tokens, at, figures);
      const [first, last] = [tokens[at], tokens[figuresEnd - 1]];
      if (!first || !last) continue;
      const end = pastKinds(tokens, figuresEnd);
      const start = figures.length > 1 ? beforeKinds(tokens, at) : at;
      const isOnFigures = figures.length > 1 && !isUnit(tokens[end]) && isTakingThing(tokens, at);
      if (end === figuresEnd && start === at && !isOnFigures) continue;
      const name: Token = { kind: "word", word: label, raw: label, start: first.start, end: last.end, isName: true };
      return [...tokens.slice(0, start), name, ...tokens.slice(end)];
    }
  }
  return [...tokens];
}
const thingWords = set("one slot slots option choice window entry");
const isKind = (token: Token | undefined): boolean =>
  token?.kind === "word" && (roleNamed(token.word) !== undefined || thingWords.has(token.word));
const isUnit = (token: Token | undefined): boolean =>
  secondUnits.has(token?.word ?? "") || minuteUnits.has(token?.word ?? "");

/** "12-15 time slot": the token after the words for what kind of thing it is. */
function pastKinds(tokens: readonly Token[], at: number): number {
  const kind = tokens[at]?.word === "time" ? at + 1 : at;
  return isKind(tokens[kind]) ? kind + 1 : at;
}

/** "the radio button 12-15": where those words begin when they stand before it. */
function beforeKinds(tokens: readonly Token[], at: number): number {
  let from = at;
  while (isKind(tokens[from - 1])) from -= 1;
  return from < at && tokens[from - 1]?.word === "time" ? from - 1 : from;
}

/** "zoom in on the 12-15": what is done there is done to things. */
function isTakingThing(tokens: readonly Token[], at: number): boolean {
  const before = nounOpeners.has(wordAt(tokens, at - 1)) ? at - 1 : at;
  return takesThing.has(wordAt(tokens, before - 1)) || takesThing.has(wordAt(tokens, at - 1));
}
const takesThing = set("on onto zoom blur hide click clicks pick picks choose chooses auf en");

/** "show off the drag and drop": two deeds that are the name of one thing on a page. */
export function withCompounds(tokens: readonly Token[]): Token[] {
  const made: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [first, , last] = tokens.slice(at, at + 3);
    if (!first) break;
    const words = tokens.slice(at, at + 3).map(({ word, raw }) => word || raw);
    const isOne = last && compounds.has(words.join(" ").replace(/ (?:&|n) /, " and "));
    const name = isOne ? `${first.raw} and ${last.raw}` : "";
    made.push(
      isOne ? { kind: "word", word: fold(name), raw: name, start: first.start, end: last.end, isName: true } : first,
    );
    if (isOne) at += 2;
  }
  return made;
}
const compounds = new Set([
  "drag and drop",
  "copy and paste",
  "cut and paste",
  "search and replace",
  "find and replace",
  "front and center",
  "front and centre",
]);

/** The place after figures that stand in a row, with marks between them; -1 when they do not. */
function endOfFigures(tokens: readonly Token[], from: number, figures: readonly number[]): number {
  let at = from;
  for (const [index, figure] of figures.entries()) {
    if (index > 0 && (tokens[at]?.kind === "mark" || toWords.has(wordAt(tokens, at)))) at += 1;
    const token = tokens[at];
    if (token?.kind !== "number" || token.value !== figure) return -1;
    at += 1;
  }
  return figures.length > 0 ? at : -1;
}

/** Where a label stands among tokens, word for word. */
function placesOfLabels(tokens: readonly Token[], labels: readonly (readonly string[])[]): Set<number> {
  const places = new Set<number>();
  for (const words of labels) {
    for (const at of tokens.keys()) {
      const stands = words.length > 0 && words.every((word, offset) => tokens[at + offset]?.word === word);
      if (stands && isNoun(tokens, at, words.length))
        for (let offset = 0; offset < words.length; offset += 1) places.add(at + offset);
    }
  }
  return places;
}

/** "zoom on the Summary": on this page a heading, elsewhere a digest. */
const isHeading = (tokens: readonly Token[], at: number, onScreen: ReadonlySet<string>): boolean => {
  const word = wordAt(tokens, at);
  return alsoMails.has(word) && onScreen.has(word) && isNoun(tokens, at, 1) && !isOfVideos(tokens, at);
};
const alsoMails = set("summary overview report reports highlights");

/** "a summary of all videos". */
const isOfVideos = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.word === "of" &&
  set("all every everything new our videos recordings demos").has(wordAt(tokens, at + 2));

/** "the text field", unlike "a text box saying …". */
const isTextField = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === "text" &&
  set("field box input area fields boxes").has(wordAt(tokens, at + 1)) &&
  !saysWords(tokens[at + 2]);
const saysWords = (token: Token | undefined): boolean =>
  token?.kind === "quoted" || set("saying that with reading says").has(token?.word ?? "");

/** "the export button": whatever stands before the word for its kind. */
function isBeforeKind(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at);
  if (!isNoun(tokens, at, 1) || !roleNamed(wordAt(tokens, at + 1))) return false;
  return !describing.has(word) && ordinalNamed(word) === undefined && !isChangedWord(word);
}
/** Before "button", words that tell which one rather than name it. */
const describing = set(
  "phone mobile smartphone iphone ipad android tablet desktop laptop split full little small wrong right same other big bigger smaller whole entire text next previous correct falsche",
);

/** Several words of a label in a row are a name; one word is, after an article or before the word for its kind. */
const isNoun = (tokens: readonly Token[], at: number, length: number): boolean =>
  at > 0 && (length > 1 || nounOpeners.has(wordAt(tokens, at - 1)));
