import { roleNamed } from "../resolve/vocabulary.ts";
import type { Token } from "./lexer.ts";
import {
  afterWords,
  articles,
  atWords,
  beforeWords,
  boundaryWords,
  endWords,
  firstWords,
  forWords,
  fractions,
  fromWords,
  lastWords,
  middleWords,
  minuteUnits,
  secondOrdinals,
  secondUnits,
  set,
  startWords,
  toWords,
  untilWords,
  whenWords,
} from "./timeWords.ts";

/** Time words of a clause, in the times of the version that the person saw. `from` and `to` are the tokens they took. */
export type TimeItem = { from: number; to: number } & (
  | { kind: "span"; startMs: number; endMs: number; how: "range" | "first" | "last" | "middle" }
  | { kind: "point"; atMs: number; how: "at" | "before" | "after" | "from" | "until"; named?: Named }
  | { kind: "duration"; ms: number; how: "for" | "under" | "to" | "by" | "plain" }
  /** Words where a moment should be, which name nothing in this video. */
  | { kind: "unknown"; words: string }
);
export type Named = { startMs: number; endMs: number; momentMs: number; name: string };

export type TimeContext = {
  lengthMs: number;
  /** The stretch that words name ("the cart page"), or null. */
  named(words: string): Named | null;
  /** Whether a phrase that asks for something begins at this token. */
  isAction(at: number): boolean;
};

type Found<T> = (T & { next: number }) | null;

/** All time words of a clause, from left to right. */
export function findTimes(tokens: readonly Token[], context: TimeContext): TimeItem[] {
  const reader = new TimeReader(tokens, context);
  const items: TimeItem[] = [];
  for (let at = 0; at < tokens.length; ) {
    const both = reader.bothEdges(at);
    if (both) items.push(...both);
    const found = both?.[1] ?? reader.itemAt(at);
    if (found && !both) items.push(found);
    at = found?.to ?? at + 1;
  }
  return items;
}

type Item = TimeItem | null;

class TimeReader {
  private readonly tokens: readonly Token[];
  private readonly context: TimeContext;

  constructor(tokens: readonly Token[], context: TimeContext) {
    this.tokens = tokens;
    this.context = context;
  }

  itemAt(at: number): Item {
    return (
      this.range(at) ??
      this.firstOrLast(at) ??
      this.offAnEdge(at) ??
      this.beside(at) ??
      this.border(at) ??
      this.moment(at) ??
      this.duration(at)
    );
  }

  private word(at: number): string {
    const token = this.tokens[at];
    if (!token) return "";
    if (token.kind === "mark") return token.mark;
    return token.kind === "word" ? token.word : "";
  }

  private is(at: number, words: ReadonlySet<string>): boolean {
    return words.has(this.word(at));
  }

  private pastArticles(at: number): number {
    let next = at;
    while (this.is(next, articles)) next += 1;
    return next;
  }

  private number(at: number): number | null {
    const token = this.tokens[at];
    return token?.kind === "number" ? token.value : null;
  }

  private unitMs(at: number): number | null {
    const word = this.word(at);
    if (secondUnits.has(word)) return 1000;
    if (minuteUnits.has(word)) return 60_000;
    return word === "ms" || word === "milliseconds" || word === "msec" ? 1 : null;
  }

  /** "5 seconds", "1 min 20 s", "a second", "half a minute", "a minute and a half". */
  length(start: number): Found<{ ms: number }> {
    const at = this.pastArticles(start);
    if (this.is(at, set("half halbe medio media"))) {
      const unitAt = this.pastArticles(at + 1);
      const unit = this.unitMs(unitAt);
      return unit ? { ms: unit / 2, next: unitAt + 1 } : null;
    }
    const value = this.number(at);
    if (value === null) {
      const unit = at > start ? this.unitMs(at) : null;
      if (unit === null || unit === 1) return null;
      // "a second click" counts clicks; "a second" at the end of a phrase is a time.
      const next = this.tokens[at + 1];
      if (
        this.word(at) === "second" &&
        next?.kind === "word" &&
        !["and", "at", "off", "or", "of", "from", "before", "after"].includes(next.word)
      )
        return null;
      const half = this.phrase(at + 1, "and a half");
      return { ms: unit * (half ? 1.5 : 1), next: at + 1 + (half ? 3 : 0) };
    }
    const half = this.phrase(at + 1, "and a half") ? 3 : 0;
    const dash = this.word(at + 1 + half) === "-" ? 1 : 0;
    const unit = this.unitMs(at + 1 + half + dash);
    if (unit === null) return null;
    const next = at + 2 + half + dash;
    const rest = unit === 60_000 ? this.length(this.word(next) === "and" ? next + 1 : next) : null;
    const more = rest && rest.ms < 60_000 ? rest : null;
    return { ms: (value + (half ? 0.5 : 0)) * unit + (more?.ms ?? 0), next: more?.next ?? next };
  }

