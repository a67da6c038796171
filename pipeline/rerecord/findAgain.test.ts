import { describe, expect, it } from "vitest";
import type { PageElement, PlanStep } from "../plan/types.ts";
import { findAgain } from "./findAgain.ts";

const element = (role: string, name: string, selector: string, more: Partial<PageElement> = {}): PageElement => ({
  role,
  name,
  text: name,
  tag: role === "link" ? "a" : role,
  classes: [],
  disabled: false,
  box: { x: 0, y: 0, width: 100, height: 30 },
  selector,
  ...more,
});
const step = (target: PlanStep["target"], label: string, action: PlanStep["action"] = "click") => ({
  action,
  label,
  ...(target && { target }),
});

const apply = step({ role: "button", name: "Apply coupon", selector: "main > button:nth-of-type(1)" }, "Apply coupon");

describe("findAgain", () => {
  it("knows an element by role and name, wherever it stands, and of several the one that has not moved", () => {
    const moved = element("button", "Apply coupon", "aside > button:nth-of-type(3)");
    const other = element("link", "Apply coupon", "main > a:nth-of-type(1)");
    expect(findAgain(apply, [other, moved])).toEqual({ live: moved, likeness: "moved" });
    const unmoved = element("button", "Apply coupon", "main > button:nth-of-type(1)");
    expect(findAgain(apply, [moved, unmoved])).toEqual({ live: unmoved, likeness: "same" });
  });

  it("believes a test id more than a name", () => {
    const target = { role: "button", name: "Buy", testId: "buy", selector: "main > button:nth-of-type(1)" };
    const renamed = element("button", "Get it", "main > button:nth-of-type(2)", { testId: "buy" });
    expect(findAgain(step(target, "Buy"), [element("button", "Buy", "x"), renamed])?.live).toBe(renamed);
  });

  it("recognises a reworded name, and an own id under another name", () => {
    const reworded = element("button", "Apply the coupon", "aside > button:nth-of-type(1)");
    expect(findAgain(apply, [element("button", "Pay", "y"), reworded])).toEqual({
      live: reworded,
      likeness: "renamed",
    });
    const byId = step({ role: "button", name: "Go", selector: '[id="go"]' }, "Go");
    const underNewName = element("button", "Continue", '[id="go"]');
    expect(findAgain(byId, [underNewName])).toEqual({ live: underNewName, likeness: "renamed" });
  });

  it("does not take another thing at the same place for it, nor one that does harm", () => {
    expect(findAgain(apply, [element("button", "Sign in", "main > button:nth-of-type(1)")])).toBeNull();
    expect(findAgain(apply, [element("button", "Delete coupon", "main > button:nth-of-type(1)")])).toBeNull();
    const reworded = element("button", "Apply the coupon", "main > button:nth-of-type(1)");
    expect(findAgain(apply, [reworded], () => true)).toBeNull();
  });

  it("knows a thing without a name by what stands there, cut-off labels too", () => {
    const note = element("generic", "", "main > p:nth-of-type(2)", {
      text: "We do not know this code. Try another one.",
    });
    const wanted = step({ selector: "main > p:nth-of-type(1)" }, "We do not know this code…", "hover");
    expect(findAgain(wanted, [note])).toEqual({ live: note, likeness: "moved" });
  });
});
