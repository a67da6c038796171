import { describe, expect, it } from "vitest";
import { analysisOf, changedElement, routeTo, someApp } from "./fixtures/changes.ts";
import { type Line, pretendSite } from "./fixtures/pretendSite.ts";
import { planInteractions } from "./plan.ts";

const analysis = analysisOf({ elements: [changedElement("button", { texts: ["Export"] })] });
const exportButton: Line = { role: "button", name: "Export" };
const heading = (name: string): Line => ({ role: "heading", name });

const planFor = (route: string, pages: Record<string, Line[]>, otherwise: string) => {
  const site = pretendSite((asked) => {
    const found = pages[asked] ? asked : otherwise;
    return { route: found, lines: pages[found] ?? [] };
  });
  return planInteractions({
    analysis,
    routes: [routeTo(route)],
    app: someApp,
    scout: site.scout,
    maxDurationMs: 60_000,
  });
};

describe("a page that is not where its source says", () => {
  const pages = {
    "/admin/start": [heading("Start"), { role: "link", name: "Table", href: "/admin/table" }],
    "/admin/table": [heading("Table"), exportButton],
  };

  it("is found by a link that ends alike, where the app leads on", async () => {
    const { steps } = await planFor("/table", pages, "/admin/start");
    expect(steps[0]).toMatchObject({ action: "navigate", route: "/admin/table" });
    expect(steps.some(({ changed, label }) => changed && label === "Export")).toBe(true);
  });

  it("is not taken for the page that the app leads on to", async () => {
    const { steps, notShown } = await planFor("/table", { "/admin/start": [heading("Start")] }, "/admin/start");
    expect(steps.some(({ changed }) => changed)).toBe(false);
    expect(notShown).toMatchObject([{ reason: "not_reachable", detail: "the app leads on to /admin/start" }]);
  });

  it("is opened under another language", async () => {
    const { steps } = await planFor("/table", { "/en/table": [heading("Table"), exportButton] }, "/en/table");
    expect(steps.some(({ changed, label }) => changed && label === "Export")).toBe(true);
  });
});

describe("a page for one of many that nothing links to", () => {
  it("is tried with the first one's number", async () => {
    const pages = { "/": [heading("Home")], "/jobs/1/edit": [heading("Edit"), exportButton] };
    const { steps } = await planFor("/jobs/:id/edit", pages, "/");
    expect(steps[0]).toMatchObject({ route: "/jobs/1/edit" });
  });

  it("is told when the change does not stand there", async () => {
    const pages = { "/": [heading("Home")], "/jobs/1/edit": [heading("Oh no")] };
    const { notShown } = await planFor("/jobs/:id/edit", pages, "/");
    expect(notShown).toMatchObject([{ reason: "not_reachable", detail: "no page that was opened links to it" }]);
  });
});

describe("an app whose first page fails", () => {
  const failing = (pages: Record<string, Line[]>) => {
    const site = pretendSite((asked) => ({ route: asked, lines: pages[asked] ?? [] }));
    const scout: typeof site.scout = async (...look) => {
      const snapshot = await site.scout(...look);
      return look[0] === "/" ? { ...snapshot, httpStatus: 500 } : snapshot;
    };
    return planInteractions({ analysis, routes: [routeTo("/")], app: someApp, scout, maxDurationMs: 60_000 });
  };
  const toLogin: Line = { role: "link", name: "Sign in", href: "/login" };

  it("is shown on a page that it links to", async () => {
    const { steps } = await failing({ "/": [exportButton, toLogin], "/login": [exportButton, toLogin] });
    expect(steps[0]).toMatchObject({ action: "navigate", route: "/login" });
    expect(steps.some(({ changed, label }) => changed && label === "Export")).toBe(true);
  });

  it("is told when there is no other", async () => {
    await expect(failing({ "/": [exportButton] })).rejects.toMatchObject({
      code: "app_unusable",
      message: expect.stringContaining("500"),
    });
  });
});
