import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOperation } from "../../convex/model/arbitrary.test-kit.ts";
import { refusalOf } from "../../convex/model/legality.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { SeenElement, Shot } from "../../convex/model/recording.ts";
import { type CarriedTake, carryOver } from "./carryOver.ts";

const shot = (id: string, startMs: number, endMs: number, label: string, more: Partial<Shot> = {}): Shot => ({
  id,
  startMs,
  endMs,
  route: "/cart",
  action: "click",
  label,
  role: "button",
  atMs: startMs + 800,
  box: { x: 600, y: 400, width: 120, height: 40 },
  ...more,
});
const page = (endMs: number): Shot => ({
  id: "shot-1",
  startMs: 0,
  endMs,
  route: "/cart",
  action: "navigate",
  label: "Your cart",
  role: "document",
});

const old: CarriedTake = {
  width: 1280,
  height: 720,
  durationMs: 9_000,
  shots: [
    page(1_000),
    shot("shot-2", 1_000, 3_000, "Coupon code", { action: "type", role: "textbox" }),
    shot("shot-3", 3_000, 6_000, "Apply coupon"),
    shot("shot-4", 6_000, 9_000, "Remove it"),
  ],
};
/** A step came in, everything is later and lower, and the last step is gone. */
const fresh: CarriedTake = {
  width: 1280,
  height: 720,
  durationMs: 10_000,
  shots: [
    page(2_000),
    shot("shot-2", 2_000, 4_000, "Postcode", { action: "type", role: "textbox", route: "/delivery" }),
    shot("shot-3", 4_000, 6_000, "Coupon code", { action: "type", role: "textbox" }),
    shot("shot-4", 6_000, 10_000, "Apply coupon", { box: { x: 640, y: 460, width: 140, height: 40 } }),
  ],
};
const carry = (...operations: Operation[]) => carryOver(operations, old, fresh);
const anchor = { shotId: "shot-3", element: "Apply coupon" };

