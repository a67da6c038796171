import { describe, expect, it } from "vitest";
import type { PageElement, PageSnapshot } from "../plan/types.ts";
import { focusOf } from "./focus.ts";
import { isGate } from "./gate.ts";
import { pagesFrom } from "./links.ts";
import { planTour } from "./planTour.ts";
import { durationOf, type Scene, type Stop, withinBudget } from "./scene.ts";
import { listed, tidy } from "./words.ts";

const size = { width: 1280, height: 720 };

let made = 0;
const element = (role: string, name: string, y: number, more: Partial<PageElement> = {}): PageElement => ({
  role,
  name,
  text: name,
  ownText: name,
  tag: role === "heading" ? "h2" : role === "link" ? "a" : "div",
  classes: [],
  disabled: false,
  box: { x: 60, y, width: 400, height: 40 },
  selector: `#made-${made++}`,
  ...more,
});

const link = (name: string, href: string): PageElement =>
  element("link", name, 20, { href, box: { x: 900, y: 20, width: 60, height: 24 } });

function pageOf(url: string, elements: PageElement[], more: Partial<PageSnapshot> = {}): PageSnapshot {
  const headings = elements
    .filter(({ role }) => role === "heading")
    .map(({ name, tag, box }) => ({ level: Number(tag.slice(1)), text: name, box }));
  const documentHeight = Math.max(720, ...elements.map(({ box }) => box.y + box.height + 100));
  return {
    route: "/",
    url,
    title: "",
    httpStatus: 200,
    elements,
    headings,
    documentHeight,
    consoleErrors: [],
    ...more,
  };
}

const parts = (...names: string[]): PageElement[] => [
  element("heading", "Tea for everybody", 120, { tag: "h1" }),
  ...names.flatMap((name, at) => [
    element("heading", name, 800 + at * 700),
    element("paragraph", `What there is to say about ${name}, in a sentence or two.`, 860 + at * 700),
  ]),
];

/** A site of given pages; the scout follows links by their address. */
function siteOf(pages: Record<string, PageSnapshot>) {
  const opened: string[] = [];
  return {
    opened,
    scout: async (route: string, steps: readonly { target?: { selector?: string } }[] = []) => {
      const selector = steps[0]?.target?.selector;
      const from = pages[route];
      const href = selector ? from?.elements.find((one) => one.selector === selector)?.href : route;
      const page = pages[href ?? ""];
      opened.push(href ?? "");
      if (!page) throw new Error("no such page");
      return page;
    },
  };
}

describe("a page whose navigation is behind a button", () => {
  const menu = element("button", "Open menu", 12, { box: { x: 340, y: 12, width: 40, height: 40 } });
  const pricing = link("Pricing", "/pricing");
  const inDrawer = (x: number): PageElement => ({ ...pricing, box: { ...pricing.box, x } });
  const closed = pageOf("https://tea.example/", [menu, inDrawer(520), ...parts("Leaves")]);
  const opened = pageOf("https://tea.example/", [menu, inDrawer(40), ...parts("Leaves")]);
  const prices = pageOf("https://tea.example/pricing", [
    element("heading", "Pricing", 120, { tag: "h1" }),
    element("paragraph", "Ten cups for ten coins, as long as there is tea.", 200),
  ]);
  const stepsFrom = async (landing: PageSnapshot, focus?: string) => {
    const plan = await planTour({
      landing,
      size: { width: 390, height: 844 },
      focus,
      scout: async (route, steps = []) => {
        const last = steps.at(-1)?.target?.selector;
        if (route === "/pricing") return prices;
        if (last === undefined) return landing;
        if (last === menu.selector) return opened;
        const isOpen = steps.some(({ target }) => target?.selector === menu.selector);
        if (last === pricing.selector && isOpen) return prices;
        throw new Error("nothing to press");
      },
    });
    return plan.steps.map(({ action, label }) => `${action} ${label}`);
  };

  it("is shown by pressing that button and then the link, on a phone", async () => {
    for (const steps of [await stepsFrom(closed), await stepsFrom(closed, "the pricing page")]) {
      const pressed = steps.indexOf("click Open menu");
      expect(pressed).toBeGreaterThan(0);
      expect(steps[pressed + 1]).toBe("click Pricing");
    }
  });

  it("is left closed where the links stand on the page", async () => {
    const steps = await stepsFrom(pageOf("https://tea.example/", [inDrawer(40), ...parts("Leaves")]));
    expect(steps).not.toContain("click Open menu");
  });
});

