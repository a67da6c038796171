import fc from "fast-check";
import type { TakeShape } from "./legality.ts";
import type { Operation } from "./operations.ts";

/** Values that people and models come up with: mostly sensible, sometimes not numbers at all. */
const wild = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min, max }) },
    { weight: 2, arbitrary: fc.double({ min, max, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 0, Number.NaN, Number.POSITIVE_INFINITY, 1e12) },
  );

const ms = wild(0, 70_000);
const px = wild(0, 2_000);

export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record(
    { type: fc.constant("crop" as const), x: px, y: px, width: px, height: px, follow: fc.boolean() },
    { requiredKeys: ["type", "x", "y", "width", "height"] },
  ),
  fc.record({ type: fc.constant("trim" as const), startMs: ms, endMs: ms }),
  fc.record({
    type: fc.constant("split" as const),
    atMs: ms,
    removeSegment: fc.constantFrom("before" as const, "after" as const),
  }),
  fc.record({
    type: fc.constant("zoom" as const),
    intensity: wild(0, 8),
    centerX: px,
    centerY: px,
    startMs: ms,
    durationMs: ms,
  }),
  fc.record({
    type: fc.constant("cursor_emphasis" as const),
    trailLength: wild(0, 70),
    size: wild(0, 7),
    smoothing: wild(0, 2),
  }),
  fc.record({
    type: fc.constant("style_preset" as const),
    preset: fc.constantFrom("default" as const, "minimal" as const, "dramatic" as const),
  }),
  fc.record({ type: fc.constant("cut" as const), startMs: ms, endMs: ms }),
  fc.record({ type: fc.constant("speed" as const), rate: wild(0, 20), startMs: ms, endMs: ms }),
  fc.record({
    type: fc.constant("caption" as const),
    text: fc.string({ maxLength: 320 }),
    startMs: ms,
    durationMs: ms,
    position: fc.constantFrom("top" as const, "bottom" as const),
  }),
  fc.record(
    {
      type: fc.constant("redact" as const),
      x: px,
      y: px,
      width: px,
      height: px,
      startMs: ms,
      durationMs: ms,
      anchor: fc.record(
        { shotId: fc.string(), element: fc.string(), elementId: fc.string() },
        { requiredKeys: ["shotId", "element"] },
      ),
    },
    { requiredKeys: ["type", "x", "y", "width", "height", "startMs", "durationMs"] },
  ),
);

export const anyTake: fc.Arbitrary<TakeShape> = fc.record({
  durationMs: fc.integer({ min: 600, max: 120_000 }),
  width: fc.constantFrom(1280, 390),
  height: fc.constantFrom(720, 844),
});
