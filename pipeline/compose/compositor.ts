import type { Box } from "../../convex/model/recording.ts";
import { captionSprite } from "../look/captions.ts";
import { cursorSprite, rippleSprite, trailSprite } from "../look/cursors.ts";
import { drawPlate } from "../look/plate.ts";
import type { PlacedSprite } from "../look/sprite.ts";
import { type FrameState, subpixel, type Timeline } from "../timeline/timeline.ts";
import { allocateFrame, allocatePlanes, openPixels, type Pixels, type Plane, type Planes } from "./memory.ts";
import { type DecodedPicture, openPictures } from "./pictures.ts";
import { rgbaScanlines } from "./png.ts";
import { openResizer, type Rect, type Resizer } from "./resizer.ts";
import { openSprites, type Sprites } from "./sprites.ts";

export type ComposedTake = {
  dir: string;
  width: number;
  height: number;
  deviceScale: number;
  pictures: readonly { file: string }[];
};

/** A finished frame as I420 bytes, valid until `frameSlots` more frames were composed. */
export type ComposedFrame = { bytes: Uint8Array<ArrayBuffer>; isRepeat: boolean };

export type Compositor = {
  compose(state: FrameState): Promise<ComposedFrame>;
  /** Begins to read a picture that will be wanted soon. */
  prefetch(picture: number): void;
};

/** So many frames may wait in the encoder's pipe while the next are drawn. */
export const frameSlots = 4;

type Window = { left: number; top: number; right: number; bottom: number; strength: number };

/** Draws frames straight in the planes that the encoder reads; nothing goes through RGB twice. */
export async function openCompositor(take: ComposedTake, timeline: Timeline): Promise<Compositor> {
  const { size, layout } = timeline;
  const pixels = await openPixels();
  const pictureSize = {
    width: Math.round(take.width * take.deviceScale),
    height: Math.round(take.height * take.deviceScale),
  };
  const pictures = openPictures(pixels, {
    dir: take.dir,
    files: take.pictures.map(({ file }) => file),
    size: pictureSize,
    deviceScale: take.deviceScale,
    levelCount: levelsFor((timeline.picture.width * take.deviceScale) / layout.window.width),
  });
  const resizer = openResizer(pixels, { ...size, sourceWidth: Math.max(pictureSize.width, size.width) });
  const sprites = openSprites(pixels, size);
  const plate = platePlanes(pixels, timeline);
  // The plate as the camera sees it, drawn only where the window's soft edge will need it.
  const plateSeen = allocatePlanes(pixels, size.width, size.height);
  const base = allocateFrame(pixels, size.width, size.height);
  const frames = Array.from({ length: frameSlots }, () => allocateFrame(pixels, size.width, size.height));
  const slots = { slot: 0, last: null as ComposedFrame | null, lastState: "" };
  const drawn = { window: "", picture: "" };
  const sourceBox = scaleBox(timeline.picture, take.deviceScale);

  const drawBase = (picture: DecodedPicture, state: FrameState): void => {
    const window = windowOf(state, timeline);
    const windowKey = state.window.join();
    if (drawn.window === windowKey && drawn.picture === picture.key) return;
    drawContent(resizer, picture, sourceBox, base.planes, window, size);
    if (drawn.window !== windowKey) drawPlateAround(resizer, plate, plateSeen, base.planes, window, timeline);
    blendEdges(pixels, plateSeen, base.planes, window, layout.radius * window.strength, size);
    drawn.window = windowKey;
    drawn.picture = picture.key;
  };

  return {
    prefetch: (picture) => pictures.prefetch(picture),
    async compose(state) {
      const stateKey = JSON.stringify(state);
      if (slots.last && slots.lastState === stateKey) return { ...slots.last, isRepeat: true };
      const boxes = state.redactions.flatMap((index) => timeline.redactions[index] ?? []);
      drawBase(await pictures.get(state.picture, boxes), state);
      slots.slot = (slots.slot + 1) % frameSlots;
      const frame = frames[slots.slot];
      if (!frame) throw new RangeError("no frame slot");
      pixels.view(frame.planes[0].address, frame.bytes).set(pixels.view(base.planes[0].address, base.bytes));
      for (const sprite of overlaysOf(state, timeline)) sprites.lay(sprite, frame.planes);
      slots.last = { bytes: pixels.view(frame.planes[0].address, frame.bytes), isRepeat: false };
      slots.lastState = stateKey;
      return slots.last;
    },
  };
}

/** Each level is half as wide; with one for every halving, no step is longer than 2 source pixels. */
const levelsFor = (step: number): number => Math.max(1, Math.ceil(Math.log2(Math.max(1, step)) - 1e-9));

const scaleBox = (box: Box, scale: number): Box => ({
  x: box.x * scale,
  y: box.y * scale,
  width: box.width * scale,
  height: box.height * scale,
});

function windowOf(state: FrameState, { layout }: Timeline): Window {
  const [x, y, width, height] = state.window;
  return {
    left: x / subpixel,
    top: y / subpixel,
    right: (x + width) / subpixel,
    bottom: (y + height) / subpixel,
    strength: width / subpixel / layout.window.width,
  };
}

function platePlanes(pixels: Pixels, { layout, style }: Timeline): Planes {
  const { width, height } = layout.size;
  const { lines } = rgbaScanlines(drawPlate(layout, style), width, height);
  const planes = allocatePlanes(pixels, width, height);
  const scanlines = pixels.allocate(lines.length + 64) + 16;
  const zeroLine = pixels.allocate(width * 4 + 32) + 16;
  pixels.view(scanlines, lines.length).set(lines);
  const [luma, u, v] = planes;
  pixels.kernels.pngToYuv(
    scanlines,
    width,
    height,
    4,
    luma.address,
    luma.stride,
    u.address,
    v.address,
    u.stride,
    zeroLine,
  );
  return planes;
}

