import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { copulas } from "./sentence.ts";
import type { Wish } from "./wish.ts";

/** "fine as long as the email is blurred, so send it": what must be so before anything else is done. */

const openers = ["as long as", "so long as", "provided that", "provided", "solange", "siempre que", "siempre y cuando"];
const FARTHEST_VERB = 10;

/** Where such a clause begins, unlike "as long as the caption". */
export function opensProviso(tokens: readonly Token[], at: number): boolean {
  const opener = openers.find((words) =>
    words.split(" ").every((word, offset) => wordAt(tokens, at + offset) === word),
  );
  return opener !== undefined && tokens.slice(at, at + FARTHEST_VERB).some(isVerb);
}

const isVerb = ({ word }: Token): boolean => copulas.has(word) || set("gets wird este esten stays").has(word);

export const isProviso = ({ clause }: Reading): boolean => opensProviso(clause.tokens, 0);

/** What must be so comes first. */
export const provisosFirst = (wishes: readonly Wish[]): Wish[] => [
  ...wishes.filter(({ reading }) => isProviso(reading)),
  ...wishes.filter(({ reading }) => !isProviso(reading)),
];
