import type { Token } from "../words/lexer.ts";
import { wordAt } from "./sentence.ts";

/** "… I want the blur gone": a sentence of its own, unlike "the part I want gone". */
export const opensWish = (tokens: readonly Token[], at: number): boolean =>
  wantsSomething(tokens, at) || asksYou(tokens, at);

/** "… is too strong can you make it softer" */
const asksYou = (tokens: readonly Token[], at: number): boolean =>
  ["can", "could", "would"].includes(wordAt(tokens, at)) &&
  wordAt(tokens, at + 1) === "you" &&
  ["make", "cut", "zoom", "blur", "remove", "add", "put", "take", "speed", "slow", "shorten", "please"].includes(
    wordAt(tokens, at + 2),
  ) &&
  !["so", "if", "that", "how", "what", "and", "or", "then", "but", "aura", "hey", "hi"].includes(
    wordAt(tokens, at - 1),
  );

const wantsSomething = (tokens: readonly Token[], at: number): boolean =>
  ["i", "we"].includes(wordAt(tokens, at)) &&
  ["want", "need"].includes(wordAt(tokens, at + 1)) &&
  ["the", "a", "an", "this", "that", "my", "our", "you", "it", "everything"].includes(wordAt(tokens, at + 2)) &&
  !["that", "because", "if", "as", "when", "what", "which", "so", "since", "before", "do", "cause"].includes(
    wordAt(tokens, at - 1),
  );
