import { type Box, ELEMENTS_KEPT, type SeenElement, type Span } from "../../convex/model/recording.ts";
import type { ElementPath, TakeElement } from "./take.ts";

/** Where an element is at a moment of the take; null where it is not seen. */
export function boxAt(path: ElementPath, atMs: number): Box | null {
  const index = lastUntil(path, atMs);
  const from = path[index];
  const to = path[index + 1];
  if (!from?.box || !to?.box) return from?.box ?? null;
  const share = (atMs - from.atMs) / (to.atMs - from.atMs);
  const between = (one: number, other: number): number => one + (other - one) * share;
  return {
    x: between(from.box.x, to.box.x),
    y: between(from.box.y, to.box.y),
    width: between(from.box.width, to.box.width),
    height: between(from.box.height, to.box.height),
  };
}

/** All that an element covers from one moment to another, in whole pixels; null when it is not seen in between. */
export function boxDuring(path: ElementPath, fromMs: number, toMs: number): Box | null {
  const passed = path.slice(lastUntil(path, fromMs) + 1, lastUntil(path, toMs) + 1);
  const boxes = [boxAt(path, fromMs), ...passed.map(({ box }) => box), boxAt(path, toMs)].filter((box) => box !== null);
  if (boxes.length === 0) return null;
  const x = Math.floor(Math.min(...boxes.map((box) => box.x)));
  const y = Math.floor(Math.min(...boxes.map((box) => box.y)));
  const right = Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)));
  const bottom = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)));
  return { x, y, width: right - x, height: bottom - y };
}

/** The last entry that is not later than a moment; -1 when there is none. */
function lastUntil(path: ElementPath, atMs: number): number {
  let low = 0;
  let high = path.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((path[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

type Frame = { width: number; height: number; durationMs: number };

/** What the store keeps of a take's elements: when each is seen, and the part of the picture in which it stands longest. */
export function seenElements(elements: readonly TakeElement[], frame: Frame): SeenElement[] {
  return elements.slice(0, ELEMENTS_KEPT).flatMap(({ path, ...named }) => {
    const stay = longestStay(path, frame);
    const startMs = path.find(({ box }) => box)?.atMs;
    if (!stay || startMs === undefined) return [];
    const last = path.at(-1);
    return [{ ...named, startMs, endMs: last?.box ? frame.durationMs : (last?.atMs ?? startMs), ...stay }];
  });
}

/** The longest that it stands in one place, and the part of that place which is in the picture. */
function longestStay(path: ElementPath, frame: Frame): { box: Box; stay: Span } | null {
  let longest: { box: Box; stay: Span } | null = null;
  for (let index = 0; index < path.length; ) {
    const from = path[index];
    let to = index;
    while (from?.box && isSame(path[to + 1]?.box, from.box)) to += 1;
    const next = path[to + 1];
    const isMoving = next?.box != null;
    const endMs = (isMoving ? path[to]?.atMs : next?.atMs) ?? frame.durationMs;
    const box = from?.box ? inside(from.box, frame) : null;
    if (from && box && (!longest || endMs - from.atMs > longest.stay.endMs - longest.stay.startMs))
      longest = { box, stay: { startMs: from.atMs, endMs } };
    index = to + 1;
  }
  return longest;
}

const isSame = (one: Box | null | undefined, other: Box): boolean =>
  one?.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/** The part of a box that is in the picture; null when there is none. */
export function inside({ x, y, width, height }: Box, frame: { width: number; height: number }): Box | null {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(frame.width, x + width);
  const bottom = Math.min(frame.height, y + height);
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
