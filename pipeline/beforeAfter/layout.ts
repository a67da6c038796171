import type { Box } from "../../convex/model/recording.ts";
import type { Size } from "../look/layout.ts";

export const comparisonLayouts = ["side", "wipe"] as const;
export type ComparisonLayout = (typeof comparisonLayouts)[number];

/** Where everything stands in the composite; CSS pixels of the composite, which are those of the pages. */
export type Stage = {
  layout: ComparisonLayout;
  size: Size;
  page: Size;
  /** Pictures have this many pixels for each CSS pixel. */
  deviceScale: number;
  before: Box;
  after: Box;
};

/**
 * Two pages this size fill a 16:9 picture: higher than usual, so that nothing is wasted, and wide enough for the layouts that
 * sites have for computers.
 */
const halfPage: Size = { width: 1024, height: 1108 };
const widePage: Size = { width: 1280, height: 720 };
const gapPx = 24;
const headPx = 60;
/** Two pages in one picture: at more pixels each the pictures would be larger than anything shows. */
const sideScale = 1.5;
const wipeScale = 2;

/** Less than this looks like a slot in a wall. */
const shortestPagePx = 560;
/** Below the last thing on the page. */
const footPx = 56;

/**
 * The page's height in a picture of two: that of what stands on it, so that a short page is no half empty sheet. `contentPx` is
 * the tallest that was seen on either side.
 */
export const fittedTo = (page: Size, contentPx: number): Size => ({
  ...page,
  height: 2 * Math.round(Math.min(page.height, Math.max(shortestPagePx, contentPx + footPx)) / 2),
});

export const pageSizeFor = (layout: ComparisonLayout, asked?: Size): Size =>
  asked ?? (layout === "side" ? halfPage : widePage);

export function stageFor(layout: ComparisonLayout, page: Size): Stage {
  if (layout === "wipe") {
    const whole = { x: 0, y: 0, ...page };
    return { layout, size: page, page, deviceScale: wipeScale, before: whole, after: whole };
  }
  const width = multipleOf8(3 * gapPx + 2 * page.width);
  const height = multipleOf8(Math.max(headPx + page.height + gapPx, (width * 9) / 16));
  const left = Math.floor((width - 2 * page.width - gapPx) / 4) * 2;
  const top = headPx + Math.floor((height - headPx - gapPx - page.height) / 4) * 2;
  const pane = (x: number): Box => ({ x, y: top, ...page });
  return {
    layout,
    size: { width, height },
    page,
    deviceScale: sideScale,
    before: pane(left),
    after: pane(left + page.width + gapPx),
  };
}

/** Sides that stay whole numbers at every scale in use. */
const multipleOf8 = (value: number): number => 8 * Math.round(value / 8);
