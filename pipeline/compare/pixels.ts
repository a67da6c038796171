import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Box } from "../../convex/model/recording.ts";
import { comparedStyles, type PageElement } from "../plan/types.ts";

type Picture = { width: number; height: number; pixels: Uint32Array };

/** A channel may differ by this much without anybody seeing it: glyph edges on another fraction of a pixel. */
const channelTolerance = 48;
/** Fewer pixels than this are an edge. */
const leastPixels = 12;
const leastShare = 0.004;
/** The same of one that stands somewhere else, by a fraction of a pixel perhaps: all its edges are drawn anew. */
const leastShareShifted = 0.04;

type Pictured = {
  base: Uint8Array;
  head: Uint8Array;
  /** Places that are known to differ. */
  explained: readonly Box[];
  /** All that stands on head's page. */
  elements: readonly PageElement[];
};

/** True when two pictures of whole pages are the same byte for byte. */
export const isSamePicture = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/**
 * Of elements that are paired, those that are drawn differently; only ones that hold no others, since holders are told by
 * their styles. Each is compared with its partner where both stand, so that a shift of the page makes no difference.
 */
export async function pairsDrawnDifferently(
  pairs: readonly (readonly [PageElement, PageElement])[],
  { base, head: headPicture, explained, elements: head }: Pictured,
): Promise<(readonly [PageElement, PageElement])[]> {
  const [before, after] = await Promise.all([readPicture(base), readPicture(headPicture)]);
  const masked = new Uint8Array(after.width * after.height);
  for (const box of explained) mask(masked, after, box);
  const found: (readonly [PageElement, PageElement])[] = [];
  const holders = new Set(pairs.map(([, { parent }]) => head[parent ?? -1]));
  const smallestFirst = pairs
    .filter(([, is]) => !holders.has(is))
    .toSorted(([, a], [, b]) => a.box.width * a.box.height - b.box.width * b.box.height);
  for (const pair of smallestFirst) {
    const [was, is] = pair;
    const isResized = Math.abs(was.box.width - is.box.width) > 1 || Math.abs(was.box.height - is.box.height) > 1;
    const isShifted = was.box.x !== is.box.x || was.box.y !== is.box.y;
    // Glyphs between other pixels look different and are not; pictures do only at their edges.
    if (isResized || (isShifted && !hasPicture(is))) continue;
    if (!isDrawnDifferentlyAnywhere(was.box, is.box, { before, after, masked })) continue;
    found.push(pair);
    mask(masked, after, is.box);
  }
  return found;
}

const hasPicture = ({ drawing, styles }: PageElement): boolean =>
  Boolean(drawing) || (styles?.[comparedStyles.indexOf("background-image")] ?? "none") !== "none";

type Pictures = { before: Picture; after: Picture; masked: Uint8Array };

/** What was shifted by a fraction of a pixel is rounded to another one: it is looked for right beside, too. */
function isDrawnDifferentlyAnywhere(was: Box, is: Box, pictures: Pictures): boolean {
  const isShifted = was.x !== is.x || was.y !== is.y;
  const places = isShifted ? [0, -1, 1].flatMap((x) => [0, -1, 1].map((y) => ({ x, y }))) : [{ x: 0, y: 0 }];
  return places.every(({ x, y }) =>
    isDrawnDifferently(
      { ...was, x: was.x + x, y: was.y + y },
      is,
      pictures,
      isShifted ? leastShareShifted : leastShare,
    ),
  );
}

function isDrawnDifferently(was: Box, is: Box, { before, after, masked }: Pictures, share: number): boolean {
  const width = Math.min(was.width, is.width);
  const height = Math.min(was.height, is.height);
  let different = 0;
  let compared = 0;
  for (let y = 0; y < height; y++) {
    const [fromY, toY] = [was.y + y, is.y + y];
    if (fromY < 0 || toY < 0 || fromY >= before.height || toY >= after.height) continue;
    for (let x = 0; x < width; x++) {
      const [fromX, toX] = [was.x + x, is.x + x];
      if (fromX < 0 || toX < 0 || fromX >= before.width || toX >= after.width) continue;
      const at = toY * after.width + toX;
      if (masked[at]) continue;
      compared += 1;
      const [one, other] = [before.pixels[fromY * before.width + fromX] ?? 0, after.pixels[at] ?? 0];
      if (one !== other && distance(one, other) > channelTolerance) different += 1;
    }
  }
  return different >= leastPixels && different >= compared * share;
}

/** The largest difference of a channel. */
const distance = (one: number, other: number): number =>
  Math.max(
    Math.abs((one & 255) - (other & 255)),
    Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)),
    Math.abs(((one >> 16) & 255) - ((other >> 16) & 255)),
  );

function mask(masked: Uint8Array, { width, height }: Picture, box: Box): void {
  const [left, right] = [Math.max(0, box.x), Math.min(width, box.x + box.width)];
  for (let y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y++) {
    if (right > left) masked.fill(1, y * width + left, y * width + right);
  }
}

async function readPicture(png: Uint8Array): Promise<Picture> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
  return { width, height, pixels: new Uint32Array(data.buffer, data.byteOffset, width * height) };
}
