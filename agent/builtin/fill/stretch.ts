import type { ContextShot } from "../../context.ts";
import type { Grounded } from "../../resolve/choice.ts";
import { describe } from "../../resolve/describe.ts";
import { plainName } from "../../resolve/groups.ts";
import { best, labelWords } from "../../resolve/likeness.ts";
import { groupNamed } from "../../resolve/things.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import type { Reading } from "../words/reading.ts";
import { stretchOfLast } from "../words/stretches.ts";
import { targetName } from "./when.ts";

/** A thing, or the set of choices that it is one of, for as long as it is used. */
type Stretch = { target: string; startMs: number; durationMs: number };

/** What lies so close together is one stretch. */
const TOGETHER_MS = 1000;

/**
 * "the part where the days are picked", "the delivery days", "it" after a part was slowed down: all of the time in which that is
 * used, a stretch for each thing, and one for choices of a set that were used one after the other. None where one moment is meant.
 */
export function stretchesMeant(reading: Reading, grounded: Grounded, words: string): Stretch[] {
  const stretch = partBefore.test(words) && reading.thingBefore === undefined ? stretchOfLast(reading) : null;
  if (stretch) return together(reading, usedWithin(reading, stretch));
  if (grounded.kind !== "found") return [];
  const { shot } = grounded;
  const ofSet = shot.group ? reading.context.shots.filter((one) => one.box && isOfSame(one, shot)) : [];
  const isAll = isPlural(words, shot) || partWhere.test(reading.source);
  if (ofSet.length > 1 && isAll) return together(reading, ofSet);
  return partWhere.test(reading.source) && shot.action === "type" ? together(reading, [shot]) : [];
}

/** "the delivery days", of which one was picked: the whole set of choices. */
export function setMeant(reading: Reading, grounded: Grounded, words: string): ContextShot | undefined {
  const shot = grounded.kind === "found" ? grounded.shot : undefined;
  const { all, loose } = describe(words);
  return shot?.group && ((all && loose) || isPlural(words, shot)) ? groupNamed(reading.context, shot) : undefined;
}

/** What is left of "zoom on it", "zoom in on that part". */
const partBefore =
  /^(?:(?:on|in|into|onto|to|auf|in|en) )*(?:it|that|this|there|es|das|lo)(?: (?:part|bit|section|stretch|moment|stelle|teil|parte))?$/;
/** "the part where …": all of it, and not the moment. */
const partWhere =
  /\b(?:part|bit|stretch|section|moment|scene|stelle|teil|parte)\b (?:where|when|in which|wo|in dem|donde|en que)\b/i;

const isOfSame = (one: ContextShot, shot: ContextShot): boolean =>
  one.route === shot.route && plainName(one.group) === plainName(shot.group);

/** "the days" of a set that is called "Delivery day". */
function isPlural(words: string, { group = "" }: ContextShot): boolean {
  const named = labelWords(group);
  return describe(words).content.some(
    (word) =>
      /(?:s|en|e)$/.test(word.literal) &&
      best(word, named) > 0 &&
      !named.some(({ literal }) => literal === word.literal) &&
      named.some(({ literal }) => word.literal.startsWith(literal)),
  );
}

function usedWithin(reading: Reading, { startMs, endMs }: { startMs: number; endMs: number }): ContextShot[] {
  return reading.context.shots.filter((shot) => {
    const seen = shot.box && reading.view ? takeSpanToSeen(reading.view, shot) : null;
    return seen && Math.min(seen.endMs, endMs) - Math.max(seen.startMs, startMs) > (seen.endMs - seen.startMs) / 2;
  });
}

function together(reading: Reading, shots: readonly ContextShot[]): Stretch[] {
  const list: (Stretch & { of: ContextShot })[] = [];
  for (const shot of shots) {
    const seen = reading.view && takeSpanToSeen(reading.view, shot);
    if (!seen) continue;
    const [startMs, endMs] = [Math.round(seen.startMs), Math.round(seen.endMs)];
    const last = list.at(-1);
    const isSame = last?.of.label === shot.label;
    const set =
      last && !isSame && shot.group && isOfSame(last.of, shot) ? groupNamed(reading.context, shot) : undefined;
    if (last && (isSame || set) && startMs - (last.startMs + last.durationMs) <= TOGETHER_MS) {
      last.target = set?.id ?? last.target;
      last.durationMs = endMs - last.startMs;
    } else list.push({ of: shot, target: targetName(reading, shot), startMs, durationMs: endMs - startMs });
  }
  return list.map(({ target, startMs, durationMs }) => ({ target, startMs, durationMs }));
}
