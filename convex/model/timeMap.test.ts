import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOperation, anyTake } from "./arbitrary.test-kit.ts";
import { refusalOf } from "./legality.ts";
import type { Operation } from "./operations.ts";
import {
  applyToTime,
  outputDurationMs,
  outputToTake,
  slice,
  type TimeMap,
  takeToOutput,
  timeMapOf,
  wholeTake,
} from "./timeMap.ts";

const plain = (map: TimeMap) => map.map(({ startMs, endMs, rate }) => [startMs, endMs, rate]);
const cut = (startMs: number, endMs: number): Operation => ({ type: "cut", startMs, endMs });
const speed = (rate: number, startMs: number, endMs: number): Operation => ({ type: "speed", rate, startMs, endMs });

describe("timeMapOf", () => {
  it("reads each operation's times in the video that the operations before it leave", () => {
    expect(plain(timeMapOf([cut(2_000, 4_000), { type: "trim", startMs: 1_000, endMs: 5_000 }], 10_000))).toEqual([
      [1_000, 2_000, 1],
      [4_000, 7_000, 1],
    ]);
  });

  it("multiplies rates where speeds overlap", () => {
    const map = timeMapOf([speed(2, 0, 10_000), speed(0.5, 1_000, 2_000)], 10_000);
    expect(plain(map)).toEqual([
      [0, 2_000, 2],
      [2_000, 4_000, 1],
      [4_000, 10_000, 2],
    ]);
    expect(outputDurationMs(map)).toBe(1_000 + 2_000 + 3_000);
  });

  it("keeps the named side of a split", () => {
    expect(plain(timeMapOf([{ type: "split", atMs: 3_000, removeSegment: "before" }], 10_000))).toEqual([
      [3_000, 10_000, 1],
    ]);
    expect(plain(timeMapOf([{ type: "split", atMs: 3_000, removeSegment: "after" }], 10_000))).toEqual([[0, 3_000, 1]]);
  });

  it("leaves time alone for operations on the picture", () => {
    const map = wholeTake(5_000);
    expect(applyToTime(map, { type: "crop", x: 0, y: 0, width: 100, height: 100 })).toBe(map);
  });
});

describe("takeToOutput", () => {
  it("closes the gap of a cut inside the span, and shows nothing of a span that was cut", () => {
    const map = timeMapOf([cut(2_000, 4_000)], 10_000);
    expect(takeToOutput(map, { startMs: 1_000, endMs: 5_000 })).toEqual([{ startMs: 1_000, endMs: 3_000 }]);
    expect(takeToOutput(map, { startMs: 2_500, endMs: 3_500 })).toEqual([]);
  });

  it("stretches with the rate", () => {
    const map = timeMapOf([speed(2, 0, 4_000)], 10_000);
    expect(takeToOutput(map, { startMs: 2_000, endMs: 6_000 })).toEqual([{ startMs: 1_000, endMs: 4_000 }]);
  });
});

describe("outputToTake", () => {
  it("holds the ends beyond the video", () => {
    const map = timeMapOf([{ type: "trim", startMs: 1_000, endMs: 3_000 }], 10_000);
    expect(outputToTake(map, -5)).toBe(1_000);
    expect(outputToTake(map, 0)).toBe(1_000);
    expect(outputToTake(map, 99_000)).toBe(3_000);
    expect(outputToTake([], 10)).toBe(0);
  });
});

/** A take and the operations out of some wild ones that it can bear. */
const legalEdits = fc.tuple(anyTake, fc.array(anyOperation, { maxLength: 40 })).map(([take, wishes]) => {
  const operations: Operation[] = [];
  for (const wish of wishes) if (refusalOf([...operations, wish], take) === null) operations.push(wish);
  return { take, operations, map: timeMapOf(operations, take.durationMs) };
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("time maps of legal edits", () => {
  it("are ordered stretches of the take, each long enough to be seen and at a positive rate", () => {
    fc.assert(
      fc.property(legalEdits, ({ take, map }) => {
        let endMs = 0;
        for (const piece of map) {
          expect(piece.startMs).toBeGreaterThanOrEqual(endMs - 1e-6);
          expect(piece.endMs - piece.startMs).toBeGreaterThan(1e-9);
          expect(piece.rate).toBeGreaterThan(0);
          endMs = piece.endMs;
        }
        expect(endMs).toBeLessThanOrEqual(take.durationMs + 1e-6);
      }),
    );
  });

  it("split at any point into two parts that last as long as the whole", () => {
    fc.assert(
      fc.property(legalEdits, share, ({ map }, at) => {
        const wholeMs = outputDurationMs(map);
        const parts = [slice(map, 0, at * wholeMs), slice(map, at * wholeMs, wholeMs)];
        const sumMs = parts.reduce((total, part) => total + outputDurationMs(part), 0);
        expect(Math.abs(sumMs - wholeMs)).toBeLessThan(0.01);
      }),
    );
  });

  it("lose by a cut what was cut, keep by a trim what was kept, and shrink by a speed as its rate says", () => {
    fc.assert(
      fc.property(legalEdits, share, share, ({ map }, one, other) => {
        const wholeMs = outputDurationMs(map);
        const startMs = Math.min(one, other) * wholeMs;
        const endMs = Math.max(one, other) * wholeMs;
        const lengthAfter = (operation: Operation) => outputDurationMs(applyToTime(map, operation));
        const spanMs = endMs - startMs;
        expect(Math.abs(lengthAfter(cut(startMs, endMs)) - (wholeMs - spanMs))).toBeLessThan(0.01);
        expect(Math.abs(lengthAfter({ type: "trim", startMs, endMs }) - spanMs)).toBeLessThan(0.01);
        expect(Math.abs(lengthAfter(speed(2, startMs, endMs)) - (wholeMs - spanMs / 2))).toBeLessThan(0.01);
      }),
    );
  });

  it("never run backwards, and find their way back from take to output", () => {
    fc.assert(
      fc.property(legalEdits, fc.array(share, { minLength: 2, maxLength: 20 }), ({ take, map }, shares) => {
        const lengthMs = outputDurationMs(map);
        let before = 0;
        for (const at of shares.toSorted((a, b) => a - b)) {
          const outputMs = at * lengthMs * 0.999;
          const shownMs = outputToTake(map, outputMs);
          expect(shownMs).toBeGreaterThanOrEqual(before - 1e-6);
          before = shownMs;
          const [back] = takeToOutput(map, { startMs: shownMs - 1, endMs: shownMs + 1 });
          expect(back?.startMs).toBeLessThanOrEqual(outputMs + 0.01);
          expect(back?.endMs).toBeGreaterThanOrEqual(outputMs - 0.01);
        }
        expect(takeToOutput(map, { startMs: 0, endMs: take.durationMs }).length).toBe(1);
      }),
    );
  });
});
