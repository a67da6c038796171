import type { Intent, Row } from "../grammar/row.ts";
import type { Reading } from "../reading.ts";
import type { Mood } from "./mood.ts";

/** One thing that a message asks for: a row of the grammar and the words that belong to it. */
export type Wish = { row: Row; reading: Reading; mood: Mood };
export type Wishes = {
  wishes: Wish[];
  /** "don't zoom": what was expressly not asked for. */
  declined: Intent[];
  /** Clauses that mean nothing here. */
  chatter: Reading[];
};
