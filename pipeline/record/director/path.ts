import { between } from "./random.ts";

export type Point = { x: number; y: number };

/** Minimum jerk: how far a hand has come after this share of the time. */
export function eased(share: number): number {
  return share ** 3 * (10 - 15 * share + 6 * share ** 2);
}

/**
 * A hand's way from one point to another, one point for each frame, the last exactly on `to`. Slightly bent to one side;
 * the same for the same random numbers.
 */
export function handPath(from: Point, to: Point, frames: number, random: () => number): Point[] {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const distance = Math.hypot(dx, dy);
  const side = random() < 0.5 ? -1 : 1;
  const bend = side * Math.min(60, distance * between(random, 0.04, 0.1));
  // The control point of a quadratic curve stands off its middle, across the way.
  const across = distance === 0 ? { x: 0, y: 0 } : { x: -dy / distance, y: dx / distance };
  const control = { x: from.x + dx / 2 + across.x * bend * 2, y: from.y + dy / 2 + across.y * bend * 2 };
  return Array.from({ length: frames }, (_, index) => {
    const share = eased((index + 1) / frames);
    const rest = 1 - share;
    return {
      x: tenth(rest * rest * from.x + 2 * rest * share * control.x + share * share * to.x),
      y: tenth(rest * rest * from.y + 2 * rest * share * control.y + share * share * to.y),
    };
  });
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
