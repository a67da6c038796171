import { clauseOf } from "../clause.ts";
import type { Token } from "../lexer.ts";
import type { Reading } from "../reading.ts";
import { afterWords, atWords, beforeWords, set, whenWords } from "../times/words.ts";

/** The words for the moment that a clause speaks of: "0:38" of "at 0:38 we are done"; null when it names none. */
export function momentIn({ clause, times }: Reading): Token[] | null {
  const point = times.find((item) => item.kind === "point" && item.how === "at");
  if (!point) return null;
  const opens = clause.tokens[point.from]?.word ?? "";
  return clause.tokens.slice(point.from + (atWords.has(opens) || whenWords.has(opens) ? 1 : 0), point.to);
}

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
    const end = pronouns.has(tokens[border + 1]?.word ?? "") ? border + 2 : border + 1;
    return isOver(end) ? [...tokens.slice(0, border + 1), ...moment, ...tokens.slice(end)] : tokens;
  }
  const rest = tokens.findIndex(({ word }) => rests.has(word));
  const goes = clauseOf(tokens).phrases.some(({ concepts }) => concepts.has("remove"));
  const token = tokens[rest];
  if (!token || !goes || !isOver(rest + 1)) return tokens;
  return [...tokens.slice(0, rest), { ...token, kind: "word", word: "after" }, ...moment, ...tokens.slice(rest + 1)];
}
