import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../../provision/browser.ts";
import type { TakeElement } from "../../take/take.ts";
import { launchBrowser, type RunningBrowser } from "../browser/launch.ts";
import { watchElements } from "./watch.ts";

let running: RunningBrowser;
let page: Page;

beforeAll(async () => {
  running = await launchBrowser(await findBrowser(), "scout", 1, new AbortController().signal);
  page = await running.browser.newPage({ viewport: { width: 800, height: 600 } });
});

afterAll(() => running.end());

/** What is found on a page: at once, and once more after each deed. */
async function elementsOf(html: string, ...deeds: (() => void)[]): Promise<TakeElement[]> {
  await page.setContent(html);
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  const watch = watchElements(session);
  await watch.look(0);
  for (const [index, deed] of deeds.entries()) {
    await page.evaluate(deed);
    await watch.look(30 * (index + 1));
  }
  const found = watch.finish({ shots: [], frameCount: 30 * (deeds.length + 1), fps: 30 });
  await session.detach();
  return found ?? [];
}

const named = (elements: readonly TakeElement[]): string[] =>
  elements.map(({ role, label, group }) => [role, label, ...(group ? [group] : [])].join(" | ")).sort();

test("things are called what a person would call them", async () => {
  const found = await elementsOf(`
    <h1>Your order</h1>
    <label>Email <input value="anna@example.com"></label>
    <input type="password" aria-label="Password" value="hush">
    <textarea placeholder="Notes">A secret note</textarea>
    <div contenteditable="true" role="textbox" aria-label="Comment">Typed words</div>
    <fieldset><legend>Size</legend><label><input type="radio" name="s"> Small</label></fieldset>
    <div><span>Total</span><strong>€318</strong></div>
    <dl><dt>Phone</dt><dd>030 123</dd></dl>
    <table><thead><tr><th>Name</th><th>Price</th></tr></thead><tbody><tr><th>Lamp</th><td>€9</td></tr></tbody></table>
    <ul><li><h3>Chair</h3><p>In stock</p><button>Add <b>it</b></button></li></ul>
    <img alt="A leaf" width="20" height="20"><button aria-label="Close">×</button>
    <p>A text that nobody could call by its words, since there are many more of them than anybody would say.</p>
    <p style="position: absolute; width: 1px; height: 1px; overflow: hidden">For screen readers</p>
    <p style="visibility: hidden">Hidden</p>`);
  expect(named(found)).toEqual(
    [
      ...["heading | Your order", "textbox | Email", "textbox | Password", "textbox | Notes", "textbox | Comment"],
      ...["group | Size", "radio | Small | Size", "text | €318 | Total", "text | 030 123 | Phone"],
      ...["text | Name", "text | Price", "text | Lamp", "text | €9 | Lamp, Price"],
      ...["heading | Chair", "text | In stock | Chair", "button | Add it | Chair", "img | A leaf", "button | Close"],
    ].sort(),
  );
  expect(JSON.stringify(found)).not.toMatch(/hush|anna|secret note|Typed words/);
});

test("what changes its words says what from when on, once it is seen to, and a field never what was typed", async () => {
  const found = await elementsOf(
    `<div><span>Total</span> <strong id="total">€318</strong></div><h2>Summary</h2>
      <label>Code <input id="code"></label><input id="secret" type="password" aria-label="Password">
      <div><span>Saved</span> <b id="later" style="visibility: hidden">€0</b></div>`,
    () => {
      const set = (id: string, text: string) => document.getElementById(id)?.replaceChildren(text);
      set("total", "€270.30");
      set("later", "€5");
      for (const id of ["code", "secret"]) (document.getElementById(id) as HTMLInputElement).value = "hush";
    },
    () => document.getElementById("later")?.removeAttribute("style"),
    () => document.getElementById("later")?.replaceChildren("€47.70"),
  );
  const words = found.filter((one) => one.words).map(({ group, words }) => [group, words]);
  expect(words).toEqual([
    [
      "Total",
      [
        { atMs: 0, text: "€318" },
        { atMs: 1000, text: "€270.30" },
      ],
    ],
    [
      "Saved",
      [
        { atMs: 2000, text: "€5" },
        { atMs: 3000, text: "€47.70" },
      ],
    ],
  ]);
  expect(JSON.stringify(found)).not.toContain("hush");
});

test("shadow trees are looked into, also when they come later", async () => {
  const found = await elementsOf(`<div id="host"></div><p id="other">Beside</p>`, () => {
    const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
    if (root) root.innerHTML = "<button>Deep</button>";
    document.querySelector("#other")?.append("!");
  });
  expect(named(found)).toEqual(["button | Deep", "text | Beside"]);
});

test("a place is without what is cut off or lies under something opaque", async () => {
  const found = await elementsOf(
    `<body style="margin: 0; font: 16px/20px sans-serif">
      <div style="position: fixed; top: 0; width: 100%; height: 50px; background: white; z-index: 1"></div>
      <div style="position: fixed; top: 300px; width: 100%; height: 50px; background: #0008; z-index: 1"></div>
      <button style="position: absolute; top: 10px; height: 20px">Under</button>
      <button style="position: absolute; top: 40px; height: 30px">Half under</button>
      <button style="position: absolute; top: 310px; height: 20px">Behind glass</button>
      <div style="position: absolute; top: 400px; width: 300px; height: 60px; overflow: hidden">
        <button style="position: absolute; top: 50px; height: 30px">Cut</button>
        <button style="position: absolute; top: 80px; height: 30px">Cut off</button>
      </div>
      <div style="opacity: 0"><button>Invisible</button></div>
    </body>`,
    // What lies over something is known from the moment that it lies over the middle of anything.
    () => {},
  );
  const places = Object.fromEntries(
    found.map(({ label, path }) => [label, path.map(({ box }) => box && [box.y, box.height])]),
  );
  expect(places).toEqual({ "Half under": [[50, 20]], "Behind glass": [[310, 20]], Cut: [[450, 10]] });
});

test("a page of thousands of things, with functions of its own, is looked at in moderation", async () => {
  const found = await elementsOf(
    `<script>
      Element.prototype.getBoundingClientRect = () => { throw new Error("mine"); };
      JSON.stringify = () => "mine";
      Math.floor = () => 7;
    </script>
    <h1 style="height: 30px; overflow: hidden">${"Long ".repeat(2000)}</h1>${"<button>More</button>".repeat(3000)}`,
  );
  expect(found.length).toBeGreaterThan(100);
  expect(found.length).toBeLessThanOrEqual(200);
  expect(found.find(({ role }) => role === "heading")?.label.length).toBe(120);
});
