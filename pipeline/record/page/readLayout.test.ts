import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../../provision/browser.ts";
import { launchBrowser, type RunningBrowser } from "../browser/launch.ts";
import { aimAt } from "../director/aim.ts";
import { boxOf, locate } from "../director/locate.ts";
import { readLayout } from "./readLayout.ts";

let running: RunningBrowser;
let page: Page;

beforeAll(async () => {
  running = await launchBrowser(await findBrowser(), "scout", 1, new AbortController().signal);
  page = await running.browser.newPage({ viewport: { width: 1280, height: 720 } });
});

afterAll(() => running.end());

const html = `<body style="margin: 0; font: 20px sans-serif">
  <h1 style="position: absolute; left: 100px; top: 40px; width: 900px; margin: 0">Classes</h1>
  <div style="position: absolute; left: 100px; top: 120px; width: 700px; height: 300px; background: #eee">
    <button style="position: absolute; left: 20px; top: 20px; width: 200px; height: 48px">Upgrade to the team plan</button>
    <p style="position: absolute; left: 20px; top: 200px; margin: 0">Covered</p>
    <p style="position: absolute; left: 300px; top: 200px; margin: 0; visibility: hidden">Hidden</p>
  </div>
  <div style="position: absolute; left: 110px; top: 300px; width: 120px; height: 90px; background: #fff"></div>
  <p style="position: absolute; left: 0; top: 900px">Below</p>
</body>`;

test("the layout has the words where they are, the boxes around them, and nothing that is covered", async () => {
  await page.setContent(html);
  const layout = await readLayout(page);
  const [heading] = layout?.units ?? [];
  expect(heading?.slice(0, 2)).toEqual([100, 40]);
  expect(heading?.[2]).toBeLessThan(300);
  expect(layout?.panels).toContainEqual([100, 120, 700, 300]);
  expect(layout?.units).toContainEqual([120, 140, 200, 48]);
  const texts = layout?.units.filter(([x, y]) => y >= 300 && x < 110 + 300 && y < 390) ?? [];
  expect(texts.filter(([, , width]) => width !== 120)).toEqual([]);
  expect(layout?.units.every(([, y]) => y < 720)).toBe(true);
});

test("a page that changed what its own functions give is left alone", async () => {
  await page.setContent(html);
  await page.evaluate(() => {
    Math.max = () => 0.5;
  });
  expect(await readLayout(page)).toBeNull();
  await page.goto("about:blank");
});

test("the pointer rests where it hides least of what is written", async () => {
  await page.setContent(html);
  for (const name of ["Upgrade to the team plan", "Classes"]) {
    const found = await locate(page, { name, role: name === "Classes" ? "heading" : "button" });
    const box = found && (await boxOf(found));
    if (!found || !box) throw new Error(`no ${name}`);
    const { point, isCovered } = await aimAt(found, box, box, { random: () => 0.5, points: true });
    expect(isCovered).toBe(false);
    const words = (await readLayout(page))?.units.filter(([, y, , height]) => y >= box.y - 4 && height < 40) ?? [];
    const hides = words.filter(
      ([x, y, width, height]) =>
        y + height <= box.y + box.height + 4 && point.x > x - 10 && point.x < x + width && point.y < y + height - 6,
    );
    expect(hides).toEqual([]);
  }
});

test("the pointer rests at the edge of an icon, not on it", async () => {
  await page.setContent(
    '<svg id="leaf" width="24" height="24" style="position: absolute; left: 200px; top: 100px"></svg>',
  );
  const found = await locate(page, { selector: "#leaf" });
  const box = found && (await boxOf(found));
  if (!found || !box) throw new Error("no icon");
  const { point } = await aimAt(found, box, box, { random: () => 0.5, points: true });
  expect(point.x).toBeGreaterThan(218);
  expect(point.x).toBeLessThan(224);
  expect(point.y).toBeGreaterThan(116);
});
