import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../../provision/browser.ts";
import { launchBrowser, type RunningBrowser } from "../browser/launch.ts";
import { type FixtureSite, openFixtureSite } from "../fixtures/site.ts";
import { initScript } from "./initScript.ts";
import type { PageState } from "./inspect.ts";
import { arrivalLimits, openReadiness } from "./readiness.ts";
import { makeReady } from "./ready.ts";
import { watchTraffic } from "./traffic.ts";

let site: FixtureSite;
let running: RunningBrowser;

beforeAll(async () => {
  site = await openFixtureSite();
  running = await launchBrowser(await findBrowser(), "scout", 1, new AbortController().signal);
});

afterAll(async () => {
  await running.end();
  await site.close();
});

async function visit(browser: Browser, path: string, keep?: Parameters<typeof makeReady>[1]["keep"]) {
  site.log.length = 0;
  const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
  await context.addInitScript(initScript, { seed: 1, virtualTime: false });
  const page = await context.newPage();
  const traffic = await watchTraffic(page, await context.newCDPSession(page));
  await page.goto(site.url + path, { waitUntil: "commit" });
  const ready = await makeReady(page, { traffic, after: "load", ...(keep ? { keep } : {}) });
  return { page, ready, close: () => context.close() };
}

const isVisible = (page: Page, selector: string) => page.locator(selector).first().isVisible();

test("what stands before a page is pressed away mildly, and what is wanted stays", async () => {
  const { page, ready, close } = await visit(running.browser, "/crowded.html", { texts: ["Share this list"] });
  expect(ready.isReady).toBe(true);
  expect(site.log.toSorted()).toEqual(["promo", "reject", "skip", "toast"]);
  expect(await isVisible(page, "#kept")).toBe(true);
  expect(await isVisible(page, "astro-dev-toolbar")).toBe(false);
  expect(await isVisible(page, "#tanstack_devtools")).toBe(false);
  expect(await isVisible(page, "some-shell p")).toBe(true);
  await close();
});

test("a page with a spinner and an unreachable font is taken as it is", async () => {
  const { ready, close } = await visit(running.browser, "/spinning.html");
  expect(ready).toMatchObject({ isReady: true, dismissed: [], state: { hasContent: true, showsLoading: true } });
  await close();
});

const still: PageState = {
  parsed: true,
  loaded: true,
  fontsReady: true,
  embedsReady: true,
  painted: true,
  hasContent: true,
  isSparse: false,
  showsLoading: false,
  layout: 1,
  errorOverlay: null,
  background: "white",
};

/** The first moment, looking every 100 ms, at which a page that is as `stateAt` says counts as ready or lost. */
function judged(stateAt: (nowMs: number) => Partial<PageState> | null): [string, number] {
  const judge = openReadiness(arrivalLimits);
  for (let nowMs = 0; ; nowMs += 100) {
    const state = stateAt(nowMs);
    const verdict = judge({ state: state && { ...still, ...state }, nowMs, isBusy: false, isMoving: false });
    if (verdict !== "wait") return [verdict, nowMs];
  }
}

test("readiness is judged by what is seen", () => {
  expect(judged(() => ({}))).toEqual(["ready", 400]);
  // A layout that moves until two seconds.
  expect(judged((nowMs) => ({ layout: Math.min(nowMs, 2000) }))).toEqual(["ready", 2400]);
  // A splash screen that stays for nine seconds.
  expect(judged((nowMs) => (nowMs < 9000 ? { isSparse: true, showsLoading: true } : {}))).toEqual(["ready", 9000]);
  expect(judged((nowMs) => (nowMs < 9000 ? null : {}))[0]).toBe("ready");
  // For ever: a spinner in a corner, a splash screen, nothing at all, an error of the build.
  expect(judged(() => ({ showsLoading: true }))).toEqual(["ready", 4000]);
  expect(judged(() => ({ isSparse: true, showsLoading: true }))).toEqual(["ready", 20_100]);
  expect(judged(() => ({ hasContent: false }))).toEqual(["never", 20_100]);
  expect(judged(() => ({ errorOverlay: "no such module" }))).toEqual(["never", 0]);
  // A script or a font that never comes.
  expect(judged(() => ({ loaded: false }))).toEqual(["ready", 6100]);
  expect(judged(() => ({ fontsReady: false }))).toEqual(["ready", 3100]);
});
