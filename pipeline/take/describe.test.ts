import { expect, test } from "vitest";
import type { Shot } from "../../convex/model/recording.ts";
import { chaptersOf, markKnown, screenshotsOf, storyOf } from "./describe.ts";

const shot = (given: Partial<Shot>): Shot => ({
  id: `shot-${given.startMs}`,
  startMs: 0,
  endMs: 1000,
  route: "/",
  action: "click",
  label: "Thing",
  role: "button",
  ...given,
});

const shots = [
  shot({ action: "navigate", label: "The cart", endMs: 1500 }),
  shot({ startMs: 1500, endMs: 4000, atMs: 2100, label: "Apply coupon", changed: true }),
  shot({ startMs: 4000, endMs: 6000, label: "Close" }),
  shot({ startMs: 6000, endMs: 8000, action: "navigate", label: "Settings" }),
];

test("chapters begin at pages and at what changed, never too close", () => {
  expect(chaptersOf(shots)).toEqual([
    { atMs: 0, title: "Apply coupon" },
    { atMs: 6000, title: "Settings" },
  ]);
  expect(chaptersOf([])).toEqual([]);
});

test("the story tells what a viewer sees", () => {
  expect(storyOf(shots).split("\n").slice(0, 2)).toEqual([
    "0:00 The cart opens.",
    "0:02 “Apply coupon” is pressed, which the pull request changed.",
  ]);
});

test("each shot has the picture that stood at its end", () => {
  const pictures = [
    { atFrame: 0, file: "a" },
    { atFrame: 60, file: "b" },
    { atFrame: 120, file: "c" },
  ];
  expect(screenshotsOf({ shots, pictures, fps: 30 }).map(({ file }) => file)).toEqual(["a", "b", "c", "c"]);
});

test("an error that was there before is known, whatever port it names", () => {
  const errors = [
    { atMs: 0, text: "Failed to load http://127.0.0.1:41234/api/feed" },
    { atMs: 5, text: "TypeError: coupon is undefined" },
  ];
  expect(markKnown(errors, ["Failed to load http://localhost:5173/api/feed"])).toEqual([
    { ...errors[0], isKnown: true },
    errors[1],
  ]);
});
