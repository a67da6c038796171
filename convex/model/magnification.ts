/** The frame that a picture fills, lying or upright, has sides of these many pixels. */
const LONG_PX = 1920;
const SHORT_PX = 1080;

/** How large a pixel of the page is shown when this part of it fills the frame: zooms are reckoned from what is seen. */
export function magnification({ width, height }: { width: number; height: number }): number {
  const [wide, high] = width >= height ? [LONG_PX, SHORT_PX] : [SHORT_PX, LONG_PX];
  return Math.min(wide / width, high / height);
}
