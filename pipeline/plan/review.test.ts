import { describe, expect, it } from "vitest";
import { draftOf, named } from "./review.ts";
import type { InteractionPlan, PlanStep } from "./types.ts";

const step = (action: PlanStep["action"], label: string, changed = false): PlanStep => ({
  route: "/",
  action,
  label,
  changed,
  reason: "",
});

/** Two pages that are looked at, and one between them on which something is done. */
const plan: InteractionPlan = {
  title: "Cart",
  summary: "The cart has a new field.",
  steps: [
    step("navigate", "Cart", true),
    step("navigate", "Checkout"),
    step("click", "Pay", true),
    step("navigate", "About"),
    step("scroll", "Team", true),
  ],
  routesCovered: ["/"],
  notShown: [],
  coverage: [{ file: "a.tsx", fromLine: 1, toLine: 2, status: "shown", step: 4 }],
};
const labels = ({ steps }: InteractionPlan) => steps.map(({ label }) => label);

describe("draftOf", () => {
  it("numbers the scenes", () => {
    expect(draftOf(plan).steps.map(({ scene }) => scene)).toEqual([0, 1, 1, 2, 2]);
  });
});

describe("named", () => {
  it("takes words over, on one line and of a fair length, and leaves labels alone", () => {
    const better = named(plan, {
      title: "Pay\nfaster",
      summary: "x".repeat(900),
      stepTitles: [
        { step: 2, title: "Paying in one click" },
        { step: 40, title: "Nowhere" },
      ],
    });
    expect(better.title).toBe("Pay faster");
    expect(better.summary).toHaveLength(400);
    expect(better.steps[2]).toMatchObject({ label: "Pay", title: "Paying in one click" });
    expect(labels(better)).toEqual(labels(plan));
  });

  it("keeps what it is given nothing for", () => {
    expect(named(plan, { title: "  " })).toEqual(plan);
  });

  it("orders scenes that are only looked at, and what they cover with them", () => {
    const better = named(plan, { sceneOrder: [0, 2, 1] });
    expect(labels(better)).toEqual(["Cart", "About", "Team", "Checkout", "Pay"]);
    expect(better.coverage).toEqual([{ file: "a.tsx", fromLine: 1, toLine: 2, status: "shown", step: 2 }]);
  });

  it.each([
    ["it is no order of the scenes", [0, 0, 1]],
    ["a scene is missing", [0, 1]],
    ["it invents a scene", [0, 1, 3]],
  ])("keeps the order when %s", (_, sceneOrder) => {
    expect(named(plan, { sceneOrder })).toEqual(plan);
  });

  it("keeps the order when deeds would change places, or the video would not begin with the change", () => {
    const deeds = { ...plan, steps: [...plan.steps, step("navigate", "Orders"), step("click", "Cancel", true)] };
    expect(named(deeds, { sceneOrder: [0, 3, 1, 2] })).toEqual(deeds);
    const quiet = { ...plan, steps: [...plan.steps, step("navigate", "Imprint")] };
    expect(named(quiet, { sceneOrder: [3, 0, 1, 2] })).toEqual(quiet);
  });
});
