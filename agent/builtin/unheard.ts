import { isPronounOnly } from "./wishes/details.ts";
import { isImperative } from "./wishes/imperative.ts";
import { moodOf } from "./wishes/mood.ts";
import { leadIns } from "./wishes/sentence.ts";
import type { Reading } from "./words/reading.ts";

/** Sentences about the clauses that tell to do something, and came to nothing beside what else is done. */
export function unheard(chatter: readonly Reading[]): string[] {
  const lost = chatter.filter(isOrder).map(({ source }) => `“${source.trim().slice(0, LONGEST)}”`);
  return lost.length > 0 ? [`I did not understand ${lost.join(" and ")}, so that is not done.`] : [];
}

const LONGEST = 80;
const FEWEST_WORDS = 3;

function isOrder(reading: Reading): boolean {
  const { tokens } = reading.clause;
  const from = tokens.findIndex(({ kind, word }) => kind !== "mark" && !leadIns.has(word));
  if (from < 0 || reading.isQuestion || reading.all("word").length < FEWEST_WORDS) return false;
  // "the pointer is tiny, make it bigger", "good, do that": what it speaks of was said elsewhere.
  const isOfOther = isPronounOnly(reading) || reading.word("it", "that", "this", "them", "one", "so");
  return moodOf(tokens) === "asks" && isImperative(tokens, from) && !isOfOther && !reading.has("not", "noneOf");
}
