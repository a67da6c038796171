import type { ThreadContext } from "../../context.ts";
import { isChangedWord, ordinalNamed, roleNamed } from "../../resolve/vocabulary.ts";
import { wordsOf } from "../../words.ts";
import type { Token } from "./lexer.ts";
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
  const word = tokens[at]?.word ?? "";
  return alsoMails.has(word) && onScreen.has(word) && isNoun(tokens, at, 1) && !isOfVideos(tokens, at);
};
const alsoMails = new Set(["summary", "overview", "report", "reports", "highlights"]);

/** "a summary of all videos". */
const isOfVideos = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.word === "of" &&
  /^(?:all|every|everything|new|our|videos|recordings|demos)$/.test(tokens[at + 2]?.word ?? "");

/** "the text field", unlike "a text box saying …". */
const isTextField = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === "text" &&
  ["field", "box", "input", "area", "fields", "boxes"].includes(tokens[at + 1]?.word ?? "") &&
  !saysWords(tokens[at + 2]);
const saysWords = (token: Token | undefined): boolean =>
  token?.kind === "quoted" || ["saying", "that", "with", "reading", "says"].includes(token?.word ?? "");

/** "the export button": whatever stands before the word for its kind. */
function isBeforeKind(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? "";
  if (!isNoun(tokens, at, 1) || !roleNamed(tokens[at + 1]?.word ?? "")) return false;
  return !describing.has(word) && ordinalNamed(word) === undefined && !isChangedWord(word);
}
/** Before "button", words that tell which one rather than name it. */
const describing = new Set(
  "wrong right same other big bigger small smaller whole entire text next previous correct falsche".split(" "),
);

/** Several words of a label in a row are a name; one word is, after an article or before the word for its kind. */
const isNoun = (tokens: readonly Token[], at: number, length: number): boolean =>
  at > 0 && (length > 1 || nounOpeners.has(tokens[at - 1]?.word ?? ""));
