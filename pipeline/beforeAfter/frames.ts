import type { AlignedStep } from "./align.ts";
import { frameOnSide } from "./align.ts";
import type { ComparisonLayout } from "./layout.ts";
import type { Mark } from "./marks.ts";

/** A mark as it is drawn in one frame; `strength` goes from 0 to 1 in few steps, so that few pictures differ. */
export type DrawnMark = Pick<Mark, "side" | "box" | "word" | "wordAt"> & { strength: number };

/** All that one frame of the composite shows. A side without a page is null. */
export type Look = {
  before: number | null;
  after: number | null;
  /** How much of the picture's width, from the left, shows the state before; 0 when side by side. */
  wiped: number;
  /** Where the divider's handle hangs, in CSS pixels from the top. */
  handleY: number;
  marks: DrawnMark[];
};

/** Turning back to the state before, looking at it, and coming again. In frames of 30 a second. */
const opening = { hold: 27, forth: 21, rest: 18 };
const turning = { back: 18, hold: 27, forth: 18, rest: 15 };
const fadeFrames = 6;
const fadeSteps = 3;

/** Steps after which the wipe turns back to show how it was. */
export type Sweep = { step: number; handleY: number };

/** Gives each sweep its time, at the end of its step; the first one stands at the very beginning. */
export function withSweeps(steps: readonly AlignedStep[], sweeps: readonly Sweep[]): AlignedStep[] {
  let shift = 0;
  return steps.map((step) => {
    const isSwept = sweeps.some((sweep) => sweep.step === step.step);
    const extra = isSwept ? sweepFrames(step, steps) : 0;
    // What stands at the beginning delays the step itself.
    const lead = step === steps[0] ? extra : 0;
    const move = <T extends { at: number }>(played: T | null): T | null =>
      played && { ...played, at: played.at + shift + lead };
    const moved: AlignedStep = {
      ...step,
      from: step.from + shift,
      act: step.act + shift + lead,
      to: step.to + shift + extra,
      before: move(step.before),
      after: move(step.after),
    };
    shift += extra;
    return moved;
  });
}

const sweepFrames = (step: AlignedStep, steps: readonly AlignedStep[]): number =>
  Object.values(step === steps[0] ? opening : turning).reduce((sum, frames) => sum + frames, 0);

/** What each frame of the composite shows. */
export function looksOf({
  layout,
  steps,
  marks,
  sweeps,
  isBasePageThere,
}: {
  layout: ComparisonLayout;
  steps: readonly AlignedStep[];
  marks: readonly Mark[];
  sweeps: readonly Sweep[];
  isBasePageThere: (step: number) => boolean;
}): Look[] {
  const before = frameOnSide(steps, "before", isBasePageThere);
  const after = frameOnSide(steps, "after");
  const wipes = layout === "wipe" ? wipesOf(steps, sweeps) : [];
  return after.map((frame, at) => {
    const { wiped = 0, handleY = 0 } = wipes[at] ?? {};
    return {
      before: before[at] ?? null,
      after: frame,
      wiped,
      handleY,
      marks: wiped > 0 ? [] : marksAt(marks, at),
    };
  });
}

function marksAt(marks: readonly Mark[], frame: number): DrawnMark[] {
  return marks.flatMap(({ from, to, ...mark }) => {
    if (frame < from || frame >= to) return [];
    const share = Math.min(1, (frame - from + 1) / fadeFrames, (to - frame) / fadeFrames);
    return [{ ...mark, strength: Math.ceil(share * fadeSteps) / fadeSteps }];
  });
}

type Wipe = { wiped: number; handleY: number };

function wipesOf(steps: readonly AlignedStep[], sweeps: readonly Sweep[]): Wipe[] {
  const wipes: Wipe[] = [];
  for (const step of steps) {
    const sweep = sweeps.find((one) => one.step === step.step);
    if (!sweep) continue;
    const isOpening = step === steps[0];
    const shares = isOpening ? openingShares() : turningShares();
    const from = isOpening ? step.from : step.to - shares.length;
    for (const [index, wiped] of shares.entries()) wipes[from + index] = { wiped, handleY: sweep.handleY };
  }
  return wipes;
}

const openingShares = (): number[] => [
  ...still(1, opening.hold),
  ...moving(1, 0, opening.forth),
  ...still(0, opening.rest),
];

const turningShares = (): number[] => [
  ...moving(0, 1, turning.back),
  ...still(1, turning.hold),
  ...moving(1, 0, turning.forth),
  ...still(0, turning.rest),
];

const still = (share: number, frames: number): number[] => Array.from({ length: frames }, () => share);

const moving = (from: number, to: number, frames: number): number[] =>
  Array.from({ length: frames }, (_, index) => from + (to - from) * eased((index + 1) / frames));

const eased = (share: number): number => (share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2);
