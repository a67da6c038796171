import type { ThreadContext } from "../../context.ts";
import { match } from "../grammar/match.ts";
import { clauseOf, has } from "../words/clause.ts";
import type { Token } from "../words/lexer.ts";
import { Reading } from "../words/reading.ts";
import {
  isAssent,
  isDenial,
  isDisagreement,
  isPolite,
  withoutCorrection,
  withoutCount,
  withoutInsteadOf,
  withoutLeadingSo,
} from "./asides.ts";
import { splitClauses } from "./clauses.ts";
import { objectTokens } from "./details.ts";
import { Gathered, insteadOfDeclined } from "./gathered.ts";
import { isDetailOf } from "./isDetail.ts";
import { momentIn, withMoment, withThing } from "./moments.ts";
import { type Mood, moodOf } from "./mood.ts";
import { asksNothing } from "./onlyTold.ts";
import { provisosFirst } from "./proviso.ts";
import { withSubjects } from "./recording.ts";
import { withoutRemarks } from "./remarks.ts";
import { halvesOf, splitRunOn } from "./runOn.ts";
import { takeDetail } from "./takeDetail.ts";
import { takeWish } from "./takeWish.ts";
import type { Read, Wishes } from "./wish.ts";

/** Splits a message into clauses, finds each one's meaning, and gathers what belongs together. */
export function wishesOf(tokens: readonly Token[], context: ThreadContext, message: string): Wishes {
  const gatherer = new Gatherer((part) => new Reading(clauseOf(part), context, message), message);
  for (const clause of splitClauses(tokens)) gatherer.take(clause);
  return gatherer.finish();
}

/** Goes through a message's clauses in order; what they come to is in `gathered`. */
class Gatherer {
  private readonly gathered: Gathered;
  private readonly read: Read;
  /** How the clause at hand is meant. */
  private mood: Mood = "open";
  /** "no", "no wait": the next clause stands in the place of what was said before. */
  private corrects = false;
  /** The words for a moment that was only told of. */
  private moment: readonly Token[] | null = null;
  /** "scratch that": a correction of what was said before, or, alone, of what was done. */
  private takenBack: readonly Token[] | null = null;

  constructor(read: Read, message: string) {
    this.read = read;
    this.gathered = new Gathered(read, message);
  }

  take(clause: readonly Token[]): void {
    const halves = halvesOf(clause, this.read) ?? (moodOf(clause) === "tells" ? null : splitRunOn(clause, this.read));
    if (halves) for (const half of halves) this.take(half);
    else this.takeClause(clause);
  }

  /** A clause with the moment or the thing put in that it refers to. */
  private takeClause(said: readonly Token[]): void {
    const { last, wishes } = this.gathered;
    const moved = withMoment(said, this.moment);
    const isOfThing = moved === said && last && last.row.intent !== "split";
    const clause = isOfThing ? withThing(said, objectTokens(last)) : moved;
    // "the good part starts at 0:18, cut everything before": only told of
    if (clause !== said && last?.mood === "open") last.mood = "tells";
    const known = wishes.length;
    this.takeSpoken(clause);
    // A moment that is only told of is where what follows may be asked for.
    if (wishes.length === known || this.mood !== "asks") this.moment = momentIn(this.read(clause)) ?? this.moment;
  }

  /** The words that mean something, without those that say how they are meant. */
  private takeSpoken(clause: readonly Token[]): void {
    const { wishes } = this.gathered;
    this.mood = moodOf(clause);
    // "…, so could you make it square": what came before was the reason.
    if (this.mood === "asks" && clause[0]?.word === "so") for (const wish of wishes) wish.mood = "tells";
    if (wishes.length > 0 && isDenial(clause)) this.corrects = true;
    // "Kim thinks it should be vertical, I disagree"
    if (isDisagreement(clause)) wishes.pop();
    // "Leo suggested a caption. I like it, do that"
    if (isAssent(clause)) for (const wish of wishes) if (wish.mood === "tells") wish.mood = "asks";
    const { tokens, corrects } = withoutCorrection(withoutInsteadOf(withoutCount(clause)));
    this.corrects ||= corrects;
    if (corrects) this.mood = moodOf(tokens);
    if (corrects && has(clauseOf(clause), "undo")) this.takenBack = clause;
    if (tokens.length > 0 && !isPolite(tokens)) this.takeMeaning(tokens);
    // "rather than cutting the login, speed it up": not wanted, and yet what is spoken of.
    else if (tokens.length === 0 && !corrects) this.gathered.chatter.push(this.read(clause));
  }

  private takeMeaning(tokens: readonly Token[]): void {
    const { gathered, mood, corrects } = this;
    // "so make it bigger": a "so" in its midst complains.
    const seen = this.read(mood === "asks" ? withoutLeadingSo(tokens) : tokens);
    const found = match(seen);
    if (found && asksNothing(found.row, { tokens, seen, mood, corrects }, gathered.wishes.length > 0)) {
      gathered.chatter.push(seen);
      return;
    }
    this.corrects = false;
    const other = gathered.wishes.length === 0 ? insteadOfDeclined(gathered, seen) : null;
    if (other) gathered.wishes.push({ ...other, mood });
    else if (found?.declined) gathered.declined.push({ row: found.row, reading: seen });
    else if (found && !isDetailOf(gathered.last, found.row, seen))
      takeWish(gathered, { row: found.row, tokens: seen.clause.tokens, seen, mood, corrects });
    else takeDetail(gathered, { tokens, seen, mood, corrects });
  }

  /** What is left over finds its place, and remarks are told from requests. */
  finish(): Wishes {
    const { gathered, read, mood } = this;
    const held = gathered.held.length > 0 ? read(gathered.held) : null;
    const found = held && match(held);
    if (held && found && !found.declined) gathered.wishes.push({ row: found.row, reading: held, mood });
    else if (held) gathered.chatter.push(held);
    const undoing = gathered.wishes.length === 0 && this.takenBack ? read(this.takenBack) : null;
    const undo = undoing && match(undoing);
    if (undoing && undo) gathered.wishes.push({ row: undo.row, reading: undoing, mood });
    const asked = withoutRemarks(gathered.wishes, gathered.chatter, read);
    const { wishes, remarks } = withSubjects(asked.wishes, asked.remarks, read, gathered.message);
    return { wishes: provisosFirst(wishes), declined: gathered.declined, chatter: remarks };
  }
}
