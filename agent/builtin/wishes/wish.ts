import type { Row } from "../grammar/row.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import type { Mood } from "./mood.ts";

/** One thing that a message asks for: a row of the grammar and the words that belong to it. */
export type Wish = { row: Row; reading: Reading; mood: Mood };
export type Declined = { row: Row; reading: Reading };
export type Wishes = {
  wishes: Wish[];
  /** "don't zoom": what was expressly not asked for. */
  declined: Declined[];
  /** Clauses that mean nothing here. */
  chatter: Reading[];
};

/** A clause as it was said; `corrects` when it stands in the place of what was said before it. */
export type Said = { tokens: readonly Token[]; seen: Reading; mood: Mood; corrects: boolean };
/** One with a meaning of its own. */
export type SaidWish = Said & { row: Row };

/** Reads words of the message against its thread. */
export type Read = (tokens: readonly Token[]) => Reading;
