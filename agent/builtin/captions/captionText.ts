import { set, wordsOf } from "../../words.ts";
import { isCapital, type Token, wordAt } from "../words/lexer.ts";
import { captionWords } from "./captionWords.ts";
import { withCaptionNamed } from "./spokenCaption.ts";
import { wordingEnd } from "./wordingEnd.ts";
import { wordingStart } from "./wordingStart.ts";

/** The wording of a caption that was said without quotation marks becomes one quoted token. `existing`: the caption's that is there. */
export function withCaptionText(said: readonly Token[], message: string, existing: string | null): Token[] {
  const tokens = withCaptionNamed(said.map(spoken), existing);
  const start = wordingStart(tokens);
  if (start === null) return [...tokens];
  const former = formerWording(tokens, start, existing);
  const end = former ?? wordingEnd(tokens, start);
  const first = tokens[start];
  const last = tokens[end - 1];
  if (!first || !last || end <= start) return [...tokens];
  const text = message.slice(first.start, last.end).replace(trailing, "");
  const quoted: Token = { kind: "quoted", text, raw: text, word: "", start: first.start, end: last.end };
  // "caption, Now in beta" is one thing.
  const isApart = tokens[start - 1]?.raw === "," && captionWords.has(wordAt(tokens, start - 2));
  return [...tokens.slice(0, isApart ? start - 1 : start), quoted, ...(former === null ? tokens.slice(end) : [])];
}

/** "Coupons have arrived, not Coupons are here": where the words begin that it has now, and is not to have. */
function formerWording(tokens: readonly Token[], start: number, existing: string | null): number | null {
  const was = wordsOf(existing ?? "").join(" ");
  const at = tokens.findIndex(
    ({ word }, index) =>
      index > start &&
      (set("not nicht no statt anstatt").has(word) || contrasts.has(`${tokens[index - 1]?.word} ${word}`)),
  );
  const said = tokens
    .slice(at + 1)
    .flatMap(({ kind, word }) => (kind === "word" ? [word] : []))
    .join(" ");
  if (at < 0 || said === "" || !(was === said || was.startsWith(`${said} `) || was.endsWith(` ${said}`))) return null;
  const before = tokens[at - 1];
  return before?.kind === "mark" || set("and instead but rather vez lugar").has(before?.word ?? "") ? at - 1 : at;
}

/** "a caption that goes Discount applied", "a line going One code": says. */
function spoken(token: Token, at: number, said: readonly Token[]): Token {
  const before = wordAt(said, at - 1);
  const isThat = token.word === "goes" && ["that", "which"].includes(before);
  const isLine = token.word === "going" && (captionWords.has(before) || before === "line");
  const isSaid = (isThat || isLine) && isCapital(said[at + 1]);
  return isSaid && token.kind === "word" ? { ...token, word: isLine ? "saying" : "says" } : token;
}

const contrasts = new Set(["instead of", "rather than", "vez de", "lugar de"]);

/** "10% off, please", and marks. */
const trailing = /(?:,?\s+(?:please|pls|bitte|por favor|hin|rein|drauf|dazu))*[\s,;:]*$/i;
