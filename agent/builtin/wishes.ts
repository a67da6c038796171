import type { ThreadContext } from "../context.ts";
import { clauseOf, has, type Phrase } from "./clause.ts";
import { typeOf } from "./fill/history.ts";
import { type Intent, type Match, match, placeIn, type Row } from "./grammar.ts";
import type { Token } from "./lexer.ts";
import type { Concept } from "./lexicon.ts";
import { Reading } from "./reading.ts";

/** One thing that a message asks for: a row of the grammar and the words that belong to it. */
export type Wish = { row: Row; reading: Reading };
export type Wishes = {
  wishes: Wish[];
  /** "don't zoom": what was expressly not asked for. */
  declined: Intent[];
  /** Clauses that mean nothing here. */
  chatter: Reading[];
};

const joiners = new Set(
  "and then also plus but afterwards dann und danach aber y luego despues ademas pero sowie und".split(" "),
);
const separators = new Set([",", ";", ".", "!", "?", "\n", "&", "+"]);

/** Splits a message into clauses, finds each one's meaning, and gathers what belongs together. */
export function wishesOf(tokens: readonly Token[], context: ThreadContext, message: string): Wishes {
  const gatherer = new Gatherer(context, message);
  for (const clause of splitClauses(tokens)) gatherer.take(clause);
  return gatherer.finish();
}

function splitClauses(tokens: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  let current: Token[] = [];
  const close = (): void => {
    if (current.length > 0) clauses.push(current);
    current = [];
  };
  for (const [at, token] of tokens.entries()) {
    if (splitsHere(tokens, at, current)) close();
    else current.push(token);
  }
  close();
  return clauses;
}

function splitsHere(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const token = tokens[at];
  if (token?.kind === "mark") {
    if (token.mark === "—") return tokens[at - 1]?.kind === "word" && tokens[at + 1]?.kind === "word";
    return separators.has(token.mark) && !keepsTogether(tokens, at, current);
  }
  if (token?.kind !== "word" || !joiners.has(token.word)) return false;
  return !keepsTogether(tokens, at, current);
}

/** "between A and B", "before and after", "monday and thursday", "a minute and a half", "and" between two addresses. */
function keepsTogether(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const word = (index: number): string => (tokens[index]?.kind === "word" ? (tokens[index]?.word ?? "") : "");
  const here = word(at);
  if (here === "but" && ["all", "everything", "anything", "nothing"].includes(word(at - 1))) return true;
  const isDay = (text: string): boolean => dayWord.test(text);
  if (tokens[at]?.raw === "," && isDay(word(at - 1)) && (isDay(word(at + 1)) || isDay(word(at + 2)))) return true;
  const isAnd = here === "and" || here === "und" || here === "y" || tokens[at]?.raw === "&";
  if (!isAnd) return false;
  const isAddress = (token: Token | undefined): boolean => token?.kind === "email" || token?.kind === "channel";
  if (isAddress(tokens[at - 1]) && isAddress(tokens[at + 1])) return true;
  const opened = current.findLastIndex((token) => ["between", "zwischen", "entre"].includes(token.word));
  if (opened >= 0 && !current.slice(opened).some((token) => token.word === "and")) return true;
  if (word(at + 1) === "a" && ["half", "quarter"].includes(word(at + 2))) return true;
  if (/^(before|vorher|antes)$/.test(word(at - 1)) && /^(after|nachher|despues)$/.test(word(at + 1))) return true;
  if (word(at - 1) === "nice" || word(at - 1) === "look" || word(at - 1) === "quick") return true;
  return isDay(word(at - 1)) && isDay(word(at + 1));
}

const dayWord =
  /^(mon|tues|wednes|thurs|fri|satur|sun)?days?$|^(mon|tues?|weds?|thurs?|thu|fri|sat|sun)$|tags?$|^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?$/;

