import { set } from "../../words.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import { type Token, wordAt } from "./lexer.ts";
import { unitWords } from "./numbers.ts";

export const nounOpeners = set("the a an on to into onto this that auf den dem das die der el la al en un una its my");

/** "the clip", "a cut": things, where the same words alone are something to do. */
export function nounOnly(tokens: readonly Token[], at: number, concepts: ReadonlySet<Concept>): ReadonlySet<Concept> {
  const [word, before] = [wordAt(tokens, at), wordAt(tokens, at - 1)];
  // "a thirty second cut"
  const isMade =
    word === "cut" && unitWords.has(before) && tokens.slice(at - 4, at - 2).some((one) => nounOpeners.has(one.word));
  const isMadeBefore = (word === "cut" || word === "trim") && definite.has(before);
  const isNounHere = isMadeBefore || (nouns.has(word) && nounOpeners.has(before));
  if (word === "newsletter" && isGoal(tokens, at)) return new Set([...concepts].filter((one) => one !== "digest"));
  if (!isMade && !isNounHere && !isPosting(tokens, at)) return concepts;
  return new Set([...concepts].filter((concept) => concept !== "remove" && concept !== "trim" && concept !== "share"));
}

/** "for our launch post", "the marketing email": something written, unless what to send follows. */
function isPosting(tokens: readonly Token[], at: number): boolean {
  if (!postings.has(wordAt(tokens, at)) || sent.has(wordAt(tokens, at + 1))) return false;
  const [before, earlier] = [tokens[at - 1], tokens[at - 2]];
  if (before?.kind !== "word") return false;
  return (
    nounOpeners.has(before.word) ||
    possessives.has(before.word) ||
    (earlier?.kind === "word" &&
      (nounOpeners.has(earlier.word) || possessives.has(earlier.word)) &&
      earlier.word !== "to")
  );
}
const postings = set("post email mail message report announcement");
const possessives = set("our your their his her unseren unser unsere nuestro nuestra");
const sent = set("it this that to them the");
/** "a gif for our newsletter": what it is for, rather than one to subscribe to. */
const isGoal = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 3), at).some(({ word }) => word === "for") &&
  !tokens.some(({ word }) => set("subscribe sign schedule unsubscribe every stop").has(word));
const definite = set("the that my last");
const nouns = set("clip drop boot pull dump");
