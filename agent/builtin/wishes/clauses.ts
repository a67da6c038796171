import { set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { clauseOf, has } from "../words/clause.ts";
import { isDay } from "../words/days.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { isImperative } from "./imperative.ts";
import { isAsWellAs, isBracketed, isRange, isSpaced, keepsTogether, units } from "./keepsTogether.ts";
import { moodOf } from "./mood.ts";
import { opensWish } from "./opensWish.ts";
import { opensProviso } from "./proviso.ts";
import { endsPurpose, purposeEnd } from "./purpose.ts";
import { opensGoal, opensReason, opensRemark, opensTopic } from "./reasons.ts";

const joiners = set("and then also plus but afterwards dann und danach aber y luego despues ademas pero sowie");
const separators = new Set([",", ";", ".", "!", "?", "\n", "&", "+"]);

/** The clauses of a message, in the order in which they are to be done: what stands between "and", "then", commas, full stops. */
export function splitClauses(said: readonly Token[]): Token[][] {
  const { tokens, asides } = withoutAsides(said);
  const clauses: Token[][] = [...asides];
  const sentences: Token[][][] = [];
  let current: Token[] = [];
  const close = (): void => {
    if (current.length > 0) clauses.push(current);
    current = [];
  };
  for (const [at, token] of tokens.entries()) {
    if (splitsHere(tokens, at, current)) {
      close();
      if (ends.has(token.raw)) sentences.push(clauses.splice(0));
      continue;
    }
    const isWish = opensWish(tokens, at) && !(clauses.length > 0 && opensMoment(current));
    if (current.length > 2 && (isWish || opensProviso(tokens, at))) close();
    if (
      current.length > 1 &&
      (opensConsequence(tokens, at) ||
        opensReason(tokens, at) ||
        opensEarlier(tokens, at) ||
        opensRemark(tokens, at) ||
        opensGoal(tokens, at))
    )
      close();
    if (leavesPurpose(current, tokens, at)) close();
    if (endsPurpose(current, token)) close();
    current.push(token);
  }
  close();
  return [...sentences, clauses].flatMap(inOrder);
}
const ends = new Set([".", "!", "?", "\n"]);

/** "30 fps (the TV can't do more)": what is told in brackets stands by itself, unlike "(under 3 MB)" and "(Globex, globex.com)". */
function withoutAsides(said: readonly Token[]): { tokens: readonly Token[]; asides: Token[][] } {
  const asides: Token[][] = [];
  let tokens = said;
  for (let from = tokens.findIndex(({ raw }) => raw === "("); from >= 0; ) {
    const to = tokens.findIndex(({ raw }, at) => at > from && raw === ")");
    const inside = tokens.slice(from + 1, to < 0 ? tokens.length : to);
    if (to > 0 && from > 0 && inside.length > 1 && !inside.some(isValue) && moodOf(inside) === "tells") {
      asides.push(inside);
      tokens = tokens.toSpliced(from, to - from + 1);
      from -= 1;
    }
    const after = from;
    from = tokens.findIndex(({ raw }, at) => at > after && raw === "(");
  }
  return { tokens, asides };
}

const isValue = ({ kind }: Token): boolean => kind !== "word" && kind !== "mark";

/** "the first 2 seconds are blank | so take those off" */
const opensConsequence = (tokens: readonly Token[], at: number): boolean =>
  wordAt(tokens, at) === "so" &&
  !adjectives.has(wordAt(tokens, at + 1)) &&
  (isImperative(tokens, at + 1) || ["please", "gif", "mp4"].includes(wordAt(tokens, at + 1)));
const adjectives = set(
  "schnell langsam lang kurz rapido lento slow fast quick short long lengthy boring small big large tight close smooth clean simple",
);

/** Wishes that say for whom or for what themselves. */
const ownPurpose = concepts("record demo lead share digest schedule platform");

/** "make it square | for our newsletter": what it is for is no part of the wish. */
function leavesPurpose(current: readonly Token[], tokens: readonly Token[], at: number): boolean {
  const end = current.length > 1 ? purposeEnd(tokens, at) : null;
  if (end === null) return false;
  const wish = clauseOf(current);
  if (ownPurpose.some((concept) => has(wish, concept))) return false;
  const isFile = has(wish, "exporting") || has(wish, "gif") || has(wish, "mp4");
  return !(isFile && has(clauseOf(tokens.slice(at, end)), "platform"));
}

/** "… and then when they type the coupon can you zoom in": when the wish after it is to be done, and no part of the one before. */
const opensMoment = (current: readonly Token[]): boolean =>
  set("when while wenn wahrend cuando mientras").has(wordAt(current, 0));

const isFirst = set("first zuerst primero beforehand");

/** "before you send it …": what Aura is to do later, unlike "before they click". */
function opensEarlier(tokens: readonly Token[], at: number): boolean {
  const [word, next] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  // "the one before you blurred it": which version
  if (next === "you" && at > 0 && /(?:[^n]ed|made|did)$/.test(wordAt(tokens, at + 2))) return false;
  return word === "before" && (next === "you" || set("sending posting sharing exporting mailing").has(next));
}

/** "before you send it to Anna, blur the email" is done the other way round. */
function inOrder(clauses: readonly Token[][]): Token[][] {
  const ordered: Token[][] = [];
  let later: Token[] | null = null;
  for (const clause of clauses) {
    // "export a gif, but first drop the end"
    if (
      ordered.length > 0 &&
      isFirst.has(wordAt(clause, 0)) &&
      clause.length > 2 &&
      clause[1]?.kind === "word" &&
      !units(clause[1])
    ) {
      ordered.unshift(clause.slice(1));
      continue;
    }
    if (!opensEarlier(clause, 0)) {
      ordered.push(clause);
      if (later) ordered.push(later);
      later = null;
      continue;
    }
    const deed = clause.slice(wordAt(clause, 1) === "you" ? 2 : 1);
    if (ordered.length > 0) ordered.push(deed);
    else later = deed;
  }
  return later ? [...ordered, later] : ordered;
}

function splitsHere(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const token = tokens[at];
  if (isAsWellAs(tokens, at)) return true;
  // "before we publish: …", "for the launch post: …"
  if (token?.raw === ":" && (opensRemark(current, 0) || purposeEnd(current, 0) === current.length)) return true;
  if (token?.raw === ":" && announces(tokens, at, current)) return true;
  if (token?.kind === "mark") {
    if (token.mark === "-" && isSpaced(tokens, at)) return !isRange(tokens, at);
    if (token.mark === "/" && isSpaced(tokens, at)) return !isRange(tokens, at);
    if (token.mark === "—" || token.mark === "–") return tokens[at - 1]?.kind === "word";
    return separators.has(token.mark) && !isBracketed(current) && !keepsTogether(tokens, at, current);
  }
  if (token?.kind !== "word" || !joiners.has(token.word)) return false;
  if (wordAt(tokens, at - 1) === "above" && wordAt(tokens, at + 1) === "below") return false;
  return !keepsTogether(tokens, at, current);
}

/** "since the call is at 3 I need it quickly: …", "about the login: …", "so the plan is: …": what is asked for comes after it. */
const announces = (tokens: readonly Token[], at: number, current: readonly Token[]): boolean =>
  (current.length > 1 || current[0]?.word === "so" || opensTopic(current)) &&
  (tokens[at + 1]?.start ?? 0) > (tokens[at]?.end ?? 0) &&
  !current.some(({ kind }) => kind !== "word" && kind !== "mark" && kind !== "number" && kind !== "timecode") &&
  (opensTopic(current) || moodOf(current) === "tells" || clauseOf(current).phrases.length === 0) &&
  !holdsContent(current);

/** What stands after "the caption should say:", "record these:", "send it to:" belongs to it. */
const holdsContent = (current: readonly Token[]): boolean => {
  const clause = clauseOf(current);
  return (["caption", "write", "record", "demo", "lead", "share"] as const).some((concept) => has(clause, concept));
};

/** "Sundays, 20:15: …": a day, before what is to be done on it. */
export const namesDay = (tokens: readonly Token[]): boolean => tokens.some(({ word }) => isDay(word));