/** What makes a clause without a verb worth keeping: it says where, when, how much or to whom. */
const slotKinds: readonly Token["kind"][] = [
  "number",
  "timecode",
  "times",
  "percent",
  "lines",
  "area",
  "point",
  "aspect",
  "version",
  "quoted",
  "email",
  "url",
  "domain",
  "pr",
  "channel",
  "handle",
  "repo",
];
const detailConcepts: readonly Concept[] = [
  "more",
  "little",
  "top",
  "bottom",
  "whole",
  "gif",
  "mp4",
  "highQuality",
  "previewQuality",
  "webQuality",
  "uhd",
  "fullHd",
  "mobile",
  "compare",
  "minimal",
  "dramatic",
  "standard",
  "under",
  "here",
  "every",
  "daily",
  "weekly",
  "monthly",
  "weekdays",
];
const standAlone: readonly Intent[] = [
  "style_preset",
  "cursor_emphasis",
  "zoom",
  "crop",
  "shorten",
  "redact",
  "speed",
  "trim",
  "cut",
];
const fillers: readonly Concept[] = ["filler", "greeting", "thanks", "praise", "laugh", "okay", "bye", "correction"];

const cutting: readonly Intent[] = ["cut", "trim", "shorten", "speed"];
const isPronounOnly = (reading: Reading): boolean =>
  reading.clause.tokens.every(
    (token, at) =>
      token.kind === "mark" ||
      ["it", "that", "this", "them", "please", "es", "das", "lo", "out", "off", "all"].includes(token.word) ||
      reading.clause.phrases.some((phrase) => at >= phrase.from && at < phrase.to),
  );
const timed: readonly Intent[] = ["zoom", "caption", "redact", "speed", "cut", "cut_what", "trim"];
const meansMore: readonly Concept[] = ["approveSoft", "undo"];

class Gatherer {
  private readonly context: ThreadContext;
  private readonly message: string;
  private readonly wishes: Wish[] = [];
  private readonly declined: Intent[] = [];
  private readonly chatter: Reading[] = [];
  private held: Token[] = [];
  private corrects = false;
  /** "scratch that": a correction of what was said before, or, alone, of what was done. */
  private takenBack: readonly Token[] | null = null;

  constructor(context: ThreadContext, message: string) {
    this.context = context;
    this.message = message;
  }

  take(clauseTokens: readonly Token[]): void {
    const halves = this.halvesOf(clauseTokens);
    if (halves) for (const half of halves) this.takeClause(half);
    else this.takeClause(clauseTokens);
  }

  /** "the dramatic style with a bigger cursor": two wishes in one clause, each whole by itself. */
  private halvesOf(tokens: readonly Token[]): [readonly Token[], readonly Token[]] | null {
    const at = tokens.findIndex((token) => ["with", "mit", "con"].includes(token.word));
    if (at <= 0 || at === tokens.length - 1) return null;
    const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
    const [first, second] = [match(this.read(left)), match(this.read(right))];
    const isPair = first && second && first.row.intent !== second.row.intent;
    return isPair && standAlone.includes(first.row.intent) && standAlone.includes(second.row.intent)
      ? [left, right]
      : null;
  }

  private takeClause(clauseTokens: readonly Token[]): void {
    const { tokens, corrects } = withoutCorrection(withoutInsteadOf(withoutCount(clauseTokens)));
    this.corrects ||= corrects;
    if (corrects && has(clauseOf(clauseTokens), "undo")) this.takenBack = clauseTokens;
    if (tokens.length === 0 || isPolite(tokens)) return;
    const reading = this.read(tokens);
    const found = match(reading);
    if (found?.declined) {
      this.declined.push(found.row.intent);
      this.corrects = false;
    } else if (found && !this.isDetail(found.row, reading)) this.takeWish(found, tokens);
    else this.takeDetail(reading, tokens);
  }

  /** "zoom on it, for 5 seconds", "chop the start, say 2 seconds": how long, not how short. */
  private isDetail(row: Row, reading: Reading): boolean {
    const { last } = this;
    if (!last || row.intent !== "shorten") return false;
    return row.weak === true || (timed.includes(last.row.intent) && !reading.has("shorten", "under", "make"));
  }

