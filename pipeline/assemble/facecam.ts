import type { Size } from "../look/layout.ts";
import { bufferRing } from "./buffers.ts";

export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

export type FacecamLook = {
  corner: Corner;
  /** Of the video's width. */
  widthShare: number;
  /** From the video's edges, as a share of its shorter side. */
  marginShare: number;
  shape: "round" | "rounded";
};

export const defaultFacecam: FacecamLook = {
  corner: "bottom-right",
  widthShare: 0.18,
  marginShare: 0.04,
  shape: "round",
};

/** Where a facecam stands: even numbers, whole inside the video. Round is square; rounded keeps the camera's own shape. */
export function placeOf(look: FacecamLook, video: Size, camera: Size): Size & { x: number; y: number } {
  const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));
  const shorter = Math.min(video.width, video.height);
  const margin = 2 * Math.round((shorter * look.marginShare) / 2);
  const ratio = look.shape === "round" ? 1 : camera.height / camera.width;
  const most = Math.min(video.width - 2 * margin, (video.height - 2 * margin) / ratio);
  const width = even(Math.min(video.width * look.widthShare, most));
  const height = even(width * ratio);
  const isLeft = look.corner.endsWith("left");
  const isTop = look.corner.startsWith("top");
  return {
    width,
    height,
    x: isLeft ? margin : 2 * Math.floor((video.width - margin - width) / 2),
    y: isTop ? margin : 2 * Math.floor((video.height - margin - height) / 2),
  };
}

/** How much of each pixel is camera and how much its thin light rim, 0 to 255. */
type Mask = { camera: Uint8Array; rim: Uint8Array };

function maskOf({ width, height }: Size, shape: FacecamLook["shape"]): Mask {
  const shorter = Math.min(width, height);
  const radius = shape === "round" ? shorter / 2 : shorter * 0.12;
  const rimWidth = Math.max(1.5, shorter * 0.014);
  const camera = new Uint8Array(width * height);
  const rim = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // The distance to the rounded rectangle's edge, negative inside.
      const dx = Math.abs(x + 0.5 - width / 2) - (width / 2 - radius);
      const dy = Math.abs(y + 0.5 - height / 2) - (height / 2 - radius);
      const outside = Math.hypot(Math.max(0, dx), Math.max(0, dy)) + Math.min(0, Math.max(dx, dy)) - radius;
      const covered = Math.min(1, Math.max(0, 0.5 - outside));
      const inner = Math.min(1, Math.max(0, 0.5 - outside - rimWidth));
      camera[y * width + x] = Math.round(inner * 255);
      rim[y * width + x] = Math.round((covered - inner) * 255);
    }
  }
  return { camera, rim };
}

/** The mask for chroma, which has half as many pixels each way. */
function halved(plane: Uint8Array, { width, height }: Size): Uint8Array {
  const half = new Uint8Array((width / 2) * (height / 2));
  for (let y = 0; y < height / 2; y++) {
    for (let x = 0; x < width / 2; x++) {
      const at = 2 * y * width + 2 * x;
      const sum = (plane[at] ?? 0) + (plane[at + 1] ?? 0) + (plane[at + width] ?? 0) + (plane[at + width + 1] ?? 0);
      half[y * (width / 2) + x] = sum / 4;
    }
  }
  return half;
}

const rimLuma = 235;
const rimChroma = 128;

/** Lays a camera's frames over a video's. Its last frame stays when it ends. Frames hold until `inFlight` more were taken. */
export async function* overlayFacecam(
  video: AsyncIterable<Uint8Array>,
  camera: AsyncIterator<Uint8Array>,
  {
    size,
    place,
    shape,
    inFlight,
  }: { size: Size; place: Size & { x: number; y: number }; shape: FacecamLook["shape"]; inFlight: number },
): AsyncGenerator<Uint8Array> {
  const lumaMask = maskOf(place, shape);
  const chromaMask = { camera: halved(lumaMask.camera, place), rim: halved(lumaMask.rim, place) };
  const buffers = bufferRing(inFlight + 2);
  const half = (box: Size): Size => ({ width: box.width / 2, height: box.height / 2 });
  const chromaAt = { x: place.x / 2, y: place.y / 2 };
  let face: Uint8Array | null = null;
  let isOver = false;
  try {
    for await (const frame of video) {
      if (!isOver) {
        const next = await camera.next();
        if (next.done) isOver = true;
        else face = next.value;
      }
      if (!face) {
        yield frame;
        continue;
      }
      const shown = buffers(frame.length);
      shown.set(frame);
      const luma = size.width * size.height;
      const faceLuma = place.width * place.height;
      lay(shown, 0, size, face, 0, place, place, lumaMask, rimLuma);
      for (const plane of [0, 1]) {
        const into = luma + (plane * luma) / 4;
        const from = faceLuma + (plane * faceLuma) / 4;
        lay(shown, into, half(size), face, from, half(place), chromaAt, chromaMask, rimChroma);
      }
      yield shown;
    }
  } finally {
    await camera.return?.();
  }
}

function lay(
  into: Uint8Array,
  intoAt: number,
  intoSize: Size,
  from: Uint8Array,
  fromAt: number,
  size: Size,
  at: { x: number; y: number },
  { camera, rim }: Mask,
  rimTone: number,
): void {
  for (let y = 0; y < size.height; y++) {
    const row = intoAt + (at.y + y) * intoSize.width + at.x;
    for (let x = 0; x < size.width; x++) {
      const cell = y * size.width + x;
      const seen = camera[cell] ?? 0;
      const edge = rim[cell] ?? 0;
      if (seen + edge === 0) continue;
      const under = (into[row + x] ?? 0) * (255 - seen - edge);
      into[row + x] = ((from[fromAt + cell] ?? 0) * seen + rimTone * edge + under + 127) / 255;
    }
  }
}
