import { describe, expect, it } from "vitest";
import type { DiffAnalysis } from "../diff/types.ts";
import type { InferredRoute } from "../routes/types.ts";
import { analysisOf, changedElement, changedFile, changedStyle, routeTo, someApp } from "./fixtures/changes.ts";
import { type Line, type PretendSite, pretendSite, snapshotOf } from "./fixtures/pretendSite.ts";
import { planInteractions } from "./plan.ts";
import type { InteractionPlan } from "./types.ts";

const plan = (
  site: PretendSite,
  analysis: DiffAnalysis,
  routes: InferredRoute[],
  more: { focus?: string; maxDurationMs?: number; title?: string } = {},
) => planInteractions({ analysis, routes, app: someApp, scout: site.scout, maxDurationMs: 60_000, ...more });

const told = ({ steps }: InteractionPlan): string[] =>
  steps.map(
    ({ changed, action, label, value }) => `${changed ? "* " : ""}${action} ${label}${value ? ` = ${value}` : ""}`,
  );

const heading: Line = { role: "heading", name: "Your cart" };
const couponField: Line = { role: "textbox", name: "Coupon code", placeholder: "Enter a code" };
const applyButton: Line = { role: "button", name: "Apply coupon" };

const couponChange = analysisOf({
  elements: [
    changedElement("label", { texts: ["Coupon code"], component: "CouponForm" }),
    changedElement("input", { labels: ["Coupon code"], placeholder: "Enter a code", component: "CouponForm" }),
    changedElement("button", { texts: ["Apply coupon"], component: "CouponForm" }),
    changedElement("p", { role: "alert", classes: ["coupon-error"], component: "CouponForm" }),
    changedElement("p", { texts: ["% off everything"], component: "CouponForm" }),
  ],
  strings: [
    { file: "src/pages/Cart.tsx", line: 9, value: "SAVE10", kind: "key" },
    { file: "src/pages/Cart.tsx", line: 9, value: "This code is not valid", kind: "text" },
  ],
  commits: [{ sha: "1", subject: "feat(cart): add coupon codes (#12)", body: "" }],
});

const cartLines = (typed: string | undefined, sent: boolean): Line[] => [
  heading,
  couponField,
  applyButton,
  ...(sent && typed !== "SAVE10" ? [{ role: "alert", name: "This code is not valid", classes: ["coupon-error"] }] : []),
  ...(sent && typed === "SAVE10" ? [{ role: "paragraph", name: "10 % off everything" }] : []),
];

const couponSite = () =>
  pretendSite((route, steps) => ({
    route,
    lines: cartLines(
      steps.findLast(({ action }) => action === "type")?.value,
      steps.some(({ action }) => action === "click"),
    ),
  }));

describe("a field that complains once it is left", () => {
  it("is left empty first, then filled in", async () => {
    const phoneChange = analysisOf({
      elements: [
        changedElement("input", { labels: ["Telephone"], type: "tel", component: "Book" }),
        changedElement("span", { texts: ["Please give a number."], classes: ["problem"], component: "Book" }),
      ],
      strings: [],
    });
    const site = pretendSite((route, steps) => ({
      route,
      lines: [
        { role: "textbox", name: "Telephone", inputType: "tel" },
        ...(steps.at(-1)?.leaves
          ? [{ role: "paragraph", tag: "span", name: "Please give a number.", classes: ["problem"] }]
          : []),
        { role: "textbox", name: "Patient" },
      ],
    }));
    const made = await plan(site, phoneChange, [routeTo("/cart")]);
    expect(told(made)).toEqual([
      "navigate /cart",
      "* type Telephone = 12",
      "* hover Please give a number.",
      "* type Telephone = +49 30 123 45 67",
      "* hover Telephone",
    ]);
    expect(made.steps.map(({ leaves = false }) => leaves)).toEqual([false, true, false, false, false]);
  });
});

describe("a new button that is disabled at first", () => {
  it("is pressed once a control beside it has woken it", async () => {
    const resetChange = analysisOf({
      elements: [changedElement("button", { texts: ["Start over"], component: "Counter" })],
    });
    const site = pretendSite((route, steps) => {
      const count = steps.reduce(
        (sum, { label }) => (label === "Increase" ? sum + 1 : label === "Start over" ? 0 : sum),
        0,
      );
      return {
        route,
        lines: [
          { role: "button", name: "Decrease" },
          { role: "button", name: "Increase" },
          { role: "paragraph", name: `Count ${count}` },
          { role: "button", name: "Start over", disabled: count === 0 },
        ],
      };
    });
    const made = await plan(site, resetChange, [routeTo("/cart")]);
    expect(told(made).filter((line) => line.includes("click"))).toEqual(["click Increase", "* click Start over"]);
  });
});