describe("words of a page", () => {
  it("become one plain line without marks, addresses, mentions and what is not seen", () => {
    expect(tidy("  Prices\n\u202Eevil\u200B  ")).toBe("Prices evil");
    expect(tidy("@everyone <b>see</b> https://evil.example/x `now`")).toBe("everyone b see /b now");
    expect(tidy("x".repeat(90))).toHaveLength(60);
    expect(tidy("\u0007 https://evil.example")).toBe("");
  });

  it("are listed as a person would", () => {
    expect(listed(["One"])).toBe("One");
    expect(listed(["One", "Two", "Three"])).toBe("One, Two and Three");
    expect(listed(["A", "B", "C", "D"], 3)).toBe("A, B and more");
  });
});

describe("a focus", () => {
  it("knows words that mean the same, and whether a page is meant", () => {
    expect(focusOf("the pricing page")).toMatchObject({ isPage: true, isOnly: false });
    expect(focusOf("the pricing page")?.fits("Plans that grow with you")).toBe(1);
    expect(focusOf("only the checkout")).toMatchObject({ isOnly: true });
    expect(focusOf("only the checkout")?.fits("Integrations")).toBe(0);
    expect(focusOf("integration")?.fits("All integrations")).toBe(1);
    expect(focusOf("the page")).toBeNull();
    expect(focusOf(undefined)).toBeNull();
  });
});

describe("pages worth opening", () => {
  const offered = (wish?: string) =>
    pagesFrom(
      pageOf("https://tea.example/", [
        link("Docs", "/docs"),
        link("Pricing", "/pricing"),
        link("Start for free", "/signup"),
        link("Log out", "/logout"),
        link("Buy tea", "/buy"),
        link("Price list", "/prices.pdf"),
        link("Write to us", "mailto:tea@tea.example"),
        link("Product", "https://other.example/product"),
        link("Features", "https://www.tea.example/features"),
        link("Checkout", "/checkout"),
        link("Here", "#part"),
      ]),
      { focus: focusOf(wish), takesAny: false },
    ).map(({ path }) => path);

  it("tell of the site, on the site, and begin, buy, send or fetch nothing", () => {
    expect(offered()).toEqual(["/pricing", "/features", "/docs"]);
  });

  it("are first those that were asked for, which still buy nothing", () => {
    expect(offered("only the checkout")[0]).toBe("/checkout");
    expect(offered("buying")).not.toContain("/buy");
    expect(offered("the log out page")).not.toContain("/logout");
  });
});