describe("carryOver", () => {
  it("lets an anchored zoom find its element's new place and moment", () => {
    const zoom = { type: "zoom" as const, intensity: 2, centerX: 660, centerY: 420, startMs: 3_000, durationMs: 2_000 };
    expect(carry({ ...zoom, anchor })).toEqual({
      operations: [
        {
          ...zoom,
          centerX: 710,
          centerY: 480,
          startMs: 6_000,
          anchor: { shotId: "shot-4", element: "Apply coupon" },
        },
      ],
      notPlaced: [],
    });
  });

  it("keeps covered what was covered, with the same air around it, for the whole time", () => {
    const redact = { type: "redact" as const, x: 590, y: 390, width: 140, height: 60, startMs: 0, durationMs: 9_000 };
    expect(carry({ ...redact, anchor }).operations).toEqual([
      expect.objectContaining({ x: 630, y: 450, width: 160, height: 60, startMs: 0, durationMs: 10_000 }),
    ]);
  });

  describe("what was only seen", () => {
    const seen = (id: string, label: string, more: Partial<SeenElement> = {}): SeenElement => ({
      ...{ id, label, role: "text", route: "/cart", startMs: 0, endMs: 9_000 },
      ...{ box: { x: 100, y: 100, width: 60, height: 20 }, ...more },
    });
    const total = { group: "Total" };
    const price = (id: string, y: number) => seen(id, "€12", { box: { x: 300, y, width: 40, height: 20 } });
    const before: CarriedTake = {
      ...old,
      elements: [seen("element-1", "€318", total), price("element-2", 100), price("element-3", 200)],
    };
    const after: CarriedTake = {
      ...fresh,
      elements: [
        price("element-5", 260),
        price("element-4", 160),
        seen("element-8", "€270", { ...total, box: { x: 120, y: 140, width: 70, height: 20 } }),
      ],
    };
    const blur = (elementId: string, y: number): Operation => ({
      ...{ type: "redact", x: 92, y, width: 76, height: 36, startMs: 0, durationMs: 9_000 },
      anchor: { shotId: "shot-2", element: "the total", elementId },
    });

    it("is found by its name, and followed there", () => {
      expect(carryOver([blur("element-1", 92)], before, after).operations).toEqual([
        expect.objectContaining({
          ...{ x: 112, y: 132, width: 86, height: 36, durationMs: 10_000 },
          anchor: { shotId: "shot-1", element: "the total", elementId: "element-8" },
        }),
      ]);
    });

    it("is kept apart from its like by the order of reading", () => {
      const { operations } = carryOver([blur("element-3", 192)], before, after);
      expect(operations.map(({ anchor }) => anchor?.elementId)).toEqual(["element-5"]);
    });

    it("is told when it is gone, or nobody knows where it was", () => {
      const gone = { ...after, elements: [] };
      const because = "the blur on “the total”: “the total” is not in the new recording";
      expect(carryOver([blur("element-1", 92)], before, gone).notPlaced).toEqual([because]);
    });

    it("goes with its step when a step used it", () => {
      const using = (take: CarriedTake, shotId: string, elementId: string): CarriedTake => ({
        ...take,
        shots: take.shots.map((one) => (one.id === shotId ? { ...one, elementId } : one)),
      });
      const steps = [using(before, "shot-3", "element-2"), using(after, "shot-4", "element-4")] as const;
      const operation: Operation = { ...blur("element-2", 392), anchor: { ...anchor, elementId: "element-2" } };
      expect(carryOver([operation], ...steps).operations[0]?.anchor).toEqual({
        shotId: "shot-4",
        element: "Apply coupon",
        elementId: "element-4",
      });
    });
  });

  it("moves what has no anchor with the steps that it lies in, after the cuts before it", () => {
    const { operations, notPlaced } = carry(
      { type: "cut", startMs: 1_000, endMs: 3_000 },
      { type: "caption", text: "Now it counts", startMs: 1_800, durationMs: 1_000, position: "bottom" },
    );
    expect(notPlaced).toEqual([]);
    expect(operations).toEqual([
      { type: "cut", startMs: 4_000, endMs: 6_000 },
      // The caption began with the click, which comes 0.8 s into the step.
      { type: "caption", text: "Now it counts", startMs: 4_800, durationMs: 1_000, position: "bottom" },
    ]);
  });

  it("names what has no place any more, and why", () => {
    const { operations, notPlaced } = carry(
      { type: "caption", text: "Gone again", startMs: 7_000, durationMs: 1_000, position: "top" },
      { type: "speed", rate: 2, startMs: 4_000, endMs: 7_000 },
      { type: "style_preset", preset: "dramatic" },
      {
        type: "zoom",
        intensity: 2,
        centerX: 660,
        centerY: 420,
        startMs: 6_500,
        durationMs: 1_000,
        anchor: { shotId: "shot-4", element: "Remove it" },
      },
    );
    expect(operations).toEqual([{ type: "style_preset", preset: "dramatic" }]);
    expect(notPlaced).toEqual([
      "the caption “Gone again”: its step “Remove it” is not in the new recording",
      "2× speed at 4 s–7 s: its step “Remove it” is not in the new recording",
      "the zoom on “Remove it”: “Remove it” is not in the new recording",
    ]);
  });

  it("keeps every edit as it was when nothing changed", () => {
    const operations: Operation[] = [
      { type: "trim", startMs: 500, endMs: 8_500 },
      { type: "speed", rate: 2, startMs: 1_000, endMs: 2_000 },
      { type: "crop", x: 100, y: 100, width: 640, height: 360, anchor },
      { type: "split", atMs: 6_000, removeSegment: "after" },
    ];
    expect(carryOver(operations, old, old)).toEqual({ operations, notPlaced: [] });
  });

  it("answers for every edit, and only with what the new take allows", () => {
    fc.assert(
      fc.property(fc.array(anyOperation, { maxLength: 8 }), (wild) => {
        const legalInOld: Operation[] = [];
        for (const one of wild) {
          legalInOld.push(one);
          if (refusalOf(legalInOld, old)) legalInOld.pop();
        }
        const { operations, notPlaced } = carryOver(legalInOld, old, fresh);
        expect(operations.length + notPlaced.length).toBe(legalInOld.length);
        expect(refusalOf(operations, fresh)).toBeNull();
      }),
    );
  });
});
