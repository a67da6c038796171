import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";

/** "… I want the blur gone": a sentence of its own, unlike "the part I want gone". */
export const opensWish = (tokens: readonly Token[], at: number): boolean =>
  wantsSomething(tokens, at) || asksYou(tokens, at);

/** "… is too strong can you make it softer" */
const asksYou = (tokens: readonly Token[], at: number): boolean =>
  ["can", "could", "would"].includes(wordAt(tokens, at)) &&
  wordAt(tokens, at + 1) === "you" &&
  set("make cut zoom blur remove add put take speed slow shorten please").has(wordAt(tokens, at + 2)) &&
  !set("so if that how what and or then but aura hey hi").has(wordAt(tokens, at - 1));

const wantsSomething = (tokens: readonly Token[], at: number): boolean =>
  ["i", "we"].includes(wordAt(tokens, at)) &&
  ["want", "need"].includes(wordAt(tokens, at + 1)) &&
  set("the a an this that my our you it everything").has(wordAt(tokens, at + 2)) &&
  !set("that because if as when what which so since before do cause").has(wordAt(tokens, at - 1));
