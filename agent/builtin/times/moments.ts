import { set } from "../../words.ts";
import type { Found, Item, Named, TimeItem } from "./item.ts";
import type { TimeWords } from "./timeWords.ts";
import {
  afterWords,
  appearingPairs,
  appearingWords,
  atWords,
  badOutcomes,
  beforeWords,
  endWords,
  forWords,
  goodOutcomes,
  middleWords,
  passiveWords,
  pieceWords,
  sayingWords,
  startWords,
  untilWords,
  whenWords,
} from "./words.ts";

/** "before the cart page", "after 0:30", "until 26 s". */
export function border(words: TimeWords, start: number): Item {
  const beside = besideIt(words, start);
  if (beside) return beside;
  const how = words.is(start, beforeWords)
    ? "before"
    : words.is(start, afterWords)
      ? "after"
      : words.is(start, untilWords) || words.phrase(start, "up to")
        ? "until"
        : null;
  if (!how || namesEdit(words, start + 1)) return null;
  let at = start + (words.phrase(start, "up to") ? 2 : 1);
  if (words.is(at, set("to of de del dem que"))) at += 1;
  const outcome = outcomeFrom(words, at);
  if (outcome) return { kind: "point", atMs: outcome.ms, how, named: outcome.named, from: start, to: outcome.next };
  const gone = goneFrom(words, at);
  if (gone) return { kind: "point", atMs: gone.ms, how, named: gone.named, isGone: true, from: start, to: gone.next };
  const border = words.point(at, true) ?? saying(words, at) ?? words.namedPoint(at, new Set()) ?? appearance(words, at);
  if (!border) {
    const rest = words.wordsUntilBoundary(at);
    return rest.text && how !== "until" ? { kind: "unknown", words: rest.text, from: start, to: rest.next } : null;
  }
  const named = "named" in border ? (border.named as Named) : undefined;
  const shown = named && comesUp(words, at, border.next) ? named : undefined;
  const isOver = how === "after" && named && !named.thing;
  const shownMs = shown && (shown.seenMs ?? shown.startMs) + (how === "after" ? TAKEN_IN_MS : 0);
  const atMs = shownMs ?? (isOver ? named.endMs : (named?.startMs ?? border.ms));
  const point = { kind: "point", atMs, how, from: start, to: border.next, ...(named ? { named } : {}) } as const;
  return shown ? { ...point, comesUp: true } : point;
}

/** "alles davor", "lo de antes": on one side of what was named before in the same message. */
function besideIt(words: TimeWords, start: number): Item {
  const isBefore = words.is(start, set("davor antes"));
  const it = isBefore || words.is(start, set("danach despues")) ? words.context.named("it") : null;
  const [how, atMs] = isBefore ? (["before", it?.startMs] as const) : (["after", it?.endMs] as const);
  return it && atMs !== undefined ? { kind: "point", atMs, how, from: start, to: start + 1 } : null;
}

/** What has just come up is looked at for so long before it is over. */
const TAKEN_IN_MS = 1500;

/** "the discount appears": the thing is seen, which may be used much later. */
const comesUp = (words: TimeWords, from: number, to: number): boolean =>
  words.tokens.slice(from, to + 1).some((_, at) => isComingUp(words, from + at));

const isComingUp = (words: TimeWords, at: number): boolean =>
  words.is(at, appearingWords) || appearingPairs.has(`${words.word(at)}_${words.word(at + 1)}`);

/** "the error goes away", "the toast is gone": when it is no longer seen. */
export function goneFrom(words: TimeWords, start: number): Found<{ ms: number; named: Named }> {
  const { next } = words.wordsUntilBoundary(start);
  for (let at = start + 1; at <= next; at += 1) {
    const isPair = words.is(at, set("is are has goes go ist sind")) && words.is(at + 1, goneAfterVerb);
    if (!isPair && !words.is(at, goneVerbs)) continue;
    const named = words.context.named(words.textOf(start, at)) ?? words.context.seen(words.textOf(start, at));
    return named && { ms: named.goneMs ?? named.endMs, named, next: at + (isPair ? 2 : 1) };
  }
  return null;
}
const goneAfterVerb = set("away gone over disappeared vanished weg verschwunden");
const goneVerbs = set("disappears disappear vanishes vanish closes verschwindet desaparece");

