import { readingMs } from "../../../convex/model/reading.ts";
import type { PlanStep } from "../../plan/types.ts";

/** How long things take in a demo that a person likes to watch. All in milliseconds of take time. */
export const pace = {
  firstView: 1000,
  nextView: 800,
  /** Between arriving at an element and acting on it. */
  settle: 130,
  press: 80,
  /** Nothing on screen moves for this long: the page has answered. */
  quiet: 200,
  longestAnswer: 3000,
  /** The same on a page that never rests (a spinner, a marquee): there is nothing to wait for. */
  longestRestlessAnswer: 900,
  longestNetworkAnswer: 8000,
  /** Chromium ends a view transition that is not ready after four seconds. */
  longestFreeze: 5000,
  lastView: 800,
  hover: 500,
  /** A scroll rests this long at a heading on its way. */
  heading: 450,
  /** A press that nothing came of is tried again after so long, off air. */
  pressAgain: 1500,
  /** Of a longer look than usual, so much is never idle. */
  reading: 1000,
  /** A stretch without change or input that is longer counts as idle. */
  idle: 700,
} as const;

/** How long a viewer needs after a step, once the page is still. */
export function holdMs(step: PlanStep, newTextLength: number): number {
  if (step.lookMs !== undefined) return step.lookMs;
  if (!step.changed) return step.action === "scroll" ? 500 : 350;
  return Math.min(1600, Math.max(900, readingMs(newTextLength)));
}

/** Fitts: far and small takes longer. */
export function moveMs(distance: number, targetSize: number): number {
  const difficulty = Math.log2(distance / Math.max(8, targetSize) + 1);
  return Math.min(900, Math.max(350, 280 + 130 * difficulty));
}

export function scrollMs(distance: number): number {
  return Math.min(1300, Math.max(450, 380 + Math.abs(distance) * 0.55));
}

/** Long values are typed faster, so that no field takes more than about three seconds. */
export function keyMs(length: number, random: () => number): number {
  const unhurried = 70 + 50 * random();
  return Math.min(unhurried, (3000 / Math.max(1, length)) * (0.8 + 0.4 * random()));
}

/** Of a tour, where what goes by is looked at, too. */
export function calmScrollMs(distance: number): number {
  return Math.min(2600, Math.max(650, 500 + Math.abs(distance) * 0.85));
}

export function framesIn(ms: number, fps: number): number {
  return Math.max(1, Math.round((ms * fps) / 1000));
}
