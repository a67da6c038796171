import type { ThreadContext } from "../../context.ts";
import { clauseOf, has } from "../clause.ts";
import { typeOf } from "../fill/history.ts";
import { type Match, match } from "../grammar/match.ts";
import { placeIn } from "../grammar/place.ts";
import type { Intent, Row } from "../grammar/row.ts";
import type { Token } from "../lexer.ts";
import { Reading } from "../reading.ts";
import { isDenial, isPolite, withoutCorrection, withoutCount, withoutInsteadOf } from "./asides.ts";
import { belongsTo, hasAddress, type Said } from "./belongs.ts";
import { namesDay, splitClauses } from "./clauses.ts";
import {
  detailConcepts,
  hasSlot,
  isPronounOnly,
  lacksObject,
  objectTokens,
  opensClause,
  repeatsFormat,
  repeatsWish,
  separatorBefore,
  valueReplaced,
  verbTokens,
} from "./details.ts";
import { isComplaint, isDeed, isInquiry } from "./inquiry.ts";
import { isDetailOf, namesEditsOnly } from "./isDetail.ts";
import { momentIn, thereInWords, withMoment, withThing } from "./moments.ts";
import {
  isOfPeople,
  isOthersDoing,
  isPraise,
  isPraiseBut,
  type Mood,
  moodOf,
  thingsIn,
  withoutLeadingSo,
} from "./mood.ts";
import { opensPurpose } from "./purpose.ts";
import { withSubjects } from "./recording.ts";
import { withoutRemarks } from "./remarks.ts";
import { halvesOf, splitRunOn } from "./runOn.ts";
import type { Wish, Wishes } from "./wish.ts";

/** Splits a message into clauses, finds each one's meaning, and gathers what belongs together. */
export function wishesOf(tokens: readonly Token[], context: ThreadContext, message: string): Wishes {
  const gatherer = new Gatherer(context, message);
  for (const clause of splitClauses(tokens)) gatherer.take(clause);
  return gatherer.finish();
}
const completable: readonly Intent[] = ["zoom", "cursor_emphasis", "caption", "redact", "crop"];

/** "there is a customer's email on the login page": what there is. */
function existing(tokens: readonly Token[]): readonly Token[] {
  const [first, second] = tokens;
  const isSaid = first?.word === "theres" || (first?.word === "there" && ["is", "are"].includes(second?.word ?? ""));
  if (!isSaid) return tokens;
  const thing = tokens.slice(first?.word === "theres" ? 1 : 2);
  const end = thing.findIndex(({ word }) => ["on", "in", "at"].includes(word));
  return end > 0 ? thing.slice(0, end) : thing;
}

const namesRest = (tokens: readonly Token[]): boolean =>
  tokens.some(({ word }) => ["rest", "else", "remainder", "others"].includes(word));