/** "the total drops to 270", "it says 15 % off", "the button says “Saved”". */
function saying(words: TimeWords, start: number): Found<{ ms: number; named: Named }> {
  const { next } = words.wordsUntilBoundary(start);
  const verb = words.tokens.findIndex(
    (_, at) => at >= start && at < next && words.is(at, sayingWords) && !isComingUp(words, at),
  );
  if (verb < 0) return null;
  const from = words.is(verb + 1, set("to at auf bei a en")) ? verb + 2 : verb + 1;
  for (let end = words.tokens[next]?.kind === "quoted" ? next + 1 : next; end > from; end -= 1) {
    const named = words.context.seen(`${words.textOf(start, verb)} ${words.textOf(from, end)}`);
    if (named && (named.thing || words.is(verb, readingWords))) return { ms: named.startMs, named, next: end };
  }
  // "it says tue 24 nov": figures are read as well
  let end = Math.max(from, next);
  while (set("word number percent quoted").has(words.tokens[end]?.kind ?? "") && !words.isBorder(end)) end += 1;
  const read = words.is(verb, readingWords) ? words.context.reads(words.textOf(from, end)) : null;
  if (read) return { ms: read.startMs, named: read, next: end };
  // "wenn die Summe auf 270 fällt"
  const named = words.context.seen(words.textOf(start, verb));
  return named?.thing ? { ms: named.startMs, named, next: verb + 1 } : null;
}

const readingWords = set("say says reads read sagt steht dice pone");

/** "the discount line when it turns up": the thing that was named before. */
function itself(words: TimeWords, start: number, from: number): Found<{ ms: number; named: Named }> {
  const isIt = words.is(from, set("it that this they es sie er")) && isComingUp(words, from + 1);
  const isSpanish = words.is(start, set("cuando")) && isComingUp(words, from);
  const named = isIt || isSpanish ? words.context.it(start) : null;
  return named && { ms: named.startMs, named, next: isIt ? from + 2 : from + 1 };
}

/** "the total shows up", of what no step uses. */
function appearance(words: TimeWords, start: number): Found<{ ms: number; named: Named }> {
  const { next } = words.wordsUntilBoundary(start);
  for (let at = start + 1; at <= next; at += 1) {
    if (!words.is(at, appearingWords)) continue;
    const named = words.context.seen(words.textOf(start, at));
    return named && { ms: named.startMs, named, next: at + 1 };
  }
  return null;
}

/** "at 0:18", "@ 30s", "at the end", "when they click Apply". */
export function moment(words: TimeWords, start: number): Item {
  const piece = words.pastArticles(start);
  const then = instant(words, start, piece);
  if (then) return then;
  if (words.is(piece, pieceWords)) {
    // "the end where they pick a day": what happens there says which end.
    const found = words.is(piece + 1, whenWords) ? moment(words, piece + 1) : pieceThatSays(words, piece + 1);
    return found?.kind === "point" && found.named ? { ...found, from: start } : null;
  }
  if (words.is(start, whenWords)) {
    const from = words.phrase(start, "as soon as") ? start + 3 : start + 1;
    const outcome = outcomeFrom(words, from);
    if (outcome)
      return { kind: "point", atMs: outcome.ms, how: "at", named: outcome.named, from: start, to: outcome.next };
    const found = whenItIs(words, start, from);
    if (found) return found;
  }
  // "a los 18 segundos": at, and an article
  const isSpanish = words.is(start, set("a")) && words.is(start + 1, set("los las"));
  // "a caption over the end"
  const isOverEdge =
    words.is(start, set("over during wahrend durante")) && isEdge(words, words.pastArticles(start + 1));
  const prefixed = isOverEdge || isSpanish || words.is(start, atWords) || words.is(start, set("in im al zu"));
  const at = prefixed ? start + 1 : start;
  if (!prefixed) {
    const token = words.tokens[start];
    const isUnitFirst = token?.kind === "word" && words.unitMs(start) !== null && words.number(start + 1) !== null;
    if (token?.kind !== "timecode" && !isUnitFirst) return null;
  }
  // "in 30 seconds" is a length, "in the middle" a moment.
  if (words.is(start, set("in im zu")) && !words.is(words.pastArticles(at), middleWords)) return null;
  const found = words.point(at, words.is(start, set("at @ um en")));
  // "at 15 secs max" is a length.
  if (!found || words.is(found.next, set("max maximum tops top maximal maximo long lang"))) return null;
  if (words.is(start, set("by on about")) && words.length(at)) return null;
  // "could it be around 12 seconds": how long
  if (words.is(start - 1, set("be last take")) && words.length(at)) return null;
  return { kind: "point", atMs: found.ms, how: "at", from: start, to: found.next };
}

