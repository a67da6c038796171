import type { ThreadContext } from "../../context.ts";
import { labelNouns } from "../../resolve/byLook.ts";
import { type EditView, isView, lengthOf, openView, type TimedEdit, timedEdits } from "../../resolve/view.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import { type Concept, concepts } from "../lexicon/lexicon.ts";
import type { Named, TimeItem } from "../times/item.ts";
import { findTimes } from "../times/times.ts";
import { type Clause, clauseOf, has, kindOf, type Phrase } from "./clause.ts";
import { isPronoun } from "./grounding.ts";
import { type Token, wordAt } from "./lexer.ts";
import {
  stretchNamed,
  stretchOfDeed,
  stretchOfEdit,
  stretchOfOutcome,
  stretchOfSight,
  stretchOfWords,
} from "./stretches.ts";

/** Concepts at whose words a time phrase stops: what follows is another wish. */
const actions = concepts("zoom redact faster slower caption");
const spentWords = concepts("filler more little greeting thanks under");

/** What may be asked for; said in the moment of another deed, it is a part of what happens then. */
const deeds: readonly Concept[] = concepts("zoom redact cursor trail crop caption faster slower remove trim");
const isDeed = (concept: Concept): boolean => deeds.includes(concept);
const momentWords = set("when while once whenever wenn wahrend sobald cuando mientras");

const tellingTimes = concepts("begin finish zoom caption redact bigger smaller approve reject remove");

/** A clause against the thread: what its words come to, found when asked for. */
export class Reading {
  readonly clause: Clause;
  readonly context: ThreadContext;
  readonly view: EditView | null;
  /** The clause as it was written. */
  readonly source: string;
  readonly isQuestion: boolean;
  /** "zoom on the email field and blur it": what was named before in the same message. */
  thingBefore: string | undefined;
  private foundTimes: TimeItem[] | undefined;
  private foundEdits: readonly TimedEdit[] | undefined;
  private followed: readonly TimedEdit[] | undefined;
  private part: Named | undefined;

  constructor(clause: Clause, context: ThreadContext, source: string) {
    this.clause = clause;
    this.context = context;
    this.source = writtenText(clause.tokens, source);
    this.isQuestion = /^[^\p{L}\p{N}]*\?/u.test(source.slice(clause.tokens.at(-1)?.end ?? 0));
    const view = openView(context);
    this.view = isView(view) ? view : null;
  }

  get lengthMs(): number {
    return this.view ? lengthOf(this.view.seen.map) : 60_000;
  }

  /** The zooms, captions and blurs of the version seen, in its times. */
  get edits(): readonly TimedEdit[] {
    this.foundEdits ??= this.view ? timedEdits(this.view) : [];
    return this.foundEdits;
  }

  has(...concepts: Concept[]): boolean {
    return concepts.some((concept) => has(this.clause, concept));
  }

  /** As `has`, but for what a time or a part is told with: "from 0:36 to the end" ends nothing, "during the zoom" zooms on nothing. */
  asks(concept: Concept): boolean {
    if (isDeed(concept) && !this.clause.phrases.some((one) => one.concepts.has(concept) && one.from < this.moment))
      return false;
    if (!tellingTimes.includes(concept)) return this.has(concept);
    // "once the error is gone", unlike "everything until the cart can go"
    const tells = (item: TimeItem): boolean =>
      concept === "remove"
        ? item.kind === "point" && item.isGone === true
        : item.kind === "span" || item.kind === "point";
    const isTold = (from: number, to: number): boolean =>
      this.times.some((item) => tells(item) && from > item.from && to <= item.to);
    // "the end of the login" is a part of it
    const isPart = (to: number): boolean => set("of von vom del").has(wordAt(this.clause.tokens, to));
    const isEdge = concept === "begin" || concept === "finish";
    return this.clause.phrases.some(
      ({ concepts, from, to }) => concepts.has(concept) && !isTold(from, to) && !(isEdge && isPart(to)),
    );
  }

  /** Where the moment of a deed begins: "zoom on the card | when the cursor is on it"; the end where none is told after it. */
  private get moment(): number {
    const { tokens, phrases } = this.clause;
    const deed = phrases.find(({ concepts }) => [...concepts].some(isDeed));
    const at = deed ? tokens.findIndex(({ word }, at) => at >= deed.to && momentWords.has(word)) : -1;
    return at < 0 ? tokens.length : at;
  }

  word(...words: string[]): boolean {
    return this.clause.tokens.some((token) => token.kind === "word" && !token.isName && words.includes(token.word));
  }

