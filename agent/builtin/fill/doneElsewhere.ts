import type { ContextShot } from "../../context.ts";
import { describe } from "../../resolve/describe.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import { concepts } from "../lexicon/lexicon.ts";
import type { Reading } from "../words/reading.ts";
import type { Range } from "./range.ts";

/** "speed up the typing", where the same is typed into twice: that it is done once more, and how to say so. */
export function doneElsewhere(reading: Reading, part: Range): string | null {
  const { context, view, source } = reading;
  const seenAt = (shot: ContextShot): Range | null => (view ? takeSpanToSeen(view, shot) : null);
  const isPart = (shot: ContextShot): boolean => {
    const seen = seenAt(shot);
    return !!seen && Math.abs(seen.startMs - part.startMs) < NEAR_MS && Math.abs(seen.endMs - part.endMs) < NEAR_MS;
  };
  const own = context.shots.find(isPart);
  const { ordinal, content } = describe(reading.elementWords(spent));
  const isNamedSo = content.every(({ literal }) => own?.label.toLowerCase().includes(literal));
  if (!own || ordinal !== undefined || !isNamedSo || everyTime.test(source)) return null;
  const others = context.shots.filter(
    (shot) => shot !== own && shot.label === own.label && shot.action === own.action && seenAt(shot) !== null,
  ).length;
  if (others === 0) return null;
  return others === 1
    ? "It is done once more in this video: say **both** for that, too."
    : `It is done ${others} more times in this video: say **all of them** for these, too.`;
}
const NEAR_MS = 300;
const spent = concepts("faster slower play make whole instead not");
const everyTime = /(?<!\p{L})(?:both|all|each|every|times?|beide[ns]?|alle|jedes|amb[oa]s|cada)(?!\p{L})/iu;
