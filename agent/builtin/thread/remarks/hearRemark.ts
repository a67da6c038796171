import type { Span } from "../../../../convex/model/recording.ts";
import type { ThreadContext } from "../../../context.ts";
import { type OrderWord, orderWords } from "../../lexicon/orders.ts";
import { type RemarkWord, remarkWords } from "../../lexicon/remarks.ts";
import { articles, secondUnits } from "../../times/words.ts";
import { clauseOf } from "../../words/clause.ts";
import type { Token } from "../../words/lexer.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import { thatPartAt } from "../../words/stretches.ts";
import { nouns } from "../orders/editNames.ts";
import { type Piece, piecesBy, says, written } from "../orders/orderWords.ts";

/** What is said of the edit that was just made, as one frame. All words are as they were written. */
export type Remark = {
  /**
   * What it is to be for now: a part, all but a part, all of the video, what it was not for, up to or from another moment;
   * a crop around a thing; what is to be there again, or to be as it was.
   */
  of?: "part" | "others" | "all" | "opposite" | "reach" | "around" | "kept" | "untouched";
  /** The name of that part, thing or moment. */
  words?: string;
  /** "only while they type" */
  isOnly?: boolean;
  /** "while they type": the words name a moment, and no thing. */
  isMoment?: boolean;
  /** "the whole sign in" */
  isWhole?: boolean;
  half?: "first" | "second";
  /** "from the start", "up to the cart": the words for the moment at which it begins or ends. */
  from?: string;
  until?: string;
  /** "one second is enough", "5 seconds more", "it must fit in 15 seconds" */
  length?: { ms: number; how: "is" | "more" | "fits" };
  /** "the typing, 1.5x" */
  rate?: number;
  /** "too much", "too long", "too short", "not so fast" */
  excess?: "much" | "long" | "short";
  isLittle?: boolean;
  /** "faster", "too slow" */
  isFaster?: boolean;
  isPraise?: boolean;
  /** What is said after that. */
  rest: string;
};

type Word = OrderWord | RemarkWord;
type Part = Piece<Word>;
// "The whole video" is said in two words of a remark.
const piecesOf = piecesBy<Word>({ ...orderWords, throughout: [], ...remarkWords });

/** "the whole login, up to the cart": what each part of the message says, until one says something of its own. */
export function hearRemark(said: string, context: ThreadContext): Remark {
  const tokens = read(said, context);
  let remark: Remark = { rest: said };
  for (let from = 0; from < tokens.length; ) {
    const mark = tokens.findIndex((token, at) => at >= from && parts(token));
    const to = mark < 0 ? tokens.length : mark;
    const part = piecesOf(tokens.slice(from, to), said);
    const isSaid = part.length === 0 || (remark.of === "others" && isAsRecorded(part));
    const heard = isSaid ? {} : heardIn(part);
    if (!heard || (remark.of && heard.of && !goTogether(remark, heard))) break;
    remark = { ...remark, ...heard, rest: heard.rest ?? said.slice(tokens[to]?.end ?? said.length).trim() };
    // What is to stay, or is the other way round, is told; more beside it is a wish.
    if (heard.rest || remark.of === "kept" || remark.of === "opposite" || remark.of === "all") break;
    from = to + 1;
  }
  return remark;
}

const parts = (token: Token): boolean => token.kind === "mark" && ",;.:!?…".includes(token.mark);
/** "the whole sign in, up to the cart"; "at the end, after apply was clicked": the same moment, told exactly. */
const goTogether = (one: Remark, other: Partial<Remark>): boolean =>
  one.of === "part" && (other.of === "reach" || Boolean(one.isMoment && other.isMoment));

/** "except the login, that should be normal" */
const isAsRecorded = (part: readonly Part[]): boolean =>
  part.some((one) => says(one, "normal", "untouched")) &&
  part.every(
    (one) => says(one, "normal", "untouched", "polite", "it", "duty", "stay", "have") || isPace.test(one.text),
  );
const isPace = new RegExp(`^(?:at|in|${nouns.speed})$`, "iu");

const isFiller = (one: Part): boolean =>
  one.token.kind === "word" && !one.length && says(one, ...fillers) && !says(one, ...telling);