describe("a tour", () => {
  const home = pageOf("https://tea.example/", [
    ...parts("Features", "Customers", "Questions"),
    link("Pricing", "/pricing"),
  ]);
  const pricing = pageOf("https://tea.example/pricing", parts("Plans", "Payment"));
  const plan = (pages: Record<string, PageSnapshot>, wishes: { focus?: string; maxDurationMs?: number } = {}) => {
    const site = siteOf(pages);
    return planTour({ landing: pages["/"] as PageSnapshot, scout: site.scout, size, ...wishes });
  };
  const labels = ({ steps }: { steps: { label: string }[] }) => steps.map(({ label }) => label);

  it("goes down the page, then on to another, and is named by both", async () => {
    const tour = await plan({ "/": home, "/pricing": pricing });
    expect(labels(tour)).toEqual([
      "Tea for everybody",
      "Features",
      "Customers",
      "Questions",
      "Pricing",
      "Plans",
      "Payment",
    ]);
    expect(tour.steps.map(({ action }) => action)).toEqual([
      ...["navigate", "scroll", "scroll", "scroll", "click", "scroll", "scroll"],
    ]);
    expect(tour).toMatchObject({
      title: "tea.example: Tea for everybody",
      summary: "A tour of tea.example: Features, Customers and Questions; then Pricing.",
      notShown: [],
      tour: true,
    });
  });

  it("leaves a page out that does not open or asks for a login", async () => {
    const gate = pageOf("https://tea.example/pricing", [
      element("textbox", "Password", 300, { inputType: "password" }),
      element("button", "Log in", 360),
    ]);
    expect(isGate(gate)).toBe(true);
    for (const pages of [{ "/": home }, { "/": home, "/pricing": gate }]) {
      expect(labels(await plan(pages))).toEqual(["Tea for everybody", "Features", "Customers", "Questions"]);
    }
  });

  it("shows what was asked for, or says that there is no such thing", async () => {
    const pages = { "/": home, "/pricing": pricing };
    expect(labels(await plan(pages, { focus: "customers" }))).toEqual(["Tea for everybody", "Customers"]);
    expect(labels(await plan(pages, { focus: "the pricing page" }))).toEqual([
      ...["Tea for everybody", "Pricing", "Plans", "Payment"],
    ]);
    expect(labels(await plan(pages, { focus: "only the pricing" }))).toEqual(["Tea for everybody", "Plans", "Payment"]);
    const missed = await plan(pages, { focus: "the submarine" });
    expect(missed.steps.length).toBeGreaterThan(4);
    expect(missed.notShown).toEqual([expect.objectContaining({ what: "the submarine", reason: "not_found_on_page" })]);
  });

  it("points at the plan that is recommended, and presses nothing", async () => {
    const card = (name: string, at: number, words: string): PageElement[] => {
      const box = { x: 60 + at * 380, y: 900, width: 360, height: 300 };
      const parent = plans.length;
      return [
        element("generic", "", 900, { box, ownText: "" }),
        element("heading", name, 930, { box: { ...box, y: 930, height: 40 }, parent }),
        element("paragraph", words, 1000, { box: { ...box, y: 1000, height: 40 }, parent }),
        element("link", `Choose ${name}`, 1100, {
          ...{ box: { x: box.x + 20, y: 1100, width: 140, height: 44 }, href: "/signup", parent },
          styles: ["", "rgb(0, 0, 255)"],
        }),
      ];
    };
    const plans: PageElement[] = [element("heading", "Tea for everybody", 120, { tag: "h1" })];
    plans.push(...card("Cup", 0, "€0"));
    plans.push(...card("Pot", 1, "€9, most popular"));
    plans.push(...card("Kettle", 2, "€29"));
    const { steps } = await plan({ "/": pageOf("https://tea.example/", plans, { documentHeight: 1900 }) });
    expect(steps.map(({ action, label }) => [action, label])).toEqual([
      ["navigate", "Tea for everybody"],
      ["scroll", "Cup, Pot, Kettle"],
      ["hover", "Choose Pot"],
    ]);
    expect(steps[2]?.looksLike).toBe("button");
  });

  it("takes no longer than it may, and gives up what is least telling", async () => {
    for (const maxDurationMs of [6_000, 12_000, 20_000]) {
      const { steps } = await plan({ "/": home, "/pricing": pricing }, { maxDurationMs });
      const scene: Scene = { name: "", opening: steps[0] as Scene["opening"], points: steps.slice(1), stops: [] };
      expect(durationOf([scene])).toBeLessThanOrEqual(maxDurationMs);
      expect(steps.length).toBeGreaterThan(1);
    }
    expect(labels(await plan({ "/": home }, { maxDurationMs: 10_000 }))).not.toContain("Questions");
  });

  it("gives up what is pointed at before it gives up a part that matters", () => {
    const step = { route: "/", label: "", changed: false, reason: "", lookMs: 1_000 };
    const stop = (name: string, weight: number): Stop => ({
      ...{ name, weight, isFocus: false },
      steps: [
        { ...step, action: "scroll" },
        { ...step, action: "hover" },
      ],
    });
    const stops = [stop("Features", 3), stop("Pricing", 4), stop("Press", 1)];
    const scene: Scene = { name: "", opening: { ...step, action: "navigate" }, points: [], stops };
    const shorter = withinBudget(scene, 10_000);
    expect(shorter.stops.map(({ name, steps }) => [name, steps.length])).toEqual([
      ["Features", 1],
      ["Pricing", 2],
    ]);
  });
});
