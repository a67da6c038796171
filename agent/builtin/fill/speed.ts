import { slice } from "../../../convex/model/timeMap.ts";
import { describe } from "../../resolve/describe.ts";
import { rateIn } from "../../resolve/time.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import { actionNamed, ordinalNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import { placeIn } from "../grammar/place.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { besidePart, pacedIn, withoutThese } from "../thread/orders/paced.ts";
import type { TimeItem } from "../times/item.ts";
import { articles, endWords, firstWords, lastWords, pieceWords, startWords } from "../times/words.ts";
import { wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { stretchBefore, stretchOfEdit } from "../words/stretches.ts";
import { doneElsewhere } from "./doneElsewhere.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { allOf } from "./history.ts";
import { type Range, round } from "./range.ts";
import { factorsOfWords, rateOf, rateSaid } from "./rates.ts";

/** `beside`: the other changes of speed in this message, of which "the rest" is what they leave. */
export function fillSpeed(reading: Reading, beside: readonly Reading[]): Filled {
  if (reading.clause.tokens.length === 1 && reading.word("speed")) return askSpeed();
  const range = rangeIn(reading);
  const rate = rateOf(reading, range !== null);
  const fitted = range === null && reading.has("faster") ? rateToFit(reading) : null;
  if (fitted !== null) return calls({ tool: "speed", input: { rate: fitted } });
  const unknown = reading.time("unknown") ?? (range ? undefined : unknownPart(reading));
  if (rate === 1 && range === null && !unknown) return normalSpeed(reading);
  if (rate === 1 && range !== null && isNormal(range, reading))
    return beside.length > 0 ? calls() : tell("That part plays at normal speed already.");
  if (rate === 1 && range !== null) {
    const edits = pacedIn(range, reading.context);
    return calls(...withoutThese(edits), ...besidePart(edits, range));
  }
  const narrowed = range && narrowedTo(round(range), rate, reading);
  if (narrowed) return narrowed;
  const spoken = saysRest(reading) ? (beside.map(rangeIn).find((one) => one !== null) ?? null) : null;
  const others = spoken ? sidesOf(spoken, reading) : reading.has("except") ? exceptFor(reading, range) : null;
  if (others) return calls(...others.map((one) => ({ tool: "speed" as const, input: { rate, ...round(one) } })));
  if (rate > 16 || rate < 0.1)
    return ask(`I can play it between 0.1× and 16×, not at ${rate}×. Which speed shall it be?`, {
      ...{ tool: "speed", say: "play it at", input: range ? round(range) : {} },
    });
  const { view } = reading;
  // "at 2×" says how fast it is to play, "2× faster" how much faster than now.
  const isAbsolute = !reading.has("faster", "slower", "more", "little");
  if (view && isAbsolute && rateIn(view.seen.map, range ?? { startMs: 0, endMs: reading.lengthMs }) === rate)
    return tell(`${range ? "That part" : "It"} plays at ${rate}× already.`);
  if (unknown) return askPart(rate, unknown.words);
  const made = calls({ tool: "speed", input: { rate, ...(range ? round(range) : {}) } });
  const elsewhere = range && doneElsewhere(reading, range);
  return elsewhere ? { ...made, beside: elsewhere } : made;
}

/** "normal speed everywhere": what was made faster or slower is taken back, also what a shortening made so. */
function normalSpeed({ view }: Reading): Filled {
  const changes = view?.draft.operations.filter((one) => one.type === "speed").length ?? 0;
  return changes > 0 ? calls(...allOf("speed", changes)) : tell("It plays at normal speed already.");
}

/** "only the phone typing should be fast": what is quickened or slowed around that part is so no more. */
function narrowedTo(part: Range, rate: number, reading: Reading): Filled | null {
  if (!reading.word("only", "just", "nur", "bloss", "solo")) return null;
  const wider = pacedIn(part, reading.context).filter(
    ({ edit }) =>
      edit.rate > 1 === rate > 1 && (edit.startMs < part.startMs - NEAR_MS || edit.endMs > part.endMs + NEAR_MS),
  );
  const now = wider.at(-1)?.edit.rate;
  if (now === undefined) return null;
  return calls(...withoutThese(wider), { tool: "speed", input: { rate: rateSaid(reading, true) ?? now, ...part } });
}
/** So near a border of a step is met. */
const NEAR_MS = 100;

const isNormal = ({ startMs, endMs }: Range, { view }: Reading): boolean =>
  view !== null && slice(view.seen.map, startMs, endMs).every(({ rate }) => rate === 1);

/** "everything at 2x except the login": all but that part, unless it is the part that the speed is said of. */
function exceptFor(reading: Reading, part: Range | null): Range[] | null {
  const exceptAt = reading.clause.phrases.find((phrase) => phrase.concepts.has("except"))?.from ?? 0;
  const rateAt = reading.clause.tokens.findIndex((token) => token.kind === "times");
  const isSaidLast =
    rateAt > exceptAt || reading.clause.phrases.some((one) => one.from > exceptAt && one.concepts.has("faster"));
  const isRestKept = reading.has("standard", "keep") || !reading.word(...allWords);
  if (!part || (isSaidLast && isRestKept)) return null;
  return sidesOf(part, reading);
}

const allWords = ["everything", "all", "anything", "whatever", "alles", "todo"];

const sidesOf = (part: Range, { lengthMs }: Reading): Range[] =>
  [
    { startMs: 0, endMs: part.startMs },
    { startMs: part.endMs, endMs: lengthMs },
  ].filter(({ startMs, endMs }) => endMs - startMs > 100);

/** "speed it up so it fits 30 seconds": as fast as that takes. */
function rateToFit(reading: Reading): number | null {
  const ms = reading.time("duration")?.ms;
  const isGoal = reading.word("fit", "fits", "its", "it", "to", "under", "lasts", "takes") && !reading.first("times");
  if (ms === undefined || !isGoal || ms >= reading.lengthMs || ms < reading.lengthMs / 16) return null;
  return Number((reading.lengthMs / ms).toFixed(3));
}

const saysRest = (reading: Reading): boolean =>
  reading.word("rest", "remainder", "others") || /\beverything else\b/i.test(reading.source);

/** The part of the video that a change of speed is said of. */
export const rangeIn = (reading: Reading): Range | null =>
  reading.time("span") ??
  borderRange(reading) ??
  comingUp(reading) ??
  placeThen(reading) ??
  momentRange(reading) ??
  stretchBefore(reading) ??
  thereIn(reading) ??
  edgeStretch(reading);

/** "slow it down there", after a zoom or a caption: while that is seen. */
const thereIn = (reading: Reading): Range | null =>
  reading.word("there", "dort", "alli", "ahi") ? stretchOfEdit(reading) : null;

/** "the error at 0:06": what is named, unless it is not there then. */
function placeThen(reading: Reading): Range | null {
  const place = placeIn(reading);
  const then = reading.times.find((item) => item.kind === "point" && item.how === "at" && !item.named);
  const isThen = then?.kind !== "point" || !place || (then.atMs >= place.startMs && then.atMs <= place.endMs);
  return isThen ? place : null;
}

/** "the checkout part" of a video that has none. */
function unknownPart(reading: Reading): { words: string } | undefined {
  const words = reading.elementWords(concepts("faster slower play make whole instead not"));
  const { content: all, loose } = describe(words);
  const content = all.filter(({ name }) => factorsOfWords[name] === undefined);
  const { tokens } = reading.clause;
  const after = (at: number): string => {
    const next = wordAt(tokens, at + 1);
    return ordinalNamed(next) === undefined ? next : wordAt(tokens, at + 2);
  };
  const isNamed = (at: number): boolean => set("the den die das el la").has(wordAt(tokens, at));
  const named = tokens.some((_, at) => isNamed(at) && after(at) === content[0]?.literal.split(" ")[0]);
  const deed = content.length === 0 ? deedNotDone(reading) : undefined;
  if (deed) return { words: deed };
  if (content.every(({ name }) => set("rest remainder else others").has(name))) return undefined;
  return (named || loose) && content.length > 0 ? { words: content.map((word) => word.literal).join(" ") } : undefined;
}

/** "the scroll", where nothing is scrolled. */
export function deedNotDone({ clause: { tokens }, context }: Reading): string | undefined {
  const deed = tokens.find(({ word }, at) => articles.has(wordAt(tokens, at - 1)) && actionNamed(word) !== undefined);
  const action = actionNamed(deed?.word ?? "");
  return deed && !context.shots.some((shot) => shot.action === action) ? deed.raw : undefined;
}

/** "the beginning", "the end" without a length: the first shots, the last ones, as many as make a stretch of it. */
export function edgeStretch(reading: Reading): Range | null {
  const { tokens } = reading.clause;
  const names = (words: ReadonlySet<string>, ordinals: ReadonlySet<string>): boolean =>
    tokens.some((token, at) => {
      const before = wordAt(tokens, at - 1);
      const isEdge = words.has(token.word) || (ordinals.has(token.word) && pieceWords.has(wordAt(tokens, at + 1)));
      return isEdge && (articles.has(before) || contracted.has(before));
    });
  const { shots } = reading.context;
  const fromStart = names(startWords, firstWords);
  const { view } = reading;
  if (!view || !(fromStart || names(endWords, lastWords))) return null;
  const spans = (fromStart ? shots : shots.toReversed()).flatMap((shot) => takeSpanToSeen(view, shot) ?? []);
  const enough = Math.min(EDGE_MS, reading.lengthMs / 4);
  const last = spans.find(({ startMs, endMs }) => (fromStart ? endMs : reading.lengthMs - startMs) >= enough);
  if (!last) return null;
  return fromStart ? { startMs: 0, endMs: last.endMs } : { startMs: last.startMs, endMs: reading.lengthMs };
}

/** Prepositions that hold an article: "am Anfang", "al final". */
const contracted = set("am beim zum im al del vom");

/** What plays faster as "the beginning" lasts this long at least: less would hardly be seen. */
const EDGE_MS = 4000;

export function askPart(rate: number, unseen?: string): Extract<Filled, { kind: "ask" }> {
  const which = `Which part should play at ${rate}×`;
  const question =
    unseen === undefined
      ? `${which}: give me times such as 0:05–0:12, or say **the whole video**?`
      : `I do not see “${unseen}” in this video. ${which}?`;
  return { kind: "ask", question, lack: { tool: "speed", say: `play at ${rate}x` } };
}

const askSpeed = (): Filled =>
  ask("How fast should it play: for example **2×**, **1.5×** or **half speed**?", { tool: "speed", say: "play it at" });

function borderRange(reading: Reading): Range | null {
  const border = reading.times.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && item.how !== "at",
  );
  if (!border) return null;
  const earlier = border.how === "before" || border.how === "until";
  return earlier ? { startMs: 0, endMs: border.atMs } : { startMs: border.atMs, endMs: reading.lengthMs };
}

/** "when the discount appears": around that moment, whatever is done with it later. */
function comingUp(reading: Reading): Range | null {
  const point = reading.times.find((item) => item.kind === "point" && item.comesUp);
  return point?.kind === "point" ? aroundMoment(point.atMs, reading) : null;
}
const BEFORE_MS = 300;
const SEEN_MS = 2000;

/** What happens then; at a mere time, what is around it. */
function momentRange(reading: Reading): Range | null {
  const point = reading.time("point");
  const isFigure = reading.clause.tokens.slice(point?.from, point?.to).some(({ kind }) => kind !== "word");
  return point ? (point.named ?? (isFigure ? aroundMoment(point.atMs, reading) : null)) : null;
}
const aroundMoment = (atMs: number, { lengthMs }: Reading): Range => ({
  startMs: Math.max(0, atMs - BEFORE_MS),
  endMs: Math.min(lengthMs, atMs + SEEN_MS),
});
