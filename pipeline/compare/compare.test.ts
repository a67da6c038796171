import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTrialStage } from "../record/fixtures/trial.ts";
import type { Stage } from "../record/stage.ts";
import { type Comparison, comparePages } from "./compare.ts";
import { type Pages, serveTwoSites } from "./fixtures/twoSites.ts";
import { noiseOf } from "./noise.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openTrialStage();
});
afterAll(() => stage.close());

type Site = string | Pages;
const pagesOf = (site: Site): Pages => (typeof site === "string" ? { "/": site } : site);

/** Compares as the planner does: both sides with a picture, and base a second time to learn what is noise. */
async function compare(base: Site, head: Site, route = "/", withNoise = false): Promise<Comparison> {
  const sites = await serveTwoSites(pagesOf(base), pagesOf(head));
  try {
    const [scoutBase, scoutHead] = [stage.scout(sites.base), stage.scout(sites.head)];
    const [before, after] = await Promise.all(
      [scoutBase, scoutHead].map((scout) => scout(route, [], { picture: true })),
    );
    if (!before || !after) throw new Error("not looked at");
    const again = withNoise ? await scoutBase(route, [], { afresh: true }) : null;
    return await comparePages(before, after, again && noiseOf(before.elements, again.elements));
  } finally {
    await sites.close();
  }
}

const told = ({ differences }: Comparison): string[] =>
  differences.map(({ kind, aspects, label }) => `${[kind, ...aspects].join(" ")}: ${label}`);

const cards = ["One", "Two", "Three"].map((name) => `<div class="card"><h3>${name}</h3><p>About ${name}</p></div>`);
const page = (...inside: string[]): string => `<main><h1>Shop</h1>${inside.join("")}${cards.join("")}</main>`;

describe("what visibly changed", () => {
  it("is nothing when nothing did", async () => {
    expect(told(await compare(page(), page()))).toEqual([]);
  });

  it("is the new element alone, though everything below it stands lower", async () => {
    const head = page(`<div class="banner"><p>Free shipping</p><button>Learn more</button></div>`);
    const compared = await compare(page(), head);
    expect(told(compared)).toEqual(["added: Free shipping Learn more"]);
    expect(compared.differences[0]?.box.y).toBeGreaterThan(60);
    expect(compared.differences[0]?.element?.classes).toEqual(["banner"]);
  });

  it("is a text that says something else", async () => {
    expect(told(await compare(page("<button>Buy</button>"), page("<button>Add to cart</button>")))).toEqual([
      "altered text: Add to cart",
    ]);
  });

  it("is what is gone, at its place", async () => {
    const base = page(`<p class="note">Only today</p>`, "<p>Stays</p>");
    const { differences } = await compare(base, page("<p>Stays</p>"));
    expect(differences).toMatchObject([{ kind: "removed", label: "Only today" }]);
    expect(differences[0]?.element).not.toBeNull();
  });

  it("is what stands somewhere else", async () => {
    const [first = "", second = "", third = ""] = cards;
    const moved = `<main><h1>Shop</h1>${second}${third}${first}</main>`;
    expect(told(await compare(page(), moved))).toEqual(["moved place: One About One"]);
  });

  it("is a colour alone, on the element that has it", async () => {
    const styled = page().replace('class="card"', 'class="card" style="background: #fde68a"');
    const { differences } = await compare(page(), styled);
    expect(differences).toMatchObject([{ kind: "altered", aspects: ["look"], label: "One About One" }]);
    expect(differences[0]?.styles[0]).toMatch(/^background-color: rgba\(0, 0, 0, 0\) → rgb\(253, 230, 138\)$/);
  });

  it("is an icon alone", async () => {
    const icon = (path: string) =>
      page(
        `<button aria-label="Like"><svg width="24" height="24" viewBox="0 0 24 24"><path d="${path}"/></svg></button>`,
      );
    expect(told(await compare(icon("M2 2h20v20H2z"), icon("M12 2l10 20H2z")))).toEqual(["altered drawing: Like"]);
  });

  it("is a picture that was redrawn under the same name", async () => {
    const logo = (colour: string): Pages => ({
      "/": page(`<p>Before</p><img src="/logo.svg" alt="Our logo" width="120" height="60">`),
      "/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="${colour}"/></svg>`,
    });
    expect(told(await compare(logo("#c00"), logo("#0a0")))).toEqual(["altered pixels: Our logo"]);
  });

  it("is not what a new container was put around", async () => {
    const head = `<main><div class="wrap" style="display: block"><h1>Shop</h1>${cards.join("")}</div></main>`;
    expect(told(await compare(page(), head))).toEqual([]);
  });

  it("is not the whole page when its colour of text is another", async () => {
    const { differences } = await compare(
      page(),
      page().replace("<main>", '<main style="color: #0a0; height: 700px">'),
    );
    expect(differences.length).toBeGreaterThan(3);
    for (const { box } of differences) expect(box.height).toBeLessThan(640);
  });

  it("is a page that base does not have", async () => {
    const { isNewPage } = await compare({ "/": page() }, { "/": page(), "/new": page("<p>New</p>") }, "/new");
    expect(isNewPage).toBe(true);
  });
});

describe("noise", () => {
  const noisy = (inside = ""): (() => string) => {
    let visit = 0;
    return () => {
      visit += 1;
      const rows = Array.from({ length: 1 + (visit % 3) }, (_, row) => `<li>Order ${visit * 100 + row}</li>`);
      return page(`<p class="count">${Math.round(Math.random() * 1e9)} visitors</p><ul>${rows.join("")}</ul>`, inside);
    };
  };

  it("is learned from base, so that the change alone is left", async () => {
    const compared = await compare({ "/": noisy() }, { "/": noisy("<button>Export</button>") }, "/", true);
    expect(told(compared)).toEqual(["added: Export"]);
  });

  it("of clocks and chance in the page does not come up at all", async () => {
    const script = `<p id="when"></p><p id="dice"></p><script>
      when.textContent = new Date().toISOString(); dice.textContent = Math.random();
    </script>`;
    expect(told(await compare(page(script), page(script)))).toEqual([]);
  });
});
