import { expect, test } from "vitest";
import { withTitles } from "./titles.ts";
import type { PlanStep } from "./types.ts";

const step = (action: PlanStep["action"], label: string, value?: string): PlanStep => ({
  route: "/cart",
  action,
  label,
  changed: action !== "navigate",
  reason: "",
  ...(value === undefined ? {} : { value }),
});

const named = (...steps: PlanStep[]): string[] => withTitles(steps).map(({ label, title = label }) => title);

test("a label that comes again says what is done", () => {
  expect(
    named(
      step("navigate", "Cart"),
      step("hover", "Coupon code"),
      step("type", "Coupon code", "WELCOME"),
      step("type", "Coupon code", "SAVE10"),
      step("click", "Apply"),
      step("navigate", "Cart"),
      step("hover", "Coupon code"),
    ),
  ).toEqual([
    "Cart",
    "Coupon code",
    "Coupon code: WELCOME",
    "Coupon code: SAVE10",
    "Apply",
    "Back to Cart",
    "Coupon code once more",
  ]);
});

test("a field that is filled in twice is called by its values", () => {
  expect(
    named(
      step("type", "Coupon code", "WELCOME"),
      step("click", "Apply"),
      step("type", "Coupon code", "SAVE10"),
      step("type", "E-mail", "ana@acme.com"),
    ),
  ).toEqual(["Coupon code: WELCOME", "Apply", "Coupon code: SAVE10", "E-mail"]);
});

test("a password is never named, and a given title stays", () => {
  expect(named(step("hover", "Password"), step("type", "Password", "Lantern-42!"))).toEqual([
    "Password",
    "Password: filled in",
  ]);
  expect(withTitles([{ ...step("click", "Save"), title: "Keeping it" }])[0]?.title).toBe("Keeping it");
});
