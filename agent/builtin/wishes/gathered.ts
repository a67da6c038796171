import type { Intent, Row } from "../grammar/row.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { separatorBefore, valueReplaced, verbTokens } from "./details.ts";
import type { Mood } from "./mood.ts";
import type { Read, Said, Wish } from "./wish.ts";

/** What the clauses of a message have come to so far. */
export class Gathered {
  readonly wishes: Wish[] = [];
  readonly declined: Intent[] = [];
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

  /** "no, 25", "make that 5", "no at the end": another number, address or time in the place of the one said before. */
  replaceValue(wish: Wish, correction: Reading): boolean {
    const tokens = valueReplaced(wish.reading, correction);
    if (tokens) wish.reading = this.read(tokens);
    return tokens !== null;
  }

  replaceObject(wish: Wish, tokens: readonly Token[]): void {
    wish.reading = this.read([...verbTokens(wish), ...tokens]);
  }
}
