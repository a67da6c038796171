import { fold, set } from "../../words.ts";
import { type Token, wordAt } from "./lexer.ts";

/** Numbers in words, 0 to 100, in English, German and Spanish. */
const units: Record<string, number> = {};
const addLine = (line: string, first: number, step = 1): void => {
  for (const [index, names] of line.split(" ").entries()) {
    for (const name of names.split("/")) units[fold(name)] = first + index * step;
  }
};
addLine(
  "zero/null/cero one/eins/uno two/zwei/dos three/drei/tres four/vier/cuatro five/fünf/cinco six/sechs/seis seven/sieben/siete eight/acht/ocho nine/neun/nueve ten/zehn/diez",
  0,
);
addLine(
  "eleven/elf/once twelve/zwölf/doce thirteen/dreizehn/trece fourteen/vierzehn/catorce fifteen/fünfzehn/quince sixteen/sechzehn/dieciséis seventeen/siebzehn/diecisiete eighteen/achtzehn/dieciocho nineteen/neunzehn/diecinueve",
  11,
);
addLine(
  "twenty/zwanzig/veinte thirty/dreißig/treinta forty/vierzig/cuarenta fifty/fünfzig/cincuenta sixty/sechzig/sesenta seventy/siebzig/setenta eighty/achtzig/ochenta ninety/neunzig/noventa hundred/hundert/cien",
  20,
  10,
);

const isTens = (value: number | undefined): value is number =>
  value !== undefined && value >= 20 && value <= 90 && value % 10 === 0;
export const numberNamed = (word: string): number | undefined => (Object.hasOwn(units, word) ? units[word] : undefined);

/** "two" as "2", so that a phrase of the lexicon fits whichever way its number is written. */
export const inDigits = (word: string): string => numberNamed(word)?.toString() ?? word;

export const unitWords: ReadonlySet<string> = set(
  "s sec secs second seconds sek sekunde sekunden segundo segundos min mins minute minutes minuten minuto minutos m ms frames fps percent px pixels mb megabytes am pm uhr times x",
);
const after = (tokens: readonly Token[], at: number): string => wordAt(tokens, at + 1);

/** "dreimal so schnell", "doppelt": how many times. */
function timesNamed({ word }: Token): number | undefined {
  const count = /^(\p{L}{3,})mal$/u.exec(word)?.[1];
  return count === undefined || count === "ein" ? undefined : numberNamed(count);
}

/** The same tokens with numbers in words made numbers: "twenty five", "a couple of", "half a minute" stays for times/. */
export function withNumbers(tokens: readonly Token[]): Token[] {
  const made: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = numberAt(tokens, at);
    const first = tokens[at];
    if (!first) break;
    const factor = timesNamed(first);
    if (factor !== undefined) {
      made.push({ kind: "times", factor, raw: first.raw, word: "", start: first.start, end: first.end });
      at += 1;
      continue;
    }
    if (!found) {
      made.push(first);
      at += 1;
      continue;
    }
    const last = tokens[at + found.length - 1] ?? first;
    made.push({ kind: "number", value: found.value, raw: first.raw, word: "", start: first.start, end: last.end });
    at += found.length;
  }
  return made;
}

function numberAt(tokens: readonly Token[], at: number): { value: number; length: number } | null {
  const token = tokens[at];
  if (token?.kind !== "word") return null;
  const next = tokens[at + 1];
  // "a couple of seconds", "a few seconds", "ein paar Sekunden"
  if (token.word === "couple") return { value: 2, length: after(tokens, at) === "of" ? 2 : 1 };
  if ((token.word === "few" && unitWords.has(after(tokens, at))) || token.word === "paar")
    return { value: 3, length: 1 };
  const value = numberNamed(token.word);
  if (value === undefined) return null;
  // "zero in on the error"
  if (token.word === "zero" && after(tokens, at) === "in") return null;
  const before = wordAt(tokens, at - 1);
  const isLone = numberNamed(next?.word ?? "") === undefined;
  if (["version", "step"].includes(before) || (isLone && ["number", "nummer", "numero"].includes(before)))
    return { value, length: 1 };
  // "the first one", "that one": not a number unless something is counted. "once" is Spanish for eleven, and English.
  if (
    set("one uno once null").has(token.word) &&
    after(tokens, at) !== "hundred" &&
    !unitWords.has(after(tokens, at)) &&
    next?.kind !== "mark" &&
    after(tokens, at) !== "and"
  ) {
    return null;
  }
  if (
    token.word === "one" &&
    after(tokens, at) !== "hundred" &&
    !unitWords.has(after(tokens, at)) &&
    !unitWords.has(wordAt(tokens, at + 2))
  ) {
    return after(tokens, at) === "and" && tokens[at + 2]?.word === "a" ? { value: 1, length: 1 } : null;
  }
  const skip = next?.kind === "mark" && next.mark === "-" ? 1 : 0;
  const unit = tokens[at + 1 + skip];
  const small = unit?.kind === "word" ? numberNamed(unit.word) : undefined;
  if (isTens(value) && small !== undefined && small > 0 && small < 10)
    return { value: value + small, length: 2 + skip };
  if (small === 100 && value < 10) {
    const joint = tokens[at + 2]?.word === "and" ? 1 : 0;
    const rest = numberAt(tokens, at + 2 + joint);
    const isRest = rest !== null && rest.value < 100 && rest.value > 0;
    return isRest
      ? { value: value * 100 + rest.value, length: 2 + joint + rest.length }
      : { value: value * 100, length: 2 + skip };
  }
  return { value, length: 1 };
}
