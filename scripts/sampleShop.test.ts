import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment } from "../environment.ts";
import { findBrowser } from "../pipeline/provision/browser.ts";
import { layOutSample } from "./layOutSample.ts";

const typeChecker = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const routes = ["/", "/products/porcini", "/cart", "/checkout", "/account", "/nowhere"];

let dir: string;
let repoDir: string;
let browser: Browser;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-shop-"));
  ({ repoDir } = await layOutSample(dir));
  await execa("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: repoDir,
    extendEnv: false,
    env: cleanEnvironment(),
  });
  const { executablePath, args, environment } = await findBrowser();
  browser = await chromium.launch({
    executablePath,
    args: [...args, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    env: cleanEnvironment(environment),
  });
});
afterAll(async () => {
  await browser?.close();
  await rm(dir, { recursive: true, force: true });
});

type Shop = { open: (route: string) => Promise<Page>; complaints: string[]; stop: () => Promise<void> };

/** Starts the shop's own dev script on one branch; whatever a page complains of is collected. */
async function startShop(branch: string): Promise<Shop> {
  await execa("git", ["checkout", "--quiet", branch], { cwd: repoDir });
  const server = execa("npm", ["run", "dev", "--", "--host", "127.0.0.1", "--port", "0"], {
    cwd: repoDir,
    extendEnv: false,
    env: cleanEnvironment(),
    detached: true,
    reject: false,
  });
  const complaints: string[] = [];
  const url = await addressIn(server.stdout);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  return {
    complaints,
    async open(route) {
      const page = await context.newPage();
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(`${route}: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`${route}: ${error.message}`));
      await page.goto(`${url}${route}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    async stop() {
      await context.close();
      if (server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
      await server;
    },
  };
}

async function addressIn(output: AsyncIterable<unknown>): Promise<string> {
  let said = "";
  for await (const chunk of output) {
    said += stripVTControlCharacters(String(chunk));
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (address) return address;
  }
  throw new Error(`the dev server ended: ${said}`);
}

/** What cards say, whatever their order. */
const cardWords: Record<string, string[]> = {};

describe.each(["main", "coupon-codes", "delivery-day", "product-cards"])("the shop on %s", (branch) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop(branch);
  });
  afterAll(() => shop?.stop());

  it("has no type errors", async () => {
    const { stdout } = await execa(process.execPath, [typeChecker, "--noEmit"], { cwd: repoDir, reject: false });
    expect(stdout).toBe("");
  });

  it("opens every route without a complaint", async () => {
    for (const route of routes) {
      const page = await shop.open(route);
      expect(await page.getByRole("heading", { level: 1 }).innerText()).not.toBe("");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${route} scrolls sideways`).toBe(0);
      if (route === "/") cardWords[branch] = wordsOf(await page.getByRole("article").allInnerTexts());
      await page.close();
    }
    expect(shop.complaints).toEqual([]);
  });

  if (branch === "coupon-codes")
    it("takes a good coupon and refuses a bad one, by keyboard alone", async () => {
      const page = await shop.open("/cart");
      await page.getByLabel("Coupon code").focus();
      await page.keyboard.type("sun99");
      await page.keyboard.press("Enter");
      expect(await page.getByRole("alert").innerText()).toContain("SUN99");
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type("glow15");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText("−€47.70").waitFor();
      expect(await page.getByRole("region", { name: "Summary" }).innerText()).toContain("€270.30");
      await page.getByRole("button", { name: "Remove coupon" }).click();
      await page.getByRole("button", { name: "Apply coupon" }).waitFor();
    });

  if (branch === "delivery-day")
    it("asks for a delivery day and then takes the order", async () => {
      const page = await shop.open("/checkout");
      await page.getByRole("button", { name: "Pay" }).click();
      await page.getByText("Choose a day on which somebody is at home").waitFor();
      const answers = {
        "E-mail": "robin@example.com",
        Phone: "+49 30 123 45 67",
        "Name on the bell": "Robin Fields",
        Address: "12 Lantern Lane",
        Postcode: "10115",
        City: "Berlin",
        "Card number": "4242424242424242",
        Expires: "08 / 29",
        "Security code": "123",
      };
      for (const [label, answer] of Object.entries(answers)) await page.getByLabel(label, { exact: true }).fill(answer);
      await page.getByRole("group", { name: "Delivery day" }).getByRole("radio").nth(2).check();
      await page.getByRole("radio", { name: "15 – 18" }).check();
      await page.getByText(/^Arrives .*, 15 – 18$/).waitFor();
      await page.getByRole("button", { name: "Pay" }).click();
      await page.getByText("Thank you, your order is placed").waitFor();
    });

  if (branch === "product-cards")
    it("changes how cards look, and none of their words", () => {
      expect(cardWords[branch]).not.toEqual([]);
      expect(cardWords[branch]).toEqual(cardWords.main);
    });
});

const wordsOf = (cards: readonly string[]): string[] => cards.map((text) => text.split(/\s+/).sort().join(" "));
