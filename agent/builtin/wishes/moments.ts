import { set } from "../../words.ts";
import type { Row } from "../grammar/row.ts";
import { afterWords, atWords, beforeWords, whenWords } from "../times/words.ts";
import { clauseOf } from "../words/clause.ts";
import { namesSomething } from "../words/grounding.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { objectTokens } from "./details.ts";
import type { Wish } from "./wish.ts";

/** The words for the moment that a clause speaks of: "0:38" of "at 0:38 we are done"; null when it names none. */
export function momentIn(reading: Reading): Token[] | null {
  const { clause, times } = reading;
  const point = times.find((item) => item.kind === "point" && item.how === "at");
  if (!point) return placeOfBeginning(reading);
  const opens = wordAt(clause.tokens, point.from);
  return clause.tokens.slice(point.from + (atWords.has(opens) || whenWords.has(opens) ? 1 : 0), point.to);
}

/** "the good part begins with the coupon code", "we should start at the cart page": the place. */
function placeOfBeginning(reading: Reading): Token[] | null {
  const { clause } = reading;
  const verb = clause.phrases.find(({ concepts }) => concepts.has("begin"));
  const from = clause.tokens.findIndex((_, at) => verb !== undefined && at >= verb.to && !leading(clause.tokens[at]));
  const place = from < 0 ? [] : clause.tokens.slice(from);
  const words = place.map(({ word }) => word).join(" ");
  return place.every(({ kind }) => kind === "word") && place.length > 0 && reading.named(words) ? place : null;
}
const leading = (token: Token | undefined): boolean => token !== undefined && leads.has(token.word);
const leads = set("right straight directly at with on in only from");

const pronouns = set("that this it then there das es eso");
const rests = set("rest remainder");
const polite = set("please pls bitte");

/** "it matters from 0:18 on; cut everything before that", "at 0:38 we are done, cut the rest": with the moment put in. */
export function withMoment(tokens: readonly Token[], moment: readonly Token[] | null): readonly Token[] {
  if (!moment) return tokens;
  const isOver = (at: number): boolean => {
    const next = tokens[at];
    return next === undefined || next.kind === "mark" || polite.has(next.word);
  };
  const border = tokens.findIndex(({ word }) => beforeWords.has(word) || afterWords.has(word));
  if (border > 0) {
    const end = pronouns.has(wordAt(tokens, border + 1)) ? border + 2 : border + 1;
    return isOver(end) ? [...tokens.slice(0, border + 1), ...moment, ...tokens.slice(end)] : tokens;
  }
  const rest = tokens.findIndex(({ word }) => rests.has(word));
  const goes = clauseOf(tokens).phrases.some(({ concepts }) => concepts.has("remove"));
  const token = tokens[rest];
  if (!token || !goes || !isOver(rest + 1)) return tokens;
  return [...tokens.slice(0, rest), { ...token, kind: "word", word: "after" }, ...moment, ...tokens.slice(rest + 1)];
}

/** "remove the login and everything before it": with the thing put in that was named. */
export function withThing(tokens: readonly Token[], thing: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ word }) => beforeWords.has(word) || afterWords.has(word));
  const named = thing.filter(({ kind, word }) => kind === "word" && !polite.has(word));
  if (at < 1 || !["it", "that", "this"].includes(wordAt(tokens, at + 1)) || tokens[at + 2] || named.length === 0)
    return tokens;
  return [...tokens.slice(0, at + 1), ...named];
}

const references: readonly (readonly string[])[] = [
  ["that", "part"],
  ["that", "bit"],
  ["that", "moment"],
  ["this", "part"],
  ["at", "that", "point"],
  ["right", "there"],
  ["there"],
];

/** "zoom on the coupon field and slow that part down": the words of the second wish, with the place of the first. */
export function thereInWords(last: Wish, row: Row, reading: Reading): readonly Token[] | null {
  if (last.row.intent !== "zoom" || !["speed", "caption"].includes(row.intent) || reading.times.length > 0) return null;
  const { tokens } = reading.clause;
  const spoken = objectTokens(last).filter(({ kind }) => kind === "word");
  if (!namesSomething(last.reading, ["zoom", "focusOn"])) return null;
  for (const words of references) {
    const at = tokens.findIndex((_, index) => words.every((word, offset) => tokens[index + offset]?.word === word));
    if (at >= 0) return [...tokens.toSpliced(at, words.length), ...spoken];
  }
  return null;
}
