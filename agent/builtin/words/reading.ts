import { outputToTake } from "../../../convex/model/timeMap.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { momentOf } from "../../context.ts";
import { groundBeside } from "../../resolve/beside.ts";
import { describe, hasReference } from "../../resolve/describe.ts";
import { anchoredTo, eitherOf, type Grounded, type GroundOptions, ground } from "../../resolve/ground.ts";
import { groundSpan } from "../../resolve/groundSpan.ts";
import { best, isDone, labelWords, natureWords } from "../../resolve/likeness.ts";
import { outcomeOf } from "../../resolve/outcome.ts";
import { whatSays } from "../../resolve/says.ts";
import { isSaying, seenSince } from "../../resolve/things.ts";
import {
  type EditView,
  isView,
  lengthOf,
  openView,
  type TimedEdit,
  takeSpanToSeen,
  takeToSeen,
  timedEdits,
} from "../../resolve/view.ts";
import { rolesOf } from "../../resolve/vocabulary.ts";
import { type Concept, languagesOf } from "../lexicon/lexicon.ts";
import type { EditKind, Named, TimeItem } from "../times/item.ts";
import { findTimes } from "../times/times.ts";
import { type Clause, has, kindOf } from "./clause.ts";
import type { Token } from "./lexer.ts";
import { contains, regionIn, withoutPlace } from "./region.ts";

/** Concepts at whose words a time phrase stops: what follows is another wish. */
const actions: readonly Concept[] = ["zoom", "redact", "faster", "slower", "caption"];
const spentWords: readonly Concept[] = ["filler", "more", "little", "greeting", "thanks", "under"];

/** What is left of "zoom on the same spot again", "blur it there" once the wish itself is taken out. */
const sameWords =
  /^(?:(?:on|in|at|the|that|this|very|exact|den|die|das|der|dem|el|la|lo|en|auf) )*(?:(?:same|selben?|gleichen?|mism[ao])(?: (?<thing>[a-z]+))?|that (?:spot|place|area|part)|there|dort|alli|ahi)(?: (?:again|too|also|as well|once more|nochmal|otra vez))?$/;

/** What is left of "… and blur it": a thing that was named before in the same message. */
const pronoun =
  /^(?:(?:on|onto|in|into|to|at|over|around|auf|in|um|en|a|sobre) )*(?:it|that|this|them|es|das|ihn|sie|lo|la|ello|eso)(?: (?:for|at|from|für|durante))*$/;

const tellingTimes: ReadonlySet<Concept> = new Set(["begin", "finish", "zoom", "caption", "redact"]);

/** An edit that is on screen for longer than this share of the video tells no time. */
const MOST_OF_IT = 0.8;

/** Where the name of another thing begins, or what is said of one. */
const openers =
  /\b(?:the|den|dem|das|die|der|el|la|when|while|as|once|that|which|where|so|because|after|before|wenn|wo|cuando|beim|auf|onto|around)\b/;

