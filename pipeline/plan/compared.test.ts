import { describe, expect, it } from "vitest";
import type { DiffAnalysis } from "../diff/types.ts";
import type { InferredRoute } from "../routes/types.ts";
import { analysisOf, changedElement, changedFile, changedStyle, routeTo, someApp } from "./fixtures/changes.ts";
import { type Line, type PretendSite, pretendSite } from "./fixtures/pretendSite.ts";
import { planInteractions } from "./plan.ts";
import { coverageInTake } from "./recorded.ts";
import type { InteractionPlan, PlanStep } from "./types.ts";

type Sides = { base: PretendSite; head: PretendSite };

const plan = ({ base, head }: Sides, analysis: DiffAnalysis, routes: InferredRoute[]) =>
  planInteractions({
    analysis,
    routes,
    app: someApp,
    scout: head.scout,
    base: Promise.resolve(base.scout),
    maxDurationMs: 60_000,
  });

const siteOf = (lines: (steps: readonly PlanStep[], route: string) => Line[] | null): PretendSite =>
  pretendSite((route, steps) => {
    const found = lines(steps, route);
    return found && { route, lines: found };
  });

const changed = ({ steps }: InteractionPlan): string[] =>
  steps.filter((step) => step.changed).map(({ action, label }) => `${action} ${label}`);

const heading: Line = { role: "heading", name: "Team" };
const row = (name: string, more: Partial<Line> = {}): Line => ({ role: "listitem", name, tag: "li", ...more });

describe("what the screen tells beside the diff", () => {
  it("is believed over a text that base shows, too", async () => {
    const sides = {
      base: siteOf(() => [heading, row("Ada"), row("Bob")]),
      head: siteOf(() => [heading, row("Ada"), { role: "button", name: "Invite" }, row("Bob")]),
    };
    const analysis = analysisOf({
      elements: [changedElement("li", { texts: ["Ada"] }), changedElement("button", { texts: ["Invite"] })],
    });
    const made = await plan(sides, analysis, [routeTo("/team")]);
    expect(changed(made)).toContain("click Invite");
    expect(changed(made).join()).not.toContain("Ada");
  });

  it("is shown where the diff names nothing", async () => {
    const sides = {
      base: siteOf(() => [heading, row("Ada", { drawing: "path d=1;" })]),
      head: siteOf(() => [heading, row("Ada", { drawing: "path d=2;" })]),
    };
    const analysis = analysisOf({ changedFiles: [changedFile("src/icons.ts")] });
    const made = await plan(sides, analysis, [routeTo("/team", ["src/icons.ts"])]);
    expect(changed(made)).toContain("hover Ada");
    expect(made.notShown).toEqual([]);
  });

  it("names what is gone, at its place", async () => {
    const sides = {
      base: siteOf(() => [heading, row("Ada"), row("Legacy export")]),
      head: siteOf(() => [heading, row("Ada")]),
    };
    const analysis = analysisOf({ elements: [changedElement("li", { change: "removed", texts: ["Legacy export"] })] });
    const made = await plan(sides, analysis, [routeTo("/team")]);
    expect(changed(made)).toContain("hover “Legacy export” is gone");
    expect(made.summary).toBe("“Legacy export” is gone from the team page.");
  });

  it("marks a page that base does not have as new", async () => {
    const sides = {
      base: siteOf(() => null),
      head: siteOf(() => [heading, row("Ada")]),
    };
    const broken = {
      ...sides.base,
      scout: async (route: string) => ({ ...(await sides.head.scout(route)), httpStatus: 404 }),
    };
    const analysis = analysisOf({ elements: [changedElement("li", { texts: ["Ada"] })] });
    const made = await plan({ ...sides, base: broken }, analysis, [routeTo("/team")]);
    expect(made.steps[0]).toMatchObject({ action: "navigate", changed: true });
  });

  it("comes up when what the diff changed is pointed at", async () => {
    const tip: Line = { role: "tooltip", name: "Back at noon" };
    const sides = {
      base: siteOf(() => [heading, row("Ada", { classes: ["person"] })]),
      head: siteOf((steps) => [
        heading,
        row("Ada", { classes: ["person"] }),
        ...(steps.some(({ action, label }) => action === "hover" && label === "Ada") ? [tip] : []),
      ]),
    };
    const analysis = analysisOf({
      elements: [
        changedElement("li", { change: "altered", aspects: ["class"], classes: ["person"] }),
        changedElement("span", { texts: ["Back at noon"], role: "tooltip" }),
      ],
    });
    const made = await plan(sides, analysis, [routeTo("/team")]);
    expect(changed(made)).toContain("hover Ada");
    expect(made.summary).toContain("Back at noon");
  });

  it("drops a page that looks as before, and says so", async () => {
    const same = () => siteOf(() => [heading, row("Ada")]);
    const analysis = analysisOf({ styles: [changedStyle(".nobody")] });
    const made = await plan({ base: same(), head: same() }, analysis, [routeTo("/team", ["src/app.css"])]);
    expect(changed(made)).toEqual([]);
    expect(made.notShown).toMatchObject([{ file: "src/app.css", reason: "no_visible_effect" }]);
    expect(made.notShown[0]?.detail).toContain("looks the same before and after");
    expect(made.summary).toContain("looks the same before and after");
  });

  it("points at a text, whatever it speaks of", async () => {
    const lead = (name: string): Line => ({ role: "paragraph", name, tag: "p" });
    const sides = {
      base: siteOf(() => [heading, lead("Everybody we know.")]),
      head: siteOf(() => [heading, lead("Everybody we buy from.")]),
    };
    const words = { file: "src/en.json", line: 3, value: "Everybody we buy from.", kind: "text" } as const;
    const analysis = analysisOf({ changedFiles: [changedFile("src/en.json")], strings: [words] });
    const made = await plan(sides, analysis, [routeTo("/team", ["src/en.json"])]);
    expect(changed(made)).toContain("hover Everybody we buy from.");
    expect(made.notShown).toEqual([]);
    expect(made.summary).toBe("The team page now says “Everybody we buy from.”");
  });

  it("is a new entry, rather than those beside it that may only do something else", async () => {
    const item = (name: string): Line => ({ role: "menuitem", name, tag: "li" });
    const sides = {
      base: siteOf(() => [heading, item("Rename"), item("Move")]),
      head: siteOf(() => [heading, item("Rename"), item("Move"), item("Duplicate")]),
    };
    const analysis = analysisOf({
      elements: [
        changedElement("li", { change: "altered", aspects: ["behaviour"], role: "menuitem", texts: ["Rename"] }),
        changedElement("li", { change: "altered", aspects: ["behaviour"], role: "menuitem", texts: ["Move"] }),
        changedElement("li", { role: "menuitem", texts: ["Duplicate"] }),
      ],
    });
    const made = await plan(sides, analysis, [routeTo("/team")]);
    expect(new Set(made.steps.filter((step) => step.changed).map(({ label }) => label))).toEqual(
      new Set(["Duplicate"]),
    );
  });

  it("uses an entry that new data put into a list", async () => {
    const entries = (...names: string[]): Line[] => names.map((name) => ({ role: "button", name }));
    const isOpen = (steps: readonly PlanStep[]): boolean => steps.some(({ label }) => label === "Money back?");
    const answer: Line = { role: "paragraph", name: "Within a month", tag: "p" };
    const sides = {
      base: siteOf(() => [heading, ...entries("Opening hours?")]),
      head: siteOf((steps) => [
        heading,
        ...entries("Opening hours?", "Money back?"),
        ...(isOpen(steps) ? [answer] : []),
      ]),
    };
    const data = (value: string) => ({ file: "src/help.ts", line: 3, value, kind: "text" }) as const;
    const analysis = analysisOf({
      changedFiles: [changedFile("src/help.ts")],
      strings: [data("Money back?"), data("Within a month")],
    });
    const made = await plan(sides, analysis, [routeTo("/team", ["src/help.ts"])]);
    expect(changed(made)).toContain("click Money back?");
    expect(changed(made).at(-1)).toBe("hover Within a month");
    expect(changed(made).join()).not.toContain("Opening");
  });
});

