import { set } from "../../words.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import type { Phrase } from "../words/clause.ts";
import type { Reading } from "../words/reading.ts";
import { pictureRows } from "./pictureRows.ts";
import { recordingRows } from "./recordingRows.ts";
import type { Row } from "./row.ts";
import { slots } from "./slots.ts";
import { timeRows } from "./timeRows.ts";
import { versionRows } from "./versionRows.ts";

/** A pattern's terms: one of the choices is said, or none of them is. */
type Term = { absent: boolean; choices: readonly string[] };
type Pattern = { terms: readonly Term[]; saysNot: boolean };

const table = [...recordingRows, ...versionRows, ...pictureRows, ...timeRows].map((row: Row) => ({
  row,
  patterns: row.says.map(patternOf),
}));

function patternOf(text: string): Pattern {
  const terms = text.split(" ").map((term) => {
    const absent = term.startsWith("!");
    return { absent, choices: (absent ? term.slice(1) : term).split("|") };
  });
  return { terms, saysNot: /\b(not|noneOf)\b/.test(text) };
}

export type Match = { row: Row; declined: boolean };

/** The meaning of a clause by the table, or null. */
export function match(reading: Reading): Match | null {
  const negated = reading.has("not", "noneOf");
  for (const { row, patterns } of table) {
    const pattern = patterns.find(({ terms }) => agrees(terms, reading));
    if (pattern) return { row, declined: negated && !pattern.saysNot && isDeclining(reading) };
  }
  return null;
}

/** "not" before the wish declines it; "not longer than" and "no, make it square" do not. */
function isDeclining(reading: Reading): boolean {
  const { tokens, phrases } = reading.clause;
  const isLoneNo = (phrase: Phrase): boolean =>
    phrase.to - phrase.from === 1 && tokens[phrase.from]?.word === "no" && !isNounOfDeed(tokens[phrase.to]?.word ?? "");
  const phrase = phrases.find((one) => (one.concepts.has("not") || one.concepts.has("noneOf")) && !isLoneNo(one));
  if (!phrase) return false;
  const before = phrases.filter(
    (one) => one.to <= phrase.from && !isLoneNo(one) && !one.concepts.has("filler") && !one.concepts.has("okay"),
  );
  return before.length === 0;
}

/** "no cutting", "no zooms": what is done, as a noun. */
const isNounOfDeed = (word: string): boolean => /(?:ing|[^s]s)$/.test(word) && !set("its this thats").has(word);

const agrees = (terms: readonly Term[], reading: Reading): boolean =>
  terms.every(({ absent, choices }) => choices.some((choice) => holds(choice, reading)) !== absent);

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
