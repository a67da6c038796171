import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Id } from "../_generated/dataModel.js";
import { refusalOf } from "./legality.ts";
import type { Shot } from "./recording.ts";
import { REEL_FADE_MS, type ReelSource, reelPartsOf } from "./reel.ts";
import { outputDurationMs, timeMapOf } from "./timeMap.ts";

const shot = (startMs: number, endMs: number, changed = true): Shot => ({
  ...{
    id: `s${startMs}`,
    startMs,
    endMs,
    route: "/",
    action: "click",
    label: `Shot ${startMs}`,
    role: "button",
    changed,
  },
});
const source = (title: string, shots: Shot[], more: Partial<ReelSource> = {}): ReelSource => ({
  ...{ runId: `run of ${title}` as Id<"runs">, takeRef: title, takeDurationMs: 30_000, title, shots, operations: [] },
  ...more,
});
const frame = { width: 1280, height: 720 };

const lengthOf = (parts: NonNullable<ReturnType<typeof reelPartsOf>>, takeDurationMs = 30_000): number =>
  parts.reduce(
    (total, { operations }, at) =>
      total + outputDurationMs(timeMapOf(operations, takeDurationMs)) - (at === 0 ? 0 : REEL_FADE_MS),
    0,
  );

describe("what a reel shows", () => {
  it("is nothing below three changed shots", () => {
    const quiet = [shot(0, 2_000, false), shot(4_000, 6_000, false), shot(8_000, 9_000, false)];
    expect(reelPartsOf([source("a", [shot(0, 2_000), shot(8_000, 9_000)]), source("b", quiet)])).toBeNull();
    expect(reelPartsOf([])).toBeNull();
  });

  it("is the changed shots of each video, with a title over the first of it", () => {
    const parts = reelPartsOf([
      source("Coupons", [shot(2_000, 4_000), shot(4_200, 6_000), shot(20_000, 22_000), shot(26_000, 27_000, false)]),
      source("Dark mode", [shot(500, 3_000)]),
    ]);
    expect(parts).toEqual([
      {
        ...{ runId: "run of Coupons", takeRef: "Coupons", title: "Coupons: Shot 2000" },
        operations: [
          { type: "trim", startMs: 1_700, endMs: 6_700 },
          { type: "caption", text: "Coupons", startMs: 0, durationMs: 2_200, position: "bottom" },
        ],
      },
      {
        ...{ runId: "run of Coupons", takeRef: "Coupons", title: "Coupons: Shot 20000" },
        operations: [{ type: "trim", startMs: 19_700, endMs: 22_700 }],
      },
      {
        ...{ runId: "run of Dark mode", takeRef: "Dark mode", title: "Dark mode: Shot 500" },
        operations: [
          { type: "trim", startMs: 200, endMs: 3_700 },
          { type: "caption", text: "Dark mode", startMs: 0, durationMs: 2_200, position: "bottom" },
        ],
      },
    ]);
  });

  it("keeps what the version hides, and leaves out what it has cut", () => {
    const redact = { type: "redact" as const, x: 0, y: 0, width: 100, height: 50, startMs: 0, durationMs: 9_000 };
    const operations = [redact, { type: "cut" as const, startMs: 10_000, endMs: 20_000 }];
    const shots = [shot(1_000, 2_000), shot(11_000, 18_000), shot(22_000, 23_000), shot(28_000, 29_000)];
    const parts = reelPartsOf([source("a", shots, { operations })]);
    expect(parts?.map(({ title }) => title)).toEqual(["a: Shot 1000", "a: Shot 22000", "a: Shot 28000"]);
    for (const part of parts ?? []) expect(part.operations.slice(0, 2)).toEqual(operations);
  });

  it("lasts no longer than 90 s and can always be rendered", () => {
    const shots = fc
      .array(fc.tuple(fc.nat(28_000), fc.integer({ min: 50, max: 20_000 }), fc.boolean()), { maxLength: 12 })
      .map((all) =>
        all.map(([startMs, lengthMs, changed]) => shot(startMs, Math.min(30_000, startMs + lengthMs), changed)),
      );
    const operations = fc.constantFrom<ReelSource["operations"]>(
      [],
      [{ type: "trim", startMs: 5_000, endMs: 6_200 }],
      [{ type: "speed", rate: 4, startMs: 0, endMs: 30_000 }],
      [{ type: "cut", startMs: 1_000, endMs: 29_000 }],
    );
    const sources = fc
      .array(fc.tuple(shots, operations), { maxLength: 60 })
      .map((all) => all.map(([own, edits], at) => source(`video ${at}`, own, { operations: edits })));
    fc.assert(
      fc.property(sources, (given) => {
        const parts = reelPartsOf(given);
        if (parts === null) return;
        expect(parts.length).toBeGreaterThan(0);
        expect(lengthOf(parts)).toBeLessThanOrEqual(90_000);
        for (const { operations: edits } of parts)
          expect(refusalOf(edits, { ...frame, durationMs: 30_000 })).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});
