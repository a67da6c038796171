import type { Box } from "../../convex/model/recording.ts";
import type { Layout } from "../look/layout.ts";
import { cropSteps } from "../timeline/cropTrack.ts";
import { type FrameState, subpixel, type Timeline } from "../timeline/timeline.ts";
import { allocateFrame, allocatePlanes, type Pixels, type Plane, type Planes } from "./memory.ts";
import type { DecodedPicture, PictureSize } from "./pictures.ts";
import { platePlanes } from "./plate.ts";
import { clip, edgeBands, evenly, isEmpty, stripsAround } from "./rect.ts";
import { openResizer, type Rect } from "./resizer.ts";

/** The frame without pointer and captions: the page in its window on the plate. */
export type Base = {
  planes: Planes;
  bytes: number;
  /** Brings the base up to date. Returns false when there was nothing to do. */
  draw(picture: DecodedPicture, state: Pick<FrameState, "window" | "seen">): boolean;
};

type Window = Rect & { strength: number };

/** So many source pixels beside a changed one may be seen changed, at each level. */
const reach = 8;

export function openBase(
  pixels: Pixels,
  timeline: Timeline,
  picture: { size: PictureSize; deviceScale: number },
): Base {
  const { size, layout } = timeline;
  // Pictures hold the browser bar above the page.
  const sourceOf = (seen: FrameState["seen"]): Box => {
    const [x, y] = seen ? [seen[0] / cropSteps, seen[1] / cropSteps] : [timeline.picture.x, timeline.picture.y];
    return scaleBox({ ...timeline.picture, x, y: y + timeline.browserBarHeight }, picture.deviceScale);
  };
  const widest = Math.max(picture.size.width, size.width);
  const pages = openResizer(pixels, { ...size, sourceWidth: widest });
  const plates = openResizer(pixels, { ...size, sourceWidth: widest });
  const plate = platePlanes(pixels, timeline);
  // The plate as the camera sees it, drawn only where the window's soft edge needs it.
  const plateSeen = allocatePlanes(pixels, size.width, size.height);
  const { planes, bytes } = allocateFrame(pixels, size.width, size.height);
  let windowDrawn = "";

  const drawPage = (page: DecodedPicture, source: Box, window: Window, rows: Rect): void => {
    const step = source.width / (window.right - window.left);
    const level = Math.min(page.levels.length, levelsFor(step)) - 1;
    const from = page.levels[level] as Planes;
    pages.aim(from, scaleBox(source, 1 / 2 ** level), window);
    pages.draw(from, planes, rows);
  };

  const drawPlateAround = (window: Window): void => {
    const left = window.left - layout.window.x * window.strength;
    const top = window.top - layout.window.y * window.strength;
    plates.aim(
      plate,
      { x: 0, y: 0, ...size },
      {
        left,
        top,
        right: left + size.width * window.strength,
        bottom: top + size.height * window.strength,
      },
    );
    for (const strip of stripsAround(window, size)) plates.draw(plate, planes, strip);
    for (const band of edgeBands(window, cornerOf(window, layout), size)) plates.draw(plate, plateSeen, band);
  };

  /** The rows of the frame in which a change of the picture is seen. */
  const rowsSeen = ({ changed, levels }: DecodedPicture, source: Box, window: Window): Rect => {
    const visible = clip(window, size);
    if (!changed) return { ...visible, bottom: visible.top };
    const scale = (window.bottom - window.top) / source.height;
    const margin = reach * 2 ** (levels.length - 1);
    const top = window.top + (changed.from - margin - source.y) * scale;
    const bottom = window.top + (changed.to + margin - source.y) * scale;
    return clip(
      { ...visible, top: Math.max(visible.top, top - 2), bottom: Math.min(visible.bottom, bottom + 2) },
      size,
    );
  };

  return {
    planes,
    bytes,
    draw(page, { window: place, seen }) {
      const window = windowOf(place, timeline);
      const source = sourceOf(seen);
      const windowKey = [place, seen].join();
      const hasMoved = windowKey !== windowDrawn;
      const rows = hasMoved ? clip(window, size) : evenly(rowsSeen(page, source, window));
      if (isEmpty(rows) && !hasMoved) return false;
      // The page last: where it and the plate share a pixel of chroma, the edge is blended over the page's.
      if (hasMoved) drawPlateAround(window);
      if (!isEmpty(rows)) drawPage(page, source, window, rows);
      blendEdges(pixels, plateSeen, planes, window, cornerOf(window, layout), rows, size);
      windowDrawn = windowKey;
      return true;
    },
  };
}

/** Each level is half as wide; with one for every halving, no step is longer than 2 source pixels. */
export const levelsFor = (step: number): number => Math.max(1, Math.ceil(Math.log2(Math.max(1, step)) - 1e-9));

const scaleBox = (box: Box, scale: number): Box => ({
  x: box.x * scale,
  y: box.y * scale,
  width: box.width * scale,
  height: box.height * scale,
});

function windowOf([x, y, width, height]: FrameState["window"], { layout }: Timeline): Window {
  return {
    left: x / subpixel,
    top: y / subpixel,
    right: (x + width) / subpixel,
    bottom: (y + height) / subpixel,
    strength: width / subpixel / layout.window.width,
  };
}

/** A window that fills the frame has no corners; where there is ground beside it, they are as round as it is magnified. */
function cornerOf({ left, top, right, bottom, strength }: Window, { radius, size }: Layout): number {
  const ground = Math.max(0, left, top, size.width - right, size.height - bottom);
  return Math.min(radius * strength, ground);
}

/** Only within `rows`: elsewhere the edge was blended before, and twice would be too much. */
function blendEdges(
  pixels: Pixels,
  plate: Planes,
  base: Planes,
  window: Window,
  radius: number,
  rows: Rect,
  size: { width: number; height: number },
): void {
  for (const band of edgeBands(window, radius, size)) {
    const top = Math.max(band.top, rows.top);
    const bottom = Math.min(band.bottom, rows.bottom);
    if (bottom <= top) continue;
    for (const [index, plane] of base.entries()) {
      const scale = index === 0 ? 1 : 0.5;
      const under = plate[index] as Plane;
      pixels.kernels.blendWindowEdge(
        plane.address,
        plane.stride,
        under.address,
        under.stride,
        Math.floor(band.left * scale),
        Math.floor(top * scale),
        Math.ceil(band.right * scale),
        Math.ceil(bottom * scale),
        window.left * scale,
        window.top * scale,
        window.right * scale,
        window.bottom * scale,
        radius * scale,
      );
    }
  }
}
