import { describe, expect, it } from "vitest";
import { analysisOf } from "./fixtures/changes.ts";
import { snapshotOf } from "./fixtures/pretendSite.ts";
import type { PageElement } from "./types.ts";
import { exampleIn, validValue } from "./values.ts";

const field = (more: Partial<PageElement>): PageElement => {
  const [live] = snapshotOf("/", [{ role: "textbox", ...more }]).elements;
  if (!live) throw new Error("a page with one field has one");
  return live;
};

describe("exampleIn", () => {
  it.each([
    ["e.g. SAVE10", "SAVE10"],
    ["GLOW15", "GLOW15"],
    ["robin@example.com", "robin@example.com"],
    ["12 Lantern Lane", "12 Lantern Lane"],
    ["Robin Fields", "Robin Fields"],
    ["Enter your code", null],
    ["Search products…", null],
    ["Your name", null],
    ["Name", null],
    ["", null],
  ])("%s", (placeholder, example) => {
    expect(exampleIn(placeholder)).toBe(example);
  });
});

describe("validValue", () => {
  const analysis = analysisOf({ strings: [{ file: "a.ts", line: 1, value: "GLOW15", kind: "text" }] });
  it.each([
    [{ name: "Coupon code" }, "GLOW15"],
    [{ name: "E-mail" }, "robin@example.com"],
    [{ name: "Anything", inputType: "date" }, "2026-06-15"],
    [{ name: "Search", inputType: "search" }, "Porcini"],
    [{ name: "How many", inputType: "number", placeholder: "Enter 2 or more" }, "3"],
    [{ name: "Estimate (hours)" }, "2"],
    [{ name: "Whatever" }, "Hello there"],
  ])("%o", (more, value) => {
    expect(validValue({ live: field(more), element: null }, analysis, ["Porcini"])).toBe(value);
  });
});
