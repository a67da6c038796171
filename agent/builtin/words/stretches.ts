import { type ContextShot, momentOf } from "../../context.ts";
import { describe } from "../../resolve/describe.ts";
import { ground } from "../../resolve/ground.ts";
import { groundSpan } from "../../resolve/groundSpan.ts";
import { isDone } from "../../resolve/likeness.ts";
import { outcomeOf } from "../../resolve/outcome.ts";
import { whatSays } from "../../resolve/says.ts";
import { isSaying, seenWhen } from "../../resolve/things.ts";
import { type TimedEdit, takeSpanToSeen, takeToSeen } from "../../resolve/view.ts";
import { set } from "../../words.ts";
import type { EditKind, Named } from "../times/item.ts";
import { pieceWords } from "../times/words.ts";
import { type Token, wordAt } from "./lexer.ts";
import type { Reading } from "./reading.ts";

/** Stretches of the version that the person saw, by the words that tell of them. Each is null when there is none. */
type Stretch = { startMs: number; endMs: number };

/** An edit that is on screen for longer than this share of the video tells no time. */
export const MOST_OF_IT = 0.8;

/** The stretch that words name ("the cart page"); where it was cut away, the moment at which it would be. */
export function stretchNamed({ view, context }: Reading, words: string): Named | null {
  const found = view && groundSpan(context, words);
  if (!found) return null;
  const seen = takeSpanToSeen(view, found);
  const used = context.shots.find(({ label, startMs }) => label === found.name && startMs === found.startMs);
  const shown = used && seenWhen(context, used);
  const shownSeen = shown && takeSpanToSeen(view, shown);
  const startMs = seen?.startMs ?? takeToSeen(view, found.startMs);
  return {
    startMs,
    endMs: seen?.endMs ?? startMs,
    momentMs: takeToSeen(view, found.momentMs),
    name: found.name,
    ...(shown ? { seenMs: takeToSeen(view, shown.startMs), goneMs: shownSeen?.endMs ?? startMs } : {}),
  };
}

/** Words for what is only seen: all of the time from its coming to its going. A part of the video it is not. */
export function stretchOfSight({ view, context }: Reading, words: string): Named | null {
  const found = ground(context, words, { needsBox: true });
  const thing = found.kind === "found" && found.shot.action === undefined ? found.shot : null;
  const seen = thing && view && takeSpanToSeen(view, thing);
  if (!thing || !seen) return null;
  const isSaid = describe(words).figures.length > 0 || isSaying(context, thing);
  return { ...seen, momentMs: seen.startMs, name: thing.label, ...(isSaid ? { thing } : {}) };
}

/** "where it says when it arrives": what reads so, for as long as it is shown. */
export function stretchOfWords({ view, context }: Reading, words: string): Named | null {
  const thing = whatSays(context, words);
  const seen = thing && view && takeSpanToSeen(view, thing);
  return thing && seen && { ...seen, momentMs: seen.startMs, name: thing.label, thing };
}

/** "while he's typing": where it was last spoken of, else where it last changed something. */
export function stretchOfDeed(reading: Reading, words: string): Named | null {
  const { view, context } = reading;
  const { content, roles, actions, ordinal, changed } = describe(words);
  const isBare = content.length === 0 && roles.length === 0 && ordinal === undefined && !changed;
  if (!view || !isBare) return null;
  const done = context.shots.filter((shot) => isDone(shot, actions));
  const spokenOf = stretchOfLast(reading) ?? stretchOfEdit(reading);
  const isThere = (shot: ContextShot): boolean => {
    const seen = takeSpanToSeen(view, shot);
    return seen !== null && spokenOf !== null && seen.startMs < spokenOf.endMs && seen.endMs > spokenOf.startMs;
  };
  const typed = actions.includes("type") ? done.findLast(({ changed }) => changed) : undefined;
  const shot = done.findLast(isThere) ?? typed;
  const seen = shot && takeSpanToSeen(view, shot);
  return shot && seen ? { ...seen, momentMs: takeToSeen(view, momentOf(shot)), name: shot.label } : null;
}

/** "when the code is accepted": what is shown then. */
export function stretchOfOutcome({ view, context }: Reading, label: string, isGood: boolean): Named | null {
  const shot = outcomeOf(context, label, isGood);
  const seen = shot && view && takeSpanToSeen(view, shot);
  if (!shot || !seen) return null;
  return {
    ...seen,
    momentMs: shot.action === "click" ? takeToSeen(view, momentOf(shot)) : seen.startMs,
    name: shot.label,
  };
}

/** Where the newest edit is one of time: the stretch that it slowed down, or where it cut. Null for one of the whole video. */
export function stretchOfLast({ view, lengthMs }: Reading): Stretch | null {
  const last = view?.seen.operations.at(-1);
  if (last?.type !== "speed" && last?.type !== "cut") return null;
  const { startMs } = last;
  const endMs = last.type === "cut" ? startMs : startMs + (last.endMs - startMs) / last.rate;
  return endMs - startMs < lengthMs * MOST_OF_IT ? { startMs, endMs } : null;
}

/** "that part", "that moment": the one that the last edit was for. */
export function stretchBefore(reading: Reading): Stretch | null {
  if (thatPartAt(reading.clause.tokens) < 0 || reading.context.messages.length === 0) return null;
  const last = stretchOfLast(reading) ?? stretchOfEdit(reading);
  return last && last.endMs > last.startMs ? last : null;
}

/** Where "that part" stands, which "that part where he types" is not; -1 where nothing is pointed at. */
export const thatPartAt = (tokens: readonly Token[]): number =>
  tokens.findIndex(
    ({ word }, at) =>
      pointing.has(word) && pieceWords.has(wordAt(tokens, at + 1)) && !describing.has(wordAt(tokens, at + 2)),
  );
const pointing = set("that this same diesem diesen dieser dieses dem den der das ese esa mismo misma");
const describing = set("mit wo wenn where when with of from von vom am at in donde cuando con de del que");

/** When the last edit of a kind, or of any, or the one of that order or on that thing, is on screen; null when that is all along. */
export function stretchOfEdit(
  { editsBefore, lengthMs, context }: Reading,
  kind?: EditKind,
  ordinal = -1,
  of?: string,
): Stretch | null {
  const isShort = ({ durationMs }: TimedEdit): boolean => durationMs > 0 && durationMs < lengthMs * MOST_OF_IT;
  const thing = of === undefined ? null : ground(context, of, { needsBox: true });
  const isOn = ({ anchor }: TimedEdit): boolean =>
    thing === null || (thing.kind === "found" && anchor?.element === thing.shot.label);
  const edits = editsBefore.filter((one) => (kind === undefined || one.type === kind) && isShort(one) && isOn(one));
  const inOrder = ordinal < 0 ? edits : edits.toSorted((a, b) => a.startMs - b.startMs);
  const edit = inOrder.at(ordinal < 0 ? ordinal : ordinal - 1);
  return edit ? { startMs: edit.startMs, endMs: edit.startMs + edit.durationMs } : null;
}
