import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comparedStyles, type PageElement } from "../../plan/types.ts";
import { type FixtureSite, openFixtureSite } from "../fixtures/site.ts";
import { openTrialStage } from "../fixtures/trial.ts";
import type { Stage } from "../stage.ts";

let site: FixtureSite;
let stage: Stage;

beforeAll(async () => {
  site = await openFixtureSite();
  stage = await openTrialStage();
});

afterAll(async () => {
  await stage.close();
  await site.close();
});

const named = (elements: PageElement[], name: string) => elements.find((element) => element.name === name);

test("lists what a person sees, with role, name, place and a selector of its own", async () => {
  const page = await stage.scout(site.url)("/shop.html");
  expect(page).toMatchObject({ route: "/shop.html", title: "Fixture shop", httpStatus: 200, consoleErrors: [] });
  expect(page.headings).toEqual([{ level: 1, text: "Shop", box: expect.objectContaining({ x: 40, y: 61 }) }]);
  expect(page.documentHeight).toBeGreaterThan(1500);
  expect(named(page.elements, "Coupon")).toMatchObject({
    role: "textbox",
    inputType: "text",
    id: "code",
    selector: '[id="code"]',
  });
  expect(named(page.elements, "Size")).toMatchObject({
    role: "combobox",
    options: ["Small", "Large"],
    chosen: "Small",
  });
  expect(named(page.elements, "Second page")).toMatchObject({ role: "link", href: "/second.html" });
  expect(named(page.elements, "Apply coupon")).toMatchObject({ role: "button", text: "Apply coupon", disabled: false });
  const selectors = page.elements.map(({ selector }) => selector);
  expect(new Set(selectors).size).toBe(selectors.length);
});

test("does the steps before it looks, and begins each visit afresh", async () => {
  const scout = stage.scout(site.url);
  const step = { route: "/shop.html", label: "", changed: false, reason: "" };
  const after = await scout("/shop.html", [
    { ...step, action: "type", target: { role: "textbox", name: "Coupon" }, value: "X1" },
    { ...step, action: "submit", target: { role: "textbox", name: "Coupon" } },
    { ...step, action: "select", target: { role: "combobox", name: "Size" }, value: "Large" },
  ]);
  expect(after.elements.find(({ role }) => role === "status")?.text).toBe("[submit X1][size l]");
  const again = await scout("/shop.html");
  expect(again.elements.find(({ role }) => role === "status")?.text).toBe("");
});

test("goes on from where it is when the steps do, and begins afresh when they do not", async () => {
  const scout = stage.scout(site.url);
  const step = { route: "/shop.html", label: "", changed: false, reason: "" };
  const type = { ...step, action: "type" as const, target: { role: "textbox", name: "Coupon" }, value: "X1" };
  const send = { ...step, action: "submit" as const, target: { role: "textbox", name: "Coupon" } };
  const visits = () => site.asked.filter((path) => path === "/shop.html").length;
  const before = visits();
  await scout("/shop.html");
  await scout("/shop.html", [type]);
  const sent = await scout("/shop.html", [type, send], { picture: true });
  expect(visits() - before).toBe(1);
  expect(sent).toMatchObject({ stepsDone: 2 });
  expect(sent.elements.find(({ role }) => role === "status")?.text).toBe("[submit X1]");
  expect(PNG.sync.read(Buffer.from(sent.picture ?? []))).toMatchObject({ width: 960, height: sent.documentHeight });
  const other = await scout("/shop.html", [{ ...type, value: "Y2" }, send]);
  expect(other.elements.find(({ role }) => role === "status")?.text).toBe("[submit Y2]");
  expect(visits() - before).toBe(2);
});

test("says of each element where it stands and how it looks", async () => {
  const { elements } = await stage.scout(site.url)("/shop.html");
  const button = named(elements, "Apply coupon");
  expect(button?.ownText).toBe("Apply coupon");
  expect(button?.styles).toHaveLength(comparedStyles.length);
  expect(button?.styles?.[0]).toMatch(/^rgb\(/);
  for (const [place, { parent }] of elements.entries()) expect(parent ?? -1).toBeLessThan(place);
});

test("tells an error page from a page that cannot be opened", async () => {
  expect(await stage.scout(site.url)("/nothing.html")).toMatchObject({ httpStatus: 404 });
  await expect(stage.scout("http://127.0.0.1:1")("/")).rejects.toMatchObject({ code: "page_unreachable" });
});