function drawContent(
  resizer: Resizer,
  picture: DecodedPicture,
  source: Box,
  into: Planes,
  window: Window,
  size: { width: number; height: number },
): void {
  const step = source.width / (window.right - window.left);
  const level = Math.min(picture.levels.length - 1, levelsFor(step) - 1);
  const planes = picture.levels[level] as Planes;
  const visible = clip({ left: window.left, top: window.top, right: window.right, bottom: window.bottom }, size);
  const from = scaleBox(source, 1 / 2 ** level);
  resizer.draw(planes, from, into, window, visible);
}

function clip(rect: Rect, { width, height }: { width: number; height: number }): Rect {
  return {
    left: Math.max(0, Math.floor(rect.left)),
    top: Math.max(0, Math.floor(rect.top)),
    right: Math.min(width, Math.ceil(rect.right)),
    bottom: Math.min(height, Math.ceil(rect.bottom)),
  };
}

function drawPlateAround(
  resizer: Resizer,
  plate: Planes,
  seen: Planes,
  base: Planes,
  window: Window,
  { size, layout }: Timeline,
): void {
  const { strength } = window;
  const left = window.left - layout.window.x * strength;
  const top = window.top - layout.window.y * strength;
  const whole: Rect = { left, top, right: left + size.width * strength, bottom: top + size.height * strength };
  const source = { x: 0, y: 0, width: size.width, height: size.height };
  for (const strip of stripsAround(window, size)) {
    resizer.draw(plate, source, base, whole, strip);
  }
  for (const band of edgeBands(window, layout.radius * strength, size)) {
    resizer.draw(plate, source, seen, whole, band);
  }
}

const isEmpty = ({ left, top, right, bottom }: Rect): boolean => right <= left || bottom <= top;

/** What of the frame lies outside the window, without the pixels that its edge may touch. */
function stripsAround(window: Rect, { width, height }: { width: number; height: number }): Rect[] {
  const left = Math.max(0, Math.floor(window.left));
  const top = Math.max(0, Math.floor(window.top));
  const right = Math.min(width, Math.ceil(window.right));
  const bottom = Math.min(height, Math.ceil(window.bottom));
  return [
    { left: 0, top: 0, right: width, bottom: top },
    { left: 0, top: bottom, right: width, bottom: height },
    { left: 0, top, right: left, bottom },
    { left: right, top, right: width, bottom },
  ].filter((rect) => !isEmpty(rect));
}

/** Where the window's edge runs: four corners and four sides, clipped to the frame, on even pixels. */
function edgeBands(window: Rect, radius: number, size: { width: number; height: number }): Rect[] {
  const corner = 2 * Math.ceil((radius + 2) / 2);
  const outer = { left: window.left - 1, top: window.top - 1, right: window.right + 1, bottom: window.bottom + 1 };
  const sides: Rect[] = [];
  for (const [x0, x1] of [
    [outer.left, outer.left + corner],
    [outer.left + corner, outer.right - corner],
    [outer.right - corner, outer.right],
  ] as const) {
    for (const [y0, y1] of [
      [outer.top, outer.top + corner],
      [outer.top + corner, outer.bottom - corner],
      [outer.bottom - corner, outer.bottom],
    ] as const) {
      sides.push({ left: x0, top: y0, right: x1, bottom: y1 });
    }
  }
  const thin = 4;
  const [leftTop, left, leftBottom, top, , bottom, rightTop, right, rightBottom] = sides as [
    Rect,
    Rect,
    Rect,
    Rect,
    Rect,
    Rect,
    Rect,
    Rect,
    Rect,
  ];
  const bands = [
    leftTop,
    leftBottom,
    rightTop,
    rightBottom,
    { ...left, right: left.left + thin },
    { ...top, bottom: top.top + thin },
    { ...right, left: right.right - thin },
    { ...bottom, top: bottom.bottom - thin },
  ];
  return bands.map((band) => evenly(clip(band, size))).filter((band) => !isEmpty(band));
}

const evenly = ({ left, top, right, bottom }: Rect): Rect => ({
  left: left & ~1,
  top: top & ~1,
  right: (right + 1) & ~1,
  bottom: (bottom + 1) & ~1,
});

function blendEdges(
  pixels: Pixels,
  plate: Planes,
  base: Planes,
  window: Window,
  radius: number,
  size: { width: number; height: number },
): void {
  for (const band of edgeBands(window, radius, size)) {
    for (const [index, plane] of base.entries()) {
      const scale = index === 0 ? 1 : 0.5;
      const under = plate[index] as Plane;
      pixels.kernels.blendWindowEdge(
        plane.address,
        plane.stride,
        under.address,
        under.stride,
        band.left * scale,
        band.top * scale,
        band.right * scale,
        band.bottom * scale,
        window.left * scale,
        window.top * scale,
        window.right * scale,
        window.bottom * scale,
        radius * scale,
      );
    }
  }
}

/** From the ground up: what lies on the page, the pointer, and what lies over everything. */
function overlaysOf(state: FrameState, { style, layout, captions }: Timeline): PlacedSprite[] {
  const overlays: PlacedSprite[] = state.ripples.map((ripple) => rippleSprite(ripple, style));
  if (state.cursor) {
    const trail = trailSprite(state.cursor, style, layout.size);
    if (trail) overlays.push(trail);
    overlays.push(cursorSprite(state.cursor, style));
  }
  const stacked = { top: 0, bottom: 0 };
  for (const shown of state.captions) {
    const caption = captions[shown.caption];
    if (caption) overlays.push(captionSprite(shown, caption, stacked[caption.position]++, layout));
  }
  return overlays;
}
