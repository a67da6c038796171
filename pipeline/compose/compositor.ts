import { toneOf } from "../look/browserBar.ts";
import { captionSprite } from "../look/captions.ts";
import { cursorSprite, rippleSprite, trailSprite } from "../look/cursors.ts";
import type { PlacedSprite } from "../look/sprite.ts";
import { typingSprite } from "../look/typing.ts";
import type { FrameState, Timeline } from "../timeline/timeline.ts";
import { levelsFor, openBase } from "./base.ts";
import { allocateFrame, openPixels, type Pixels, type Plane, type Planes } from "./memory.ts";
import { openPictures } from "./pictures.ts";
import type { Rect } from "./resizer.ts";
import { openSprites } from "./sprites.ts";

export type ComposedTake = {
  dir: string;
  width: number;
  height: number;
  deviceScale: number;
  pictures: readonly { file: string }[];
  pageBackground: string;
};

export type Compositor = {
  /** A finished frame as I420 bytes, valid until `frameSlots - 1` more were composed. Equal frames are the same bytes. */
  compose(state: FrameState): Promise<Uint8Array<ArrayBuffer>>;
  /** Begins to read a picture that will be wanted soon. */
  prefetch(picture: number): void;
  /** Lets go of the pictures; frames that were composed hold. */
  close(): void;
};

/** So many frames are kept, so that some may wait in the encoder's pipe while the next is drawn. */
export const frameSlots = 4;

type Slot = { planes: Planes; bytes: number; baseVersion: number; overlaid: Rect[] };

/** Draws frames straight in the planes that the encoder reads; a picture becomes YUV once, and never RGB again. */
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
    bar: {
      height: 2 * Math.round((timeline.browserBarHeight * take.deviceScale) / 2),
      tone: toneOf(take.pageBackground),
    },
  });
  const base = openBase(pixels, timeline, { size: pictureSize, deviceScale: take.deviceScale });
  const sprites = openSprites(pixels, size);
  const slots = Array.from({ length: frameSlots }, (): Slot => {
    return { ...allocateFrame(pixels, size.width, size.height), baseVersion: -1, overlaid: [] };
  });
  let baseVersion = 0;
  let turn = 0;
  let last: { state: string; slot: Slot } | null = null;

  const bytesOf = ({ planes, bytes }: Slot): Uint8Array<ArrayBuffer> => pixels.view(planes[0].address, bytes);

  return {
    prefetch: (picture) => pictures.prefetch(picture),
    close: () => pictures.close(),
    async compose(state) {
      const key = JSON.stringify(state);
      if (last?.state === key) return bytesOf(last.slot);
      const { picture, redactions, address } = state;
      if (base.draw(await pictures.show(picture, redactions, address), state)) baseVersion++;
      turn = (turn + 1) % frameSlots;
      const slot = slots[turn] as Slot;
      if (slot.baseVersion === baseVersion) {
        for (const rect of slot.overlaid) copyPlanes(pixels, base.planes, slot.planes, rect);
      } else {
        bytesOf(slot).set(pixels.view(base.planes[0].address, base.bytes));
        slot.baseVersion = baseVersion;
      }
      slot.overlaid = overlaysOf(state, timeline).flatMap((overlay) => sprites.lay(overlay, slot.planes) ?? []);
      last = { state: key, slot };
      return bytesOf(slot);
    },
  };
}

function copyPlanes(pixels: Pixels, from: Planes, into: Planes, rect: Rect): void {
  for (const [index, plane] of from.entries()) {
    const scale = index === 0 ? 1 : 0.5;
    const offset = rect.top * scale * plane.stride + rect.left * scale;
    pixels.kernels.copyRect(
      plane.address + offset,
      plane.stride,
      (into[index] as Plane).address + offset,
      plane.stride,
      (rect.right - rect.left) * scale,
      (rect.bottom - rect.top) * scale,
    );
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
  if (state.typing) overlays.push(typingSprite(state.typing, layout));
  for (const shown of state.captions) {
    const caption = captions[shown.caption];
    if (caption) overlays.push(captionSprite(shown, caption, stacked[caption.position]++, layout));
  }
  return overlays;
}
