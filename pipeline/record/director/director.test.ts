import { expect, test } from "vitest";
import { addressOf } from "./address.ts";
import { drawnCursor } from "./cursor.ts";
import { idleSpans } from "./idle.ts";
import { inPicture } from "./locate.ts";
import { moveMs, scrollMs } from "./pace.ts";
import { handPath } from "./path.ts";
import { seededRandom } from "./random.ts";

test("a hand's way ends on its goal, bends a little, and is fastest in the middle", () => {
  const from = { x: 100, y: 500 };
  const to = { x: 900, y: 100 };
  const way = handPath(from, to, 24, seededRandom(7));
  expect(way).toHaveLength(24);
  expect(way.at(-1)).toEqual(to);
  expect(way).toEqual(handPath(from, to, 24, seededRandom(7)));
  const steps = way.map((point, index) =>
    Math.hypot(point.x - (way[index - 1] ?? from).x, point.y - (way[index - 1] ?? from).y),
  );
  expect(steps.indexOf(Math.max(...steps))).toBeGreaterThan(8);
  expect(steps.indexOf(Math.max(...steps))).toBeLessThan(15);
  const aside = way.map(
    ({ x, y }) =>
      Math.abs((to.y - from.y) * x - (to.x - from.x) * y + to.x * from.y - to.y * from.x) / Math.hypot(800, 400),
  );
  expect(Math.max(...aside)).toBeGreaterThan(10);
  expect(Math.max(...aside)).toBeLessThanOrEqual(61);
});

test("far and small takes longer, within limits", () => {
  expect(moveMs(5, 200)).toBe(350);
  expect(moveMs(400, 40)).toBeGreaterThan(moveMs(400, 200));
  expect(moveMs(5000, 10)).toBe(900);
  expect(scrollMs(-4000)).toBe(1300);
});

test("idle is where nothing happens and nobody reads a change", () => {
  expect(idleSpans([100, 3000, 3100, 6000], [{ startMs: 3100, endMs: 4400 }], 7000)).toEqual([
    { startMs: 100, endMs: 3000 },
    { startMs: 4400, endMs: 6000 },
    { startMs: 6000, endMs: 7000 },
  ]);
  expect(idleSpans([], [], 600)).toEqual([]);
});

test("a box is cut to the picture in whole pixels", () => {
  const size = { width: 1280, height: 720 };
  expect(inPicture({ x: -10.4, y: 700.2, width: 50, height: 90 }, size)).toEqual({
    x: 0,
    y: 700,
    width: 40,
    height: 20,
  });
  expect(inPicture({ x: 0, y: 800, width: 50, height: 90 }, size)).toBeNull();
});

test("only web pages have an address", () => {
  expect(addressOf("http://127.0.0.1:5173/app/", "/cart")).toBe("http://127.0.0.1:5173/cart");
  expect(addressOf("http://127.0.0.1:5173", "#/cart")).toBe("http://127.0.0.1:5173/#/cart");
  for (const wrong of ["file:///etc/passwd", "chrome://version", "javascript:alert(1)"]) {
    expect(() => addressOf("http://127.0.0.1", wrong)).toThrow("is no web page");
  }
});

test("a page's cursor becomes one that is drawn", () => {
  expect(["auto", "pointer", "text", "url(x.png), grab", "wait", undefined].map(drawnCursor)).toEqual([
    "default",
    "pointer",
    "text",
    "pointer",
    "default",
    "default",
  ]);
});
