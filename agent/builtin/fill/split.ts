import { clock, set } from "../../words.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";
import type { Range } from "./range.ts";

const removing: readonly Concept[] = ["remove", "stop", "undo", "noneOf"];

export function fillSplit(reading: Reading): Filled {
  const point: { atMs: number; named?: Range; how?: string } | null =
    reading.time("point") ?? spanBorder(reading) ?? momentCounted(reading);
  const named = point ? null : reading.named(placeWords(reading));
  const atMs = point?.atMs ?? named?.startMs;
  if (atMs === undefined)
    return ask(
      "Where should I split it, and which part should go? For example **split at 0:20 and drop the first part**. Where?",
      { tool: "split", say: "split" },
    );
  const removeSegment = sideThatGoes(reading);
  if (!removeSegment)
    return ask(`Which part should go when I split at ${clock(atMs)}: the one before or the one after?`, {
      ...{ tool: "split", input: { atMs: Math.round(atMs) }, say: `split at ${atMs / 1000}s and drop the part` },
      offers: [
        { name: "before", value: "before" },
        { name: "after", value: "after" },
      ],
    });
  return calls({ tool: "split", input: { atMs: Math.round(pointStart(point, atMs)), removeSegment } });
}

/** "split at the cart page, remove the beginning": the words up to the part that goes. */
function placeWords(reading: Reading): string {
  const { tokens } = reading.clause;
  const mark = tokens.findIndex((token, at) => at > 0 && token.kind === "mark");
  const verb = reading.clause.phrases.find(
    (phrase) => phrase.from > 0 && (phrase.concepts.has("remove") || phrase.concepts.has("keep")),
  );
  const end = Math.min(mark > 0 ? mark : tokens.length, verb?.from ?? tokens.length);
  return tokens
    .slice(1, end)
    .map((token) => token.word)
    .join(" ");
}

const pointStart = (point: { named?: Range; how?: string } | null, atMs: number): number =>
  point?.how === "after" ? atMs : (point?.named?.startMs ?? atMs);

function spanBorder(reading: Reading): { atMs: number } | null {
  const middle = reading.word("middle", "half", "halfway", "mitte", "mitad", "two", "medio");
  return middle &&
    reading.times.every((item) => item.kind !== "point") &&
    /middle|half ?way|(?:in|at|by|the) half\b(?! (?:a|of a)\b)|in two|mitte|mitad|medio/.test(
      reading.source.toLowerCase(),
    )
    ? { atMs: reading.lengthMs / 2 }
    : null;
}

/** "split it on 29 seconds": a length that is counted from the beginning. */
function momentCounted(reading: Reading): { atMs: number } | null {
  const duration = reading.time("duration");
  const before = duration && reading.clause.tokens[duration.from - 1]?.word;
  return duration && set("on by around about bei en").has(before ?? "") ? { atMs: duration.ms } : null;
}

const firstPart =
  /\b(first|1st|beginning|start|before|earlier|left|erste[nr]?|anfang|davor|primera?|principio|antes|front|opening|initial|former)\b/;
const lastPart =
  /\b(second|2nd|last|end|ending|after|later|rest|remainder|right|remaining|zweite[nr]?|letzte[nr]?|ende|danach|segunda?|ultima|final|despues|resto|follows|tail|latter)\b/;

function sideThatGoes(reading: Reading): "before" | "after" | null {
  const { tokens, phrases } = reading.clause;
  const isVerb = (concepts: readonly Concept[]) => (phrase: (typeof phrases)[number]) =>
    concepts.some((one) => phrase.concepts.has(one)) && !phrase.concepts.has("split");
  const keeps = phrases.some(isVerb(["keep"]));
  if (!keeps && !phrases.some(isVerb(removing)) && !reading.word("wirf", "throw", "tira", "weg")) return null;
  const splitAt = phrases.find((phrase) => phrase.concepts.has("split"))?.to ?? 0;
  const words = tokens
    .map((token, at) =>
      at < splitAt || reading.times.some((item) => at >= item.from && at < item.to && item.kind === "point")
        ? ""
        : token.word,
    )
    .join(" ");
  const first = firstPart.test(words);
  const last = lastPart.test(words) || reading.times.some((item) => item.kind === "span" && item.how === "last");
  const head = first || reading.times.some((item) => item.kind === "span" && item.how === "first");
  if (head === last) return null;
  return head === keeps ? "after" : "before";
}
