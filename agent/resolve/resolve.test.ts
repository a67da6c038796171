import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../../convex/model/legality.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { outputDurationMs, takeToOutput, timeMapOf } from "../../convex/model/timeMap.ts";
import { readThread } from "../../tests/phrases/check.ts";
import { type ThreadContext, threadContextSchema } from "../context.ts";
import type { EditCall } from "../tools/inputs.ts";
import { ground } from "./ground.ts";
import { groundSpan } from "./groundSpan.ts";
import { removeEdit, revertTarget } from "./history.ts";
import { resolveEdit } from "./resolve.ts";
import { type EditView, isView, openView, timedEdits, withDraft } from "./view.ts";

const context = threadContextSchema.parse(readThread("coupon.context.json"));
const checkout = threadContextSchema.parse(readThread("checkout.context.json"));
const lamps = threadContextSchema.parse(readThread("lamps.context.json"));

function viewOf(thread: ThreadContext, operations?: Operation[]): EditView {
  const shown = operations ? { ...thread, currentVersion: 1, versions: [{ version: 1, operations }] } : thread;
  const view = openView(shown);
  if (!isView(view)) throw new Error(view.message);
  return view;
}

function resolved(view: EditView, call: EditCall): Operation[] {
  const resolution = resolveEdit(view, call);
  if (resolution.kind !== "operations") throw new Error(JSON.stringify(resolution));
  return resolution.operations;
}

/** The view after a call of the same message. */
const viewAfter = (view: EditView, call: EditCall): EditView =>
  withDraft(view, [...view.draft.operations, ...resolved(view, call)]);

describe("shorten", () => {
  const changed = context.shots.filter((shot) => shot.changed);
  const shownMs = (operations: Operation[]): number =>
    changed.reduce(
      (sum, shot) =>
        sum +
        takeToOutput(timeMapOf(operations, 42_000), shot).reduce((all, span) => all + span.endMs - span.startMs, 0),
      0,
    );

  it("takes pauses out, and nothing of what the diff changed", () => {
    const operations = resolved(viewOf(context, []), { tool: "shorten", input: {} });
    expect(operations.every((one) => one.type === "cut")).toBe(true);
    expect(outputDurationMs(timeMapOf(operations, 42_000))).toBeLessThan(34_000);
    expect(shownMs(operations)).toBe(13_000);
  });

  it("reaches a length without touching a changed shot for as long as that can be", () => {
    fc.assert(
      fc.property(fc.integer({ min: 18_100, max: 41_000 }), (targetMs) => {
        const operations = resolved(viewOf(context, []), { tool: "shorten", input: { targetMs } });
        const nowMs = outputDurationMs(timeMapOf(operations, 42_000));
        expect(nowMs).toBeLessThanOrEqual(targetMs + 1);
        expect(nowMs).toBeGreaterThan(targetMs - 1500);
        expect(shownMs(operations)).toBeCloseTo(13_000, -1);
      }),
    );
  });

  it("says so when a length is out of reach", () => {
    const resolution = resolveEdit(viewOf(context, []), { tool: "shorten", input: { targetMs: 3000 } });
    expect(resolution).toMatchObject({
      kind: "operations",
      told: { note: expect.stringMatching(/as short as I made it/) },
    });
  });

  it("is refused where the video is short enough already", () => {
    expect(resolveEdit(viewOf(context, []), { tool: "shorten", input: { targetMs: 60_000 } })).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/42 s long/),
    });
  });
});

