import type { ThreadContext } from "../../context.ts";
import { figuresIn } from "../../resolve/describe.ts";
import { isOnScreen } from "../../resolve/figures.ts";
import { natureWords } from "../../resolve/likeness.ts";
import { set } from "../../words.ts";
import { appearingWords, articles, sayingWords } from "../times/words.ts";
import { type Token, wordAt } from "./lexer.ts";
import { unitWords } from "./numbers.ts";

/** "cover the 129 and the €189", "when it says 15 % off": a number that is read on screen, and is spoken of as that, is a name. */
export function withFigures(tokens: readonly Token[], context: ThreadContext, text: string): Token[] {
  const durationMs = context.run?.durationMs ?? 0;
  const named = [...tokens];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "number" && token.kind !== "percent") continue;
    if (measured.has(wordAt(tokens, at + 1)) || counting.has(wordAt(tokens, at - 1))) continue;
    // Beyond the end of the video it is no time of it.
    const isNoTime = token.kind === "number" && token.value * 1000 > durationMs && !within.has(wordAt(tokens, at - 1));
    const isAmount = token.kind === "number" && isMoney(token, text);
    if (!isNoTime && !isAmount && !isSpokenOf(named, at)) continue;
    const [figure] = figuresIn(token.raw);
    if (figure === undefined || !isOnScreen(context, figure)) continue;
    named[at] = { kind: "word", word: token.raw, raw: token.raw, start: token.start, end: token.end, isName: true };
  }
  return withoutKinds(named);
}

const measured: ReadonlySet<string> = new Set([...unitWords, ..."fps mb gb kb wide high tall clicks".split(" ")]);
const counting = set("pr pull request mr number version first last under over than");
const within = set("in as by width height");

const isMoney = ({ start, end }: Token, text: string): boolean =>
  /[€$£¥₹]\s?$/.test(text.slice(0, start)) || /^\s?[€$£¥₹]/.test(text.slice(end));

/** "the 15", "it says 15", "drops to 15", "blur 15", "the 12 and 15". */
function isSpokenOf(tokens: readonly Token[], at: number): boolean {
  const [earlier, before, next] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
  const word = before?.word ?? "";
  if (
    appearingWords.has(next?.word ?? "") ||
    sayingWords.has(word) ||
    (word === "to" && sayingWords.has(earlier?.word ?? ""))
  )
    return true;
  const isLast = next === undefined || next.kind === "mark" || joints.has(next.word);
  const isListed = joints.has(word) && earlier?.kind === "word" && earlier.isName === true;
  return isLast && (set("the den die das el la").has(word) || covering.has(word) || isListed);
}
const joints = set("and und y or when as please price prices");
const covering = set("blur hide cover redact mask censor");

/** "the two lamp prices, 129 and 189": the numbers say which. */
function withoutKinds(tokens: readonly Token[]): Token[] {
  const at = tokens.findIndex(({ kind }, index) => kind === "mark" && isFigure(tokens[index + 1]));
  const [noun] = natureWords("€1").filter(
    ({ name }) => `${name}s` === tokens[at - 1]?.word || name === tokens[at - 1]?.word,
  );
  const from = tokens.findLastIndex(({ word }, index) => index < at && articles.has(word));
  return at < 0 || !noun || from < 0 ? [...tokens] : tokens.toSpliced(from + 1, at - from);
}
const isFigure = (token: Token | undefined): boolean =>
  token?.kind === "word" && token.isName === true && /\d/.test(token.raw);