describe("a new form", () => {
  it("is refused first, then used with a value that the code accepts, and the result is shown and told", async () => {
    const made = await plan(couponSite(), couponChange, [routeTo("/cart")]);
    expect(told(made)).toEqual([
      "navigate Your cart",
      "* type Coupon code = WELCOME",
      "* click Apply coupon",
      "* hover This code is not valid",
      "* type Coupon code = SAVE10",
      "* click Apply coupon",
      "* hover 10 % off everything",
    ]);
    expect(made.title).toBe("Add coupon codes");
    expect(made.summary).toBe(
      "The cart page now has a “Coupon code” field and an “Apply coupon” button: typing SAVE10 and clicking Apply coupon shows “10 % off everything”.",
    );
    expect(made.notShown).toEqual([]);
    expect(made.steps[1]?.target).toEqual({
      role: "textbox",
      name: "Coupon code",
      selector: "main > input:nth-of-type(2)",
    });
  });

  it("keeps what was there before unmarked", async () => {
    const analysis = analysisOf({
      elements: [changedElement("input", { labels: ["Nickname"], placeholder: "Robin" })],
    });
    const site = pretendSite((route) => ({
      route,
      lines: [heading, { role: "textbox", name: "Nickname" }, { role: "button", name: "Save" }],
    }));
    const made = await plan(site, analysis, [routeTo("/cart")]);
    expect(made.steps.map(({ action, changed }) => [action, changed])).toEqual([
      ["navigate", false],
      ["hover", true],
      ["type", true],
      ["click", false],
      ["hover", true],
    ]);
  });
});

describe("a change behind a state of the app", () => {
  /** The cart is empty until something was added; only the product's page can add. */
  const shop = () =>
    pretendSite((route, steps) => {
      const labels = steps.map(({ label }) => label);
      const hasItem = labels.includes("Add to cart");
      const at =
        labels.at(-1) === "Cart" ? "/cart" : labels.some((label) => label.startsWith("Lamp")) ? "/lamps/moon" : route;
      const nav: Line[] = [
        { role: "link", name: "Home", href: "/" },
        { role: "link", name: "Log out", href: "/logout" },
        { role: "link", name: "Cart", href: "/cart" },
      ];
      const lamps: Line[] = [
        { role: "link", name: "Lamp Moon", href: "/lamps/moon" },
        { role: "link", name: "Lamp Sun", href: "/lamps/sun" },
      ];
      if (at === "/cart")
        return {
          route: at,
          lines: hasItem
            ? [...nav, ...cartLines(undefined, false)]
            : [...nav, { role: "heading", name: "Your cart is empty" }],
        };
      if (at === "/lamps/moon")
        return {
          route: at,
          lines: [
            ...nav,
            { role: "button", name: hasItem ? "In the cart" : "Add to cart" },
            { role: "button", name: "Delete lamp" },
          ],
        };
      return { route: at, lines: [...nav, ...lamps] };
    });

  it("is reached as a person would reach it, within the budget, without harm", async () => {
    const site = shop();
    const made = await plan(site, couponChange, [routeTo("/cart")]);
    expect(told(made).slice(0, 4)).toEqual(["navigate /", "click Lamp Moon", "click Add to cart", "click Cart"]);
    expect(told(made).some((step) => step.startsWith("* type Coupon code"))).toBe(true);
    expect(site.visits.length).toBeLessThanOrEqual(18);
    expect(site.visits.join("\n")).not.toMatch(/Delete|Log out/);
  });

  it("is told when it cannot be reached", async () => {
    const site = pretendSite((route) => ({ route, lines: [heading] }));
    const made = await plan(site, couponChange, [routeTo("/cart")]);
    expect(told(made)).toEqual(["navigate Your cart", "hover Your cart"]);
    expect(made.notShown).toMatchObject([{ file: "src/pages/Cart.tsx", reason: "not_found_on_page" }]);
  });
});

describe("a change of looks", () => {
  it("is pointed at, and one more of its kind", async () => {
    const analysis = analysisOf({
      styles: [changedStyle(".card", { states: ["hover"] }), changedStyle(".missing .card")],
    });
    const cards = ["One", "Two", "Three"].map(
      (name): Line => ({ role: "listitem", name, tag: "li", classes: ["card"] }),
    );
    const site = pretendSite((route) => ({ route, lines: [heading, ...cards] }));
    const made = await plan(site, analysis, [routeTo("/", ["src/app.css"])], { title: "Redraw the cards" });
    expect(told(made)).toEqual(["navigate Your cart", "* hover One", "* hover Two", "* hover Three", "* hover One"]);
    expect(made.summary).toBe("This is how the home page looks now.");
  });
});

describe("a page with parts in its address", () => {
  it("is opened through a link of the live site", async () => {
    const analysis = analysisOf({ elements: [changedElement("h2", { texts: ["Gets along with"] })] });
    const site = pretendSite((route) => ({
      route,
      lines:
        route === "/"
          ? [{ role: "link", name: "Moon", href: "/lamps/moon?ref=home" }]
          : [{ role: "heading", name: "Gets along with", tag: "h2" }],
    }));
    const made = await plan(site, analysis, [routeTo("/lamps/:slug"), routeTo("/", [])]);
    expect(made.steps.map(({ route, action, changed }) => [route, action, changed])).toEqual([
      ["/lamps/moon", "navigate", false],
      ["/lamps/moon", "hover", true],
    ]);
  });
});

