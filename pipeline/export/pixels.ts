import { type Canvas, createCanvas } from "@napi-rs/canvas";

/** An I420 frame (BT.709, limited range) as a canvas, for still pictures. Chroma is interpolated. */
export function frameToCanvas(frame: Uint8Array, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const half = width / 2;
  const chroma = width * height;
  const chromaBytes = chroma / 4;
  for (let y = 0; y < height; y++) {
    const row = chroma + (y >> 1) * half;
    for (let x = 0; x < width; x++) {
      const at = row + (x >> 1);
      // Chroma stands on even columns; between two of them lies their mean.
      const beside = x & 1 && (x >> 1) + 1 < half ? 1 : 0;
      const u = ((frame[at] ?? 128) + (frame[at + beside] ?? 128)) / 2 - 128;
      const v = ((frame[at + chromaBytes] ?? 128) + (frame[at + chromaBytes + beside] ?? 128)) / 2 - 128;
      const luma = ((frame[y * width + x] ?? 16) - 16) * (255 / 219);
      const pixel = (y * width + x) * 4;
      image.data[pixel] = luma + v * (255 / 224) * 1.5748;
      image.data[pixel + 1] = luma - u * (255 / 224) * 0.1873 - v * (255 / 224) * 0.4681;
      image.data[pixel + 2] = luma + u * (255 / 224) * 1.8556;
      image.data[pixel + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
