import type { Box } from "../../convex/model/recording.ts";
import type { Size } from "../look/layout.ts";
import type { Ease } from "./ease.ts";

/** What the camera sees of the laid-out frame, in output pixels at rest. Its shape is always the output's. */
export type View = { readonly x: number; readonly y: number; readonly width: number };

/** From `atFrame` on the camera makes for `view` and is there `durationFrames` later. */
export type Step = { readonly atFrame: number; readonly durationFrames: number; readonly view: View };

export const restView = (size: Size): View => ({ x: 0, y: 0, width: size.width });

/** Coarse enough for sums of views to be exact: where the camera stands must not depend on where it has been. */
const exactly = (value: number): number => Math.floor(value * 64) / 64;

/** A view of the given strength around a point, moved inside the frame, or inside `bounds` where it is small enough. */
export function viewAround(centreX: number, centreY: number, strength: number, size: Size, bounds?: Box): View {
  const width = exactly(size.width / Math.max(1, strength));
  const height = (width * size.height) / size.width;
  const { x = 0, y = 0, width: across = size.width, height: down = size.height } = bounds ?? {};
  return {
    x: exactly(inside(centreX - width / 2, width, x, across, size.width)),
    y: exactly(inside(centreY - height / 2, height, y, down, size.height)),
    width,
  };
}

/** What is longer than its bounds stands around their middle. */
function inside(from: number, length: number, start: number, boundsLength: number, frameLength: number): number {
  const within =
    length > boundsLength
      ? start + (boundsLength - length) / 2
      : Math.min(Math.max(start, from), start + boundsLength - length);
  return Math.min(Math.max(0, within), frameLength - length);
}

/**
 * The camera at a frame: every step's difference, eased, added up. Moves that overlap carry their speed into each other, and
 * as a mean of views that lie inside the frame the sum lies inside it too (clamped, for steps of unequal length).
 */
export function cameraAt(steps: readonly Step[], frame: number, size: Size, ease: Ease): View {
  let previous = restView(size);
  let { x, y, width } = previous;
  for (const step of steps) {
    if (frame < step.atFrame) break;
    const share = step.durationFrames <= 0 ? 1 : ease((frame - step.atFrame) / step.durationFrames);
    x += (step.view.x - previous.x) * share;
    y += (step.view.y - previous.y) * share;
    width += (step.view.width - previous.width) * share;
    previous = step.view;
  }
  width = Math.min(size.width, Math.max(size.width / 16, width));
  const height = (width * size.height) / size.width;
  return {
    x: Math.min(Math.max(0, x), size.width - width),
    y: Math.min(Math.max(0, y), size.height - height),
    width,
  };
}

/** How far in the camera may go so that a box still has air around it. */
export function strengthFor(box: Box, wanted: number, size: Size): number {
  const fits = Math.min((size.width * 0.62) / Math.max(1, box.width), (size.height * 0.56) / Math.max(1, box.height));
  return Math.max(1, Math.min(wanted, fits));
}
