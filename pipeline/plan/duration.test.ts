import { expect, it } from "vitest";
import { lengthen } from "./duration.ts";
import { type Line, snapshotOf } from "./fixtures/pretendSite.ts";
import { stepOn } from "./steps.ts";

const lines = (isOpen: boolean): Line[] => [
  { role: "heading", name: "Atlas relaunch" },
  { role: "button", name: "New task" },
  { role: isOpen ? "dialog" : "region", name: "New task" },
  { role: "heading", name: "Add a task", parent: 2 },
  { role: "textbox", name: "Estimate", parent: 2 },
];

const pointedAt = (isOpen: boolean): string[] => {
  const page = snapshotOf("/tasks", lines(isOpen));
  const [, button, , , field] = page.elements;
  if (!button || !field) throw new Error("no page");
  const why = { changed: false, reason: "" };
  const steps = [
    { route: "/tasks", action: "navigate" as const, label: "Tasks", ...why },
    stepOn("/tasks", "click", button, why),
    stepOn("/tasks", "hover", field, { changed: true, reason: "" }),
  ];
  return lengthen(steps, { ...page, documentHeight: 600 })
    .slice(steps.length)
    .map(({ label }) => label);
};

it("shows of an open dialog the dialog's own surroundings, not the page behind it", () => {
  expect(pointedAt(false)).toContain("Atlas relaunch");
  expect(pointedAt(true)).not.toContain("Atlas relaunch");
  expect(pointedAt(true)).toContain("Add a task");
});
