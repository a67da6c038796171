import type { Box } from "../../convex/model/recording.ts";
import type { StylePreset } from "./presets.ts";

export type Size = { width: number; height: number };

/** Where things stand when the camera is at rest. Output pixels; `window` is even in all four numbers. */
export type Layout = {
  size: Size;
  /** One pixel of a 1080-pixel-high design. */
  unit: number;
  window: Box;
  radius: number;
};

const even = (value: number): number => 2 * Math.round(value / 2);
const multipleOf4 = (value: number): number => 4 * Math.round(value / 4);

/** The window is as large as the padding lets it be, keeps the picture's aspect, and stands in the middle. */
export function layoutOf(picture: Size, size: Size, style: StylePreset): Layout {
  const shorter = Math.min(size.width, size.height);
  const unit = shorter / 1080;
  const padding = shorter * style.padding;
  const scale = Math.min((size.width - 2 * padding) / picture.width, (size.height - 2 * padding) / picture.height);
  const width = Math.max(4, multipleOf4(picture.width * scale));
  const height = Math.max(4, multipleOf4(picture.height * scale));
  const window = { x: even((size.width - width) / 2), y: even((size.height - height) / 2), width, height };
  return { size, unit, window, radius: Math.min(style.borderRadius * unit, width / 2, height / 2) };
}

/** Video with subsampled chroma needs even sides. */
export const evenSize = ({ width, height }: Size): Size => ({
  width: Math.max(2, even(width)),
  height: Math.max(2, even(height)),
});

const naturalSizes: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 1440, height: 1080 },
  { width: 1080, height: 1080 },
  { width: 1080, height: 1350 },
  { width: 1080, height: 1920 },
];

/** The usual video size whose shape is nearest to the picture's. */
export function naturalSize(picture: Size): Size {
  const distance = (size: Size): number =>
    Math.abs(Math.log((size.width * picture.height) / (size.height * picture.width)));
  return naturalSizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}