describe("a site that is somebody's own", () => {
  it("is looked at, and nothing is sent or saved there", async () => {
    const head = siteOf(() => [
      heading,
      { role: "textbox", name: "Nickname" },
      { role: "button", name: "Save" },
      { role: "checkbox", name: "Newsletter", checked: false },
    ]);
    const analysis = analysisOf({
      elements: [
        changedElement("input", { labels: ["Nickname"] }),
        changedElement("button", { texts: ["Save"] }),
        changedElement("input", { labels: ["Newsletter"], type: "checkbox" }),
      ],
    });
    const made = await planInteractions({
      analysis,
      routes: [routeTo("/team")],
      app: someApp,
      scout: head.scout,
      maxDurationMs: 60_000,
      isForeign: true,
    });
    const actions = new Set(made.steps.map(({ action }) => action));
    expect([...actions].filter((action) => /click|submit|toggle|select/.test(action))).toEqual([]);
    expect(changed(made)).toContain("type Nickname");
  });
});

describe("the account of each changed piece", () => {
  it("names the second that shows it, or why none does", async () => {
    const head = siteOf(() => [heading, row("Ada"), row("Bob")]);
    const analysis = analysisOf({
      changedFiles: [
        changedFile("src/pages/Team.tsx", { addedLines: [{ from: 4, to: 6 }] }),
        changedFile("src/Team.test.tsx", { addedLines: [{ from: 1, to: 9 }] }),
      ],
      elements: [changedElement("li", { file: "src/pages/Team.tsx", line: 5, texts: ["Bob"] })],
    });
    const routes = [routeTo("/team", ["src/pages/Team.tsx"])];
    const made = await planInteractions({ analysis, routes, app: someApp, scout: head.scout, maxDurationMs: 60_000 });
    const shots = made.steps.map((step, index) => ({
      ...step,
      id: `shot-${index + 1}`,
      startMs: index * 1000,
      endMs: index * 1000 + 900,
      role: "",
    }));
    const first = shots.find((shot) => shot.changed);
    expect(coverageInTake(made, shots)).toEqual([
      { file: "src/pages/Team.tsx", fromLine: 4, toLine: 6, status: "shown", shotId: first?.id, atMs: first?.startMs },
      { file: "src/Team.test.tsx", fromLine: 1, toLine: 9, status: "not_shown", reason: "test_file" },
    ]);
    const [piece] = coverageInTake(made, []);
    expect(piece).toMatchObject({ status: "not_shown", reason: "not_found_on_page" });
  });
});

describe("planning that takes too long", () => {
  it("ends with what it has", async () => {
    const head = siteOf(() => [heading]);
    const analysis = analysisOf({ elements: [changedElement("li", { texts: ["Nowhere"] })] });
    const given = { analysis, routes: [routeTo("/team")], app: someApp, scout: head.scout, maxDurationMs: 60_000 };
    await expect(planInteractions({ ...given, timeLimitMs: -1 })).rejects.toMatchObject({ code: "app_unusable" });
    expect(head.visits).toEqual([]);
  });
});
