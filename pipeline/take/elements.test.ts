import { expect, test } from "vitest";
import { boxAt, boxDuring, seenElements } from "./elements.ts";
import type { ElementPath } from "./take.ts";

const box = (y: number, height = 20) => ({ x: 100, y, width: 80, height });
/** It comes at half a second, stands, scrolls up for a second, stands, leaves, and comes back elsewhere. */
const path: ElementPath = [
  { atMs: 500, box: box(300) },
  { atMs: 1_000, box: box(300) },
  { atMs: 2_000, box: box(100) },
  { atMs: 4_000, box: null },
  { atMs: 5_000, box: box(400) },
];

test("an element is where its path says, on its way, too, and nowhere while it is not seen", () => {
  expect(boxAt(path, 499)).toBeNull();
  expect(boxAt(path, 500)).toEqual(box(300));
  expect(boxAt(path, 999)).toEqual(box(300));
  expect(boxAt(path, 1_250)).toEqual(box(250));
  expect(boxAt(path, 3_999)).toEqual(box(100));
  expect(boxAt(path, 4_000)).toBeNull();
  expect(boxAt(path, 4_999)).toBeNull();
  expect(boxAt(path, 9_000)).toEqual(box(400));
  expect(boxAt([], 0)).toBeNull();
});

test("what it covers over a while holds all of its way", () => {
  expect(boxDuring(path, 0, 400)).toBeNull();
  expect(boxDuring(path, 600, 900)).toEqual(box(300));
  expect(boxDuring(path, 1_100, 1_200)).toEqual({ x: 100, y: 260, width: 80, height: 40 });
  expect(boxDuring(path, 900, 2_100)).toEqual({ x: 100, y: 100, width: 80, height: 220 });
  // Seen at neither end.
  expect(boxDuring(path, 400, 4_500)).toEqual({ x: 100, y: 100, width: 80, height: 220 });
  expect(boxDuring(path, 4_900, 5_100)).toEqual(box(400));
  expect(boxDuring([{ atMs: 0, box: { x: 0.4, y: 0.6, width: 1, height: 1 } }], 0, 10)).toEqual({
    x: 0,
    y: 0,
    width: 2,
    height: 2,
  });
});

test("the store is told when an element is seen and where it stands longest, in the picture", () => {
  const named = { id: "element-1", label: "Total", role: "text", route: "/" };
  const frame = { width: 640, height: 360, durationMs: 6_000 };
  const stay = { startMs: 2_000, endMs: 4_000 };
  expect(seenElements([{ ...named, path }], frame)).toEqual([
    { ...named, startMs: 500, endMs: 6_000, box: box(100), stay },
  ]);
  const gone = path.slice(0, 4);
  expect(seenElements([{ ...named, path: gone }], frame)).toMatchObject([{ startMs: 500, endMs: 4_000 }]);
  const half: ElementPath = [{ atMs: 0, box: { x: -30, y: 340, width: 50, height: 60 } }];
  expect(seenElements([{ ...named, path: half }], frame)).toMatchObject([
    { box: { x: 0, y: 340, width: 20, height: 20 } },
  ]);
  expect(seenElements([{ ...named, path: [{ atMs: 0, box: null }] }], frame)).toEqual([]);
});
