import { isPage } from "../../context.ts";
import { describe } from "../../resolve/ground.ts";
import { clock, seconds } from "../../words.ts";
import { placeIn } from "../grammar.ts";
import type { Concept } from "../lexicon.ts";
import type { Reading } from "../reading.ts";
import type { TimeItem } from "../times.ts";
import { ask, calls, type Filled } from "./filled.ts";

type Range = { startMs: number; endMs: number };
const round = ({ startMs, endMs }: Range): Range => ({ startMs: Math.round(startMs), endMs: Math.round(endMs) });

/** Words for keeping and for taking away share their time words: what is meant is the part, and which side of it stays. */
export function fillTrim(reading: Reading): Filled {
  const keeps = keptPart(reading);
  const isWhole = keeps !== null && keeps.startMs <= 0 && keeps.endMs === reading.lengthMs;
  if (keeps && !isWhole) return calls({ tool: "trim", input: round(keeps) });
  return askWhichPart(reading, "keep");
}

export function fillCut(reading: Reading): Filled {
  const goes = removedPart(reading);
  if (!goes) return askWhichPart(reading, "cut");
  const { startMs, endMs } = round(goes);
  const lengthMs = reading.lengthMs;
  const verb = reading.has("trim") && !reading.word("out") ? "trim" : "cut";
  if (verb === "trim" && startMs <= 0 && endMs < lengthMs)
    return calls({ tool: "trim", input: { startMs: endMs, endMs: lengthMs } });
  if (verb === "trim" && endMs >= lengthMs && startMs > 0)
    return calls({ tool: "trim", input: { startMs: 0, endMs: startMs } });
  return calls({ tool: "cut", input: { startMs: Math.max(0, startMs), endMs } });
}

function askWhichPart(reading: Reading, verb: string): Filled {
  const unknown = reading.time("unknown")?.words ?? unknownPlace(reading);
  const parts = partsOf(reading);
  const seen = unknown ? `I do not see “${unknown}” in this video. ` : "";
  return ask(
    `${seen}Which part should I ${verb}? Give me times such as 0:05–0:12${parts ? `, or a part such as ${parts}` : ""}. What shall it be?`
      .replace("? Give", ": give")
      .replace(". What shall it be?", "?"),
  );
}

function unknownPlace(reading: Reading): string {
  const words = reading.elementWords(["remove", "trim", "keep", "begin", "finish", "whole", "stop", "not", "shorten"]);
  const meaningful = words
    .split(" ")
    .filter(
      (word) =>
        word.length > 3 &&
        !["something", "part", "with", "bits", "parts", "from", "that", "video", "everything", "where"].includes(word),
    );
  return meaningful.join(" ").slice(0, 60);
}

function partsOf(reading: Reading): string {
  const pages = [...new Set(reading.context.shots.filter((shot) => isPage(shot)).map((shot) => shot.label))];
  return pages
    .slice(0, 2)
    .map((label) => `**${label}**`)
    .join(" or ");
}

const removing: readonly Concept[] = ["remove", "stop", "undo", "noneOf"];

/** What stays, of "keep", "trim to", "start at", "end at", and of taking a beginning or an end away. */
function keptPart(reading: Reading): Range | null {
  const lengthMs = reading.lengthMs;
  const items = reading.times;
  const keep = reading.has("keep", "except");
  const range = items.find((item) => item.kind === "span");
  const begins = reading.has("begin") ? borderAfter(reading, "begin") : null;
  const ends = reading.has("finish") ? borderAfter(reading, "finish") : null;
  if (begins !== null || ends !== null) {
    const edges = keptByEdges(items, lengthMs);
    if (edges && range?.kind === "span" && range.how !== "range") return edges;
    return { startMs: begins ?? 0, endMs: ends ?? lengthMs };
  }
  if (range?.kind === "span") {
    if (keep || range.how === "range") return range;
    return keptByEdges(items, lengthMs) ?? range;
  }
  const border = items.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && item.how !== "at",
  );
  if (border) return keptByBorder(border, keep, lengthMs);
  const place = items.find((item) => item.kind === "point" && item.named);
  if (place?.kind === "point" && place.named) return place.named;
  const named = placeIn(reading);
  if (named) return named;
  const point = reading.time("point");
  return point ? { startMs: point.atMs, endMs: lengthMs } : null;
}

