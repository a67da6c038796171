import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";

/**
 * A small picture with transparency in the planes of video: luma and its alpha at full size, chroma and its alpha at half.
 * It is laid at an even position; what is odd or fractional was drawn into it.
 */
export type Sprite = {
  width: number;
  height: number;
  luma: Uint8Array;
  alpha: Uint8Array;
  chromaU: Uint8Array;
  chromaV: Uint8Array;
  chromaAlpha: Uint8Array;
};

/** Draws on a clear canvas of even size (rounded up) and converts to BT.709 limited range. */
export function drawSprite(widthPx: number, heightPx: number, draw: (canvas: SKRSContext2D) => void): Sprite {
  const width = Math.max(2, 2 * Math.ceil(widthPx / 2));
  const height = Math.max(2, 2 * Math.ceil(heightPx / 2));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  draw(context);
  return toPlanes(context.getImageData(0, 0, width, height).data, width, height);
}

function toPlanes(rgba: Uint8ClampedArray, width: number, height: number): Sprite {
  const luma = new Uint8Array(width * height);
  const alpha = new Uint8Array(width * height);
  const half = width / 2;
  const chromaU = new Uint8Array(half * (height / 2)).fill(128);
  const chromaV = new Uint8Array(half * (height / 2)).fill(128);
  const chromaAlpha = new Uint8Array(half * (height / 2));
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let opaque = 0;
      for (let corner = 0; corner < 4; corner++) {
        const at = (y + (corner >> 1)) * width + x + (corner & 1);
        const r = rgba[at * 4] ?? 0;
        const g = rgba[at * 4 + 1] ?? 0;
        const b = rgba[at * 4 + 2] ?? 0;
        const a = rgba[at * 4 + 3] ?? 0;
        luma[at] = Math.round(16 + (219 / 255) * (0.2126 * r + 0.7152 * g + 0.0722 * b));
        alpha[at] = a;
        red += r * a;
        green += g * a;
        blue += b * a;
        opaque += a;
      }
      if (opaque === 0) continue;
      red /= opaque;
      green /= opaque;
      blue /= opaque;
      const at = (y / 2) * half + x / 2;
      const bright = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      chromaU[at] = Math.round(128 + ((224 / 255) * (blue - bright)) / 1.8556);
      chromaV[at] = Math.round(128 + ((224 / 255) * (red - bright)) / 1.5748);
      chromaAlpha[at] = Math.round(opaque / 4);
    }
  }
  return { width, height, luma, alpha, chromaU, chromaV, chromaAlpha };
}

/** A sprite and the even output position of its upper left corner. */
export type PlacedSprite = { key: string; x: number; y: number; opacity: number; draw: () => Sprite };

/**
 * Places a drawing whose origin is at a quarter-pixel position: `reach` pixels of room on each side, the position's odd and
 * fractional part drawn into the sprite, so that equal phases share one sprite.
 */
export function placeAt(
  key: string,
  xQuarters: number,
  yQuarters: number,
  reach: number,
  draw: (canvas: SKRSContext2D) => void,
  opacity = 255,
): PlacedSprite {
  const room = 2 * Math.ceil(reach / 2);
  const x = Math.floor(xQuarters / 8) * 2;
  const y = Math.floor(yQuarters / 8) * 2;
  const phaseX = xQuarters / 4 - x;
  const phaseY = yQuarters / 4 - y;
  return {
    key: `${key}@${phaseX},${phaseY}`,
    x: x - room,
    y: y - room,
    opacity,
    draw: () =>
      drawSprite(2 * room + 2, 2 * room + 2, (canvas) => {
        canvas.translate(room + phaseX, room + phaseY);
        draw(canvas);
      }),
  };
}
