import { roleNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import type { Token } from "../words/lexer.ts";
import type { Found, Named, TimeContext } from "./item.ts";
import {
  articles,
  beforeWords,
  boundaryWords,
  endWords,
  fractionNamed,
  middleWords,
  minuteUnits,
  secondUnits,
  startWords,
  untilWords,
} from "./words.ts";

/** The tokens of a clause as time words are looked for in them: lengths, moments, and words that name a part of the video. */
export class TimeWords {
  readonly tokens: readonly Token[];
  readonly context: TimeContext;

  constructor(tokens: readonly Token[], context: TimeContext) {
    this.tokens = tokens;
    this.context = context;
  }

  word(at: number): string {
    const token = this.tokens[at];
    if (!token) return "";
    if (token.kind === "mark") return token.mark;
    return token.kind === "word" ? token.word : "";
  }

  is(at: number, words: ReadonlySet<string>): boolean {
    return words.has(this.word(at));
  }

  pastArticles(at: number): number {
    let next = at;
    while (this.is(next, articles)) next += 1;
    return next;
  }

  number(at: number): number | null {
    const token = this.tokens[at];
    return token?.kind === "number" ? token.value : null;
  }

  unitMs(at: number): number | null {
    const word = this.word(at);
    if (secondUnits.has(word)) return 1000;
    if (minuteUnits.has(word)) return 60_000;
    return word === "ms" || word === "milliseconds" || word === "msec" ? 1 : null;
  }

  /** "5 seconds", "1 min 20 s", "a second", "half a minute", "a minute and a half". */
  length(start: number): Found<{ ms: number }> {
    const at = this.pastArticles(start);
    if (
      this.is(at, set("quarter third")) &&
      this.word(at + 1) === "of" &&
      this.is(this.pastArticles(at + 2), minuteUnits)
    )
      return { ms: this.word(at) === "quarter" ? 15_000 : 20_000, next: this.pastArticles(at + 2) + 1 };
    if (this.is(at, set("half halbe medio media"))) {
      const unitAt = this.pastArticles(this.word(at + 1) === "-" ? at + 2 : at + 1);
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
        !set("and at off or of from before after shorter longer less more later earlier sooner").has(next.word)
      )
        return null;
      const half = this.phrase(at + 1, "and a half");
      return { ms: unit * (half ? 1.5 : 1), next: at + 1 + (half ? 3 : 0) };
    }
    const half = this.phrase(at + 1, "and a half") ? 3 : 0;
    // "8-second", "one more second"
    const dash = this.is(at + 1 + half, set("- more")) ? 1 : 0;
    const unit = this.unitMs(at + 1 + half + dash);
    if (unit === null) return null;
    const next = at + 2 + half + dash;
    const rest = unit === 60_000 ? this.length(this.word(next) === "and" ? next + 1 : next) : null;
    const more = rest && rest.ms < 60_000 ? rest : null;
    return { ms: (value + (half ? 0.5 : 0)) * unit + (more?.ms ?? 0), next: more?.next ?? next };
  }

  phrase(at: number, words: string): boolean {
    return words.split(" ").every((word, offset) => this.word(at + offset) === word);
  }

  /** A moment: "0:10", "second 9", "9 seconds", "the end"; a lone number when `bare`. */
  point(start: number, bare: boolean): Found<{ ms: number }> {
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
      if (long) return { ms: long.ms, next: long.next + (this.is(long.next, set("mark point in")) ? 1 : 0) };
      return bare && !this.isCounted(at + 1) ? { ms: value * 1000, next: at + 1 } : null;
    }
    const half = this.is(at, set("half")) ? this.length(at) : null;
    if (half) return { ms: half.ms, next: half.next + (this.is(half.next, set("mark point")) ? 1 : 0) };
    if (this.is(at, startWords)) return { ms: 0, next: this.ofTheVideo(at + 1) };
    if (this.is(at, endWords)) return { ms: this.context.lengthMs, next: this.ofTheVideo(at + 1) };
    if (this.is(at, middleWords)) return { ms: this.context.lengthMs / 2, next: this.ofTheVideo(at + 1) };
    return null;
  }

  /** A number that counts something else than seconds. */
  isCounted(at: number): boolean {
    return this.is(at, counted);
  }

  ofTheVideo(at: number): number {
    const of = this.is(at, set("of del des vom de")) ? this.pastArticles(at + 1) : at;
    return this.is(of, set("video clip recording videos aufnahme")) && of > at ? of + 1 : at;
  }

  /** A length, a fraction or a percentage of the video; a bare number of seconds when `bare`. */
  size(start: number, bare: boolean): Found<{ ms: number }> {
    const long =
      this.length(start) ??
      (this.unitMs(start) !== null && bare ? { ms: this.unitMs(start) ?? 0, next: start + 1 } : null);
    if (long) return long;
    const token = this.tokens[start];
    if (token?.kind === "percent") return { ms: (this.context.lengthMs * token.value) / 100, next: start + 1 };
    if (token?.kind === "timecode") return { ms: token.ms, next: start + 1 };
    const count = token?.kind === "number" ? token.value : 1;
    const at = token?.kind === "number" ? start + 1 : start;
    const fraction = fractionNamed(this.word(at));
    if (fraction !== undefined) return { ms: this.context.lengthMs * fraction * count, next: at + 1 };
    const follows = this.tokens[start + 1];
    const alone = !follows || follows.kind === "mark" || set("and off of from und y please").has(follows.word);
    return bare && token?.kind === "number" && alone ? { ms: token.value * 1000, next: start + 1 } : null;
  }

  bareSeconds(at: number): Found<{ ms: number }> {
    const value = this.number(at);
    return value === null || this.isCounted(at + 1) ? null : { ms: value * 1000, next: at + 1 };
  }

  /** Words that name a part of the video, up to where they stop. The longest run of words that names something wins. */
  namedPoint(start: number, stopAt: ReadonlySet<string>): Found<{ ms: number; named: Named }> {
    const limit = this.wordsUntilBoundary(start, stopAt).next;
    for (let end = limit; end > start; end -= 1) {
      const named = this.context.named(this.textOf(start, end));
      // "when they hit the unicorn button": a thing that is not there must not be read past.
      if (named && end < limit && this.namesThing(end, limit)) return null;
      if (named) return { ms: named.momentMs, named, next: end };
    }
    return null;
  }

  namesThing(from: number, limit: number): boolean {
    const words = this.textOf(from, limit).split(" ");
    const at = articles.has(words[0] ?? "") ? 1 : 0;
    return roleNamed(words[at] ?? "") === undefined && roleNamed(words[at + 1] ?? "") !== undefined;
  }

  wordsUntilBoundary(start: number, stopAt: ReadonlySet<string> = new Set()): { text: string; next: number } {
    let next = start;
    while (next < this.tokens.length) {
      const token = this.tokens[next];
      if (!token || (token.kind !== "word" && !(token.kind === "mark" && token.mark === "-"))) {
        if (token?.kind === "quoted" && next === start) next += 1;
        break;
      }
      const word = this.word(next);
      if (stopAt.has(word) || beforeWords.has(word) || untilWords.has(word) || (next > start && this.isBorder(next)))
        break;
      next += 1;
    }
    return { text: this.textOf(start, next), next };
  }

  /** Where words for a part of the video stop, as something else is said. */
  isBorder = (at: number): boolean => boundaryWords.has(this.word(at)) || this.context.isAction(at);

  textOf(from: number, to: number): string {
    return this.tokens
      .slice(from, to)
      .map((token) => (token.kind === "quoted" ? token.text : token.kind === "mark" ? " " : token.word))
      .join(" ")
      .trim();
  }
}

const counted = set(
  "fps mb kb gb px pixel pixels frame frames times percent megabyte megabytes click clicks button buttons x kilobyte kilobytes wide high tall",
);
