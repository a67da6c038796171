import type { ContextShot } from "../../context.ts";

/** Time words of a clause, in the times of the version that the person saw. `from` and `to` are the tokens they took. */
export type TimeItem = { from: number; to: number } & (
  | { kind: "span"; startMs: number; endMs: number; how: "range" | "first" | "last" | "middle" }
  | Point
  | { kind: "duration"; ms: number; how: "for" | "under" | "to" | "by" | "plain" }
  /** Words where a moment should be, which name nothing in this video. */
  | { kind: "unknown"; words: string }
);
type Point = {
  kind: "point";
  atMs: number;
  how: "at" | "before" | "after" | "from" | "until";
  named?: Named;
  /** When what is named is first seen, rather than used. */
  comesUp?: true;
  /** When it is no longer seen. */
  isGone?: true;
};
export type Named = {
  startMs: number;
  endMs: number;
  momentMs: number;
  name: string;
  /** When what is used there is first seen, which may be long before. */
  seenMs?: number;
  /** When it is no longer seen. */
  goneMs?: number;
  /** What is meant when the words are of what something says. */
  thing?: ContextShot;
};

/** Edits that are on screen for a time. */
export type EditKind = "zoom" | "caption" | "redact";

export type TimeContext = {
  lengthMs: number;
  /** The stretch that words name ("the cart page"), or null. */
  named(words: string): Named | null;
  /** The part that shows what the words before this token name ("zoom on the discount when it turns up"), or null. */
  it(before: number): Named | null;
  /** When something is on screen that words name and no step uses, or null. */
  seen(words: string): Named | null;
  /** When it is told how what was done with a thing came out, or null. */
  outcome(label: string, isGood: boolean): Named | null;
  /** When these words are to be read ("when it arrives"), or null. */
  reads(words: string): Named | null;
  /** When it is done that words name without a thing ("he is typing"): of what was spoken of last, or null. */
  deed(words: string): Named | null;
  /**
   * When the last edit of a kind, the one of that order, or the last of any, is on screen; `of`: of the thing that is named. Null
   * when there is none, or it is there all along.
   */
  edited(kind: EditKind | undefined, ordinal?: number, of?: string): { startMs: number; endMs: number } | null;
  /** Whether a phrase that asks for something begins at this token. */
  isAction(at: number): boolean;
};

/** Something read from the tokens, and the token after it. */
export type Found<T> = (T & { next: number }) | null;
export type Item = TimeItem | null;