  private phrase(at: number, words: string): boolean {
    return words.split(" ").every((word, offset) => this.word(at + offset) === word);
  }

  /** A moment: "0:10", "second 9", "9 seconds", "the end"; a lone number when `bare`. */
  private point(start: number, bare: boolean): Found<{ ms: number }> {
    const at = this.pastArticles(start);
    const token = this.tokens[at];
    if (token?.kind === "timecode") {
      const unit = this.unitMs(at + 1) || this.is(at + 1, set("mark point")) ? 1 : 0;
      return { ms: token.ms, next: at + 1 + unit };
    }
    if (this.unitMs(at) !== null && this.number(at + 1) !== null) {
      return { ms: (this.number(at + 1) ?? 0) * (this.unitMs(at) ?? 0), next: at + 2 };
    }
    const value = this.number(at);
    if (value !== null) {
      const long = this.length(at);
      if (long)
        return {
          ms: long.ms,
          next: long.next + (this.is(long.next, set("mark point")) || this.word(long.next) === "in" ? 1 : 0),
        };
      return bare && !this.isCounted(at + 1) ? { ms: value * 1000, next: at + 1 } : null;
    }
    if (this.is(at, set("half")) && this.is(at + 1, minuteUnits)) {
      const mark = this.is(at + 2, set("mark point")) ? 1 : 0;
      return { ms: 30_000, next: at + 2 + mark };
    }
    if (this.is(at, startWords)) return { ms: 0, next: this.ofTheVideo(at + 1) };
    if (this.is(at, endWords)) return { ms: this.context.lengthMs, next: this.ofTheVideo(at + 1) };
    if (this.is(at, middleWords)) return { ms: this.context.lengthMs / 2, next: this.ofTheVideo(at + 1) };
    return null;
  }

  /** A number that counts something else than seconds. */
  private isCounted(at: number): boolean {
    const word = this.word(at);
    return (
      word !== "" &&
      /^(fps|mb|kb|gb|px|pixels?|frames?|times|percent|megabytes?|clicks?|buttons?|x|kilobytes?|wide|high|tall)$/.test(
        word,
      )
    );
  }

  private ofTheVideo(at: number): number {
    const of = this.is(at, set("of del des vom de")) ? this.pastArticles(at + 1) : at;
    return this.is(of, set("video clip recording videos aufnahme")) && of > at ? of + 1 : at;
  }

  /** "from 0:10 to 0:20", "between A and B", "18-26", "5 to 8 seconds", "from 12 seconds onwards". */
  private range(start: number): Item {
    const opened = this.is(start, fromWords);
    const skip =
      opened && this.word(start) === "starting" && this.is(start + 1, set("at from with")) ? 2 : opened ? 1 : 0;
    const at = start + skip;
    const first =
      this.point(at, true) ?? (opened && !this.is(start, set("de del vom")) ? this.namedPoint(at, toWords) : null);
    if (!first) return null;
    const joined = this.joint(first.next, opened);
    const second =
      joined === null ? null : (this.point(joined, true) ?? (opened ? this.namedPoint(joined, new Set()) : null));
    if (joined !== null && second) {
      const scale = this.sharedUnit(at, second.next);
      // "to the coupon" ends where that begins, not when something is done there.
      const endMs = "named" in second ? (second.named as Named).startMs : second.ms;
      return {
        kind: "span",
        startMs: first.ms * scale,
        endMs: Math.max(endMs, first.ms * scale),
        how: "range",
        from: start,
        to: second.next,
      };
    }
    if (!opened || this.word(start) === "between") return null;
    const on = this.is(first.next, set("on onwards onward an")) ? 1 : 0;
    const isNumber = this.point(at, false) !== null || this.number(this.pastArticles(at)) !== null;
    if (!isNumber && !("named" in first)) return null;
    if (this.is(start, set("de del vom"))) return null;
    // "from the start", "off from the end" name an edge, not where to begin.
    if (this.is(this.pastArticles(at), endWords)) return null;
    return {
      kind: "point",
      atMs: first.ms,
      how: "from",
      from: start,
      to: first.next + on,
      ...("named" in first ? { named: first.named as Named } : {}),
    };
  }