/** "The first 2 and the last 3 seconds" taken away from both ends at once. */
function keptByEdges(items: readonly TimeItem[], lengthMs: number): Range | null {
  let startMs = 0;
  let endMs = lengthMs;
  for (const item of items) {
    if (item.kind !== "span") continue;
    if (item.how === "first") startMs = Math.max(startMs, item.endMs);
    if (item.how === "last") endMs = Math.min(endMs, item.startMs);
  }
  if (startMs === 0 && endMs === lengthMs) return null;
  return { startMs, endMs };
}

function keptByBorder(border: Extract<TimeItem, { kind: "point" }>, keep: boolean, lengthMs: number): Range {
  const { how, atMs } = border;
  const keepsLater = how === "from" ? true : how === "until" ? false : keep ? how === "after" : how === "before";
  return keepsLater ? { startMs: atMs, endMs: lengthMs } : { startMs: 0, endMs: atMs };
}

/** The moment that follows "start" or "end": a time, or when something happens. */
function borderAfter(reading: Reading, edge: "begin" | "finish"): number | null {
  const verb = reading.clause.phrases.find((phrase) => phrase.concepts.has(edge));
  if (!verb) return null;
  const other = reading.clause.phrases.find(
    (phrase) => phrase.from > verb.from && phrase.concepts.has(edge === "begin" ? "finish" : "begin"),
  );
  const until = other?.from ?? Number.POSITIVE_INFINITY;
  const items = reading.times.filter((item) => item.from >= verb.from && item.from < until);
  for (const item of items) {
    if (item.kind === "point") return pointOfEdge(item, edge);
    if (item.kind === "span" && item.how === "range") return edge === "begin" ? item.startMs : item.endMs;
  }
  if (reading.times.some((item) => item.kind === "span" && item.from <= verb.from && item.to > verb.from)) return null;
  const words = reading.clause.tokens
    .slice(verb.to, Math.min(until, reading.clause.tokens.length))
    .map((token) => token.word);
  const named = reading.named(words.join(" "));
  return named ? (edge === "begin" ? named.startMs : named.endMs) : null;
}

function pointOfEdge(item: Extract<TimeItem, { kind: "point" }>, edge: "begin" | "finish"): number {
  if (!item.named) return item.atMs;
  if (item.how === "before") return edge === "begin" ? Math.max(0, item.named.startMs - 500) : item.named.startMs;
  if (item.how === "after") return item.named.endMs;
  return edge === "begin" ? Math.max(item.named.startMs, item.atMs - 1000) : item.named.endMs;
}

