import { beforeAll, describe, expect, it } from "vitest";
import { branch, createRepository } from "../serve/fixtures/repository.ts";
import { analyzeDiff } from "./analyze.ts";
import type { DiffAnalysis } from "./types.ts";

const cartBefore = `import { useState } from "react";
const rates = { standard: 1 };
export function Cart({ lines }) {
  const total = () => lines.length * rates.standard;
  return (
    <section>
      <h1>Your cart</h1>
      {lines.map((line) => <p key={line.id}>{line.name}</p>)}
      <button onClick={total}>Check out</button>
      <a href="/help">Help</a>
    </section>
  );
}
`;

const cartAfter = `import { useState } from "react";
const rates = { standard: 2 };
const coupons = { SAVE10: 0.1 };
export function Cart({ lines }) {
  const [code, setCode] = useState("");
  const [note, setNote] = useState("");
  const total = () => lines.length * rates.standard;
  const apply = () => setNote(code in coupons ? "Coupon applied" : "This coupon is not valid");
  return (
    <section>
      <div className="wrap">
        <h1>Your cart</h1>
        {lines.map((line) => <p key={line.id}>{line.name}</p>)}
      </div>
      <label htmlFor="coupon">Coupon code</label>
      <input id="coupon" name="coupon" placeholder="e.g. SAVE10" value={code} onChange={(e) => setCode(e.target.value)} />
      <button type="button" data-testid="apply" onClick={apply}>Apply coupon</button>
      {note && <p role="status">{note}</p>}
      <button onClick={total}>Check out</button>
      <a href="/help">Get help</a>
    </section>
  );
}
`;

const cssBefore = `:root { --accent: red; }\n.card { padding: 4px; }\n.link { color: var(--accent); }\n`;
const cssAfter = `:root { --accent: blue; }\n.card { padding: 4px; &:hover { transform: scale(1.02); } }\n.link { color: var(--accent); }\n@media (min-width: 600px) { .badge::before, .pill { color: red; } }\n`;

let analysis: DiffAnalysis;

beforeAll(async () => {
  const repoDir = createRepository("diff", {
    "src/pages/Cart.jsx": cartBefore,
    "src/app.css": cssBefore,
    "src/other.css": ".note { border: 1px solid var(--accent); } .plain { margin: 0; }",
    "src/old.jsx": "export const Old = () => <b>Same text in a moved file</b>;\n",
    "index.html": "<body><h1>Shop</h1></body>",
    "src/Cart.test.js": "1",
  });
  branch(repoDir, "coupon", "feat(cart): add a coupon field\n\nSaves ten percent.", {
    "src/pages/Cart.jsx": cartAfter,
    "src/app.css": cssAfter,
    "src/old.jsx": null,
    "src/new.jsx": "export const Old = () => <b>Same text in a moved file</b>;\n",
    "index.html": "<body><h1>Shop</h1>\n<p class='lead'>Open now</p></body>",
    "src/Cart.test.js": "2",
    "api/coupons.py": "x = 1",
    "package-lock.json": "{}",
  });
  analysis = await analyzeDiff({ repoDir, base: "main", head: "coupon" });
});

const ofCart = () => analysis.elements.filter(({ file }) => file === "src/pages/Cart.jsx");

describe("analyzeDiff", () => {
  it("says that a folder is not there", async () => {
    const missing = analyzeDiff({ repoDir: "/no/such/folder", base: "main", head: "coupon" });
    await expect(missing).rejects.toThrow(
      /^There is no folder \/no\/such\/folder; give the folder of a git repository\.$/,
    );
  });

  it("lists the files by what they are", () => {
    expect(
      Object.fromEntries(analysis.changedFiles.map(({ path, status, kind }) => [path, `${status} ${kind}`])),
    ).toEqual({
      "api/coupons.py": "added server",
      "index.html": "modified page",
      "package-lock.json": "added config",
      "src/Cart.test.js": "modified test",
      "src/app.css": "modified style",
      "src/new.jsx": "renamed component",
      "src/pages/Cart.jsx": "modified page",
    });
    expect(analysis.pageFiles.map(({ path }) => path)).toEqual(["index.html", "src/pages/Cart.jsx"]);
    expect(analysis.diff).not.toContain("package-lock");
    expect(analysis.commits).toMatchObject([{ subject: "feat(cart): add a coupon field", body: "Saves ten percent." }]);
  });

  it("describes new elements by what a viewer meets", () => {
    const added = ofCart().filter(({ change }) => change === "added");
    expect(added.map(({ tag }) => tag)).toEqual(["div", "label", "input", "button", "p"]);
    expect(added[2]).toMatchObject({
      labels: ["Coupon code"],
      placeholder: "e.g. SAVE10",
      name: "coupon",
      id: "coupon",
      events: ["change"],
    });
    expect(added[3]).toMatchObject({ texts: ["Apply coupon"], testId: "apply", events: ["click"], component: "Cart" });
    expect(added[4]).toMatchObject({ role: "status", isConditional: true });
  });

  it("knows a new text and a new behaviour from a mere indent", () => {
    const altered = ofCart().filter(({ change }) => change === "altered");
    expect(altered.map(({ texts, aspects, previousText }) => ({ texts, aspects, previousText }))).toEqual([
      { texts: ["Check out"], aspects: ["behaviour"], previousText: undefined },
      { texts: ["Get help"], aspects: ["text"], previousText: "Help" },
    ]);
    expect(analysis.elements.filter(({ file }) => file === "src/new.jsx")).toEqual([]);
  });

  it("finds texts in the code", () => {
    const found = analysis.strings.map(({ kind, value }) => `${kind} ${value}`);
    expect(found).toEqual(
      expect.arrayContaining(["key SAVE10", "text Coupon applied", "text This coupon is not valid"]),
    );
  });

  it("reads HTML", () => {
    expect(analysis.elements.filter(({ file }) => file === "index.html")).toMatchObject([
      { change: "added", tag: "p", texts: ["Open now"], classes: ["lead"], line: 2 },
    ]);
  });

  it("finds style rules, through nesting, states and custom properties", () => {
    expect(analysis.styles.map(({ selector, states, change, media }) => ({ selector, states, change, media }))).toEqual(
      [
        { selector: ".card", states: ["hover"], change: "added", media: null },
        { selector: ".badge", states: [], change: "added", media: "(min-width: 600px)" },
        { selector: ".pill", states: [], change: "added", media: "(min-width: 600px)" },
        { selector: ".link", states: [], change: "altered", media: null },
        { selector: ".note", states: [], change: "altered", media: null },
      ],
    );
  });
});
