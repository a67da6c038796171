import { set, wordsOf } from "../words.ts";
import { type Lacking, lacking } from "./lexicon/cannot.ts";
import { wordAt } from "./words/lexer.ts";
import { inDigits } from "./words/numbers.ts";
import type { Reading } from "./words/reading.ts";

/** What is asked for and Aura does not have: which of it, and what is said to that. */

const byWords = new Map(
  lacking.flatMap((row) =>
    row.words.flatMap((list) => list.split(",").map((words) => [wordsOf(words).map(inDigits).join(" "), row] as const)),
  ),
);
const rowOf = (words: string): Lacking => byWords.get(words) ?? lacking[0];

/** The row of what a clause asks for, or null. */
function lackingIn(reading: Reading): Lacking | null {
  const { phrases, tokens } = reading.clause;
  const phrase = phrases.find(({ concepts }) => concepts.has("unsupported"));
  if (phrase) {
    const words = tokens.slice(phrase.from, phrase.to).flatMap(({ kind, word }) => (kind === "word" ? [word] : []));
    return rowOf(words.map(inDigits).join(" "));
  }
  if (asksColour(reading)) return rowOf("brand colour");
  const isSized = reading.asks("bigger") || reading.asks("smaller");
  return reading.has("caption") && isSized ? rowOf("font size") : null;
}

/** What is said to a wish for something that Aura does not have, with what comes nearest. */
export function lackingAnswer(reading: Reading): string {
  const { says, nearest } = lackingIn(reading) ?? lacking[0];
  return `${says} ${nearest}`;
}

/** The same beside what is done. */
export const lackingBeside = (reading: Reading): string | null => lackingIn(reading)?.says ?? null;

export const colours = set(
  `red blue green yellow orange purple pink black white grey gray brown beige turquoise teal navy gold silver cream lime magenta
  rot blau grun gelb lila rosa schwarz weiss grau braun rojo azul verde amarillo morado negro blanco gris marron`,
);
const painted = set(
  "background backdrop around behind frame border bars text letters lettering instead please now bitte hintergrund fondo",
);
const leading = set("in to into auf zu a en de color colour farbe");

/** "in red", "make it purple", "with off-white around it", "#F6F1E7", unlike "the blue one" and "#482": a colour that something is to have. */
export function asksColour(reading: Reading): boolean {
  if (/#(?=\d*[a-f])[0-9a-f]{6}\b/i.test(reading.source)) return true;
  const { tokens } = reading.clause;
  const isWish = reading.has("make", "change", "caption", "add", "crop", "style") || reading.word("around", "behind");
  return tokens.some(({ word }, at) => {
    if (!colours.has(word)) return false;
    const next = tokens[at + 1];
    const isLast = next === undefined || next.kind === "mark" || painted.has(next.word);
    return isLast && (isWish || leading.has(wordAt(tokens, at - 1)));
  });
}
