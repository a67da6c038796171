import type { Stretch } from "./stretches.ts";

/** A stretch of one side in the composite: its frames play from `at` on, frame by frame. */
export type Played = Stretch & { at: number };

/** One step of the shared plan in the composite's frames; its action lands at `act` on both sides. */
export type AlignedStep = {
  step: number;
  from: number;
  act: number;
  to: number;
  before: Played | null;
  after: Played | null;
};

/**
 * Puts two takes of one plan side by side, step by step: a step begins on both sides at once, its action lands on both at
 * once, and whoever is done sooner rests. A step of one side alone is played there while the other rests.
 */
export function alignSteps(before: readonly Stretch[], after: readonly Stretch[]): AlignedStep[] {
  const numbers = [...new Set([...before, ...after].map(({ step }) => step))].sort((a, b) => a - b);
  let from = 0;
  return numbers.map((step) => {
    const [left, right] = [before, after].map((side) => side.find((one) => one.step === step) ?? null);
    const sides = [left, right].filter((one) => one != null);
    const leadFrames = Math.max(...sides.map((one) => one.act - one.from));
    const tailFrames = Math.max(...sides.map((one) => one.to - one.act));
    const act = from + leadFrames;
    const play = (one: Stretch | null | undefined): Played | null =>
      one ? { ...one, at: act - (one.act - one.from) } : null;
    const aligned = { step, from, act, to: act + tailFrames, before: play(left), after: play(right) };
    from = aligned.to;
    return aligned;
  });
}

/**
 * Which frame of its own take one side shows at each frame of the composite: it rests on its last frame until its next
 * stretch begins, and before its first on the first. Null while its page is not there at all.
 */
export function frameOnSide(
  steps: readonly AlignedStep[],
  side: "before" | "after",
  isPageThere: (step: number) => boolean = () => true,
): (number | null)[] {
  const first = steps.map((step) => step[side]).find((played) => played !== null);
  const frames: (number | null)[] = [];
  let last = first?.from ?? null;
  for (const step of steps) {
    const played = step[side];
    for (let frame = step.from; frame < step.to; frame++) {
      if (played && frame >= played.at && frame < played.at + (played.to - played.from)) {
        last = played.from + (frame - played.at);
      }
      frames.push(isPageThere(step.step) ? last : null);
    }
  }
  return frames;
}