  finish(): Wishes {
    const held = this.held.length > 0 ? this.read(this.held) : null;
    const found = held && match(held);
    if (held && found && !found.declined) this.wishes.push({ row: found.row, reading: held });
    else if (held) this.chatter.push(held);
    const undoing = this.wishes.length === 0 && this.takenBack ? this.read(this.takenBack) : null;
    const undo = undoing && match(undoing);
    if (undoing && undo) this.wishes.push({ row: undo.row, reading: undoing });
    return { wishes: this.wishes, declined: this.declined, chatter: this.chatter };
  }

  private read(tokens: readonly Token[]): Reading {
    return new Reading(clauseOf(tokens), this.context, this.message);
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
    if (corrected) {
      this.wishes.pop();
      this.wishes.push({
        row,
        reading: this.read([...(lacksObject(this.read(tokens), row) ? objectTokens(corrected) : []), ...tokens]),
      });
      return;
    }
    if (last && this.held.length === 0 && (this.belongsTo(last, row, tokens) || this.saysMoreOf(last, row, tokens))) {
      this.extend(last, tokens);
      return;
    }
    const remarked = last?.row.remark && last.row.intent !== row.intent ? last : undefined;
    const object = remarked ? this.objectSpokenOf(row, tokens, remarked.reading) : [];
    if (remarked && object.length > 0) {
      this.wishes.splice(-1, 1, { row, reading: this.read([...object, ...tokens]) });
      return;
    }
    const spokenOf = last || this.held.length > 0 ? [] : this.objectSpokenOf(row, tokens);
    this.wishes.push({ row, reading: this.read([...this.held, ...spokenOf, ...tokens]) });
    this.held = [];
    const made = this.last;
    if (made && last && repeatsFormat(last, made))
      this.wishes.splice(-2, 2, { row: last.row, reading: this.read([...last.reading.clause.tokens, ...tokens]) });
  }

  /** "mask the code, it is confidential": the same wish, without another object. */
  private saysMoreOf(last: Wish, row: Row, tokens: readonly Token[]): boolean {
    const reading = this.read(tokens);
    return (
      last.row.intent === row.intent && row.repeats === "element" && lacksObject(reading, row) && !hasSlot(reading)
    );
  }

  /** "I can't read the coupon box, zoom there": the object is in the remark before. */
  private objectSpokenOf(row: Row, tokens: readonly Token[], remark = this.chatter.at(-1)): readonly Token[] {
    const reading = this.read(tokens);
    if (!remark || row.repeats !== "element" || hasSlot(reading) || !lacksObject(reading, row)) return [];
    const said = remark.clause.tokens;
    const from = said.findLastIndex((token) =>
      ["the", "that", "this", "den", "das", "die", "el", "la"].includes(token.word),
    );
    const verb = said.findIndex(
      (token, at) => at > from && ["is", "are", "was", "has", "needs", "ist", "es"].includes(token.word),
    );
    const object = said.slice(Math.max(0, from), verb > 0 ? verb : said.length);
    return this.read(object).names(["zoom", "redact"]) ? object : [];
  }

  /** Details that have a meaning of their own: "record PR 12, at most 30 seconds", "digest to A and B each Monday". */
  private belongsTo(last: Wish, row: Row, tokens: readonly Token[]): boolean {
    if (last.row.absorbs?.includes(row.intent)) return true;
    // "everything before 0:09 is boring, bin it": what was named just before.
    if (row.intent === "cut_what" && cutting.includes(last.row.intent) && isPronounOnly(this.read(tokens))) return true;
    // "rejected, too shaky": the reason.
    if (last.row.intent === "review_reject" && ["too", "so", "zu", "demasiado"].includes(tokens[0]?.word ?? ""))
      return true;
    const seen = this.read(tokens);
    if (last.row.intent === "export" && row.intent === "export") return !seen.has("gif", "mp4", "exportVerb");
    const isSame = last.row.intent === row.intent && (row.intent === "record" || row.intent === "schedule_digest");
    return isSame && verbTokens({ row, reading: seen }).length === 0;
  }

