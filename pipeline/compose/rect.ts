import type { Rect } from "./resizer.ts";

export type FrameSize = { width: number; height: number };

export const isEmpty = ({ left, top, right, bottom }: Rect): boolean => right <= left || bottom <= top;

/** The whole pixels of the frame that a rectangle touches. */
export const clip = ({ left, top, right, bottom }: Rect, { width, height }: FrameSize): Rect => ({
  left: Math.max(0, Math.floor(left)),
  top: Math.max(0, Math.floor(top)),
  right: Math.min(width, Math.ceil(right)),
  bottom: Math.min(height, Math.ceil(bottom)),
});

/** Widened to even pixels, where luma and chroma begin together. */
export const evenly = ({ left, top, right, bottom }: Rect): Rect => ({
  left: left & ~1,
  top: top & ~1,
  right: (right + 1) & ~1,
  bottom: (bottom + 1) & ~1,
});

/** What of the frame lies outside a window, in up to four strips. */
export function stripsAround(window: Rect, frame: FrameSize): Rect[] {
  const { left, top, right, bottom } = clip(window, frame);
  if (right <= left || bottom <= top) return [{ left: 0, top: 0, right: frame.width, bottom: frame.height }];
  return [
    { left: 0, top: 0, right: frame.width, bottom: top },
    { left: 0, top: bottom, right: frame.width, bottom: frame.height },
    { left: 0, top, right: left, bottom },
    { left: right, top, right: frame.width, bottom },
  ].filter((rect) => !isEmpty(rect));
}

const sideThickness = 4;

/** Where a window's rounded edge runs: four corners and four thin sides, clipped to the frame. */
export function edgeBands(window: Rect, radius: number, frame: FrameSize): Rect[] {
  const corner = 2 * Math.ceil((radius + 2) / 2);
  const left = window.left - 1;
  const top = window.top - 1;
  const right = window.right + 1;
  const bottom = window.bottom + 1;
  const cornersAt = (x0: number, x1: number): Rect[] => [
    { left: x0, right: x1, top, bottom: top + corner },
    { left: x0, right: x1, top: bottom - corner, bottom },
  ];
  return [
    ...cornersAt(left, left + corner),
    ...cornersAt(right - corner, right),
    { left, right: left + sideThickness, top: top + corner, bottom: bottom - corner },
    { left: right - sideThickness, right, top: top + corner, bottom: bottom - corner },
    { left: left + corner, right: right - corner, top, bottom: top + sideThickness },
    { left: left + corner, right: right - corner, top: bottom - sideThickness, bottom },
  ]
    .map((band) => evenly(clip(band, frame)))
    .filter((band) => !isEmpty(band));
}
