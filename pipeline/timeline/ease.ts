/**
 * Moves as a critically damped spring does (quick to leave, slow to settle), but arrives for good at progress 1 and leaves
 * with no jolt: the integral of u²(1-u)⁴, so that a change far away in time changes nothing here.
 */
export function settle(progress: number): number {
  if (progress <= 0) return 0;
  if (progress >= 1) return 1;
  const u = progress;
  return u * u * u * (35 + u * (-105 + u * (126 + u * (-70 + u * 15))));
}

/** Equal at both ends. */
export function smooth(progress: number): number {
  if (progress <= 0) return 0;
  if (progress >= 1) return 1;
  return progress * progress * progress * (10 + progress * (-15 + progress * 6));
}
