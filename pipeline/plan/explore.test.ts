import { describe, expect, it } from "vitest";
import { analysisOf, changedElement, routeTo, someApp } from "./fixtures/changes.ts";
import { type Line, pretendSite } from "./fixtures/pretendSite.ts";
import { planInteractions } from "./plan.ts";

describe("a list that is empty at first", () => {
  const listOf = (item: Line) =>
    pretendSite((route, steps) => {
      const typed = steps.findLast(({ action }) => action === "type")?.value;
      const isSent = steps.some(({ action, label }) => action === "click" && label === "Add");
      const lines: Line[] = [
        { role: "heading", name: "Cart" },
        { role: "textbox", placeholder: "What to buy" },
        { role: "button", name: "Add" },
      ];
      return { route, lines: typed && isSent ? [...lines, item] : lines };
    });

  it("is filled through its field, to show what its entries have", async () => {
    const { steps } = await planInteractions({
      analysis: analysisOf({ elements: [changedElement("button", { labels: ["One more"] })] }),
      routes: [routeTo("/cart")],
      app: someApp,
      scout: listOf({ role: "button", name: "One more" }).scout,
      base: Promise.resolve(listOf({ role: "button", name: "Remove" }).scout),
      maxDurationMs: 60_000,
    });
    expect(steps.map(({ action, label }) => `${action} ${label}`)).toEqual(
      expect.arrayContaining(["type What to buy", "click Add", "click One more"]),
    );
  });
});
