import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { finiteVerbs, subjects } from "./sentence.ts";

/** The things that a clause speaks of, the longest name of each first: "the scrolling in the cart", "the scrolling". */
export function thingsIn(tokens: readonly Token[]): Token[][] {
  const things: Token[][] = [];
  // "login bit is slow": a thing without its article
  const verb = tokens.findIndex(({ word }) => finiteVerbs.has(word));
  const isBare = verb > 0 && verb < 5 && tokens.slice(0, verb).every(({ kind }) => kind === "word");
  if (isBare && !pointing.has(wordAt(tokens, 0)) && !subjects.has(wordAt(tokens, 0)))
    things.push(tokens.slice(0, verb));
  for (const at of tokens.keys()) {
    if (!pointing.has(wordAt(tokens, at)) || wordAt(tokens, at - 1) === "so") continue;
    const end = tokens.findIndex(
      (token, index) => index > at && (token.kind === "mark" || finiteVerbs.has(token.word) || ends.has(token.word)),
    );
    const limit = Math.min(at + 8, end < 0 ? tokens.length : end);
    for (let to = limit; to > at + 1; to -= 1) things.push(tokens.slice(at, to));
  }
  return things;
}

const pointing = set(
  "the that this these those her his their our my den das die der dem el la los las ese esa este esta",
);
const ends = set("at which who because so really just quite too very should must needs can");
