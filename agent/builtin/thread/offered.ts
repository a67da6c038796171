import { wordsOf } from "../../words.ts";

/** What a question of Aura's offers in bold. */
export const boldIn = (question: string): string[] =>
  [...question.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? "");

const aroundChoice = new Set(
  wordsOf(
    `yes yeah yep ok okay no hm hmm well then please thanks thank you the one ones is it that this i mean meant want was by would like let lets go with take use
    choose pick for on to just only a an and so of course sure ja ja bitte danke das der die den ist meine ich nimm si por favor gracias el la es quiero ese esa`,
  ),
);

/** The one offer that an answer names, whatever is said around it: "Tue 24 Nov is the one I mean", "the Tue 24 Nov one then, thanks". */
export function offerNamed(question: string, text: string): string | null {
  const words = wordsOf(text);
  const named = boldIn(question).filter((offer) => startOf(wordsOf(offer), words) >= 0);
  const [longest] = named.toSorted((a, b) => b.length - a.length);
  if (!longest || !named.every((offer) => longest.includes(offer))) return null;
  const own = wordsOf(longest);
  const at = startOf(own, words);
  const rest = [...words.slice(0, at), ...words.slice(at + own.length)];
  return rest.length > 0 && rest.every((word) => aroundChoice.has(word)) ? longest : null;
}

/** Where words stand in others, in a row; -1 when they do not. */
const startOf = (words: readonly string[], among: readonly string[]): number =>
  words.length === 0 ? -1 : among.findIndex((_, at) => words.every((word, offset) => among[at + offset] === word));
