/** From 0 at progress 0 to 1 at progress 1; holds beyond both. */
export type Ease = (progress: number) => number;

const held =
  (curve: Ease): Ease =>
  (progress) =>
    progress <= 0 ? 0 : progress >= 1 ? 1 : curve(progress);

/**
 * Moves as a critically damped spring does (quick to leave, slow to settle), but arrives for good at progress 1 and leaves
 * with no jolt: the integral of u²(1-u)⁴, so that a change far away in time changes nothing here.
 */
export const settle: Ease = held((u) => u * u * u * (35 + u * (-105 + u * (126 + u * (-70 + u * 15)))));

/** Equal at both ends. */
export const smooth: Ease = held((u) => u * u * u * (10 + u * (-15 + u * 6)));

/** Leaves slowly and is nearly at full speed when it arrives. */
const gather: Ease = held((u) => u * u * (2.5 - 1.5 * u));

/** Holds back, rushes through the middle, and comes to rest: the curve (0.76, 0, 0.24, 1), solved for its time. */
const sweep: Ease = held((u) => {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 30; round++) {
    const t = (low + high) / 2;
    const x = 3 * 0.76 * t * (1 - t) ** 2 + 3 * 0.24 * t * t * (1 - t) + t ** 3;
    if (x < u) low = t;
    else high = t;
  }
  return low * low * (3 - 2 * low);
});

/** How the camera moves, by the names that a style uses. */
export const eases = {
  linear: held((u) => u),
  "ease-in": gather,
  "ease-out": settle,
  "ease-in-out": smooth,
  "cubic-bezier": sweep,
} as const satisfies Record<string, Ease>;

export type EasingName = keyof typeof eases;