/** A clause against the thread: what its words come to, found when asked for. */
export class Reading {
  readonly clause: Clause;
  readonly context: ThreadContext;
  readonly view: EditView | null;
  /** The clause as it was written. */
  readonly source: string;
  readonly isQuestion: boolean;
  private foundTimes: TimeItem[] | undefined;
  private foundEdits: readonly TimedEdit[] | undefined;
  private followed: readonly TimedEdit[] | undefined;
  private thing: string | undefined;
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
    if (!tellingTimes.has(concept)) return this.has(concept);
    const isTold = (from: number, to: number): boolean =>
      this.times.some((item) => (item.kind === "span" || item.kind === "point") && from > item.from && to <= item.to);
    // "the end of the login" is a part of it
    const isPart = (to: number): boolean => ["of", "von", "vom", "del"].includes(this.clause.tokens[to]?.word ?? "");
    const isEdge = concept === "begin" || concept === "finish";
    return this.clause.phrases.some(
      ({ concepts, from, to }) => concepts.has(concept) && !isTold(from, to) && !(isEdge && isPart(to)),
    );
  }

  word(...words: string[]): boolean {
    return this.clause.tokens.some((token) => token.kind === "word" && !token.isName && words.includes(token.word));
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
      seen: (words) => this.seen(words),
      reads: (words) => this.reads(words),
      deed: (words) => this.deed(words),
      outcome: (label, isGood) => this.outcome(label, isGood),
      edited: (kind, ordinal) => this.edited(kind, ordinal),
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
    if (!this.view) return null;
    if (this.part && pronoun.test(words)) return this.part;
    const found = groundSpan(this.context, words);
    if (!found) return null;
    const seen = takeSpanToSeen(this.view, found);
    const used = this.context.shots.find(({ label, startMs }) => label === found.name && startMs === found.startMs);
    const seenMs = used && seenSince(this.context, used);
    const startMs = seen?.startMs ?? takeToSeen(this.view, found.startMs);
    return {
      startMs,
      endMs: seen?.endMs ?? startMs,
      momentMs: takeToSeen(this.view, found.momentMs),
      name: found.name,
      ...(seenMs === undefined ? {} : { seenMs: takeToSeen(this.view, seenMs) }),
    };
  }

  /** Words for what is only seen: all of the time from its coming to its going. A part of the video it is not. */
  seen(words: string): Named | null {
    const found = ground(this.context, words, { needsBox: true });
    const thing = found.kind === "found" && found.shot.action === undefined ? found.shot : null;
    const seen = thing && this.view && takeSpanToSeen(this.view, thing);
    if (!thing || !seen) return null;
    const isSaid = describe(words).figures.length > 0 || isSaying(this.context, thing);
    return { ...seen, momentMs: seen.startMs, name: thing.label, ...(isSaid ? { thing } : {}) };
  }

  /** "where it says when it arrives": what reads so, for as long as it is shown. */
  reads(words: string): Named | null {
    const thing = whatSays(this.context, words);
    const seen = thing && this.view && takeSpanToSeen(this.view, thing);
    return thing && seen && { ...seen, momentMs: seen.startMs, name: thing.label, thing };
  }

  /** "while he's typing": where it was last spoken of, else where it last changed something. */
  deed(words: string): Named | null {
    const { content, roles, actions, ordinal, changed } = describe(words);
    const isBare = content.length === 0 && roles.length === 0 && ordinal === undefined && !changed;
    const done = isBare ? this.context.shots.filter((shot) => isDone(shot, actions)) : [];
    const spokenOf = this.lastStretch() ?? this.edited();
    const isThere = (shot: ContextShot): boolean => {
      const seen = this.view && takeSpanToSeen(this.view, shot);
      return seen !== null && spokenOf !== null && seen.startMs < spokenOf.endMs && seen.endMs > spokenOf.startMs;
    };
    const typed = actions.includes("type") ? done.findLast(({ changed }) => changed) : undefined;
    const shot = done.findLast(isThere) ?? typed;
    const seen = shot && this.view && takeSpanToSeen(this.view, shot);
    return shot && seen && this.view
      ? { ...seen, momentMs: takeToSeen(this.view, momentOf(shot)), name: shot.label }
      : null;
  }

  /** "when the code is accepted": what is shown then. */
  outcome(label: string, isGood: boolean): Named | null {
    const shot = outcomeOf(this.context, label, isGood);
    const seen = shot && this.view && takeSpanToSeen(this.view, shot);
    return shot && seen && { ...seen, momentMs: seen.startMs, name: shot.label };
  }

  /** Where the newest edit is one of time: the stretch that it slowed down, or where it cut. Null for one of the whole video. */
  lastStretch(): { startMs: number; endMs: number } | null {
    const last = this.view?.seen.operations.at(-1);
    if (last?.type !== "speed" && last?.type !== "cut") return null;
    const { startMs } = last;
    const endMs = last.type === "cut" ? startMs : startMs + (last.endMs - startMs) / last.rate;
    return endMs - startMs < this.lengthMs * MOST_OF_IT ? { startMs, endMs } : null;
  }

  /** "… and a caption at the same time": as what was asked for before in the same message. */
  follow(edits: readonly TimedEdit[]): void {
    this.followed = edits;
    this.foundTimes = undefined;
  }

  /** "zoom on the email field and blur it": the thing that was named before in the same message. */
  followThing(name: string): void {
    this.thing = name;
  }

  /** "the cart at half speed and everything before it at 2x": the part that was named before in the same message. */
  followPart(part: { startMs: number; endMs: number }): void {
    this.part = { ...part, momentMs: part.startMs, name: "" };
    this.foundTimes = undefined;
  }

  get thingBefore(): string | undefined {
    return this.thing;
  }

  /** When the last edit of a kind, or of any, or the one of that order, is on screen; null when that is all along. */
  edited(kind?: EditKind | undefined, ordinal = -1): { startMs: number; endMs: number } | null {
    const isShort = ({ durationMs }: TimedEdit): boolean => durationMs > 0 && durationMs < this.lengthMs * MOST_OF_IT;
    const edits = (this.followed ?? this.edits).filter(
      (one) => (kind === undefined || one.type === kind) && isShort(one),
    );
    const inOrder = ordinal < 0 ? edits : edits.toSorted((a, b) => a.startMs - b.startMs);
    const edit = inOrder.at(ordinal < 0 ? ordinal : ordinal - 1);
    return edit ? { startMs: edit.startMs, endMs: edit.startMs + edit.durationMs } : null;
  }

  /** What is left of the clause for an element's name once times and the words of `spent` concepts are taken out. */
  elementWords(spent: readonly Concept[], options: { quoted: boolean } = { quoted: true }): string {
    const taken = new Set<number>();
    const isSpent = (phrase: Clause["phrases"][number]) =>
      [...spent, ...spentWords].some((one) => phrase.concepts.has(one));
    for (const phrase of this.clause.phrases)
      if (isSpent(phrase)) for (let at = phrase.from; at < phrase.to; at += 1) taken.add(at);
    for (const item of this.times) {
      if (item.kind === "point" && item.named && !item.named.thing && item.how === "at") continue;
      for (let at = item.from; at < item.to; at += 1) taken.add(at);
    }
    return this.clause.tokens
      .flatMap((token, at) =>
        taken.has(at)
          ? []
          : token.kind === "word"
            ? [token.word]
            : token.kind === "quoted" && options.quoted
              ? [token.text]
              : [],
      )
      .join(" ");
  }

  ground(spent: readonly Concept[], nearMs?: number): { grounded: Grounded; words: string } {
    const words = this.elementWords(spent);
    const near = nearMs === undefined || !this.view ? undefined : outputToTake(this.view.seen.map, nearMs);
    const options = { needsBox: true, nearMs: near, ...this.besideDeed() };
    const same = this.sameThing(words) ?? this.thingThatSays(words);
    if (same) return { words, grounded: { kind: "found", shot: same } };
    const whole =
      eitherOf(this.context, words, options) ??
      groundBeside(this.context, words, options) ??
      ground(this.context, words, options);
    if (whole.kind !== "unknown") return { words, grounded: whole };
    return { words, grounded: this.partNamed(words, options) ?? this.thingAt(words, options) ?? whole };
  }

  /** "the sign in link top right": where it is only chooses between things that fit the name. */
  private thingAt(words: string, options: GroundOptions): Grounded | null {
    const name = withoutPlace(words);
    const region = name && describe(name).content.length > 0 ? regionIn(this) : null;
    const named = name && region ? ground(this.context, name, options) : null;
    if (!region || named?.kind !== "ambiguous") return named?.kind === "found" ? named : null;
    const there = named.shots.filter(({ box }) => box && contains(region, box));
    const [only, ...others] = there;
    return only && others.length === 0 ? { kind: "found", shot: only } : { kind: "ambiguous", shots: there };
  }

  /** "the same spot", "there again", "that same button": the thing of the last edit, when it is of that kind; "it": what was named before. */
  sameThing(words: string): ContextShot | null {
    if (this.thing !== undefined && pronoun.test(words)) {
      const named = ground(this.context, this.thing, { needsBox: true });
      return named.kind === "found" ? named.shot : null;
    }
    const said = sameWords.exec(words)?.groups;
    const anchor = said ? this.view?.seen.operations.findLast((one) => one.anchor)?.anchor : undefined;
    const shot = anchor && anchoredTo(this.context, anchor);
    const { roles } = describe(said?.thing ?? "");
    return shot?.box && roles.every((role) => rolesOf(role).includes(shot.role)) ? shot : null;
  }

  /** "when the total drops to 270, zoom in on that price": what the moment was told by. */
  private thingThatSays(words: string): ContextShot | null {
    const point = this.times.find((item) => item.kind === "point" && item.named?.thing !== undefined);
    const thing = point?.kind === "point" ? point.named?.thing : undefined;
    if (!thing) return null;
    const { content, roles, ordinal } = describe(words);
    const about = [...labelWords(thing.group ?? ""), ...natureWords(thing.label)];
    const isIt =
      content.every((word) => best(word, about) > 0) && roles.every((name) => rolesOf(name).includes(thing.role));
    return isIt && ordinal === undefined ? thing : null;
  }

  /** "the thing they click right before the cart shows up": which one, by what comes after it. */
  private besideDeed(): Pick<GroundOptions, "beforeMs" | "afterMs"> {
    const border = this.times.find((item) => item.kind === "point" && item.named && item.how !== "at");
    if (border?.kind !== "point" || !this.view) return {};
    const atMs = outputToTake(this.view.seen.map, border.atMs);
    if (border.how === "before") return { beforeMs: atMs };
    return border.how === "after" ? { afterMs: atMs } : {};
  }

  /** "could the camera … the order summary when it comes into view": the last thing among the words that is there. */
  private partNamed(words: string, options: GroundOptions): Grounded | null {
    const parts = words
      .split(openers)
      .map((part) => part.trim())
      .filter(Boolean);
    const grounded = parts.map((part) => ({ part, found: ground(this.context, part, options) }));
    // "the unicorn button": a thing that is not there must not be read past.
    const missing = grounded.some(
      ({ part, found }) =>
        found.kind === "unknown" && describe(part).roles.some((role) => role !== "page" && role !== "image"),
    );
    return missing ? null : (grounded.findLast(({ found }) => found.kind === "found")?.found ?? null);
  }

  /** "crop the video", where a page has a button that is called Crop: a word that begins a request names nothing that is only seen. */
  private isVerb({ action }: ContextShot, words: string): boolean {
    const [first = "", ...rest] = words.split(" ");
    const begins = this.clause.tokens.find(({ kind }) => kind === "word")?.word === first;
    if (action !== undefined || !begins || languagesOf(first) === undefined) return false;
    return ground(this.context, rest.join(" "), { needsBox: true }).kind !== "found";
  }

  /** Whether these words name an element or a part of the video. */
  names(spent: readonly Concept[]): boolean {
    const words = this.elementWords(spent);
    const wanted = describe(words);
    if (!hasReference({ ...wanted, changed: false }) && wanted.figures.length === 0) return false;
    const { grounded } = this.ground(spent);
    const isNamed = grounded.kind === "found" ? !this.isVerb(grounded.shot, words) : grounded.kind === "ambiguous";
    return isNamed || this.named(words) !== null;
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
