import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Operation } from "../../convex/model/operations.ts";
import type { Box, Shot } from "../../convex/model/recording.ts";
import type { LayoutInView } from "../take/take.ts";
import { viewAround } from "./camera.ts";
import { composeView, inkOf } from "./composeView.ts";
import { imaginedTake } from "./fixtures/imaginedTake.ts";
import { timelineOf } from "./timeline.ts";

const size = { width: 1920, height: 1080 };
const square = { width: 1080, height: 1080 };
const window = { x: 168, y: 72, width: 1584, height: 936 };
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const heightOf = (width: number): number => (width * size.height) / size.width;

/** Whether an edge of the view goes through a box. */
function isCut(unit: Box, view: { x: number; y: number; width: number }): boolean {
  const { x, y, width } = view;
  const height = heightOf(width);
  const isSeen = unit.x + unit.width > x + 1 && unit.x < x + width - 1 && unit.y + unit.height > y + 1;
  const isWhole = unit.x >= x - 1 && unit.x + unit.width <= x + width + 1 && unit.y >= y - 1;
  return isSeen && unit.y < y + height - 1 && !(isWhole && unit.y + unit.height <= y + height + 1);
}

describe("composeView", () => {
  const price = box(1260, 440, 170, 64);
  const heading = box(490, 240, 140, 60);
  const table = box(490, 330, 940, 260);

  it("moves aside for a heading that the middle would cut", () => {
    const subject = { box: price, strongest: 1.5, weakest: 1.29 };
    const around = [{ units: [heading], panels: [table] }];
    const plain = viewAround(1345, 472, 1.5, size);
    expect(isCut(heading, plain) || isCut(table, plain)).toBe(true);
    const view = composeView(subject, around, window, size);
    expect(isCut(heading, view)).toBe(false);
    expect(isCut(table, view)).toBe(false);
    expect(isCut(price, view)).toBe(false);
  });

  it("goes a little wider where that shows a line whole, and no wider than it may", () => {
    const line = box(300, 500, 1330, 40);
    const subject = { box: box(900, 490, 120, 60), strongest: 1.5, weakest: 1.29 };
    const view = composeView(subject, [{ units: [line], panels: [] }], window, size);
    expect(isCut(line, view)).toBe(false);
    expect(view.width).toBeGreaterThan(1330);
    expect(view.width).toBeLessThanOrEqual(size.width / 1.29 + 1);
  });

  it("does not look beyond the window for what the window cuts off", () => {
    const cutOff = box(window.x - 6, 500, 120, 40);
    const subject = { box: box(520, 480, 200, 80), strongest: 1.5, weakest: 1.5 };
    const view = composeView(subject, [{ units: [cutOff], panels: [] }], window, size);
    expect(view.x).toBeGreaterThanOrEqual(cutOff.x + cutOff.width - 1);
  });

  it("stays in the middle where nothing is cut", () => {
    const subject = { box: box(900, 490, 120, 60), strongest: 1.5, weakest: 1.29 };
    expect(composeView(subject, [{ units: [], panels: [] }], window, size)).toEqual(viewAround(960, 520, 1.5, size));
  });

  it("makes room for what comes up while the view is held", () => {
    const note = { ...box(1300, 830, 300, 60), isNew: true };
    const subject = { box: box(1100, 400, 400, 200), strongest: 1.5, weakest: 1.29 };
    const view = composeView(
      subject,
      [
        { units: [], panels: [] },
        { units: [note], panels: [] },
      ],
      window,
      size,
    );
    expect(isCut(note, view)).toBe(false);
  });

  it("has the thing whole, the frame never left, and its strength in bounds, whatever stands around", () => {
    const anyBox = fc
      .tuple(fc.integer({ min: 168, max: 1500 }), fc.integer({ min: 72, max: 800 }), fc.nat(240), fc.nat(200))
      .map(([x, y, width, height]) => box(x, y, width + 8, height + 8));
    fc.assert(
      fc.property(
        anyBox,
        fc.array(anyBox, { maxLength: 25 }),
        fc.array(anyBox, { maxLength: 5 }),
        (thing, units, panels) => {
          const view = composeView({ box: thing, strongest: 1.6, weakest: 1.3 }, [{ units, panels }], window, size);
          expect(isCut(thing, view)).toBe(false);
          expect(view.x).toBeGreaterThanOrEqual(0);
          expect(view.y).toBeGreaterThanOrEqual(0);
          expect(view.x + view.width).toBeLessThanOrEqual(size.width);
          expect(view.y + heightOf(view.width)).toBeLessThanOrEqual(size.height + 1e-6);
          expect(size.width / view.width).toBeGreaterThan(1.299);
          expect(size.width / view.width).toBeLessThan(1.601);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("inkOf", () => {
  it("is the words of a heading, and a card as it is", () => {
    const words = box(200, 100, 150, 40);
    const whole = box(200, 96, 900, 48);
    expect(inkOf(whole, { units: [words], panels: [] })).toEqual(words);
    expect(inkOf(whole, { units: [words], panels: [box(200, 96, 900, 48)] })).toEqual(whole);
    expect(inkOf(whole, { units: [], panels: [] })).toEqual(whole);
  });
});

describe("the camera of a take that knows what stood on screen", () => {
  const plain = imaginedTake({ seconds: 8 });
  const line: LayoutInView["units"][number] = [190, 94, 260, 40];
  const shot: Shot = {
    ...{ id: "shot-2", startMs: 1_200, endMs: 5_400, route: "/cart", action: "hover", label: "Cart", role: "heading" },
    ...{ atMs: 2_100, box: { x: 190, y: 90, width: 900, height: 50 }, changed: true },
  };
  const take = { ...plain, shots: [shot], layouts: [{ atMs: 2_100, units: [line], panels: [] }] };
  const held = (of: typeof plain) => {
    const { layout, frameAt } = timelineOf(of, [], { size, fps: 30 });
    const { window } = frameAt(90);
    return { strength: window[2] / 16 / layout.window.width, window: window.map((side) => side / 16) };
  };

  it("comes near to words whose box is as wide as the page", () => {
    expect(held({ ...plain, shots: [shot] }).strength).toBeLessThan(1.1);
    expect(held(take).strength).toBeGreaterThan(1.25);
  });

  it("heeds nothing that a crop has left out", () => {
    const crop = { type: "crop" as const, x: 0, y: 0, width: 640, height: 360 };
    const outside: LayoutInView["units"] = [
      [700, 60, 60, 300],
      [190, 420, 260, 30],
    ];
    const windowOf = (units: LayoutInView["units"]) =>
      timelineOf({ ...take, layouts: [{ atMs: 2_100, units, panels: [] }] }, [crop], { size, fps: 30 }).frameAt(90)
        .window;
    expect(windowOf([line, ...outside])).toEqual(windowOf([line]));
  });

  it("shows whole what is written beside a thing that a zoom names, and goes where it is told for a place", () => {
    const label: LayoutInView["units"][number] = [400, 380, 150, 24];
    const layouts = [{ atMs: 2_100, units: [label], panels: [] }];
    const crop = { type: "crop" as const, x: 280, y: 0, width: 720, height: 720 };
    const button = { ...shot, action: "click" as const, box: { x: 560, y: 370, width: 140, height: 44 } };
    const zoom = { type: "zoom" as const, intensity: 2, centerX: 630, centerY: 392, startMs: 1_200, durationMs: 3_000 };
    const leftOf = (operation: Operation): number => {
      const timeline = timelineOf({ ...plain, shots: [button], layouts }, [operation, crop], { size: square, fps: 30 });
      const [x, , width] = timeline.frameAt(80).window.map((side) => side / 16) as [number, number, number, number];
      expect(width / timeline.layout.window.width).toBeCloseTo(zoom.intensity, 3);
      return x + ((label[0] - crop.x) * width) / crop.width;
    };
    expect(leftOf(zoom)).toBeLessThan(0);
    expect(leftOf({ ...zoom, anchor: { shotId: button.id, element: "Apply" } })).toBeGreaterThan(0);
    const elsewhere = { ...zoom, centerX: 900 };
    expect(leftOf({ ...elsewhere, anchor: { shotId: button.id, element: "Apply" } })).toBe(leftOf(elsewhere));
  });

  it("shows them whole", () => {
    const { window } = held(take);
    const scale = (window[2] ?? 0) / plain.width;
    const left = (window[0] ?? 0) + line[0] * scale;
    expect(left).toBeGreaterThan(0);
    expect(left + line[2] * scale).toBeLessThan(size.width);
  });
});