describe("times", () => {
  it("are those of the version that was seen, also after a cut of the same message", () => {
    const view = viewAfter(viewOf(context), { tool: "cut", input: { startMs: 0, endMs: 5000 } });
    const [zoom] = resolved(view, { tool: "zoom", input: { startMs: 16_000, durationMs: 3000 } });
    expect(zoom).toMatchObject({ type: "zoom", startMs: 11_000, durationMs: 3000 });
  });

  it("follow an element through cuts and changes of speed", () => {
    const earlier: Operation[] = [
      { type: "cut", startMs: 18_000, endMs: 26_000 },
      { type: "speed", rate: 2, startMs: 0, endMs: 18_000 },
    ];
    const [zoom] = resolved(viewOf(context, earlier), { tool: "zoom", input: { target: "Apply coupon" } });
    expect(zoom).toMatchObject({ startMs: 19_200, anchor: { shotId: "shot_8", element: "Apply coupon" } });
  });

  it("are told as they were said, with the steps that they are those of", () => {
    const told = (view: EditView, call: EditCall) => {
      const resolution = resolveEdit(view, call);
      return resolution.kind === "operations" ? resolution.told.phrase : resolution.kind;
    };
    const view = viewOf(context);
    expect(told(view, { tool: "cut", input: { startMs: 9000, endMs: 18_000 } })).toBe(
      "cut 0:09–0:18 (**Email** to **Continue**)",
    );
    expect(told(view, { tool: "trim", input: { startMs: 18_000, endMs: 42_000 } })).toBe("kept 0:18–0:42 (**Cart**)");
    expect(told(view, { tool: "cut", input: { startMs: 9000, endMs: 17_000 } })).toBe("cut 0:09–0:17");
    const later = viewAfter(view, { tool: "cut", input: { startMs: 0, endMs: 5000 } });
    expect(told(later, { tool: "speed", input: { rate: 2, startMs: 9000, endMs: 17_000 } })).toBe("0:09–0:17 at 2×");
    const gone = viewOf(context, [{ type: "cut", startMs: 9000, endMs: 18_000 }]);
    expect(resolveEdit(gone, { tool: "cut", input: { startMs: 9000, endMs: 9000 } })).toMatchObject({
      code: "cut_away",
    });
  });

  it("refuse an element whose part was cut away", () => {
    const view = viewOf(context, [{ type: "trim", startMs: 20_000, endMs: 42_000 }]);
    expect(resolveEdit(view, { tool: "zoom", input: { target: "Sign in" } })).toMatchObject({
      kind: "refused",
      code: "cut_away",
    });
  });

  it("beyond the end are refused with what would fit", () => {
    expect(resolveEdit(viewOf(context), { tool: "cut", input: { startMs: 50_000, endMs: 60_000 } })).toMatchObject({
      kind: "refused",
      code: "illegal_operation",
      message: expect.stringMatching(/42 s long/),
    });
  });
});

