import { readFile } from "node:fs/promises";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWebDoor, type WebDoor } from "../../bot/web/door.ts";
import { startWebServer, type WebServer } from "../../bot/web/server.ts";
import { api } from "../../convex/_generated/api.js";
import { findBrowser } from "../../pipeline/provision/browser.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

const pullRequests = [
  { number: 1, title: "Add coupon codes to the cart", branch: "coupon-codes" },
  { number: 2, title: "<img src=x onerror=alert(1)> **phone** number", branch: "phone" },
];

/** The local page as a person meets it, in a real Chromium. */
describe("the local page", () => {
  let browser: Browser;
  let house: TestHouse;
  let door: WebDoor;
  let server: WebServer;
  let page: Page;
  /** What the page complained about: a broken script, a refused resource, a violated policy. */
  let complaints: string[];

  beforeAll(async () => {
    const { executablePath, args, environment } = await findBrowser();
    browser = await chromium.launch({ executablePath, args: [...args, "--no-sandbox"], env: environment });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    house = await openTestHouse();
    door = openWebDoor();
    const conductor = await house.converse([door]);
    const { store, library, workspaceId } = house;
    const describeHouse = async () => ({ repo: "shop", pullRequests });
    const surroundings = { door, store, library, conductor, workspaceId, describeHouse, log: silentLog };
    server = await startWebServer(surroundings, 0);
    page = await openPage({ viewport: { width: 1280, height: 800 } });
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
    await server.close();
    await house.close();
  });

  async function openPage(options: BrowserContextOptions): Promise<Page> {
    const opened = await (await browser.newContext(options)).newPage();
    complaints = [];
    opened.on("pageerror", (error) => complaints.push(error.message));
    opened.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    await opened.goto(server.url);
    return opened;
  }

  const say = async (text: string): Promise<void> => {
    await page.getByRole("textbox", { name: "Message to Aura" }).fill(text);
    await page.keyboard.press("Enter");
  };
  const card = (number: number) => page.getByRole("log").getByRole("button", { name: `Version ${number}` });
  const video = () => page.locator("video");
  const seconds = () => video().evaluate((element: HTMLVideoElement) => element.currentTime);
  const recorded = async (): Promise<void> => {
    await say("record PR 1");
    await card(1).waitFor();
  };

  it("shows a reply while it is written, and takes it back", async () => {
    await say("what is on screen?");
    await page.getByText("Nothing has been recorded here yet").waitFor();
    const { page: threads } = await house.store.query(api.threads.list, {
      workspaceId: house.workspaceId,
      paginationOpts: { numItems: 1, cursor: null },
    });
    const { _id: id, channelTarget: channel = "", externalId: threadKey = "", workspaceId } = threads[0] ?? failed();
    const thread = { id, workspaceId, channel, threadKey };
    const show = (text: string) => door.drafts?.show({ thread, key: "reply:next", text });
    await show("The **Coupon code** field and");
    await page.getByText("The Coupon code field and").waitFor();
    await show("The **Coupon code** field and its <img src=x onerror=alert(1)> button");
    await page.getByText("its <img src=x onerror=alert(1)> button").waitFor();
    await show("");
    await page.getByText("The Coupon code field and").waitFor({ state: "detached" });
  });

  it("takes a request by a click, shows its progress, and plays what came of it", async () => {
    house.worker.pause();
    await page.getByRole("button", { name: /Add coupon codes/ }).click();
    const progress = page.getByRole("progressbar", { name: "PR 1: Starting the app" });
    await progress.waitFor();
    expect(await progress.getAttribute("aria-valuenow")).toBe("25");
    expect(await page.getByText("about 4 s left").isVisible()).toBe(true);
    house.worker.go();
    await card(1).waitFor();
    expect(await progress.count()).toBe(0);
    await expect.poll(seconds, { timeout: 10_000 }).toBeGreaterThan(0.3);
    expect(page.url()).toMatch(/#thread=/);
    await page.reload();
    await card(1).waitFor();
    await page.getByText("The coupon limit per customer (it runs on the server only)").waitFor();
  });

  it("edits, restores an older version, and downloads", async () => {
    await recorded();
    await page.getByRole("button", { name: "Shorter" }).click();
    await card(2).waitFor();
    await page.getByRole("region", { name: /^Version 2 of/ }).waitFor();
    await page.getByRole("button", { name: "Restore version 1" }).click();
    await card(3).waitFor();
    const versions = page.getByRole("region", { name: "Versions" }).getByRole("listitem");
    expect(await versions.count()).toBe(3);
    expect(await versions.first().innerText()).toMatch(/Version 3\s*current[\s\S]*15 s/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download version 2", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("shop-pr1-v2.mp4");
    const saved = await readFile(await download.path());
    expect(saved.subarray(4, 8).toString()).toBe("ftyp");
    expect(saved.equals(await readFile(`${house.videosDir}/shop-pr1-v2.mp4`))).toBe(true);
  });

  it("approves the version that is looked at", async () => {
    await recorded();
    await page.getByRole("button", { name: "Approve version 1" }).click();
    await page
      .getByRole("log")
      .getByText(/approved version 1\./)
      .waitFor();
  });

  it("exports a GIF and offers it", async () => {
    await recorded();
    await page.getByRole("button", { name: "GIF", exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("log")
        .getByRole("link", { name: /GIF of version 1/ })
        .click(),
    ]);
    expect(download.suggestedFilename()).toBe("shop-pr1-v1.gif");
  });

  it("takes what a reply offers by a click, as long as that is the news", async () => {
    await recorded();
    const offers = () => page.getByRole("log").locator("button.offer").allInnerTexts();
    await say("what now");
    await page.getByText("It is 15 s long").waitFor();
    expect(await offers()).toEqual(["a GIF", "undo"]);
    await say("which one");
    await page.getByText("The first one").waitFor();
    expect(await offers()).toEqual(["first", "shorter"]);
    await page.getByRole("log").getByRole("button", { name: "shorter" }).click();
    await card(2).waitFor();
    expect(await offers()).toEqual([]);
  });

  it("is worked by the keyboard", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await recorded();
    const slider = page.getByRole("slider", { name: "Position in the video" });
    await expect.poll(() => video().evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(0);
    await slider.focus();
    await page.keyboard.press("PageDown");
    await expect.poll(seconds).toBeCloseTo(3, 1);
    await page.keyboard.press("ArrowRight");
    await expect.poll(seconds).toBeCloseTo(4, 1);
    expect(await slider.getAttribute("aria-valuetext")).toBe("0:04 of 0:15, Cart");
    await page.keyboard.press("End");
    await expect.poll(seconds).toBeCloseTo(15, 1);
    await page.keyboard.press("Home");
    await page.keyboard.press("k");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.keyboard.press("k");
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    const shot = page.getByRole("region", { name: "Shots" }).getByRole("button", { name: /Apply coupon/ });
    await shot.focus();
    await page.keyboard.press("Enter");
    await expect.poll(seconds).toBeCloseTo(11.5, 1);
    await expect.poll(() => shot.getAttribute("aria-current")).toBe("true");
    expect(await shot.innerText()).toMatch(/changed/);
  });

  it("shows focus wherever the keyboard goes", async () => {
    await recorded();
    const unmarked = new Set<string>();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      const bare = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const marks = [element, element.closest(".field")].flatMap((one) => (one ? [getComputedStyle(one)] : []));
        const isMarked = marks.some((style) => style.outlineStyle !== "none") || element.matches("textarea");
        return isMarked ? null : element.outerHTML.slice(0, 80);
      });
      if (bare) unmarked.add(bare);
    }
    expect([...unmarked]).toEqual([]);
  });

  it("shows hostile titles and messages as plain text", async () => {
    await page.getByText("<img src=x onerror=alert(1)>").waitFor();
    await recorded();
    await say('cancel <script>alert(1)</script> <b onclick="x">now</b>');
    await page.getByRole("log").getByText("<script>alert(1)</script>").waitFor();
    expect(await page.locator("#app script, #app img[src='x'], #app b[onclick]").count()).toBe(0);
  });

  it("tells a failure, and a request that cannot be met", async () => {
    house.worker.failNext({ code: "no_web_app", message: "There is no web app in shop; looked for package.json." });
    await say("record PR 1");
    await page.getByText(/The recording failed: There is no web app in shop/).waitFor();
    await say("record PR 7");
    await page.getByText("There is no PR 7 in shop; there are 1, 2 and 3.").waitFor();
  });

  it("keeps what could not be sent, and sends it again", async () => {
    await recorded();
    await page.route("**/api/messages", (route) => route.abort());
    await say("make it shorter");
    await page.getByText(/Aura does not answer/).waitFor();
    await page.unroute("**/api/messages");
    await page.getByRole("button", { name: "Send again" }).click();
    await card(2).waitFor();
    expect(await page.getByText("make it shorter").count()).toBe(1);
    complaints = complaints.filter((line) => !line.includes("ERR_FAILED"));
  });

  it("lists conversations and keeps them apart", async () => {
    await recorded();
    await page.getByRole("link", { name: "New conversation" }).first().click();
    await page.getByRole("heading", { name: "Record a pull request" }).waitFor();
    await say("record PR 2");
    await card(1).waitFor();
    const rail = page.getByRole("navigation", { name: "Conversations" });
    await expect.poll(() => rail.getByRole("listitem").count()).toBe(2);
    await rail.getByRole("listitem").last().getByRole("link").click();
    await page.getByRole("log").getByText("I record PR 1").waitFor();
    expect(await page.getByRole("log").getByText("I record PR 2").count()).toBe(0);
  });

  it("fits a phone", async () => {
    await page.context().close();
    page = await openPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.getByRole("button", { name: /Add coupon codes/ }).tap();
    await card(1).waitFor();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const box = await video().boundingBox();
    expect(box).toMatchObject({ x: 0, width: 390 });
    await page.getByRole("tab", { name: "Shots and versions" }).tap();
    await page.getByRole("region", { name: "Versions" }).waitFor();
    await page.getByRole("button", { name: /Apply coupon/ }).tap();
    expect(await overflow()).toBeLessThanOrEqual(0);
    const targets = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, a, textarea")]
        .filter((one) => one.checkVisibility() && !one.matches(".link, .offer, .files a, .big-play"))
        .map((one) => ({ name: one.innerText || one.ariaLabel, height: one.getBoundingClientRect().height }))
        .filter(({ height }) => height < 32),
    );
    expect(targets).toEqual([]);
    await page.getByRole("tab", { name: "Chat" }).tap();
    await page.getByRole("button", { name: "Shorter" }).tap();
    await card(2).waitFor();
    await page.getByRole("button", { name: "Conversations" }).tap();
    await page.getByRole("navigation", { name: "Conversations" }).waitFor();
  });
});

const failed = (): never => {
  throw new Error("There is no thread.");
};
