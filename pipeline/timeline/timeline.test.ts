import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../../convex/model/legality.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { outputDurationMs, timeMapOf } from "../../convex/model/timeMap.ts";
import { anyOperations } from "./fixtures/anyOperations.ts";
import { imaginedTake } from "./fixtures/imaginedTake.ts";
import { type FrameState, type Timeline, type TimelineTake, timelineOf } from "./timeline.ts";

const options = { size: { width: 1920, height: 1080 }, fps: 30 };
const take = imaginedTake({ seconds: 24 });
const framesOf = (timeline: Timeline): FrameState[] =>
  Array.from({ length: timeline.frameCount }, (_, frame) => timeline.frameAt(frame));
const legal = anyOperations(take).filter((operations) => refusalOf(operations, take) === null);

describe("timelineOf", () => {
  it("gives every frame of any legal list of operations whole numbers in range", () => {
    fc.assert(
      fc.property(legal, fc.constantFrom(24, 30, 60), (operations, fps) => {
        const timeline = timelineOf(take, operations, { ...options, fps });
        const wantedMs = outputDurationMs(timeMapOf(operations, take.durationMs));
        expect(Math.abs((timeline.frameCount * 1000) / fps - wantedMs)).toBeLessThanOrEqual(1000 / fps);
        for (const state of framesOf(timeline)) expectInRange(state, timeline);
      }),
      { numRuns: 25 },
    );
  });

  it("draws a caption for as long as its words need when the video plays faster", () => {
    const caption: Operation = {
      type: "caption",
      text: "Ten letter",
      startMs: 0,
      durationMs: 4000,
      position: "bottom",
    };
    const faster: Operation = { type: "speed", rate: 8, startMs: 0, endMs: take.durationMs };
    const frames = framesOf(timelineOf(take, [caption, faster], options)).map(({ captions }) => captions.length);
    // 800 ms and 40 for each letter, at 30 frames a second; as asked for it would be 500 ms.
    expect(frames.filter((count) => count > 0)).toHaveLength(36);
  });

  it("cuts the video into segments without a gap", () => {
    fc.assert(
      fc.property(legal, (operations) => {
        const { segments, frameCount } = timelineOf(take, operations, options);
        let at = 0;
        for (const { from, to } of segments) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBe(frameCount);
      }),
      { numRuns: 100 },
    );
  });

  it("is the same whenever it is made", () => {
    fc.assert(
      fc.property(legal, (operations) => {
        const copy = structuredClone(operations);
        expect(framesOf(timelineOf(take, copy, options))).toEqual(framesOf(timelineOf(take, operations, options)));
      }),
      { numRuns: 15 },
    );
  });

  it("shows after a trim what the whole video shows from there", () => {
    // In the middle of a framing, of a move of the camera, of a click's ripple and of a pointer's trail too.
    const dramatic: Operation = { type: "style_preset", preset: "dramatic" };
    const following: Operation = { type: "crop", x: 0, y: 0, width: 230, height: 408, follow: true };
    for (const style of [[], [dramatic], [following]]) {
      const whole = framesOf(timelineOf(take, style, options));
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 600 }), (from) => {
          const trim: Operation = { type: "trim", startMs: Math.round((from * 1000) / 30), endMs: 24_000 };
          expect(framesOf(timelineOf(take, [...style, trim], options))).toEqual(whole.slice(from));
        }),
        { numRuns: 6, examples: [[90], [129], [150]] },
      );
    }
  });

  it("keeps an effect on its course when the video is made to begin inside it", () => {
    const caption: Operation = { type: "caption", text: "Here", startMs: 3_000, durationMs: 2_000, position: "top" };
    const zoom: Operation = { type: "zoom", intensity: 3, centerX: 9, centerY: 9, startMs: 3_000, durationMs: 2_000 };
    const whole = framesOf(timelineOf(take, [caption, zoom], options));
    const trim: Operation = { type: "trim", startMs: 3_200, endMs: 24_000 };
    expect(framesOf(timelineOf(take, [caption, zoom, trim], options))).toEqual(whole.slice(96));
  });

  it("leaves what lies far from a cut as it was", () => {
    const whole = framesOf(timelineOf(take, [], options));
    const cut = framesOf(timelineOf(take, [{ type: "cut", startMs: 14_000, endMs: 15_000 }], options));
    expect(cut.slice(0, 380)).toEqual(whole.slice(0, 380));
    expect(cut.slice(440)).toEqual(whole.slice(470));
  });

  it("plays trim after cut after speed in that order", () => {
    const operations: Operation[] = [
      { type: "speed", rate: 2, startMs: 4_000, endMs: 8_000 },
      { type: "cut", startMs: 5_000, endMs: 7_000 },
      { type: "trim", startMs: 1_000, endMs: 10_000 },
    ];
    const { frameCount, frameMap } = timelineOf(take, operations, options);
    expect(frameCount).toBe(270);
    expect(frameMap.pieces).toEqual([
      { firstFrame: 0, frames: 90, firstTick: 30, rate: 1 },
      { firstFrame: 90, frames: 30, firstTick: 120, rate: 2 },
      { firstFrame: 120, frames: 150, firstTick: 270, rate: 1 },
    ]);
  });

  it("has zoomed in and stands still when the click comes, and is out again at the end", () => {
    const timeline = timelineOf(take, [], options);
    const click = Math.round((4_267 * 30) / 1000);
    const atClick = timeline.frameAt(click).window;
    expect(atClick[2]).toBeGreaterThan(timeline.layout.window.width * 16 * 1.2);
    for (let frame = click - 3; frame <= click + 20; frame++) expect(timeline.frameAt(frame).window).toEqual(atClick);
    const { x, y, width, height } = timeline.layout.window;
    expect(timeline.frameAt(timeline.frameCount - 1).window).toEqual([x, y, width, height].map((side) => side * 16));
  });

  it("lets a crop follow the action: there before each step, at rest while it is used, with the pointer in its place", () => {
    const upright = { type: "crop", x: 0, y: 0, width: 230, height: 408 } as const;
    const portrait = { size: { width: 1080, height: 1920 }, fps: 30 };
    const timeline = timelineOf(take, [{ ...upright, follow: true }], portrait);
    const frameOf = (ms: number): number => Math.round((ms * 30) / 1000);
    const placeAt = (frame: number) => {
      const [x = Number.NaN, y = Number.NaN] = timeline.frameAt(frame).seen ?? [];
      return { x: x / 16, y: y / 16 };
    };
    for (const { box, atMs } of take.shots) {
      if (!box || atMs === undefined) continue;
      const place = placeAt(frameOf(atMs) - 3);
      for (let frame = frameOf(atMs) - 3; frame < frameOf(atMs) + 20; frame++) expect(placeAt(frame)).toEqual(place);
      expect(place.x).toBeLessThanOrEqual(box.x);
      expect(place.x + upright.width).toBeGreaterThanOrEqual(box.x + box.width);
    }
    for (let frame = 1; frame < timeline.frameCount; frame++) {
      expect(Math.abs(placeAt(frame).x - placeAt(frame - 1).x)).toBeLessThan(upright.width * 0.2);
    }
    // The same place of the page under the pointer as in a crop that stands there.
    const click = frameOf(4_267);
    const still = timelineOf(take, [{ ...upright, ...placeAt(click) }], portrait).frameAt(click);
    expect(timeline.frameAt(click)).toEqual({ ...still, seen: timeline.frameAt(click).seen });
    expect(still.seen).toBeUndefined();
    const wide = timelineOf(take, [{ ...upright, width: 480, follow: true }], portrait);
    const same = timelineOf(take, [{ ...upright, ...wide.picture }], portrait);
    expect(framesOf(wide)).toEqual(framesOf(same));
    expect(wide.picture.x).toBeGreaterThan(500);
  });

  it("keeps the page as large as it was in a zoom when a crop comes later, and a thing that it names whole", () => {
    const upright = { type: "crop", x: 700, y: 0, width: 405, height: 720 } as const;
    const zoom = {
      type: "zoom",
      intensity: 2.4,
      centerX: 900,
      centerY: 300,
      startMs: 6_000,
      durationMs: 3_000,
    } as const;
    const portrait = { size: { width: 1080, height: 1920 }, fps: 30 };
    const calm: Operation = { type: "style_preset", preset: "minimal" };
    const strength = (operations: Operation[]): number => {
      const { frameAt, layout } = timelineOf(take, [calm, ...operations], portrait);
      return frameAt(225).window[2] / 16 / layout.window.width;
    };
    expect(strength([upright, zoom])).toBeCloseTo(2.4, 2);
    expect(strength([zoom, upright])).toBeCloseTo(2.4 / (720 / 405), 2);
    expect(strength([zoom, { ...upright, x: 0, width: 1280 }])).toBeCloseTo(2.4, 2);
    const [, , button] = take.shots;
    if (!button?.box) throw new Error("no button");
    const named = {
      ...zoom,
      centerX: 950,
      centerY: 490,
      intensity: 6,
      anchor: { shotId: button.id, element: "Apply" },
    };
    expect(strength([named, upright]) * button.box.width).toBeLessThan(405);
  });

  it("never lets the camera look beyond the laid-out frame, nor jump", () => {
    const zooms: Operation[] = [
      { type: "zoom", intensity: 3, centerX: 0, centerY: 720, startMs: 3_000, durationMs: 2_000 },
      { type: "zoom", intensity: 2, centerX: 1280, centerY: 0, startMs: 4_500, durationMs: 900 },
    ];
    const timeline = timelineOf(take, zooms, options);
    const { window, size } = timeline.layout;
    let before = timeline.frameAt(0).window;
    for (const { window: now } of framesOf(timeline)) {
      const strength = now[2] / 16 / window.width;
      const left = now[0] / 16 - window.x * strength;
      const top = now[1] / 16 - window.y * strength;
      expect(left).toBeLessThanOrEqual(0.1);
      expect(top).toBeLessThanOrEqual(0.1);
      expect(left + size.width * strength).toBeGreaterThanOrEqual(size.width - 0.1);
      expect(top + size.height * strength).toBeGreaterThanOrEqual(size.height - 0.1);
      expect(Math.abs(now[2] - before[2])).toBeLessThan(size.width * 16 * 0.3);
      before = now;
    }
  });

  it("stands within a crop, so that its picture fills the frame, or at rest with the ground all around", () => {
    const square: Operation = { type: "crop", x: 300, y: 0, width: take.height, height: take.height };
    const size = { width: 1080, height: 1080 };
    const timeline = timelineOf(take, [square], { ...options, size });
    const windows = framesOf(timeline).map(({ window }) => window.map((value) => value / 16));
    const standing = windows.filter((window, at) => String(window) === String(windows[at - 1]));
    const grounds = standing.map(([x = 0, y = 0, width = 0, height = 0]) =>
      [x, y, size.width - x - width, size.height - y - height].filter((ground) => ground > 1),
    );
    expect(grounds.filter((sides) => sides.length > 0 && sides.length < 4)).toEqual([]);
    expect(grounds.some((sides) => sides.length === 0)).toBe(true);
  });

  it("puts an asked zoom where it was asked for", () => {
    const zoom: Operation = {
      type: "zoom",
      intensity: 2,
      centerX: 640,
      centerY: 360,
      startMs: 6_000,
      durationMs: 3_000,
    };
    const timeline = timelineOf(take, [{ type: "style_preset", preset: "minimal" }, zoom], options);
    const at = (ms: number) =>
      timeline.frameAt(Math.round((ms * 30) / 1000)).window[2] / 16 / timeline.layout.window.width;
    expect(at(5_900)).toBeCloseTo(1, 3);
    expect(at(7_500)).toBeCloseTo(2, 3);
    expect(at(9_000)).toBeCloseTo(1, 3);
  });

  it("keeps a caption on its take span when something before it is cut later", () => {
    const caption: Operation = {
      type: "caption",
      text: "Here",
      startMs: 10_000,
      durationMs: 2_000,
      position: "bottom",
    };
    const timeline = timelineOf(take, [caption, { type: "cut", startMs: 1_000, endMs: 3_000 }], options);
    const seen = framesOf(timeline).flatMap((state, frame) => (state.captions.length > 0 ? [frame] : []));
    expect([seen[0], seen.at(-1)]).toEqual([240, 299]);
  });

  it("shows a caption whole in the video's own first and last frames, and lets it come and go elsewhere", () => {
    const caption = { type: "caption", text: "Now", startMs: 0, durationMs: 2_000, position: "bottom" } as const;
    const shownAt = (startMs: number, frame: number, trim: Operation[] = []): number =>
      timelineOf(take, [{ ...caption, startMs }, ...trim], options).frameAt(frame).captions[0]?.opacity ?? 0;
    expect([shownAt(0, 0), shownAt(0, 30)]).toEqual([255, 255]);
    expect(shownAt(0, 59)).toBeLessThan(60);
    expect(shownAt(1_000, 30)).toBeLessThan(60);
    const trim: Operation = { type: "trim", startMs: 0, endMs: 3_000 };
    expect(shownAt(1_000, 89, [trim])).toBe(255);
  });

  it("draws neither the pointer nor the rings of its clicks when it is hidden, and leaves the camera where it is", () => {
    const cursor = { type: "cursor_emphasis", trailLength: 8, size: 1.5, smoothing: 0.5 } as const;
    const shown = framesOf(timelineOf(take, [cursor], options));
    const hidden = framesOf(timelineOf(take, [{ ...cursor, size: 0 }], options));
    expect(shown.some((state) => state.cursor !== null && state.ripples.length > 0)).toBe(true);
    expect(hidden.filter((state) => state.cursor !== null || state.ripples.length > 0)).toEqual([]);
    expect(hidden.map(({ window }) => window)).toEqual(shown.map(({ window }) => window));
  });

  it("redacts at least the whole span that was asked for", () => {
    const box = { x: 10, y: 10, width: 100, height: 50 };
    const redact: Operation = { type: "redact", ...box, startMs: 2_000, durationMs: 1_000 };
    const timeline = timelineOf(take, [redact], options);
    for (let frame = 60; frame < 90; frame++) expect(timeline.frameAt(frame).redactions).toEqual([box]);
    expect(timeline.frameAt(40).redactions).toEqual([]);
  });

  it("lets a redaction follow its element, a frame ahead and a frame behind, and covers nothing while that is not seen", () => {
    const at = (y: number) => ({ x: 100, y, width: 80, height: 20 });
    const path = [
      { atMs: 1_000, box: at(500) },
      { atMs: 2_000, box: at(500) },
      { atMs: 3_000, box: at(200) },
      { atMs: 4_000, box: null },
    ];
    const element = { id: "element-7", label: "Phone", role: "text", route: "/", path };
    const followed: TimelineTake = { ...take, elements: [element] };
    const redact = (elementId: string, given = followed) => {
      const anchor = { shotId: "shot-1", element: "Phone", elementId };
      const box = { x: 10, y: 10, width: 30, height: 30 };
      const operation: Operation = { type: "redact", ...box, startMs: 0, durationMs: 8_000, anchor };
      const timeline = timelineOf(given, [operation], options);
      return (ms: number) => timeline.frameAt(Math.round((ms * 30) / 1000)).redactions;
    };
    const coveredAt = redact("element-7");
    expect(coveredAt(900)).toEqual([]);
    expect(coveredAt(1_000)).toEqual([{ x: 92, y: 492, width: 96, height: 36 }]);
    const [moving] = coveredAt(2_500);
    // Ten pixels a frame.
    expect(moving?.y).toBeGreaterThan(328);
    expect(moving?.y).toBeLessThanOrEqual(332);
    expect((moving?.y ?? 0) + (moving?.height ?? 0)).toBeGreaterThanOrEqual(388);
    expect(coveredAt(4_000)).toEqual([{ x: 92, y: 192, width: 96, height: 36 }]);
    expect(coveredAt(4_100)).toEqual([]);
    const fixed = [{ x: 10, y: 10, width: 30, height: 30 }];
    expect(redact("element-8")(4_100)).toEqual(fixed);
    expect(redact("element-7", take)(4_100)).toEqual(fixed);
  });

  it("covers more of an element's way where it was filmed in real time, and not all of it was seen", () => {
    const at = (y: number) => ({ x: 100, y, width: 80, height: 20 });
    const path = [
      { atMs: 1_000, box: at(600) },
      { atMs: 1_100, box: at(500) },
      { atMs: 1_200, box: null },
    ];
    const element = { id: "element-7", label: "Phone", role: "text", route: "/", path };
    const live: TimelineTake = { ...take, elements: [element], capture: { method: "screencast" } };
    const anchor = { shotId: "shot-1", element: "Phone", elementId: "element-7" };
    const box = { x: 10, y: 10, width: 30, height: 30 };
    const operation: Operation = { type: "redact", ...box, startMs: 0, durationMs: 8_000, anchor };
    const timeline = timelineOf(live, [operation], options);
    const edgesAt = (ms: number) => {
      const [{ y = 0, height = 0 } = {}] = timeline.frameAt(Math.round((ms * 30) / 1000)).redactions;
      return [y, y + height];
    };
    const [, cameFrom = 0] = edgesAt(933);
    expect(cameFrom).toBeGreaterThan(680);
    const [wentTo = 999] = edgesAt(1_300);
    expect(wentTo).toBeLessThan(300);
    expect(edgesAt(700)).toEqual([0, 0]);
    expect(edgesAt(1_600)).toEqual([0, 0]);
  });
});

function expectInRange(state: FrameState, timeline: Timeline): void {
  const numbers = JSON.stringify(state).match(/-?\d+(\.\d+)?/g) ?? [];
  for (const number of numbers) expect(Number.isInteger(Number(number))).toBe(true);
  expect(state.picture).toBeGreaterThanOrEqual(0);
  expect(state.picture).toBeLessThan(take.pictures.length);
  expect(state.window[2]).toBeGreaterThanOrEqual(timeline.layout.window.width * 16 - 1);
  for (const { phase } of state.ripples) expect(phase >= 1 && phase <= 255).toBe(true);
  for (const { opacity } of state.captions) expect(opacity >= 0 && opacity <= 255).toBe(true);
}