const fillers: readonly Word[] = ["polite", "it", "have", "want", "duty", "only", "ofIt", "enough"];
const telling: readonly Word[] = [
  "except",
  "whole",
  "opposite",
  "keep",
  "untouched",
  "from",
  "until",
  "around",
  "lost",
];
const isArticle = ({ token }: Part): boolean => articles.has(token.word);

/** What a part of the message says of the edit; null when it says something else. */
function heardIn(all: readonly Part[]): Partial<Remark> | null {
  const amount = excessIn(all) ?? lengthIn(all);
  if (amount) return amount;
  const at = all.findIndex(({ token }) => token.kind === "times");
  const rate = all[at]?.token;
  const isLed = at > 0 && says(all[at - 1] as Part, "fits", "when");
  const unrated = at < 0 ? all : all.toSpliced(isLed ? at - 1 : at, isLed ? 2 : 1);
  const isDuty = all.some((one) => says(one, "duty"));
  const isBeside = (one: Part): boolean => isFiller(one) || (isDuty && says(one, "begin"));
  const from = unrated.findIndex((one) => !isBeside(one));
  const to = unrated.findLastIndex((one) => !isBeside(one)) + 1;
  if (from < 0 && rate?.kind === "times") return { rate: rate.factor };
  if (from < 0) return all.some((one) => says(one, "it", "only", "have")) ? null : {};
  const beside = [...unrated.slice(0, from), ...unrated.slice(to)];
  // "it should only come when …" is of a moment.
  const isOnly = !isDuty && beside.some((one) => says(one, "only", "enough"));
  const heard = stretchIn(unrated.slice(from, to), isOnly, isArticle(unrated[from - 1] ?? (unrated[from] as Part)));
  return heard && rate?.kind === "times" ? { ...heard, rate: rate.factor } : heard;
}

/** Of which part of the video, or until when, an edit is to be. `isNamed`: an article stands before it. */
function stretchIn(core: readonly Part[], isOnly: boolean, isNamed: boolean): Partial<Remark> | null {
  const [opening, ...after] = core as [Part, ...Part[]];
  const last = core.at(-1) ?? opening;
  if (says(opening, "praise") && after.length === 0) return { isPraise: true };
  if (core.every((one) => says(one, "opposite"))) return { of: "opposite" };
  if (says(opening, "around")) return { of: "around", words: written(after) };
  if (after.length > 0 && says(last, "lost")) return { of: "around", words: written(core.slice(0, -1)) };
  const isKept = says(opening, "keep");
  const named = isKept ? after : core;
  const whole = wholeIn(named, isKept);
  if (whole) return whole;
  if (named.length > 1 && says(last, "untouched")) return { of: "untouched", words: written(named.slice(0, -1)) };
  const [first, ...others] = named;
  const words = written(named);
  if (!first) return null;
  if (isKept) return { of: "kept", words };
  if (says(first, "except"))
    return others.length > 0 ? { of: "others", words: written(without(others, "when")) } : null;
  const half = says(first, "firstHalf") ? "first" : says(first, "secondHalf") ? "second" : null;
  // "the first half second" is a length.
  if (half && secondUnits.has(others[0]?.token.word ?? "")) return null;
  if (half) return { of: "part", half, isOnly, words };
  const isRange = others.some((one) => says(one, "until", "fits"));
  if (says(first, "from") && others.length > 0 && !isRange)
    return { of: "reach", isOnly, words, from: written(others) };
  if (says(first, "until") && others.length > 0) return { of: "reach", isOnly, words, until: written(others) };
  const isPart = isOnly || isNamed || isArticle(first) || says(first, "when") || !/^\p{L}/u.test(first.text);
  return isPart || ["first", "last"].includes(first.token.word)
    ? { of: "part", isOnly, words, isMoment: says(first, "when") }
    : null;
}

/** "the whole video", "all of it", "the whole sign in". */
function wholeIn(named: readonly Part[], isKept: boolean): Partial<Remark> | null {
  const [first, ...after] = without(
    without(named, "when").filter((one) => !isArticle(one)),
    "when",
  );
  if (!first) return null;
  if (says(first, "video") && after[0] && says(after[0], "whole") && after.length === 1) return { of: "all" };
  if (!says(first, "whole")) return null;
  const rest = without(after, "video");
  if (rest.length < after.length || rest.length === 0)
    return { of: "all", ...(rest.length > 0 ? { rest: written(without(rest, "polite", "only")) } : {}) };
  return isKept ? null : { of: "part", isWhole: true, words: written(rest) };
}

