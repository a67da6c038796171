import { expect, test } from "vitest";
import { newId, tableNumberOf } from "./ids.ts";

test("an id has 32 letters and names its table", () => {
  for (const table of [1, 2, 10_001, 65_535]) {
    const id = newId(table);
    expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{32}$/);
    expect(tableNumberOf(id)).toBe(table);
  }
  expect(newId(1)).not.toBe(newId(1));
});

test("a mistyped or foreign text is no id", () => {
  const id = newId(10_001);
  const other = id[5] === "0" ? "1" : "0";
  expect(tableNumberOf(id.slice(0, 5) + other + id.slice(6))).toBeNull();
  expect(tableNumberOf(id.slice(1))).toBeNull();
  expect(tableNumberOf(`${id.slice(0, 31)}U`)).toBeNull();
  expect(tableNumberOf("")).toBeNull();
});