/** What goes, of "cut", "remove", "skip" and the like. */
function removedPart(reading: Reading): Range | null {
  const lengthMs = reading.lengthMs;
  const span = reading.time("span");
  if (span) return span;
  const points = reading.times.filter((item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point");
  const duration = reading.time("duration");
  const from = points.find((point) => point.how === "from") ?? points.find((point) => point.how === "at");
  const until = points.find((point) => point.how === "until");
  if (from && until) return { startMs: from.atMs, endMs: until.atMs };
  const border = points.find((point) => point.how !== "at");
  if (border && !duration) {
    const { how, atMs } = border;
    return how === "before" || how === "until" ? { startMs: 0, endMs: atMs } : { startMs: atMs, endMs: lengthMs };
  }
  // "cut it off at 0:36", "stop the video at 0:30"
  if (from && !from.named && !duration && reading.word("off", "stop", "stops", "stopp"))
    return { startMs: from.atMs, endMs: lengthMs };
  if (from && duration) return { startMs: from.atMs, endMs: from.atMs + duration.ms };
  const place = placeIn(reading) ?? points.find((point) => point.named)?.named;
  return place ?? null;
}

export function fillSplit(reading: Reading): Filled {
  const point: { atMs: number; named?: Range; how?: string } | null = reading.time("point") ?? spanBorder(reading);
  const named = point ? null : reading.named(placeWords(reading));
  const atMs = point?.atMs ?? named?.startMs;
  if (atMs === undefined)
    return ask(
      "Where should I split it, and which part should go? For example **split at 0:20 and drop the first part**. Where?",
    );
  const removeSegment = sideThatGoes(reading);
  if (!removeSegment)
    return ask(`Which part should go when I split at ${clock(atMs)}: the one before or the one after?`);
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
  const middle = reading.word("middle", "half", "mitte", "mitad", "two", "medio");
  return middle &&
    reading.times.every((item) => item.kind !== "point") &&
    /middle|in half|in two|mitte|mitad|medio/.test(reading.source.toLowerCase())
    ? { atMs: reading.lengthMs / 2 }
    : null;
}

const firstPart =
  /\b(first|beginning|start|before|earlier|left|erste[nr]?|anfang|davor|primera?|principio|antes|front|opening|initial|former)\b/;
const lastPart =
  /\b(second|last|end|ending|after|later|rest|remainder|right|remaining|zweite[nr]?|letzte[nr]?|ende|danach|segunda?|ultima|final|despues|resto|follows|tail|latter)\b/;

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

export function fillSpeed(reading: Reading): Filled {
  if (reading.clause.tokens.length === 1 && reading.word("speed")) return askSpeed();
  const range = reading.time("span") ?? borderRange(reading) ?? placeIn(reading) ?? momentRange(reading);
  const rate = rateOf(reading, range !== null);
  if (rate === null) return askSpeed();
  if (rate > 16 || rate < 0.1)
    return ask(`I can play it between 0.1× and 16×, not at ${rate}×. Which speed shall it be?`);
  const unknown = reading.time("unknown") ?? (range ? undefined : unknownPart(reading));
  if (unknown) return ask(`I do not see “${unknown.words}” in this video. Which part should play at ${rate}×?`);
  return calls({ tool: "speed", input: { rate, ...(range ? round(range) : {}) } });
}

/** "the checkout part" of a video that has none. */
function unknownPart(reading: Reading): { words: string } | undefined {
  const words = reading.elementWords(["faster", "slower", "play", "make", "whole", "instead", "not"]);
  const { content, loose, roles } = describe(words);
  const named = reading.clause.tokens.some(
    (token, at) =>
      ["the", "den", "die", "das", "el", "la"].includes(token.word) &&
      reading.clause.tokens[at + 1]?.word === content[0]?.literal.split(" ")[0],
  );
  const isPart = named || loose || roles.some((role) => role === "page" || role === "section");
  return isPart && content.length > 0 ? { words: content.map((word) => word.literal).join(" ") } : undefined;
}

const askSpeed = (): Filled => ask("How fast should it play: for example **2×**, **1.5×** or **half speed**?");

function borderRange(reading: Reading): Range | null {
  const border = reading.times.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && item.how !== "at",
  );
  if (!border) return null;
  const earlier = border.how === "before" || border.how === "until";
  return earlier ? { startMs: 0, endMs: border.atMs } : { startMs: border.atMs, endMs: reading.lengthMs };
}

function momentRange(reading: Reading): Range | null {
  const point = reading.time("point");
  if (!point) return null;
  const duration = reading.time("duration");
  if (duration) return { startMs: point.atMs, endMs: Math.min(reading.lengthMs, point.atMs + duration.ms) };
  return point.named ?? null;
}

const numberWord = /\b(twice|doubled?|doppelt|doble|triple|thrice|dreifach|quadruple)\b/;
const factorsOfWords: Record<string, number> = {
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

function rateOf(reading: Reading, isPart: boolean): number | null {
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
  if (word) return slower ? Number((1 / (factorsOfWords[word] ?? 2)).toFixed(3)) : (factorsOfWords[word] ?? 2);
  if (/half (?:the |of the )?(?:speed|pace|tempo)|half as fast|(?:to|by|at) half|halb|halbe|mitad/.test(text))
    return 0.5;
  if (/quarter (of )?(the )?speed|viertel/.test(text)) return 0.25;
  if (slower) return reading.has("little") ? 0.75 : reading.has("more") ? 0.4 : 0.5;
  if (reading.has("little")) return 1.25;
  if (reading.has("more")) return isPart ? 3 : 2;
  return isPart ? 2 : 1.5;
}

function factorIn(text: string): number | undefined {
  const found =
    /\b(?:factor (?:of )?|by )(\d+(?:\.\d+)?)\b(?! (?:s|sec))|\b(\d+(?:\.\d+)?) ?(?:times|mal|veces|fold)\b|\bspeed (?:of |to )?(\d+(?:\.\d+)?)\b|\brate (?:of |to )?(\d+(?:\.\d+)?)\b/.exec(
      text,
    );
  const value = found?.slice(1).find((one) => one !== undefined);
  return value === undefined ? undefined : Number(value);
}

/** How short: a length, a share of now, or as much as the pauses allow. */
export function fillShorten(reading: Reading): Filled {
  const lengthMs = reading.lengthMs;
  const text = reading.clause.tokens
    .map((token) => (token.kind === "number" ? String(token.value) : token.word))
    .join(" ");
  const durations = reading.times.filter(
    (item): item is Extract<TimeItem, { kind: "duration" }> => item.kind === "duration",
  );
  const bare = /\b(?:to|under|below|auf|unter|a|in)\s+(\d{1,3})$/.exec(text)?.[1];
  if (bare !== undefined && Number(bare) >= 3) return toLength(reading, Number(bare) * 1000);
  // "42 seconds is too long, make it 20 seconds": the length it has is not the one to reach.
  const duration = durations.find((item) => item.ms < lengthMs) ?? durations[0];
  const point = reading.times.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && !item.named,
  );
  if (duration) {
    const by =
      duration.how === "by" ||
      /\b(shorter|kurzer|corto|less|off)\b/.test(wordsAfter(reading, duration.to)) ||
      reading.word("remove") ||
      cutsOff(reading, duration);
    const targetMs = by ? lengthMs - duration.ms : duration.ms;
    return toLength(reading, targetMs);
  }
  if (point && reading.has("under", "shorten")) return toLength(reading, point.atMs);
  const share = shareIn(reading, text);
  if (share !== null)
    return share > 0 && share < 1
      ? calls({ tool: "shorten", input: { factor: Number(share.toFixed(3)) } })
      : ask(`It is ${seconds(lengthMs)} long now. How long should it be?`);
  const place = placeToHurry(reading);
  if (place) return calls({ tool: "speed", input: { rate: 2, ...round(place) } });
  if (reading.has("little")) return calls({ tool: "shorten", input: { factor: 0.85 } });
  if (reading.has("more") && !reading.word("too") && !/way too/.test(text))
    return calls({ tool: "shorten", input: { factor: 0.6 } });
  return calls({ tool: "shorten", input: {} });
}

function toLength(reading: Reading, targetMs: number): Filled {
  const lengthMs = reading.lengthMs;
  if (targetMs <= 0) return ask(`It is ${seconds(lengthMs)} long, so that would leave nothing. How long should it be?`);
  if (targetMs >= lengthMs)
    return ask(`It is ${seconds(lengthMs)} long, which is under ${seconds(targetMs)} already. How long should it be?`);
  return calls({ tool: "shorten", input: { targetMs: Math.round(targetMs) } });
}

/** "cut 5 seconds": a length to lose, unless a word makes it the length to reach. */
function cutsOff(reading: Reading, duration: Extract<TimeItem, { kind: "duration" }>): boolean {
  return (
    reading.has("remove") &&
    duration.how === "plain" &&
    !reading.has("under") &&
    !reading.has("shorten") &&
    !reading.word("down", "to", "long", "version")
  );
}

const wordsAfter = (reading: Reading, at: number): string =>
  reading.clause.tokens
    .slice(at)
    .map((token) => token.word)
    .join(" ");

function placeToHurry(reading: Reading): Range | null {
  if (!reading.word("shorten", "shorter", "tighten", "condense", "kurze", "acorta")) return null;
  const words = reading.elementWords([
    "shorten",
    "make",
    "whole",
    "remove",
    "trim",
    "bigger",
    "smaller",
    "longerWord",
    "shorterWord",
    "again",
    "demo",
    "keep",
    "under",
  ]);
  const named = words ? reading.named(words) : null;
  const changed = reading.context.shots.some(
    (shot) => shot.changed && named && shot.startMs < named.endMs && shot.endMs > named.startMs,
  );
  return changed ? null : named;
}

function shareIn(reading: Reading, text: string): number | null {
  const percent = reading.first("percent")?.value;
  if (percent !== undefined)
    return /\b(to|auf|al)\b/.test(text) && !/shorter|kurzer|\bby\b/.test(text) ? percent / 100 : 1 - percent / 100;
  if (/(2|two|both) thirds|zwei drittel|dos tercios/.test(text)) return /shorter|by|off/.test(text) ? 1 / 3 : 2 / 3;
  if (/(3|three) quarters|drei viertel/.test(text)) return /shorter|by|off/.test(text) ? 0.25 : 0.75;
  if (/\bthird|drittel|tercio/.test(text)) return /shorter|by|off|kurzer|corto/.test(text) ? 2 / 3 : 1 / 3;
  if (/\bquarter|viertel|cuarto/.test(text)) return /shorter|by|off|kurzer|corto/.test(text) ? 0.75 : 0.25;
  if (/\bhalf|halve|halb|halfte|mitad/.test(text)) return 0.5;
  const times = reading.first("times")?.factor ?? (/twice|doppelt|doble/.test(text) ? 2 : undefined);
  return times !== undefined && times > 1 ? 1 / times : null;
}