/** Without what leads to it: "for all of it". */
function without(all: readonly Part[], ...names: readonly Word[]): Part[] {
  const from = all.findIndex((one) => !says(one, ...names));
  return from < 0 ? [] : all.slice(from);
}

/** "that was too much", "not so fast", "a bit too short", "longer again", "faster", "too slow". */
function excessIn(all: readonly Part[]): Partial<Remark> | null {
  const at = all.findIndex((one) => says(one, "too", "notSo", "longer", "faster"));
  const [too, next] = all.slice(Math.max(0, at));
  const degree = next && says(next, "short", "long", "slow", "strong", "fast", "big") ? next : undefined;
  const isSaid = ({ token, ...one }: Part): boolean =>
    token !== too?.token && token !== degree?.token && !isFiller({ token, ...one });
  if (at < 0 || !too || all.some((one) => isSaid(one) && !says(one, "little"))) return null;
  const isLittle = all.some((one) => says(one, "little"));
  if (says(too, "faster")) return { isFaster: true };
  if (says(too, "longer")) return { excess: "short", isLittle };
  if (!degree) return says(too, "notSo", "overdone") ? { excess: "much", isLittle } : null;
  if (says(degree, "slow")) return { isFaster: true };
  return { excess: says(degree, "short") ? "short" : says(degree, "long") ? "long" : "much", isLittle };
}

/** "one second is enough", "only 3 seconds", "5 seconds more", "it must fit in 15 seconds". */
function lengthIn(all: readonly Part[]): Partial<Remark> | null {
  const lasting = all.find(({ length }) => length) ?? bareIn(all);
  const isOther = (one: Part): boolean =>
    one.token !== lasting?.token && !isFiller(one) && !says(one, "enough", "fits", "more", "longer", "from");
  if (!lasting?.length || all.some(isOther)) return null;
  const isMore = lasting.length.how === "by" || all.some((one) => says(one, "more", "longer"));
  const how = isMore
    ? "more"
    : all.some((one) => one.token !== lasting.token && says(one, "fits", "duty"))
      ? "fits"
      : "is";
  return { length: { ms: lasting.length.ms, how } };
}

/** "only 1", "one would have been enough": seconds go without saying. */
function bareIn(all: readonly Part[]): Part | undefined {
  const at = all.findIndex(({ token }) => token.kind === "number" || token.word === "one");
  const [one, next] = [all[at], all[at + 1]];
  const isLimit = all.some((part) => says(part, "only", "enough", "duty")) && !(next && says(next, "when"));
  if (!one || !isLimit) return undefined;
  const count = one.token.kind === "number" ? one.token.value : 1;
  return { ...one, length: { ms: Math.round(count * 1000), how: "to" } };
}

/** Whether a message says one of these anywhere; a figure tells a rate. */
export const mentions = (said: string, context: ThreadContext, ...names: readonly Word[]): boolean =>
  piecesOf(read(said, context), said).some(
    (one) => says(one, ...names) || (names.includes("rated") && /\d/.test(one.text)),
  );

/** "just that part faster": the part that the last edit was about, in the times of the video before it. */
export function withThatPart(said: string, { startMs, endMs }: Span, context: ThreadContext): string {
  const tokens = read(said, context);
  const at = thatPartAt(tokens);
  const { times } = new Reading(clauseOf(tokens), context, said);
  // "it comes in at 0:09, slow that part": the one that was just told.
  if (times.some(({ kind, to }) => kind !== "unknown" && kind !== "duration" && to <= at)) return said;
  const [from, to] = [tokens[at], tokens[at + 1]];
  if (!from || !to) return said;
  const isLed = ["for", "in", "at"].includes(tokens[at - 1]?.word ?? "");
  const start = (isLed ? tokens[at - 1] : from)?.start ?? from.start;
  return `${said.slice(0, start)}from ${timecode(startMs)} to ${timecode(endMs)}${said.slice(to.end)}`.trim();
}

function timecode(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, "0")}`;
}