describe("every operation that a call resolves to", () => {
  const ms = fc.integer({ min: 0, max: 45_000 });
  const target = fc.constantFrom("Apply coupon", "the email field", "coupon", "the button", "flux", "last click", "");
  const call: fc.Arbitrary<EditCall> = fc.oneof(
    fc.record({
      tool: fc.constant("zoom" as const),
      input: fc.record({ target, startMs: ms, durationMs: fc.integer({ min: 1, max: 20_000 }) }, { requiredKeys: [] }),
    }),
    fc.record({ tool: fc.constant("cut" as const), input: fc.record({ startMs: ms, endMs: ms }) }),
    fc.record({ tool: fc.constant("trim" as const), input: fc.record({ startMs: ms, endMs: ms }) }),
    fc.record({
      tool: fc.constant("redact" as const),
      input: fc.record({ target, startMs: ms }, { requiredKeys: ["target"] }),
    }),
    fc.record({
      tool: fc.constant("crop" as const),
      input: fc.record({ aspect: fc.constantFrom("1:1" as const, "9:16" as const, "4:5" as const, "16:9" as const) }),
    }),
    fc.record({
      tool: fc.constant("speed" as const),
      input: fc.record({ rate: fc.constantFrom(0.5, 2, 3, 40), startMs: ms, endMs: ms }, { requiredKeys: ["rate"] }),
    }),
    fc.record({
      tool: fc.constant("shorten" as const),
      input: fc.record({ factor: fc.constantFrom(0.5, 0.9) }, { requiredKeys: [] }),
    }),
    fc.record({
      tool: fc.constant("caption" as const),
      input: fc.record({ text: fc.constantFrom("Hi", "x".repeat(301), " "), startMs: ms }, { requiredKeys: ["text"] }),
    }),
  );

  it.each([
    ["the shop", context],
    ["the lamps", lamps],
  ] as const)("is legal, in any order, in %s", (_, thread) => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 6 }), (calls) => {
        let view = viewOf(thread, []);
        for (const one of calls) {
          const resolution = resolveEdit(view, one);
          if (resolution.kind !== "operations") {
            expect((resolution.kind === "ask" ? resolution.question : resolution.message).length).toBeGreaterThan(10);
            continue;
          }
          view = withDraft(view, [...view.draft.operations, ...resolution.operations]);
        }
        expect(refusalOf(view.draft.operations, view.take)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe("cuts", () => {
  it("tell which captions and zooms they take away, or leave with a blink", () => {
    const [zoom, caption] = [
      { type: "zoom", intensity: 2, centerX: 900, centerY: 400, startMs: 1000, durationMs: 2000 },
      { type: "caption", text: "Hello", startMs: 0, durationMs: 4000, position: "bottom" },
    ] as const satisfies Operation[];
    const noteOf = (startMs: number, endMs: number): string | undefined => {
      const cut = resolveEdit(viewOf(lamps, [zoom, caption]), { tool: "cut", input: { startMs, endMs } });
      return cut.kind === "operations" ? cut.told.note : undefined;
    };
    expect(noteOf(500, 3500)).toBe("the zoom goes with it");
    expect(noteOf(0, 3700)).toBe("the zoom goes with it");
    expect(noteOf(8000, 9000)).toBeUndefined();
  });

  it("leave a caption as long as its words need, and tell where there is no room for that", () => {
    const { durationMs } = viewOf(lamps).take;
    const caption = (text: string, startMs: number, lengthMs: number): Operation => {
      return { type: "caption", text, startMs, durationMs: lengthMs, position: "bottom" };
    };
    const toldAfter = (captions: Operation[], rate: number) => {
      const view = viewOf(lamps, captions);
      const faster = resolveEdit(view, { tool: "speed", input: { rate } });
      if (faster.kind !== "operations") throw new Error("a speed is clear");
      const edits = timedEdits({
        ...view,
        seen: { ...view.seen, ...withDraft(view, [...captions, ...faster.operations]).draft },
      });
      return { lengths: edits.map((one) => one.durationMs), note: faster.told.note };
    };
    // 800 ms and 40 for each of 20 letters.
    expect(toldAfter([caption("Twenty letters in it", 2000, 3000)], 4)).toEqual({ lengths: [1600], note: undefined });
    const closing = [caption("Twenty letters in it", durationMs - 3000, 3000)];
    expect(toldAfter(closing, 4)).toEqual({ lengths: [1600], note: undefined });
    const two = [caption("Twenty letters in it", 2000, 2000), caption("Twenty more and that", 4000, 2000)];
    expect(toldAfter(two, 4)).toEqual({
      lengths: [1000, 1600],
      note: "the caption “Twenty letters in it” is seen for only 1 s now",
    });
  });
});

describe("pictures", () => {
  it("crop to where most of what changed is", () => {
    const [crop] = resolved(viewOf(context), { tool: "crop", input: { aspect: "9:16" } });
    expect(crop).toMatchObject({ width: 606, height: 1080 });
    expect(crop?.type === "crop" && crop.x <= 1240 && crop.x + crop.width >= 1720).toBe(true);
  });

  it("crop with the edges beside what stands there, not through it", () => {
    const { elements = [] } = checkout;
    const cutAt = (x: number, width: number): number =>
      elements.filter(({ box }) =>
        [x, x + width].some((edge) => box.x + box.width * 0.02 < edge && edge < box.x + box.width * 0.98),
      ).length;
    for (const aspect of ["9:16", "4:5", "1:1"] as const) {
      const [crop] = resolved(viewOf(checkout), { tool: "crop", input: { aspect } });
      if (crop?.type !== "crop") throw new Error("no crop");
      const places = Array.from({ length: 1280 - crop.width }, (_, x) => cutAt(x, crop.width));
      const usual = places.reduce((sum, cut) => sum + cut, 0) / places.length;
      expect([aspect, cutAt(crop.x, crop.width) < usual * 0.6]).toEqual([aspect, true]);
    }
    expect(resolveEdit(viewOf(checkout), { tool: "crop", input: { aspect: "9:16", follow: false } })).toMatchObject({
      told: { note: "**Phone** and **Name on the bell** are outside the picture then" },
    });
  });

  it("put a second caption of the same time where there is room", () => {
    expect(resolved(viewOf(context), { tool: "caption", input: { text: "Hi" } })[0]).toMatchObject({ position: "top" });
    expect(resolved(viewOf(context), { tool: "caption", input: { text: "Hi", startMs: 9000 } })[0]).toMatchObject({
      position: "bottom",
    });
  });

  it("change of the cursor what was said and keep the rest", () => {
    const view = viewOf(context, [{ type: "cursor_emphasis", trailLength: 9, size: 2, smoothing: 0.3 }]);
    expect(resolved(view, { tool: "cursor_emphasis", input: { size: 3 } })[0]).toMatchObject({
      trailLength: 9,
      size: 3,
      smoothing: 0.3,
    });
  });
});

describe("grounding", () => {
  const found = (words: string, thread = context): string => {
    const grounded = ground(thread, words, { needsBox: true });
    return grounded.kind === "found" ? grounded.shot.label : grounded.kind;
  };

  it.each([
    ["the button", "Apply coupon"],
    ["sign-in button", "Sign in"],
    ["login button", "Sign in"],
    ["the second click", "Continue"],
    ["last button", "Apply coupon"],
    ["e-mail field", "Email"],
    ["Gutscheinfeld", "Coupon code"],
    ["the thing that changed", "Apply coupon"],
    ["ordr sumary", "Order summary"],
    ["coupon", "ambiguous"],
    ["flux capacitor", "unknown"],
    ["checkout button", "unknown"],
    ["it", "nothing"],
  ])("takes %j for %s", (words, label) => {
    expect(found(words)).toBe(label);
  });

  it("takes the last of the times that an element comes up, and the one that was said", () => {
    const at = (words: string): number | null => {
      const grounded = ground(lamps, words, { needsBox: true });
      return grounded.kind === "found" ? grounded.shot.startMs : null;
    };
    expect(at("Apply coupon")).toBe(10_867);
    expect(at("first apply coupon click")).toBe(3667);
    expect(at("the button")).toBe(10_867);
  });

  it.each([
    ["the login part", 9000, 18_000],
    ["the cart page", 18_000, 42_000],
    ["the coupon bit", 29_000, 42_000],
    ["the scrolling", 26_000, 29_000],
    ["the email typing", 9000, 15_000],
  ])("takes %j for a part of the video", (words, startMs, endMs) => {
    expect(groundSpan(context, words)).toMatchObject({ startMs, endMs });
  });
});

describe("going back", () => {
  const zoom: Operation = { type: "zoom", intensity: 2, centerX: 10, centerY: 10, startMs: 20_000, durationMs: 2000 };
  const cut: Operation = { type: "cut", startMs: 5000, endMs: 10_000 };

  it("moves later edits to the same moment when an earlier one is taken away", () => {
    const removal = removeEdit(viewOf(context, [cut, zoom]), "cut");
    expect(removal).toMatchObject({
      kind: "removed",
      operations: [{ type: "zoom", startMs: 25_000, durationMs: 2000 }],
    });
  });

  it("names what there is when there is nothing of the kind", () => {
    expect(removeEdit(viewOf(context), "zoom")).toMatchObject({
      kind: "none",
      message: expect.stringMatching(/style or the caption/),
    });
  });

  const thread = (versions: ThreadContext["versions"]): ThreadContext => ({
    ...context,
    versions,
    currentVersion: versions.at(-1)?.version ?? null,
  });
  const previous = (versions: ThreadContext["versions"]): number | null => {
    const target = revertTarget(thread(versions), "previous");
    return target.kind === "version" ? target.version.version : null;
  };

  it("goes one further back with each undo", () => {
    const versions = [
      { version: 1, operations: [] },
      { version: 2, operations: [cut] },
      { version: 3, operations: [cut, zoom] },
    ];
    expect(previous(versions)).toBe(2);
    expect(previous([...versions, { version: 4, operations: [cut], summary: "Back to version 2" }])).toBe(1);
    expect(previous(versions.slice(0, 1))).toBeNull();
  });

  it("undoes a removal and an edit of an older version", () => {
    const removed = [
      { version: 1, operations: [], summary: "" },
      { version: 2, operations: [zoom, cut], summary: "Zoom" },
      { version: 3, operations: [zoom], summary: "Removed the cut" },
    ];
    expect(previous(removed)).toBe(2);
    const branched = [
      { version: 1, operations: [] },
      { version: 2, operations: [zoom] },
      { version: 3, operations: [], summary: "Back to the original" },
      { version: 4, operations: [cut], summary: "Cut" },
    ];
    expect(revertTarget(thread(branched), "previous")).toMatchObject({ version: { operations: [] } });
  });
});
