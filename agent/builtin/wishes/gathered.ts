import type { Row } from "../grammar/row.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { lacksObject, separatorBefore, verbTokens } from "./details.ts";
import type { Mood } from "./mood.ts";
import type { Declined, Read, Said, Wish } from "./wish.ts";

const only: readonly string[] = ["just", "only", "rather", "nur", "bloss", "lieber", "solo", "mejor"];

/** "don't blur the phone, just the name": what is declined of one thing is asked for of another. */
export function insteadOfDeclined({ declined, read }: Gathered, seen: Reading): Omit<Wish, "mood"> | null {
  const last = declined.at(-1);
  const { tokens } = seen.clause;
  if (last?.row.repeats !== "element" || !only.includes(wordAt(tokens, 0))) return null;
  const reading = read([...verbTokens(last), ...tokens.slice(1)]);
  return lacksObject(reading, last.row) ? null : { row: last.row, reading };
}

/** What the clauses of a message have come to so far. */
export class Gathered {
  readonly wishes: Wish[] = [];
  readonly declined: Declined[] = [];
  readonly chatter: Reading[] = [];
  /** Details that were said before the wish they belong to: "at 0:20, …". */
  held: Token[] = [];
  readonly read: Read;
  readonly message: string;

  constructor(read: Read, message: string) {
    this.read = read;
    this.message = message;
  }

  get last(): Wish | undefined {
    return this.wishes.at(-1);
  }

  add(row: Row, tokens: readonly Token[], mood: Mood): void {
    this.wishes.push({ row, reading: this.read(tokens), mood });
  }

  /** Another wish in the place of the last one. */
  replaceLast(row: Row, tokens: readonly Token[], mood: Mood): void {
    this.wishes.pop();
    this.add(row, tokens, mood);
  }

  /** The wish once more, for something else: "zoom on A and B". */
  repeat(wish: Wish, object: readonly Token[]): void {
    this.wishes.push({ ...wish, reading: this.read([...verbTokens(wish), ...object]) });
  }

  /** The wish, with words said after it. */
  extend(wish: Wish, { tokens, mood }: Said): void {
    if (mood === "asks") wish.mood = "asks";
    wish.reading = this.read(this.joined(wish.reading.clause.tokens, tokens));
  }

  joined(before: readonly Token[], after: readonly Token[]): Token[] {
    return [...before, ...separatorBefore(this.message, before, after), ...after];
  }

  /** "no at the end": another time in the place of the one said before. */
  replaceTime(wish: Wish, correction: Reading): boolean {
    const isTime = ({ times }: Reading, at: number): boolean => times.some(({ from, to }) => at >= from && at < to);
    const { tokens } = correction.clause;
    if (wish.reading.times.length === 0 || !tokens.every((_, at) => isTime(correction, at))) return false;
    const kept = wish.reading.clause.tokens.filter((_, at) => !isTime(wish.reading, at));
    wish.reading = this.read([...kept, ...tokens]);
    return true;
  }

  replaceObject(wish: Wish, tokens: readonly Token[]): void {
    wish.reading = this.read([...verbTokens(wish), ...tokens]);
  }
}