const isEdge = (words: TimeWords, at: number): boolean =>
  (words.is(at, startWords) || words.is(at, endWords)) && !words.is(at + 1, set("of von de del"));

/** "they click Apply", "it turns up": what comes after "when". */
function whenItIs(words: TimeWords, start: number, from: number): Item {
  const gone = goneFrom(words, from);
  if (gone)
    return { kind: "point", how: "at", named: gone.named, isGone: true, atMs: gone.ms, from: start, to: gone.next };
  const found =
    itself(words, start, from) ??
    saying(words, from) ??
    deed(words, from) ??
    words.namedPoint(from, new Set()) ??
    appearance(words, from);
  if (!found) return null;
  const { named, next } = found;
  const point = { kind: "point", how: "at", named, from: start, to: next } as const;
  if (!comesUp(words, start, next)) return { ...point, atMs: found.ms };
  return { ...point, atMs: named.seenMs ?? named.startMs, comesUp: true };
}

/** "when the code is accepted", "after the card gets rejected": what is said of it then. */
function outcomeFrom(words: TimeWords, start: number): Found<{ ms: number; named: Named }> {
  const { next } = words.wordsUntilBoundary(start);
  for (let at = start + 1; at < next; at += 1) {
    const from = words.is(at, passiveWords) ? at + 1 : at;
    const isPair = words.is(from + 1, set("through"));
    const word = isPair ? `${words.word(from)}_through` : words.word(from);
    const isGood = goodOutcomes.has(word);
    if (!isGood && !badOutcomes.has(word)) continue;
    const used = words.context.named(words.textOf(start, at));
    const named = used && (words.context.outcome(used.name, isGood) ?? used);
    return named && { ms: named.momentMs, named, next: from + (isPair ? 2 : 1) };
  }
  return null;
}

/** "the moment the discount comes in", "the second it pops up" */
function instant(words: TimeWords, start: number, at: number): Item {
  if (at === start || !words.is(at, set("moment momento second instant"))) return null;
  const { next } = words.wordsUntilBoundary(at + 1);
  return comesUp(words, at + 1, next) ? whenItIs(words, start, at + 1) : null;
}

/** "the part that says 15 % off" */
function pieceThatSays(words: TimeWords, at: number): Item {
  if (!words.is(at, set("that which die der que")) || !words.is(at + 1, readingWords)) return null;
  const found = saying(words, at);
  return found && { kind: "point", atMs: found.ms, how: "at", named: found.named, from: at, to: found.next };
}

/** "while he's typing": nothing but who does what. */
function deed(words: TimeWords, start: number): Found<{ ms: number; named: Named }> {
  const { text, next } = words.wordsUntilBoundary(start);
  const named = words.context.deed(text);
  return named && { ms: named.momentMs, named, next };
}

export function duration(words: TimeWords, start: number): Item {
  const long = words.length(start);
  if (!long) return null;
  return { kind: "duration", ms: long.ms, how: howLong(words, start, long.next), from: start, to: long.next };
}

function howLong(words: TimeWords, start: number, next: number): Extract<TimeItem, { kind: "duration" }>["how"] {
  const before = words.word(start - 1);
  const two = `${words.word(start - 2)} ${before}`;
  if (["by", "um"].includes(before) || two === "weniger als x") return "by";
  if (words.is(next, set("longer shorter"))) return "by";
  if (
    set(
      "under below max maximum than most within unter hochstens maximal maximo bajo menos mucho limit exceeding als",
    ).has(before) ||
    two === "up to"
  )
    return "under";
  if (set("to auf in into at zu").has(before)) return "to";
  if (forWords.has(before) || ["long", "lang"].includes(words.word(next))) return "for";
  return "plain";
}

/** "before the last change": a version, no moment of the video. */
function namesEdit(words: TimeWords, start: number): boolean {
  const at = words.is(start, set("the that my your our this der die el la")) ? start + 1 : start;
  const noun = words.is(at, set("last latest previous newest letzten ultimo ultima")) ? at + 1 : at;
  return noun > start && words.is(noun, set("change changes edit edits anderung cambio"));
}
