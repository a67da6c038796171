import fc from "fast-check";
import { expect, it } from "vitest";
import { priorities, retryDelayMs } from "./policy.ts";

it("doubles the pause with each failure, up to a minute", () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((failures) => retryDelayMs(failures, 1))).toEqual([
    2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
  ]);
});

it("spreads the pauses over the upper half", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const longest = retryDelayMs(failures, 1);
      expect(retryDelayMs(failures, chance)).toBeGreaterThanOrEqual(longest / 2);
      expect(retryDelayMs(failures, chance)).toBeLessThanOrEqual(longest);
    }),
  );
});

it("lets what somebody waits for go first", () => {
  const { render, export: exporting, record, overtakenRender } = priorities;
  expect([render, exporting, record, overtakenRender].toSorted((a, b) => b - a)).toEqual([
    render,
    exporting,
    record,
    overtakenRender,
  ]);
});