describe("harm", () => {
  it("never presses what deletes, even when the change made it", async () => {
    const analysis = analysisOf({
      elements: [
        changedElement("button", { texts: ["Delete account"] }),
        changedElement("button", { texts: ["Export data"] }),
      ],
    });
    const site = pretendSite((route) => ({
      route,
      lines: [
        { role: "button", name: "Export data" },
        { role: "button", name: "Delete account" },
      ],
    }));
    const made = await plan(site, analysis, [routeTo("/cart")]);
    expect(told(made)).toContain("* click Export data");
    expect(made.steps.filter(({ action }) => action === "click").map(({ label }) => label)).toEqual(["Export data"]);
  });
});

describe("controls side by side", () => {
  it("uses a new box beside a new button, whose name only sounds like leaving", async () => {
    const analysis = analysisOf({
      elements: [
        changedElement("button", { texts: ["Wrap as a gift"] }),
        changedElement("input", { labels: ["Leave a note"], type: "checkbox" }),
      ],
    });
    const site = pretendSite((route) => ({
      route,
      lines: [
        { role: "button", name: "Wrap as a gift" },
        { role: "checkbox", name: "Leave a note", tag: "input" },
        { role: "button", name: "Leave the team" },
      ],
    }));
    const made = await plan(site, analysis, [routeTo("/cart")]);
    expect(told(made)).toContain("* click Wrap as a gift");
    expect(told(made)).toContain("* toggle Leave a note");
  });
});

describe("the account of what is not shown", () => {
  it("names each file with its reason", async () => {
    const analysis = {
      ...couponChange,
      changedFiles: [
        "src/pages/Cart.tsx",
        "api/cart.py",
        "src/Cart.test.tsx",
        "package.json",
        "README.md",
        "src/pages/Admin.tsx",
      ].map((path) => changedFile(path)),
      elements: [...couponChange.elements, changedElement("button", { file: "src/pages/Admin.tsx", texts: ["Ban"] })],
    };
    const made = await plan(couponSite(), analysis, [routeTo("/cart")]);
    expect(Object.fromEntries(made.notShown.map(({ file, reason }) => [file, reason]))).toEqual({
      "api/cart.py": "server_only",
      "src/Cart.test.tsx": "test_file",
      "package.json": "configuration",
      "README.md": "no_visible_effect",
      "src/pages/Admin.tsx": "not_reachable",
    });
  });

  it("says that a file's own page asks for a login, though another page is open", async () => {
    const admin = "src/pages/Admin.tsx";
    const analysis = {
      ...couponChange,
      changedFiles: [changedFile("src/pages/Cart.tsx"), changedFile(admin)],
      elements: [...couponChange.elements, changedElement("button", { file: admin, texts: ["Invite"] })],
    };
    const cart = couponSite();
    const site: PretendSite = {
      ...cart,
      scout: async (route, steps = []) =>
        route === "/admin"
          ? snapshotOf("/admin", [
              { role: "textbox", name: "Password", inputType: "password" },
              { role: "button", name: "Sign in" },
            ])
          : cart.scout(route, steps),
    };
    const made = await plan(site, analysis, [routeTo("/cart"), routeTo("/admin", [admin])]);
    expect(made.notShown.map(({ file, reason }) => [file, reason])).toEqual([[admin, "needs_login"]]);
    expect(told(made)).toContain("* click Apply coupon");
  });

  it("refuses a change without anything to see", async () => {
    const analysis = analysisOf({
      changedFiles: [changedFile("api/a.py"), changedFile("api/b.py"), changedFile("README.md")],
    });
    await expect(plan(couponSite(), analysis, [])).rejects.toMatchObject({
      code: "no_visible_change",
      message: expect.stringContaining("2 server files, 1 docs file"),
    });
  });

  it("says when no page opens", async () => {
    await expect(
      plan(
        pretendSite(() => null),
        couponChange,
        [routeTo("/cart")],
      ),
    ).rejects.toMatchObject({ code: "app_unusable" });
  });
});

describe("length and focus", () => {
  it("drops pointing first, then the end, to fit", async () => {
    const made = await plan(couponSite(), couponChange, [routeTo("/cart")], { maxDurationMs: 12_000 });
    expect(told(made).filter((step) => step.includes("hover"))).toEqual([]);
    expect(told(made)).toContain("* type Coupon code = WELCOME");
  });

  it("begins with the page that the person named", async () => {
    const analysis = analysisOf({
      elements: [
        changedElement("h2", { file: "src/A.tsx", texts: ["Alpha news"], component: "Alpha" }),
        changedElement("h2", { file: "src/B.tsx", texts: ["Beta news"], component: "Beta" }),
      ],
    });
    const site = pretendSite((route) => ({
      route,
      lines: [{ role: "heading", tag: "h2", name: route === "/a" ? "Alpha news" : "Beta news" }],
    }));
    const routes = [routeTo("/a", ["src/A.tsx"]), routeTo("/b", ["src/B.tsx"])];
    expect((await plan(site, analysis, routes, { focus: "the beta part" })).steps[0]?.route).toBe("/b");
  });
});
