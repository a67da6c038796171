import { set } from "../../words.ts";
import { isDay } from "../words/days.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { unitWords } from "../words/numbers.ts";

export const units = ({ word }: Token): boolean =>
  unitWords.has(word) || set("half third quarter part click one").has(word);

/** "as well as", of which each word ends what was before it. */
export const isAsWellAs = (tokens: readonly Token[], at: number): boolean =>
  [0, 1, 2].some((back) => ["as", "well", "as"].every((word, offset) => wordAt(tokens, at - back + offset) === word));

/** " - " between two sentences, unlike "close-up" and "0:10 - 0:20". */
export const isSpaced = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]?.start ?? 0) > (tokens[at - 1]?.end ?? 0) && (tokens[at + 1]?.start ?? 0) > (tokens[at]?.end ?? 0);
export const isRange = (tokens: readonly Token[], at: number): boolean =>
  [tokens[at - 1], tokens[at + 1]].some((token) => token?.kind === "number" || token?.kind === "timecode");

/** "Lucy Hale (Globex, globex.com)": what stands in brackets is said of one thing. */
export const isBracketed = (current: readonly Token[]): boolean =>
  current.findLastIndex((token) => token.raw === "(") > current.findLastIndex((token) => token.raw === ")");

/** "between A and B", "before and after", "monday and thursday", "a minute and a half", "and" between two addresses. */
export function keepsTogether(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const word = (index: number): string => wordAt(tokens, index);
  const here = word(at);
  if (here === "despues" && ["de", "del", "que"].includes(word(at + 1))) return true;
  if (here === "but" && set("all everything anything nothing").has(word(at - 1))) return true;
  if (tokens[at]?.raw === "," && isDayWord(word(at - 1)) && isDayWord(word(at + 1))) return true;
  // "if slack fails, use email"
  if (
    tokens[at]?.raw === "," &&
    set("if when wenn falls si").has(wordAt(current, 0)) &&
    current.some(({ word }) => set("fail fails down breaks ausfallt falla").has(word))
  )
    return true;
  const isAnd = here === "and" || here === "und" || here === "y" || tokens[at]?.raw === "&";
  if (!isAnd) return false;
  // "O'Connor & Sons"
  if (tokens[at]?.raw === "&" && [tokens[at - 1], tokens[at + 1]].every((one) => /^\p{Lu}/u.test(one?.raw ?? "")))
    return true;
  const isAddress = (token: Token | undefined): boolean => token?.kind === "email" || token?.kind === "channel";
  // "left the old and right the new"
  if (isAnd && current.some((token) => lefts.has(token.word)) && rights.has(word(at + 1))) return true;
  // "PR 121 then and now"
  if ((here === "then" && word(at + 2) === "now") || (word(at - 1) === "then" && word(at + 1) === "now")) return true;
  if (word(at - 1) === "with" && word(at + 1) === "without") return true;
  // "I'd need #205 and #206 filmed": what is said of both
  if (tokens[at - 1]?.kind === "pr" && tokens[at + 1]?.kind === "pr") return true;
  if (isAddress(tokens[at - 1]) && isAddress(tokens[at + 1])) return true;
  const opened = current.findLastIndex((token) => ["between", "zwischen", "entre"].includes(token.word));
  if (opened >= 0 && !current.slice(opened).some((token) => token.word === "and")) return true;
  if (word(at + 1) === "a" && ["half", "quarter"].includes(word(at + 2))) return true;
  if (tokens[at - 1]?.raw === "-" && tokens[at + 1]?.raw === "-") return true;
  if (set("before vorher antes").has(word(at - 1)) && set("after nachher despues").has(word(at + 1))) return true;
  if (word(at - 1) === "nice") return true;
  return isDayWord(word(at - 1)) && isDayWord(word(at + 1));
}

const lefts = set("left links izquierda");
const rights = set("right rechts derecha");

const isDayWord = (word: string): boolean => isDay(word) || /^days?$|tags?$/.test(word);
