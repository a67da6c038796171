import type { Concept } from "../lexicon/lexicon.ts";
import type { Phrase } from "../words/clause.ts";
import type { Reading } from "../words/reading.ts";
import { pictureRows } from "./pictureRows.ts";
import type { Row } from "./row.ts";
import { slots } from "./slots.ts";
import { threadRows } from "./threadRows.ts";
import { timeRows } from "./timeRows.ts";

const table: readonly Row[] = [...threadRows, ...pictureRows, ...timeRows];

export type Match = { row: Row; declined: boolean };

/** The meaning of a clause by the table, or null. */
export function match(reading: Reading): Match | null {
  const negated = reading.has("not", "noneOf");
  for (const row of table) {
    for (const pattern of row.says) {
      if (!agrees(pattern, reading)) continue;
      const saysNot = /\b(not|noneOf)\b/.test(pattern);
      return { row, declined: negated && !saysNot && isDeclining(reading) };
    }
  }
  return null;
}

/** "not" before the wish declines it; "not longer than" and "no, make it square" do not. */
function isDeclining(reading: Reading): boolean {
  const { tokens, phrases } = reading.clause;
  const isLoneNo = (phrase: Phrase): boolean => phrase.to - phrase.from === 1 && tokens[phrase.from]?.word === "no";
  const phrase = phrases.find((one) => (one.concepts.has("not") || one.concepts.has("noneOf")) && !isLoneNo(one));
  if (!phrase) return false;
  const before = phrases.filter(
    (one) => one.to <= phrase.from && !isLoneNo(one) && !one.concepts.has("filler") && !one.concepts.has("okay"),
  );
  return before.length === 0;
}

function agrees(pattern: string, reading: Reading): boolean {
  return pattern.split(" ").every((term) => {
    const absent = term.startsWith("!");
    const choices = (absent ? term.slice(1) : term).split("|");
    return choices.some((choice) => holds(choice, reading)) !== absent;
  });
}

const known = new WeakMap<Reading, Map<string, boolean>>();

/** Many rows ask for the same slots, so a clause answers for each once. */
function slotHolds(name: string, reading: Reading): boolean {
  const answers = known.get(reading) ?? new Map<string, boolean>();
  known.set(reading, answers);
  const answered = answers.get(name);
  if (answered !== undefined) return answered;
  const slot = slots[name];
  if (!slot) throw new Error(`the grammar names a slot #${name} that there is none of`);
  const answer = slot(reading);
  answers.set(name, answer);
  return answer;
}

function holds(choice: string, reading: Reading): boolean {
  if (choice.startsWith("=")) return reading.word(choice.slice(1));
  if (choice.startsWith("#")) {
    return slotHolds(choice.slice(1), reading);
  }
  return reading.asks(choice as Concept);
}
