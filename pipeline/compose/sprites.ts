import type { PlacedSprite, Sprite } from "../look/sprite.ts";
import type { Pixels, Plane, Planes } from "./memory.ts";
import { clip, evenly, isEmpty } from "./rect.ts";
import type { Rect } from "./resizer.ts";

export type Sprites = {
  /** Blends a sprite over a frame and returns what it covers, on even pixels; null when it lies outside. */
  lay(placed: PlacedSprite, frame: Planes): Rect | null;
};

/** Drawing a sprite costs more than laying it: equal ones are kept, the least recently used go first. */
const keptSprites = 256;

export function openSprites(pixels: Pixels, frameSize: { width: number; height: number }): Sprites {
  const kept = new Map<string, Sprite>();
  // Reserved once: memory that grows later would detach the frames that the encoder is being given.
  const scratchBytes = 2 * (frameSize.width + 512) * (frameSize.height + 512);
  const scratch = pixels.allocate(scratchBytes);

  const spriteOf = ({ key, draw }: PlacedSprite): Sprite => {
    const sprite = kept.get(key) ?? draw();
    kept.delete(key);
    kept.set(key, sprite);
    const oldest = kept.size > keptSprites ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return sprite;
  };

  const blendPlane = (
    into: Plane,
    colour: Uint8Array,
    alpha: Uint8Array,
    at: { x: number; y: number; width: number; height: number },
    opacity: number,
  ): void => {
    const skipX = Math.max(0, -at.x);
    const skipY = Math.max(0, -at.y);
    const width = Math.min(at.width, into.width - at.x) - skipX;
    const height = Math.min(at.height, into.height - at.y) - skipY;
    if (width <= 0 || height <= 0) return;
    pixels.view(scratch, colour.length).set(colour);
    pixels.view(scratch + colour.length, alpha.length).set(alpha);
    const skipped = skipY * at.width + skipX;
    pixels.kernels.blendSprite(
      into.address + (at.y + skipY) * into.stride + at.x + skipX,
      into.stride,
      scratch + skipped,
      scratch + colour.length + skipped,
      at.width,
      width,
      height,
      opacity,
    );
  };

  return {
    lay(placed, frame) {
      const sprite = spriteOf(placed);
      if (sprite.luma.length * 2 > scratchBytes) throw new RangeError(`a sprite larger than the frame: ${placed.key}`);
      const full = { x: placed.x, y: placed.y, width: sprite.width, height: sprite.height };
      const half = { x: placed.x / 2, y: placed.y / 2, width: sprite.width / 2, height: sprite.height / 2 };
      blendPlane(frame[0], sprite.luma, sprite.alpha, full, placed.opacity);
      blendPlane(frame[1], sprite.chromaU, sprite.chromaAlpha, half, placed.opacity);
      blendPlane(frame[2], sprite.chromaV, sprite.chromaAlpha, half, placed.opacity);
      const { x: left, y: top } = placed;
      const covered = evenly(
        clip({ left, top, right: left + sprite.width, bottom: top + sprite.height }, { ...frame[0] }),
      );
      return isEmpty(covered) ? null : covered;
    },
  };
}
