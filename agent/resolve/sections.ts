import type { Box, Span } from "../../convex/model/recording.ts";

type Placed = {
  role: string;
  label: string;
  route: string;
  startMs: number;
  endMs: number;
  stay?: Span | undefined;
  box: Box;
};

/** What is farther below than this belongs to something else. */
const GAP_PX = 64;
/** What begins where the heading does may stand below pictures, which a take does not name. */
const ALIGNED_GAP_PX = 110;
const ALIGNED_PX = 12;
/** Headings that begin so little apart stand in one column. */
const COLUMN_PX = 80;
/** What stands beside a heading by so much is the next column. */
const NEXT_COLUMN_PX = 160;
/** Higher than this it is no part of a page but the page. */
const HIGHEST_PX = 520;

/**
 * What stands under each heading, the heading first: a take knows where things are and not what encloses them. From a heading
 * down, as far as no other heading of its column and no gap comes.
 */
export function sectionsOf<T extends Placed>(things: readonly T[]): [T, ...T[]][] {
  return things
    .filter(({ role }) => role === "heading")
    .map((title): [T, ...T[]] => [title, ...under(title, things)])
    .filter(([title, ...others]) => others.length > 0 && bottomOf(others) - title.box.y <= HIGHEST_PX);
}

function under<T extends Placed>(title: T, things: readonly T[]): T[] {
  const beside = things.filter((one) => one !== title && one.route === title.route && areTogether(one, title));
  const headings = beside.filter(({ role }) => role === "heading");
  const rightPx = Math.min(
    Number.POSITIVE_INFINITY,
    ...headings.filter(({ box }) => box.x > title.box.x + NEXT_COLUMN_PX).map(({ box }) => box.x),
  );
  const isBelow = ({ box }: T): boolean => box.y >= title.box.y + title.box.height / 2;
  const endPx = Math.min(
    Number.POSITIVE_INFINITY,
    ...headings.filter((one) => isBelow(one) && Math.abs(one.box.x - title.box.x) < COLUMN_PX).map(({ box }) => box.y),
  );
  const column = beside
    .filter((one) => isBelow(one) && one.box.y < endPx && one.box.x >= title.box.x - COLUMN_PX && one.box.x < rightPx)
    .toSorted((a, b) => a.box.y - b.box.y);
  const found: T[] = [];
  for (const one of column) {
    const isAligned = Math.abs(one.box.x - title.box.x) <= ALIGNED_PX;
    if (one.box.y - bottomOf([title, ...found]) > (isAligned ? ALIGNED_GAP_PX : GAP_PX)) break;
    found.push(one);
  }
  return found;
}

const bottomOf = (things: readonly Placed[]): number => Math.max(...things.map(({ box }) => box.y + box.height));

/** Whether both stand where they do at the same time: a page that scrolls moves them all. */
function areTogether(one: Placed, other: Placed): boolean {
  const [a, b] = [one.stay ?? one, other.stay ?? other];
  return Math.min(a.endMs, b.endMs) > Math.max(a.startMs, b.startMs);
}