/** "Ben Ott at ottwerk.de" */
const namesSiteOfSomebody = (reading: Reading): boolean =>
  reading.all("domain").length === 1 && /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+,? (?:at|of|from|\()/u.test(reading.source);
const rhythms = ["every", "daily", "weekly", "monthly", "weekdays"] as const;

class Gatherer {
  private readonly context: ThreadContext;
  private readonly message: string;
  private readonly wishes: Wish[] = [];
  private readonly declined: Intent[] = [];
  private readonly chatter: Reading[] = [];
  private held: Token[] = [];
  private corrects = false;
  private mood: Mood = "open";
  private moment: readonly Token[] | null = null;
  /** "scratch that": a correction of what was said before, or, alone, of what was done. */
  private takenBack: readonly Token[] | null = null;

  constructor(context: ThreadContext, message: string) {
    this.context = context;
    this.message = message;
  }

  take(clauseTokens: readonly Token[]): void {
    const halves =
      halvesOf(clauseTokens, (tokens) => this.read(tokens)) ??
      (moodOf(clauseTokens) === "tells" ? null : splitRunOn(clauseTokens, (tokens) => this.read(tokens)));
    if (halves) for (const half of halves) this.take(half);
    else this.takeClause(clauseTokens);
  }

  private takeClause(said: readonly Token[]): void {
    const moved = withMoment(said, this.moment);
    const clauseTokens =
      moved === said && this.last && this.last.row.intent !== "split"
        ? withThing(said, objectTokens(this.last))
        : moved;
    // "the good part starts at 0:18, cut everything before": only told of
    if (clauseTokens !== said && this.last?.mood === "open") this.last.mood = "tells";
    const known = this.wishes.length;
    this.takeSpoken(clauseTokens);
    // A moment that is only told of is where what follows may be asked for.
    if (this.wishes.length === known || this.mood !== "asks")
      this.moment = momentIn(this.read(clauseTokens)) ?? this.moment;
  }

  private takeSpoken(clauseTokens: readonly Token[]): void {
    this.mood = moodOf(clauseTokens);
    // "…, so could you make it square": what came before was the reason.
    if (this.mood === "asks" && clauseTokens[0]?.word === "so") for (const wish of this.wishes) wish.mood = "tells";
    if (this.wishes.length > 0 && isDenial(clauseTokens)) this.corrects = true;
    const { tokens, corrects } = withoutCorrection(withoutInsteadOf(withoutCount(clauseTokens)));
    this.corrects ||= corrects;
    if (corrects) this.mood = moodOf(tokens);
    if (corrects && has(clauseOf(clauseTokens), "undo")) this.takenBack = clauseTokens;
    if (tokens.length === 0 || isPolite(tokens)) return;
    // "so make it bigger": a "so" in its midst complains.
    const reading = this.read(this.mood === "asks" ? withoutLeadingSo(tokens) : tokens);
    const found = match(reading);
    if (found && (isPraise(tokens) || isPraiseBut(tokens) || (this.mood === "tells" && isOthersDoing(tokens)))) {
      this.chatter.push(reading);
      return;
    }
    const isAsked = found && isDeed(found.row.intent) && isInquiry(tokens) && !isComplaint(tokens);
    // "my boss is going to love this"
    const isHope = found?.row.intent === "review_soft" && isOfPeople(tokens);
    // "the digest was helpful"
    const isOfDigest = found?.row.intent === "schedule_digest" && this.mood === "tells" && !hasSlot(reading);
    // "too long for the newsletter, 30 s max"
    const isPurpose = found?.row.intent === "export" && this.wishes.length > 0 && opensPurpose(tokens, 0);
    if (isAsked || isHope || isPurpose || (isOfDigest && !reading.has(...rhythms))) this.chatter.push(reading);
    else if (found?.declined) {
      this.declined.push(found.row.intent);
      this.corrects = false;
    } else if (found && !isDetailOf(this.last, found.row, reading)) this.takeWish(found, reading.clause.tokens);
    else this.takeDetail(reading, tokens);
  }

  finish(): Wishes {
    const held = this.held.length > 0 ? this.read(this.held) : null;
    const found = held && match(held);
    if (held && found && !found.declined) this.wishes.push({ row: found.row, reading: held, mood: this.mood });
    else if (held) this.chatter.push(held);
    const undoing = this.wishes.length === 0 && this.takenBack ? this.read(this.takenBack) : null;
    const undo = undoing && match(undoing);
    if (undoing && undo) this.wishes.push({ row: undo.row, reading: undoing, mood: this.mood });
    const read = (tokens: readonly Token[]): Reading => this.read(tokens);
    const asked = withoutRemarks(this.wishes, this.chatter, read);
    const { wishes, remarks } = withSubjects(asked.wishes, asked.remarks, read, this.message);
    return { wishes, declined: this.declined, chatter: remarks };
  }

  private read(tokens: readonly Token[]): Reading {
    return new Reading(clauseOf(tokens), this.context, this.message);
  }

  private said(row: Row, tokens: readonly Token[]): Said {
    return { row, tokens, seen: this.read(tokens), mood: this.mood, read: (part) => this.read(part) };
  }

  private get last(): Wish | undefined {
    return this.wishes.at(-1);
  }

  private takeWish({ row }: Match, tokens: readonly Token[]): void {
    const withdrawn = row.intent === "remove_edit" ? typeOf(this.read(tokens)) : null;
    const at = this.wishes.findIndex((wish) => wish.row.intent === withdrawn);
    if (at >= 0) {
      this.wishes.splice(at, 1);
      this.corrects = false;
      return;
    }
    const last = this.last;
    const corrected = this.corrects && last;
    this.corrects = false;
    if (corrected && this.replaceValue(corrected, this.read(tokens))) return;
    if (corrected) {
      this.wishes.pop();
      this.wishes.push({
        row,
        reading: this.read([...(lacksObject(this.read(tokens), row) ? objectTokens(corrected) : []), ...tokens]),
        mood: this.mood,
      });
      return;
    }
    if (last && this.removesAnother(last, tokens)) return;
    // "nobody needs to see the login, cut that out"
    if (last?.row.remark && row.intent === "cut_what" && this.completes(last.reading, tokens, ["cut"])) {
      this.wishes.splice(-2, 1);
      return;
    }
    if (
      last &&
      this.held.length === 0 &&
      (belongsTo(last, this.said(row, tokens)) || this.saysMoreOf(last, row, tokens))
    ) {
      this.extend(last, tokens);
      return;
    }
    // "forget it, kill the run"
    if (row.intent === "cancel" && last?.row.intent === "revert" && isPronounOnly(last.reading)) this.wishes.pop();
    if (last && this.completesRecording(last, row, tokens)) return;
    if (last && this.isKept(last, row, tokens)) {
      this.wishes.splice(-1, 1, { row, reading: this.read([...objectTokens(last), ...tokens]), mood: this.mood });
      return;
    }
    // "show only the order summary, crop the rest away"
    if (last?.row.intent === "trim" && row.intent === "crop" && has(last.reading.clause, "keep") && namesRest(tokens)) {
      const reading = this.read([...verbTokens({ row, reading: this.read(tokens) }), ...objectTokens(last)]);
      this.wishes.splice(-1, 1, { row, reading, mood: this.mood });
      return;
    }
    const there = last ? thereInWords(last, row, this.read(tokens)) : null;
    if (there) {
      this.wishes.push({ row, reading: this.read(there), mood: this.mood });
      return;
    }
    const remarked = last?.row.remark && last.row.intent !== row.intent ? last : undefined;
    const object = remarked ? this.objectSpokenOf(row, tokens, remarked.reading) : [];
    if (remarked && object.length > 0) {
      this.wishes.splice(-1, 1, { row, reading: this.read([...object, ...tokens]), mood: this.mood });
      return;
    }
    const spokenOf = last || this.held.length > 0 ? [] : this.objectSpokenOf(row, tokens);
    this.wishes.push({ row, reading: this.read([...this.held, ...spokenOf, ...tokens]), mood: this.mood });
    this.held = [];
    const made = this.last;
    if (made && last && repeatsFormat(last, made))
      this.wishes.splice(-2, 2, { ...last, reading: this.read([...last.reading.clause.tokens, ...tokens]) });
  }

  /** "drop the zoom and the caption": nothing but another edit's name after the wish to take one back. */
  private removesAnother(last: Wish, tokens: readonly Token[]): boolean {
    if (last.row.intent !== "remove_edit" || tokens.length > 4) return false;
    if (!namesEditsOnly(tokens)) return false;
    const reading = this.read([...verbTokens(last), ...tokens]);
    const found = match(reading);
    if (found?.row.intent !== "remove_edit" || typeOf(reading) === typeOf(last.reading)) return false;
    this.wishes.push({ row: found.row, reading, mood: this.mood });
    return true;
  }

  /** "record the new page, https://acme.com", "demo for sarah connor, sarah@acme.com": what was to be recorded comes after. */
  private completesRecording(last: Wish, row: Row, tokens: readonly Token[]): boolean {
    if (last.row.intent !== "record_what" || this.held.length > 0) return false;
    const seen = this.read(tokens);
    const isWhom = row.intent === "share" && seen.first("email") !== undefined && !seen.has("share");
    if (row.intent !== "record" && !isWhom) return false;
    const reading = this.read([
      ...last.reading.clause.tokens,
      ...separatorBefore(this.message, last.reading.clause.tokens, tokens),
      ...tokens,
    ]);
    const found = match(reading);
    if (found?.row.intent !== "record") return false;
    this.wishes.splice(-1, 1, { ...last, row: found.row, reading });
    return true;
  }

  /** "mask the code, it is confidential": the same wish, without another object. */
  private saysMoreOf(last: Wish, row: Row, tokens: readonly Token[]): boolean {
    const reading = this.read(tokens);
    return (
      last.row.intent === row.intent &&
      row.repeats === "element" &&
      lacksObject(reading, row) &&
      (this.mood === "open" || !hasSlot(reading))
    );
  }

  /** "I can't read the coupon box, zoom there": the object is in the remark before. */
  private objectSpokenOf(row: Row, tokens: readonly Token[], remark = this.chatter.at(-1)): readonly Token[] {
    const reading = this.read(tokens);
    if (!remark || row.repeats !== "element" || hasSlot(reading) || !lacksObject(reading, row)) return [];
    const said = existing(remark.clause.tokens);
    const from = said.findLastIndex((token) =>
      ["the", "that", "this", "den", "das", "die", "el", "la"].includes(token.word),
    );
    const verb = said.findIndex(
      (token, at) => at > from && ["is", "are", "was", "has", "needs", "ist", "es"].includes(token.word),
    );
    const object = said.slice(Math.max(0, from), verb > 0 ? verb : said.length);
    return this.read(object).names(["zoom", "redact"]) ? object : [];
  }

  /** "keep the login but speed it up": it stays, and something else is done to it. */
  private isKept(last: Wish, row: Row, tokens: readonly Token[]): boolean {
    const { clause } = last.reading;
    const between = this.message.slice(clause.tokens.at(-1)?.end ?? 0, tokens[0]?.start ?? 0);
    const isSame = tokens.some(({ word }) => word === "it" || word === "that") && !hasSlot(this.read(tokens));
    const keeps = has(clause, "keep") && last.row.intent === "trim" && !last.reading.word("only", "just");
    return keeps && isSame && /\bbut\b/.test(between) && ["speed", "zoom", "redact"].includes(row.intent);
  }

  /** "the pointer gets lost, make it bigger": what is asked for has a meaning together with what it speaks of. */
  private completesRemark(tokens: readonly Token[]): boolean {
    const remark = this.chatter.at(-1);
    return remark !== undefined && this.mood !== "tells" && this.completes(remark, tokens);
  }

  private completes(remark: Reading, tokens: readonly Token[], intents = completable): boolean {
    if (!tokens.some(({ word }) => ["it", "that", "them", "this", "es", "das", "lo"].includes(word))) return false;
    for (const thing of thingsIn(remark.clause.tokens)) {
      const reading = this.read([...thing, ...tokens]);
      const found = match(reading);
      if (!found || found.declined || found.row.remark || !intents.includes(found.row.intent)) continue;
      this.wishes.push({ row: found.row, reading, mood: this.mood });
      return true;
    }
    return false;
  }

  /** A clause without a meaning of its own: a detail of the wish before it, or of the one that follows. */
  private takeDetail(reading: Reading, tokens: readonly Token[]): void {
    if (this.held.length === 0 && this.completesRemark(tokens)) return;
    const last = this.last;
    const corrects = this.corrects;
    this.corrects = false;
    if (!last || this.held.length > 0) {
      if (this.mood === "tells" && (isOfPeople(tokens) || isPraise(tokens))) this.chatter.push(reading);
      else if (
        (opensClause(tokens) && this.mood !== "tells") ||
        namesDay(tokens) ||
        hasSlot(reading) ||
        reading.has("daily", "weekly", "monthly", "weekdays", "begin", "finish", "trim", "keep")
      )
        this.held.push(...tokens);
      else this.chatter.push(reading);
      return;
    }
    if (last.row.intent === "caption" && last.reading.first("quoted") && reading.first("quoted")) {
      this.wishes.push({ ...last, reading: this.read([...verbTokens(last), ...tokens]) });
      return;
    }
    if (corrects && this.replaceValue(last, reading)) return;
    if (this.mood === "tells" && !this.isDetailTold(last, reading, tokens)) {
      this.chatter.push(reading);
      return;
    }
    // "demos for Ben Ott at ottwerk.de and Mia Sand at sandundsee.de"
    if (last.row.intent === "record" && [last.reading, reading].every(namesSiteOfSomebody)) {
      const whom = last.reading.clause.tokens.filter(({ word }) => ["for", "fur", "para"].includes(word)).slice(0, 1);
      this.wishes.push({ ...last, reading: this.read([...verbTokens(last), ...whom, ...tokens]) });
      return;
    }
    if (last.row.takesAnything) {
      this.extend(last, tokens);
      return;
    }
    if (has(reading.clause, "not")) return;
    if (corrects) {
      this.replaceObject(last, tokens);
      return;
    }
    // "drop it in our Discord, channel #community"
    if (last.row.repeats === "address" && hasAddress(reading) && !hasAddress(last.reading)) this.extend(last, tokens);
    else if (repeatsWish(last, reading, tokens) && !lacksObject(last.reading, last.row)) {
      this.wishes.push({ ...last, reading: this.read([...verbTokens(last), ...tokens]) });
    } else if (
      hasSlot(reading) ||
      repeatsWish(last, reading, tokens) ||
      (last.row.intent === "speed" && placeIn(reading) !== null) ||
      detailConcepts.some((concept) => reading.has(concept))
    )
      this.extend(last, tokens);
    else this.chatter.push(reading);
  }

  /** "blur the email, it shows up at 0:10", unlike "it bothers me every time" and "I have a meeting at 3". */
  private isDetailTold(last: Wish, reading: Reading, tokens: readonly Token[]): boolean {
    if (last.row.intent === "review_reject") return true;
    if (isPraise(tokens)) return false;
    if (isOfPeople(tokens) || opensPurpose(tokens, 0)) return hasAddress(reading);
    return last.row.takesAnything === true || hasSlot(reading, "said");
  }

  private extend(wish: Wish, tokens: readonly Token[]): void {
    if (this.mood === "asks") wish.mood = "asks";
    const comma = separatorBefore(this.message, wish.reading.clause.tokens, tokens);
    wish.reading = this.read([...wish.reading.clause.tokens, ...comma, ...tokens]);
  }

  /** "no, 25", "make that 5", "no at the end": another number, address or time in the place of the one said before. */
  private replaceValue(wish: Wish, reading: Reading): boolean {
    const tokens = valueReplaced(wish.reading, reading);
    if (tokens) wish.reading = this.read(tokens);
    return tokens !== null;
  }

  private replaceObject(wish: Wish, tokens: readonly Token[]): void {
    wish.reading = this.read([...verbTokens(wish), ...tokens]);
  }
}
