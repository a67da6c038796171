import type { Reading } from "../words/reading.ts";

/** How fast something is to play, in figures, in words for them, or as is usual. */

const numberWord = /\b(twice|doubled?|doppelt|doble|triple|thrice|dreifach|quadruple)\b/;
export const factorsOfWords: Record<string, number> = {
  twice: 2,
  double: 2,
  doubled: 2,
  doppelt: 2,
  doble: 2,
  triple: 3,
  thrice: 3,
  dreifach: 3,
  quadruple: 4,
};

export const rateOf = (reading: Reading, isPart: boolean): number =>
  rateSaid(reading, isPart) ?? usualRate(reading, isPart);

/** How fast, where that is said in figures or in words for them. */
export function rateSaid(reading: Reading, isPart: boolean): number | null {
  const slower = reading.has("slower");
  const text = reading.clause.tokens
    .map((token) => (token.kind === "number" ? String(token.value) : token.word))
    .join(" ");
  const times = reading.first("times")?.factor ?? factorIn(text);
  if (times !== undefined) return slower && times > 1 ? Number((1 / times).toFixed(3)) : times;
  const percent = reading.first("percent")?.value;
  if (percent !== undefined) {
    if (/\b(to|at|auf|al)\b/.test(text) && !/\bby\b/.test(text)) return percent / 100;
    return slower ? Number((1 - percent / 100).toFixed(3)) : 1 + percent / 100;
  }
  const word = numberWord.exec(text)?.[1];
  const factor = word && factorsOfWords[word];
  if (factor) return slower ? Number((1 / factor).toFixed(3)) : factor;
  if (/half (?:the |of the )?(?:speed|pace|tempo)|half as fast|(?:to|by|at) half|halb|halbe|mitad/.test(text))
    return 0.5;
  if (/quarter (of )?(the )?speed|viertel/.test(text)) return 0.25;
  const share = /\b(third|quarter)\b/.exec(text)?.[1] === "third" ? 1 / 3 : /\bquarter\b/.test(text) ? 1 / 4 : null;
  if (share !== null && !isPart) return Number((slower ? 1 - share : 1 + share).toFixed(3));
  return reading.has("standard") && !/ (?:than|als|que) /.test(text) ? 1 : null;
}

function usualRate(reading: Reading, isPart: boolean): number {
  const slower = reading.has("slower");
  if (slower && /too fast|too quick|rushed|hectic/i.test(reading.source)) return 0.75;
  if (slower) return reading.has("little") ? 0.85 : reading.has("more") ? 0.4 : isPart ? 0.5 : 0.75;
  if (reading.has("little")) return 1.25;
  if (reading.has("more")) return isPart ? 3 : 2;
  return isPart ? 2 : 1.5;
}

function factorIn(text: string): number | undefined {
  const found =
    /\b(?:factor (?:of )?|by )(\d+(?:\.\d+)?)\b(?! (?:s|sec))|\b(\d+(?:\.\d+)?) ?(?:times|mal|veces|fold)\b|\bspeed (?:of |to |on |at |up to )?(\d+(?:\.\d+)?)\b|\brate (?:of |to )?(\d+(?:\.\d+)?)\b|\b(?:to|at|auf|a) (\d\.\d+)\b(?! (?:s|secs?|seconds?|sekunden|segundos)\b)/.exec(
      text,
    );
  const value = found?.slice(1).find((one) => one !== undefined);
  return value === undefined ? undefined : Number(value);
}