  private joint(at: number, opened: boolean): number | null {
    const word = this.word(at);
    if (word === "-" || word === "–" || word === "—" || word === "→" || word === "->") return at + 1;
    if (word === "up" && this.word(at + 1) === "to") return at + 2;
    if (!this.is(at, toWords) || (word === "and" && !opened) || (word === "y" && !opened)) return null;
    return at + 1;
  }

  /** "1-2 minutes": the unit at the end is the first number's too. */
  private sharedUnit(at: number, end: number): number {
    const first = this.number(this.pastArticles(at));
    const hasOwn = first === null || this.length(at) !== null;
    return !hasOwn && minuteUnits.has(this.word(end - 1)) ? 60 : 1;
  }

  /** "the first 5 seconds", "the last third", "the second half", "the first 10%", "the middle third". */
  private firstOrLast(start: number): Item {
    const at = this.pastArticles(start);
    const word = this.word(at);
    const total = this.context.lengthMs;
    // "make it last 6 seconds" says how long, not which.
    if (word === "last" && this.is(start - 1, set("it that them should to must caption zoom text"))) return null;
    const ordinal = firstWords.has(word) ? "first" : lastWords.has(word) ? "last" : null;
    if (ordinal) {
      const size = this.size(at + 1, true);
      return size ? this.edge(ordinal, size.ms, start, size.next) : null;
    }
    const fraction = fractions[this.word(at + 1)];
    if (secondOrdinals.has(word) && fraction !== undefined) {
      const startMs = total * fraction;
      return {
        kind: "span",
        startMs,
        endMs: Math.min(total, startMs + total * fraction),
        how: fraction === 0.5 ? "last" : "middle",
        from: start,
        to: at + 2,
      };
    }
    const middle = middleWords.has(word) && fraction === undefined ? this.length(at + 1) : null;
    if (middle && middle.ms < total)
      return {
        kind: "span",
        startMs: (total - middle.ms) / 2,
        endMs: (total + middle.ms) / 2,
        how: "middle",
        from: start,
        to: middle.next,
      };
    if (middleWords.has(word) && fraction !== undefined) {
      const startMs = (total * (1 - fraction)) / 2;
      return { kind: "span", startMs, endMs: startMs + total * fraction, how: "middle", from: start, to: at + 2 };
    }
    return null;
  }

  private edge(side: "first" | "last", ms: number, from: number, to: number): Item {
    const total = this.context.lengthMs;
    const end = this.ofTheVideo(to);
    if (side === "first") return { kind: "span", startMs: 0, endMs: ms, how: "first", from, to: end };
    return {
      kind: "span",
      startMs: Math.max(0, total - ms),
      endMs: ms > total ? ms : total,
      how: "last",
      from,
      to: end,
    };
  }

  /** A length, a fraction or a percentage of the video; a bare number of seconds when `bare`. */
  private size(start: number, bare: boolean): Found<{ ms: number }> {
    const long =
      this.length(start) ??
      (this.unitMs(start) !== null && bare ? { ms: this.unitMs(start) ?? 0, next: start + 1 } : null);
    if (long) return long;
    const token = this.tokens[start];
    if (token?.kind === "percent") return { ms: (this.context.lengthMs * token.value) / 100, next: start + 1 };
    if (token?.kind === "timecode") return { ms: token.ms, next: start + 1 };
    const count = token?.kind === "number" ? token.value : 1;
    const at = token?.kind === "number" ? start + 1 : start;
    const fraction = fractions[this.word(at)];
    if (fraction !== undefined) return { ms: this.context.lengthMs * fraction * count, next: at + 1 };
    const follows = this.tokens[start + 1];
    const alone =
      !follows || follows.kind === "mark" || ["and", "off", "of", "from", "und", "y", "please"].includes(follows.word);
    return bare && token?.kind === "number" && alone ? { ms: token.value * 1000, next: start + 1 } : null;
  }

