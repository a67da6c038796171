import { set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { clauseOf, type Phrase } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { copulas, determiners, subjects } from "./sentence.ts";

const imperatives = concepts(
  "zoom zoomOut trim remove keep split shorten faster slower play crop redact caption add write change make exportVerb exporting share undo restore record rerecord stop begin finish approve reject show schedule unsubscribe focusOn",
);

/** "zoom on it": begins with something to do. */
export function isImperative(tokens: readonly Token[], from: number): boolean {
  const first: Phrase | undefined = clauseOf(tokens).phrases.find((phrase) => phrase.to > from);
  if (!first || first.from > from || subjects.has(wordAt(tokens, from)) || determiners.has(wordAt(tokens, from)))
    return false;
  // "speed is too hectic", "zoom looks odd"
  if (wordAt(tokens, first.to) !== "es" && copulas.has(wordAt(tokens, first.to))) return false;
  return imperatives.some((concept) => first.concepts.has(concept));
}

/** "so I reject", "we approve this": to say it is to do it. */
export function isVerdict(tokens: readonly Token[], from: number): boolean {
  if (!set("i we ich wir").has(wordAt(tokens, from))) return false;
  return clauseOf(tokens).phrases.some(
    (phrase) => phrase.from === from + 1 && (phrase.concepts.has("approve") || phrase.concepts.has("reject")),
  );
}