  oneOf(words: ReadonlySet<string>): boolean {
    return this.clause.tokens.some((token) => token.kind === "word" && !token.isName && words.has(token.word));
  }

  all<K extends Token["kind"]>(kind: K): Extract<Token, { kind: K }>[] {
    return kindOf(this.clause, kind);
  }

  first<K extends Token["kind"]>(kind: K): Extract<Token, { kind: K }> | undefined {
    return kindOf(this.clause, kind)[0];
  }

  get times(): TimeItem[] {
    this.foundTimes ??= findTimes(this.clause.tokens, {
      lengthMs: this.lengthMs,
      named: (words) => this.named(words),
      it: (before) => this.spokenBefore(before),
      seen: (words) => stretchOfSight(this, words),
      reads: (words) => stretchOfWords(this, words),
      deed: (words) => stretchOfDeed(this, words),
      outcome: (label, isGood) => stretchOfOutcome(this, label, isGood),
      edited: (kind, ordinal, of) => stretchOfEdit(this, kind, ordinal, of),
      isAction: (at) =>
        this.clause.phrases.some((phrase) => phrase.from === at && actions.some((one) => phrase.concepts.has(one))),
    });
    return this.foundTimes;
  }

  time<K extends TimeItem["kind"]>(kind: K): Extract<TimeItem, { kind: K }> | undefined {
    return this.times.find((item): item is Extract<TimeItem, { kind: K }> => item.kind === kind);
  }

  /** The stretch of the version seen that words name; where it was cut away, the moment at which it would be. */
  named(words: string): Named | null {
    return this.part && isPronoun(words) ? this.part : stretchNamed(this, words);
  }

  /** What the words before a token name. */
  private spokenBefore(before: number): Named | null {
    const words = this.wordsBefore(before, deeds);
    return words === "" ? null : (this.named(words) ?? stretchOfSight(this, words));
  }

  /** As `elementWords`, of what stands before a token. */
  wordsBefore(before: number, spent: readonly Concept[]): string {
    const clause = clauseOf(this.clause.tokens.slice(0, before));
    return new Reading(clause, this.context, this.source).elementWords(spent);
  }

  /** "… and a caption at the same time": as what was asked for before in the same message. */
  follow(edits: readonly TimedEdit[]): void {
    this.followed = edits;
    this.foundTimes = undefined;
  }

  /** "the cart at half speed and everything before it at 2x": the part that was named before in the same message. */
  followPart(part: { startMs: number; endMs: number }): void {
    this.part = { ...part, momentMs: part.startMs, name: "" };
    this.foundTimes = undefined;
  }

  /** The edits that "at the same time" and "during the zoom" are said of. */
  get editsBefore(): readonly TimedEdit[] {
    return this.followed ?? this.edits;
  }

  /**
   * What is left of the clause for an element's name once times and the words of `spent` concepts are taken out. `placed`: with
   * words such as "under", which tell of a place as well as of a size.
   */
  elementWords(spent: readonly Concept[], { quoted = true, placed = false } = {}): string {
    const gone = [...spent, ...spentWords].filter((concept) => !(placed && concept === "under"));
    const isSpent = ({ concepts }: Phrase): boolean => gone.some((one) => concepts.has(one));
    const isPlace = (item: TimeItem): boolean =>
      item.kind === "point" && item.how === "at" && item.named !== undefined && !item.named.thing;
    const taken = [...this.clause.phrases.filter(isSpent), ...this.times.filter((item) => !isPlace(item))];
    const words = this.clause.tokens.map((token, at) => {
      const isTaken = taken.some(({ from, to }) => at >= from && at < to);
      // "the badge New"
      const isRead = [at - 1, at + 1].some((beside) => labelNouns.has(wordAt(this.clause.tokens, beside)));
      if (isTaken && !isRead) return "";
      if (token.kind === "quoted") return quoted ? token.text : "";
      // "the first two cards"
      if (token.kind === "number" && ordinalNamed(wordAt(this.clause.tokens, at - 1)) !== undefined) return token.raw;
      return token.kind === "word" ? token.word : "";
    });
    return words.filter(Boolean).join(" ");
  }
}

/** The text of tokens as it was written; where tokens in between belong to another clause, a blank. */
function writtenText(tokens: readonly Token[], message: string): string {
  let text = "";
  let lastEnd: number | null = null;
  for (const token of tokens) {
    const between = lastEnd === null ? "" : message.slice(lastEnd, token.start);
    text += (/^\s*$/.test(between) ? between : " ") + message.slice(token.start, token.end);
    lastEnd = token.end;
  }
  return text;
}
