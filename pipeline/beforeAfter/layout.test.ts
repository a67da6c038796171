import { expect, test } from "vitest";
import type { PageElement } from "../plan/types.ts";
import { contentHeightOf } from "./contentHeight.ts";
import { fittedTo, pageSizeFor, stageFor } from "./layout.ts";

const element = (y: number, height: number, more: Partial<PageElement> = {}): PageElement => ({
  role: "generic",
  name: "",
  text: "",
  tag: "div",
  classes: [],
  disabled: false,
  box: { x: 0, y, width: 100, height },
  selector: "",
  ...more,
});

test("a page is as tall as what stands on it, not as the box that fills the window", () => {
  const elements = [element(0, 1108), element(20, 400, { parent: 0, text: "Orders" }), element(900, 60, { parent: 0 })];
  expect(contentHeightOf({ elements })).toBe(420);
  expect(contentHeightOf({ elements: [] })).toBe(0);
});

test("the two pages stand in the middle of a picture that keeps its shape", () => {
  const full = pageSizeFor("side");
  const heights = [0, 700, 5000].map((contentPx) => fittedTo(full, contentPx).height);
  expect(heights).toEqual([560, 756, full.height]);
  const [low, whole] = [stageFor("side", fittedTo(full, 0)), stageFor("side", full)];
  expect(low.size).toEqual(whole.size);
  expect(low.before.y).toBeGreaterThan(whole.before.y);
});
