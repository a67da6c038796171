import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOperation, anyTake } from "./arbitrary.test-kit.ts";
import { refusalOf } from "./legality.ts";
import type { Operation } from "./operations.ts";
import { outputDurationMs, timeMapOf } from "./timeMap.ts";

const take = { durationMs: 20_000, width: 1280, height: 720 };
const zoom = { type: "zoom", intensity: 2, centerX: 640, centerY: 360, startMs: 1_000, durationMs: 2_000 } as const;
const redact = { type: "redact", x: 10, y: 10, width: 100, height: 40, startMs: 0, durationMs: 20_000 } as const;
const caption = { type: "caption", text: "Hello", startMs: 0, durationMs: 2_000, position: "bottom" } as const;
const cursor = { type: "cursor_emphasis", trailLength: 8, size: 1.5, smoothing: 0.5 } as const;

describe("legal operations", () => {
  const legal: Operation[] = [
    { type: "crop", x: 0, y: 0, width: 1280, height: 720 },
    { type: "trim", startMs: 0, endMs: 20_010 },
    { type: "split", atMs: 10_000, removeSegment: "after" },
    zoom,
    redact,
    caption,
    cursor,
    { type: "style_preset", preset: "dramatic", overrides: { zoomScale: 1.8, cornerRadius: 24, motionSmoothing: 1 } },
    { type: "cut", startMs: 0, endMs: 19_500 },
    { type: "speed", rate: 4, startMs: 0, endMs: 20_000 },
  ];
  it.each(legal.map((operation) => [operation.type, operation] as const))("%s", (_type, operation) => {
    expect(refusalOf([operation], take)).toBeNull();
  });
});

describe("refused operations say what would fit", () => {
  const refused: [Operation, RegExp][] = [
    [{ type: "trim", startMs: 5_000, endMs: 30_000 }, /20 s long; 30 s lies beyond its end.*at most 20 s/],
    [{ type: "trim", startMs: 8_000, endMs: 5_000 }, /swap the two times/],
    [{ type: "trim", startMs: -1, endMs: 5_000 }, /start of 0 s or later/],
    [{ type: "cut", startMs: 25_000, endMs: 30_000 }, /lies beyond its end/],
    [{ type: "cut", startMs: 0, endMs: 20_000 }, /leave 0 s of the video; keep at least 0.5 s/],
    [{ type: "split", atMs: 20_000, removeSegment: "after" }, /between 0 s and 20 s/],
    [{ type: "split", atMs: 100, removeSegment: "after" }, /keep at least 0.5 s/],
    [{ ...zoom, startMs: 19_000 }, /can last at most 1 s/],
    [{ ...zoom, startMs: 20_000 }, /20 s lies beyond its end/],
    [{ ...zoom, durationMs: 0 }, /longer than 0 s/],
    [{ ...zoom, centerX: 1_281 }, /1280 × 720 pixels; the point 1281, 360 lies outside/],
    [{ ...zoom, intensity: 0.5 }, /between 1 and 6/],
    [{ ...zoom, intensity: Number.NaN }, /ordinary numbers/],
    [{ ...redact, width: 1_280 }, /reaches outside it/],
    [{ ...redact, height: 0 }, /above 0/],
    [{ type: "crop", x: 0, y: 0, width: 20, height: 720 }, /at least 32 pixels/],
    [{ ...caption, text: "  " }, /needs some text/],
    [{ ...caption, text: "x".repeat(301) }, /at most 300 characters/],
    [{ type: "speed", rate: 17, startMs: 0, endMs: 1_000 }, /between 0.1× and 16×/],
    [{ ...cursor, size: 0.1 }, /size between 0.25 and 6/],
    [{ ...cursor, size: 9 }, /size between 0.25 and 6/],
    [{ type: "style_preset", preset: "minimal", overrides: { zoomScale: 9 } }, /zoom lies between 1 and 4/],
    [{ type: "style_preset", preset: "minimal", overrides: { cornerRadius: Number.NaN } }, /corner radius/],
  ];
  it.each(refused)("%j", (operation, message) => {
    expect(refusalOf([operation], take)).toMatchObject({ index: 0, type: operation.type });
    expect(refusalOf([operation], take)?.message).toMatch(message);
  });

  it("sees each operation in the video that the ones before it leave", () => {
    const trimmed: Operation = { type: "trim", startMs: 0, endMs: 4_000 };
    expect(refusalOf([trimmed, { ...zoom, startMs: 3_000 }], take)).toEqual({
      index: 1,
      type: "zoom",
      message: "The video is 4 s long; a zoom from 3 s can last at most 1 s.",
    });
    expect(refusalOf([{ ...zoom, startMs: 3_000 }, trimmed], take)).toBeNull();
  });

  it("does not let slow motion upon slow motion make an endless video", () => {
    const slower = (times: number): Operation[] =>
      Array.from({ length: times }, (_, index) => ({
        type: "speed",
        rate: 0.1,
        startMs: 0,
        endMs: 20_000 * 10 ** index,
      }));
    expect(refusalOf(slower(1), take)).toBeNull();
    expect(refusalOf(slower(3), take)?.message).toMatch(/at most 30 min/);
  });
});

describe("any list of operations", () => {
  const anyEdits = [anyTake, fc.array(anyOperation, { maxLength: 12 })] as const;

  it("is refused at its first contradiction, with a sentence for people", () => {
    fc.assert(
      fc.property(...anyEdits, (shape, operations) => {
        const refusal = refusalOf(operations, shape);
        if (refusal === null) return;
        expect(refusal.type).toBe(operations[refusal.index]?.type);
        expect(refusalOf(operations.slice(0, refusal.index), shape)).toBeNull();
        expect(refusalOf(operations.slice(0, refusal.index + 1), shape)).toEqual(refusal);
        expect(refusal.message).toMatch(/^[A-Z].*\.$/s);
        expect(refusal.message).not.toMatch(/NaN|Infinity|undefined|e\+/);
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves a video worth watching when it is legal", () => {
    fc.assert(
      fc.property(...anyEdits, (shape, operations) => {
        if (refusalOf(operations, shape) !== null) return;
        const lengthMs = outputDurationMs(timeMapOf(operations, shape.durationMs));
        expect(lengthMs).toBeGreaterThanOrEqual(500);
        expect(lengthMs).toBeLessThanOrEqual(30 * 60_000);
      }),
      { numRuns: 1_000 },
    );
  });
});
