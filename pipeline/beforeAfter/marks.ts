import type { Box } from "../../convex/model/recording.ts";
import type { AlignedStep } from "./align.ts";
import { frameOnSide } from "./align.ts";
import { busyness, type Glimpse, glimpse, type Side, shareChanged } from "./sides.ts";

/**
 * An outline around what the pull request changed, in the page's own pixels, for the frames [from, to) of the composite. Its
 * word stands on the outline's upper line: at the left end when `wordAt` is 0, at the right end when it is 1.
 */
export type Mark = {
  side: "before" | "after";
  box: Box;
  word: "New" | "Changed" | null;
  wordAt: number;
  from: number;
  to: number;
};

/** The outline is there a little before the hand, so that the eye is, too. */
const leadFrames = 36;
/** Of what is outlined so much may change (a field is filled, a button pressed) and it is still the same thing. */
const mostChanged = 0.3;

/**
 * Marks each changed step's element, on both sides where both have it, for as long as the same thing stands in that place:
 * the outline never hangs where the page has moved on.
 */
export async function marksOf(
  steps: readonly AlignedStep[],
  sides: { before: Side; after: Side },
  isOnBase: (step: number) => boolean,
): Promise<Mark[]> {
  const marks: Mark[] = [];
  for (const step of steps) {
    const shot = step.after?.shot;
    if (!shot?.changed || !shot.box) continue;
    const isNew = !isOnBase(step.step);
    const found = [
      { side: "after" as const, box: shot.box, word: isNew ? ("New" as const) : ("Changed" as const) },
      ...(isNew || !step.before?.shot.box ? [] : [{ side: "before" as const, box: step.before.shot.box, word: null }]),
    ];
    for (const one of found) {
      const frames = frameOnSide(steps, one.side);
      const span = await stay(sides[one.side], frames, one.box, step);
      const wordAt = one.word ? await calmestOn(sides[one.side], frames[step.act] ?? 0, one.box) : 1;
      marks.push({ ...one, ...span, wordAt });
    }
  }
  return withoutOverlaps(marks);
}

/** About the room that a word takes, right above the element. */
const wordRoom = { width: 70, height: 20 };

/** Where along the upper line a word hides least of the page; of equals, to the right. */
async function calmestOn(side: Side, frame: number, box: Box): Promise<number> {
  const image = await side.imageAt(frame);
  const room = Math.max(0, box.width - wordRoom.width);
  const spots = [1, 0.75, 0.5, 0.25, 0].map((at) => {
    const place = { ...wordRoom, x: box.x + room * at, y: Math.max(0, box.y - wordRoom.height) };
    return { at, busyness: busyness(glimpse(image, place, side.take.deviceScale)) };
  });
  return spots.toSorted((a, b) => a.busyness - b.busyness)[0]?.at ?? 1;
}

/** How long what stands in the box at the moment of the action stands there. */
async function stay(side: Side, frames: readonly (number | null)[], box: Box, step: AlignedStep) {
  const scale = side.take.deviceScale;
  const seen = new Map<string, Glimpse>();
  const glimpseAt = async (frame: number): Promise<Glimpse> => {
    const file = side.fileAt(frame);
    const known = seen.get(file) ?? glimpse(await side.imageAt(frame), box, scale);
    seen.set(file, known);
    return known;
  };
  const wanted = await glimpseAt(frames[step.act] ?? 0);
  const isThere = async (at: number): Promise<boolean> => {
    const frame = frames[at];
    return frame != null && shareChanged(wanted, await glimpseAt(frame)) <= mostChanged;
  };
  let from = step.act;
  while (from > Math.max(0, step.act - leadFrames) && (await isThere(from - 1))) from -= 1;
  let to = step.act + 1;
  while (to < step.to && (await isThere(to))) to += 1;
  return { from, to };
}

/** One thing that is used twice in a row is outlined once. */
function withoutOverlaps(marks: readonly Mark[]): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks) {
    const same = kept.find((one) => one.side === mark.side && isNear(one.box, mark.box) && mark.from <= one.to + 1);
    if (same) same.to = Math.max(same.to, mark.to);
    else kept.push({ ...mark });
  }
  return kept;
}

const isNear = (one: Box, other: Box): boolean =>
  Math.abs(one.x - other.x) < 8 &&
  Math.abs(one.y - other.y) < 8 &&
  Math.abs(one.width - other.width) < 16 &&
  Math.abs(one.height - other.height) < 16;