  /** "two seconds off the start", "4s from the end", "the beginning by 3 sec". */
  private offAnEdge(start: number): Item {
    const long = this.size(start, false);
    if (long) {
      const edgeAt = this.edgeAfter(long.next);
      if (edgeAt === null) return null;
      return this.edge(this.is(edgeAt, startWords) ? "first" : "last", long.ms, start, edgeAt + 1);
    }
    const at = this.pastArticles(start);
    const side = this.is(at, startWords) ? "first" : this.is(at, endWords) ? "last" : null;
    if (!side || !this.is(at + 1, set("by um en"))) return null;
    const by = this.length(at + 2) ?? this.bareSeconds(at + 2);
    return by ? this.edge(side, by.ms, start, by.next) : null;
  }

  /** "2 s off both ends": the first ones and the last ones. */
  bothEdges(start: number): [TimeItem, TimeItem] | null {
    const long = this.size(start, false);
    if (!long) return null;
    let next = long.next;
    while (this.is(next, set("off from of at on away von an de del en the"))) next += 1;
    if (!this.is(next, set("both each either beiden ambos cada"))) return null;
    if (!this.is(next + 1, set("ends end sides side enden seiten extremos lados extremo"))) return null;
    const [first, last] = [this.edge("first", long.ms, start, next + 2), this.edge("last", long.ms, start, next + 2)];
    return first && last ? [first, last] : null;
  }

  private bareSeconds(at: number): Found<{ ms: number }> {
    const value = this.number(at);
    return value === null || this.isCounted(at + 1) ? null : { ms: value * 1000, next: at + 1 };
  }

  private edgeAfter(at: number): number | null {
    let next = at;
    while (this.is(next, set("off from of at away vom am del de al the both"))) next += 1;
    return next > at && (this.is(next, startWords) || this.is(next, endWords)) ? next : null;
  }

  /** "the 3 seconds after 0:18", "five seconds starting at 0:20", "2 s before the click". */
  private beside(start: number): Item {
    const long = this.length(start);
    if (!long) return null;
    const side = this.is(long.next, beforeWords)
      ? "before"
      : this.is(long.next, afterWords) || this.is(long.next, set("starting beginning from ab desde"))
        ? "after"
        : null;
    if (!side) return null;
    const at = long.next + (this.is(long.next + 1, set("at from with of to")) ? 2 : 1);
    const border = this.point(at, true) ?? this.namedPoint(at, new Set());
    if (!border) return null;
    const named = "named" in border ? (border.named as Named) : null;
    const edgeMs = side === "before" ? (named?.startMs ?? border.ms) : (named?.endMs ?? border.ms);
    const [startMs, endMs] = side === "before" ? [Math.max(0, edgeMs - long.ms), edgeMs] : [edgeMs, edgeMs + long.ms];
    return { kind: "span", startMs, endMs, how: "range", from: start, to: border.next };
  }

  /** "before the cart page", "after 0:30", "until 26 s". */
  private border(start: number): Item {
    const how = this.is(start, beforeWords)
      ? "before"
      : this.is(start, afterWords)
        ? "after"
        : this.is(start, untilWords) || this.phrase(start, "up to")
          ? "until"
          : null;
    if (!how) return null;
    let at = start + (this.phrase(start, "up to") ? 2 : 1);
    if (this.is(at, set("to of de del dem que"))) at += 1;
    const border = this.point(at, true) ?? this.namedPoint(at, new Set());
    if (!border) {
      const words = this.wordsUntilBoundary(at);
      return words.text && how !== "until" ? { kind: "unknown", words: words.text, from: start, to: words.next } : null;
    }
    const named = "named" in border ? (border.named as Named) : undefined;
    const atMs = how === "after" ? (named?.endMs ?? border.ms) : (named?.startMs ?? border.ms);
    return { kind: "point", atMs, how, from: start, to: border.next, ...(named ? { named } : {}) };
  }

