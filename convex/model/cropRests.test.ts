import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cropRests, type FollowedTake, type Rest } from "./cropRests.ts";
import type { Operation } from "./operations.ts";
import type { Box } from "./recording.ts";

const page = { width: 1280, height: 720, durationMs: 20_000 };
const upright = { type: "crop" as const, x: 438, y: 0, width: 404, height: 720, follow: true };
const box = (x: number, width = 200): Box => ({ x, y: 300, width, height: 50 });
const used = (atMs: number, place: Box, more = {}) => ({
  ...{ id: `shot-${atMs}`, startMs: atMs - 700, endMs: atMs + 1_200, action: "type", atMs, box: place, ...more },
});
const takeOf = (shots: FollowedTake["shots"], elements: FollowedTake["elements"] = []): FollowedTake => ({
  ...{ ...page, shots, elements },
});
const restAt = (rests: readonly Rest[], atMs: number): Rest => rests.findLast(({ startMs }) => startMs <= atMs) as Rest;
const isWhole = ({ x, width }: Box, rest: Rest): boolean => x >= rest.x && x + width <= rest.x + upright.width;

describe("a crop that follows the action", () => {
  it("is there before each step, and stands while it is used", () => {
    const [left, right] = [box(100), box(950)];
    const rests = cropRests(takeOf([used(3_000, left), used(8_000, right), used(13_000, left)]), upright, []);
    expect(rests).toMatchObject([
      { startMs: 0, endMs: 7_880 },
      { startMs: 7_880, endMs: 12_880 },
      { startMs: 12_880, endMs: 20_000 },
    ]);
    for (const [atMs, place] of [
      [3_000, left],
      [8_000, right],
      [13_000, left],
    ] as const)
      expect(isWhole(place, restAt(rests, atMs))).toBe(true);
  });

  it("does not move where one place shows all that is used", () => {
    const rests = cropRests(
      takeOf([used(3_000, box(300)), used(8_000, box(480)), used(13_000, box(350))]),
      upright,
      [],
    );
    expect(rests).toHaveLength(1);
    for (const x of [300, 480, 350]) expect(isWhole(box(x), rests[0] as Rest)).toBe(true);
    const nothing = cropRests(takeOf([]), upright, []);
    expect(nothing).toEqual([{ startMs: 0, endMs: page.durationMs, x: upright.x, y: upright.y }]);
  });

  it("stays where most is when the steps change sides too fast", () => {
    const sides = Array.from({ length: 12 }, (_, at) => used(1_000 + at * 700, at % 2 === 0 ? box(100) : box(950)));
    const changed = sides.map((shot, at) => ({ ...shot, changed: at % 2 === 1 }));
    const rests = cropRests(takeOf(changed), upright, []);
    expect(rests).toHaveLength(1);
    expect(isWhole(box(950), rests[0] as Rest)).toBe(true);
  });

  it("goes to what a press changed elsewhere, when the press has been seen", () => {
    const total = { id: "element-1", startMs: 0, endMs: 20_000, box: box(1_000, 80) };
    const words = [
      { atMs: 0, text: "€318" },
      { atMs: 5_200, text: "€323" },
    ];
    const press = used(5_000, box(100), { action: "toggle" });
    const rests = cropRests(takeOf([press], [{ ...total, words }]), upright, []);
    expect(isWhole(press.box, restAt(rests, 5_400))).toBe(true);
    expect(isWhole(total.box, restAt(rests, 6_300))).toBe(true);
    expect(rests).toHaveLength(2);
    // What changes by itself, or as one types, draws nothing away.
    const typed = used(5_000, box(100));
    expect(cropRests(takeOf([typed], [{ ...total, words }]), upright, [])).toHaveLength(1);
    expect(
      cropRests(takeOf([used(1_000, box(100), { action: "click" })], [{ ...total, words }]), upright, []),
    ).toHaveLength(1);
  });

  it("shows what a zoom was asked for", () => {
    const zoom: Operation = {
      type: "zoom",
      intensity: 2,
      centerX: 1_100,
      centerY: 300,
      startMs: 8_000,
      durationMs: 4_000,
    };
    const rests = cropRests(takeOf([used(3_000, box(100))]), upright, [zoom]);
    expect(isWhole(box(1_076, 48), restAt(rests, 9_000))).toBe(true);
    const cut: Operation = { type: "cut", startMs: 0, endMs: 2_000 };
    expect(restAt(cropRests(takeOf([used(3_000, box(100))]), upright, [cut, zoom]), 10_900).x).toBeGreaterThan(600);
  });

  it("has its edges beside words where it may choose", () => {
    const line = { box: box(110, 60), weight: 1 };
    const other = { box: box(560, 200), weight: 1 };
    const [rest] = cropRests(takeOf([used(3_000, box(250))]), upright, [], () => [line, other]) as [Rest];
    expect(isWhole(box(250), rest)).toBe(true);
    for (const { box: words } of [line, other])
      for (const edge of [rest.x, rest.x + upright.width])
        expect([words.x, edge > words.x && edge < words.x + words.width]).toEqual([words.x, false]);
  });

  it("stays in the picture, rests long enough and goes on without a gap, whatever is done", () => {
    const anyShot = fc.record({
      atMs: fc.integer({ min: 0, max: 20_000 }),
      x: fc.integer({ min: 0, max: 1_270 }),
      width: fc.integer({ min: 1, max: 900 }),
      changed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyShot, { maxLength: 25 }), fc.integer({ min: 40, max: 720 }), (shots, side) => {
        const crop = { ...upright, width: side, height: side, x: 0 };
        const take = takeOf(
          shots.map(({ atMs, x, width, changed }) => used(atMs, box(x, Math.min(width, 1_280 - x)), { changed })),
        );
        const rests = cropRests(take, crop, []);
        let atMs = 0;
        for (const { startMs, endMs, x, y } of rests) {
          expect(startMs).toBe(atMs);
          if (rests.length > 1) expect(endMs - startMs).toBeGreaterThanOrEqual(1_800);
          for (const [place, most] of [
            [x, page.width - side],
            [y, page.height - side],
          ] as const) {
            expect(Number.isInteger(place)).toBe(true);
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(most);
          }
          atMs = endMs;
        }
        expect(atMs).toBe(page.durationMs);
      }),
      { numRuns: 60 },
    );
  });
});