  /** A clause without a meaning of its own: a detail of the wish before it, or of the one that follows. */
  private takeDetail(reading: Reading, tokens: readonly Token[]): void {
    const last = this.last;
    const corrects = this.corrects;
    this.corrects = false;
    if (!last || this.held.length > 0) {
      if (opensClause(tokens) || hasSlot(reading) || reading.has("begin", "finish", "trim", "keep"))
        this.held.push(...tokens);
      else this.chatter.push(reading);
      return;
    }
    if (last.row.intent === "caption" && last.reading.first("quoted") && reading.first("quoted")) {
      this.wishes.push({ row: last.row, reading: this.read([...verbTokens(last), ...tokens]) });
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
    if (repeatsWish(last, reading, tokens)) {
      this.wishes.push({ row: last.row, reading: this.read([...verbTokens(last), ...tokens]) });
    } else if (hasSlot(reading) || detailConcepts.some((concept) => reading.has(concept))) this.extend(last, tokens);
    else this.chatter.push(reading);
  }

  private extend(wish: Wish, tokens: readonly Token[]): void {
    const comma = separatorBefore(this.message, wish.reading.clause.tokens, tokens);
    wish.reading = this.read([...wish.reading.clause.tokens, ...comma, ...tokens]);
  }

  private replaceObject(wish: Wish, tokens: readonly Token[]): void {
    wish.reading = this.read([...verbTokens(wish), ...tokens]);
  }
}

/** A mark between two parts of a clause that were taken together again: names and parts in a row are told apart by it. */
function separatorBefore(message: string, before: readonly Token[], after: readonly Token[]): Token[] {
  const start = before.at(-1)?.end ?? 0;
  const end = Math.max(start, after[0]?.start ?? start);
  const mark = /[,;.!?\n]/.exec(message.slice(start, end))?.[0] ?? ",";
  return [{ kind: "mark", mark, raw: mark, word: "", start, end }];
}

const counting = new Set(
  "first firstly second secondly third thirdly fourth finally lastly next erstens zweitens drittens zuletzt primero segundo tercero".split(
    " ",
  ),
);
const deeds: readonly Concept[] = [
  "zoom",
  "exportVerb",
  "make",
  "redact",
  "crop",
  "remove",
  "trim",
  "shorten",
  "add",
  "share",
  "faster",
  "slower",
  "undo",
  "write",
];

/** "second zoom on the summary": what counts the wishes is none of them. */
function withoutCount(tokens: readonly Token[]): readonly Token[] {
  if (!counting.has(tokens[0]?.word ?? "")) return tokens;
  const from = tokens[1]?.kind === "mark" ? 2 : 1;
  const next = clauseOf(tokens).phrases.find((phrase) => phrase.from === from);
  return next && deeds.some((concept) => next.concepts.has(concept)) ? tokens.slice(from) : tokens;
}

/** "instead of the first five": what stands after it is what is not wanted. */
function withoutInsteadOf(tokens: readonly Token[]): readonly Token[] {
  const clause = clauseOf(tokens);
  const phrase = clause.phrases.find((one) => one.concepts.has("insteadOf"));
  if (!phrase) return tokens;
  const next = clause.phrases.find(
    (one) =>
      one.from >= phrase.to &&
      ["zoom", "remove", "make", "shorten", "crop", "redact", "trim", "keep", "restore", "style"].some((concept) =>
        one.concepts.has(concept as Concept),
      ),
  );
  const before = tokens.slice(0, phrase.from);
  return next ? [...before, ...tokens.slice(next.from)] : before;
}

function withoutCorrection(tokens: readonly Token[]): { tokens: readonly Token[]; corrects: boolean } {
  const phrase = clauseOf(tokens).phrases.find((one) => one.concepts.has("correction") && !one.concepts.has("filler"));
  const opening = clauseOf(tokens).phrases[0];
  const found = phrase ?? (opening?.concepts.has("correction") && opening.from === 0 ? opening : undefined);
  if (!found || found.from > 1) return { tokens, corrects: false };
  return {
    tokens: [...tokens.slice(0, found.from), ...tokens.slice(found.to)].filter(
      (token) => !(token.kind === "word" && token.word === "no"),
    ),
    corrects: true,
  };
}

/** Nothing but greetings, thanks and fillers. */
function isPolite(tokens: readonly Token[]): boolean {
  const { phrases } = clauseOf(tokens);
  const covered = new Set<number>();
  for (const phrase of phrases)
    if (fillers.some((concept) => phrase.concepts.has(concept)) && !meansMore.some((one) => phrase.concepts.has(one)))
      for (let at = phrase.from; at < phrase.to; at += 1) covered.add(at);
  return tokens.every((token, at) => covered.has(at) || token.kind === "mark" || token.kind === "code");
}

const openers = new Set(
  "when while at after before on in for during once as every each wenn bei nach vor cuando en al despues antes cada jeden until with from".split(
    " ",
  ),
);
const opensClause = (tokens: readonly Token[]): boolean => openers.has(tokens[0]?.word ?? "");

const hasSlot = (reading: Reading): boolean =>
  reading.clause.tokens.some((token) => slotKinds.includes(token.kind)) ||
  reading.times.some((item) => item.kind !== "unknown");

const determiners = new Set("the on into to from auf den das die der el la en an a also at".split(" "));

function repeatsWish(last: Wish, reading: Reading, tokens: readonly Token[]): boolean {
  switch (last.row.repeats) {
    case "address":
      return reading.all("email").length + reading.all("channel").length + reading.all("handle").length > 0;
    case "span":
      return (
        (reading.time("span") !== undefined || placeIn(reading) !== null) &&
        (last.reading.time("span") !== undefined || placeIn(last.reading) !== null)
      );
    case "element": {
      if (hasSlot(reading) && !reading.names(["zoom", "redact"])) return false;
      const isNoun = determiners.has(tokens[0]?.word ?? "") || reading.names(["zoom", "redact"]);
      return isNoun && tokens.length <= 7 && !["when", "while", "at"].includes(tokens[0]?.word ?? "");
    }
    default:
      return false;
  }
}

/** "as gif and mp4": the second format alone is the same wish once more. */
const repeatsFormat = (last: Wish, made: Wish): boolean =>
  last.row.intent === "export" &&
  made.row.intent === "export" &&
  made.reading.clause.tokens.length <= 3 &&
  !made.reading.has("exportVerb");

const verbConcepts: Partial<Record<Intent, readonly Concept[]>> = {
  zoom: ["zoom", "focusOn"],
  redact: ["redact"],
  cut: ["remove", "trim", "stop"],
  trim: ["trim", "keep", "begin", "finish"],
  speed: ["faster", "slower", "play"],
  share: ["share"],
  crop: ["crop"],
  caption: ["add", "write", "caption"],
  shorten: ["shorten", "make"],
  export: ["exportVerb", "exporting"],
  style_preset: ["style"],
  schedule_digest: ["digest", "share"],
  record: ["record", "make", "demo"],
  record_what: ["record", "make", "demo"],
};

/** The words that made a wish what it is, without its object. */
function verbTokens({ row, reading }: Wish): Token[] {
  const wanted = verbConcepts[row.intent] ?? [];
  const isVerb = (phrase: Phrase): boolean => wanted.some((concept) => phrase.concepts.has(concept));
  const { tokens, phrases } = reading.clause;
  const verbs = phrases.filter(isVerb);
  const times = tokens.filter((token) => token.kind === "times" && row.intent === "speed");
  return [...verbs.flatMap((phrase) => tokens.slice(phrase.from, phrase.to)), ...times];
}

const objectTokens = (wish: Wish): Token[] => {
  const verbs = new Set(verbTokens(wish));
  return wish.reading.clause.tokens.filter((token) => !verbs.has(token));
};

/** "no wait, blur it": the object is the one named before. */
function lacksObject(reading: Reading, row: Row): boolean {
  return row.repeats === "element" && !reading.names(["zoom", "redact"]);
}