  /** "at 0:18", "@ 30s", "at the end", "when they click Apply". */
  private moment(start: number): Item {
    if (this.is(start, whenWords)) {
      const found = this.namedPoint(start + 1, new Set());
      if (found) return { kind: "point", atMs: found.ms, how: "at", named: found.named, from: start, to: found.next };
    }
    const prefixed = this.is(start, atWords) || this.is(start, set("in im al zu"));
    const at = prefixed ? start + 1 : start;
    if (!prefixed) {
      const token = this.tokens[start];
      const isUnitFirst = token?.kind === "word" && this.unitMs(start) !== null && this.number(start + 1) !== null;
      if (token?.kind !== "timecode" && !isUnitFirst) return null;
    }
    // "in 30 seconds" is a length, "in the middle" a moment.
    if (this.is(start, set("in im zu")) && !this.is(this.pastArticles(at), middleWords)) return null;
    const found = this.point(at, this.is(start, set("at @ um en")));
    // "at 15 secs max" is a length.
    if (!found || this.is(found.next, set("max maximum tops top maximal maximo long lang"))) return null;
    if (this.is(start, set("by on about")) && this.length(at)) return null;
    return { kind: "point", atMs: found.ms, how: "at", from: start, to: found.next };
  }

  private duration(start: number): Item {
    const long = this.length(start);
    if (!long) return null;
    return { kind: "duration", ms: long.ms, how: this.howLong(start, long.next), from: start, to: long.next };
  }

  private howLong(start: number, next: number): Extract<TimeItem, { kind: "duration" }>["how"] {
    const before = this.word(start - 1);
    const two = `${this.word(start - 2)} ${before}`;
    if (["by", "um"].includes(before) || two === "weniger als x") return "by";
    if (
      /^(under|below|max|maximum|than|most|within|unter|hochstens|maximal|maximo|bajo|menos|mucho|limit|exceeding|als)$/.test(
        before,
      ) ||
      two === "up to"
    )
      return "under";
    if (["to", "auf", "in", "into", "at", "zu"].includes(before)) return "to";
    if (forWords.has(before) || ["long", "lang"].includes(this.word(next))) return "for";
    return "plain";
  }

  /** Words that name a part of the video, up to where they stop. The longest run of words that names something wins. */
  private namedPoint(start: number, stopAt: ReadonlySet<string>): Found<{ ms: number; named: Named }> {
    const limit = this.wordsUntilBoundary(start, stopAt).next;
    for (let end = limit; end > start; end -= 1) {
      const named = this.context.named(this.textOf(start, end));
      // "when they hit the unicorn button": a thing that is not there must not be read past.
      if (named && end < limit && this.namesThing(end, limit)) return null;
      if (named) return { ms: named.momentMs, named, next: end };
    }
    return null;
  }

  private namesThing(from: number, limit: number): boolean {
    const words = this.textOf(from, limit).split(" ");
    const at = articles.has(words[0] ?? "") ? 1 : 0;
    return roleNamed(words[at] ?? "") === undefined && roleNamed(words[at + 1] ?? "") !== undefined;
  }

  private wordsUntilBoundary(start: number, stopAt: ReadonlySet<string> = new Set()): { text: string; next: number } {
    let next = start;
    while (next < this.tokens.length) {
      const token = this.tokens[next];
      if (!token || (token.kind !== "word" && !(token.kind === "mark" && token.mark === "-"))) {
        if (token?.kind === "quoted" && next === start) next += 1;
        break;
      }
      const word = this.word(next);
      if (
        stopAt.has(word) ||
        beforeWords.has(word) ||
        untilWords.has(word) ||
        (next > start && (boundaryWords.has(word) || this.context.isAction(next)))
      )
        break;
      next += 1;
    }
    return { text: this.textOf(start, next), next };
  }

  private textOf(from: number, to: number): string {
    return this.tokens
      .slice(from, to)
      .map((token) => (token.kind === "quoted" ? token.text : token.kind === "mark" ? " " : token.word))
      .join(" ")
      .trim();
  }
}
