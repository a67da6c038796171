import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detectWebApp } from "../../pipeline/detect/webApp.ts";
import { analyzeDiff } from "../../pipeline/diff/analyze.ts";
import { planInteractions } from "../../pipeline/plan/plan.ts";
import type { InteractionPlan } from "../../pipeline/plan/types.ts";
import { findBrowser } from "../../pipeline/provision/browser.ts";
import { openStage, type Stage } from "../../pipeline/record/stage.ts";
import { inferRoutes } from "../../pipeline/routes/infer.ts";
import { checkOut } from "../../pipeline/serve/checkout.ts";
import { installDependencies } from "../../pipeline/serve/dependencies.ts";
import { startDevServer } from "../../pipeline/serve/devServer.ts";
import { layOutSample } from "../../scripts/layOutSample.ts";

/** From a repository and two commits to a plan, with the real app, its real dev server and a real browser. */
let home: string;
let repoDir: string;
let stage: Stage;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "aura-front-"));
  repoDir = (await layOutSample(join(home, "sample"))).repoDir;
  stage = await openStage({
    browser: await findBrowser(),
    size: { width: 1280, height: 720 },
    deviceScale: 1,
    fps: 30,
    signal: new AbortController().signal,
  });
});

afterAll(async () => {
  await stage.close();
  await rm(home, { recursive: true, force: true });
});

async function planFor(head: string): Promise<InteractionPlan> {
  const analysis = await analyzeDiff({ repoDir, base: "main", head });
  const { dir } = await checkOut({ repoDir, revision: head, intoDir: join(home, `head-${head}`) });
  const paths = analysis.changedFiles.map(({ path }) => path);
  const app = await detectWebApp(dir, paths);
  const routes = await inferRoutes({ dir, app, analysis });
  await installDependencies({ dir, app, cacheDir: join(home, "cache") });
  await using server = await startDevServer({ projectDir: dir, app });
  // Awaited here: the server ends with this function.
  return await planInteractions({ analysis, routes, app, scout: stage.scout(server.url), maxDurationMs: 60_000 });
}

const told = ({ steps }: InteractionPlan): string[] =>
  steps.map(
    ({ changed, route, action, label, value }) =>
      `${changed ? "* " : ""}${route} ${action} ${label}${value ? ` = ${value}` : ""}`,
  );

describe("the sample's pull requests", () => {
  it("1: tries a wrong coupon and a right one, and shows the discount", async () => {
    const plan = await planFor("coupon-codes");
    const steps = told(plan);
    expect(steps.slice(0, 3)).toEqual([
      "/cart navigate Your cart",
      "* /cart type Coupon code = WELCOME",
      "* /cart click Apply coupon",
    ]);
    expect(steps).toContain("* /cart type Coupon code = GLOW15");
    expect(steps.slice(-2).join("\n")).toMatch(/^\* \/cart hover Discount/m);
    expect(plan.title).toBe("Add coupon codes to the cart");
    expect(plan.summary).toMatch(
      /^The cart page now has a “Coupon code” field and an “Apply coupon” button: typing GLOW15 /,
    );
    expect(plan.notShown).toEqual([]);
  });

  it("2: fills in the new field and the renamed one, and chooses a day and a time", async () => {
    const plan = await planFor("delivery-day");
    const steps = told(plan);
    expect(steps).toContain("* /checkout type Phone = +49 30 123 45 67");
    expect(steps).toContain("* /checkout type Name on the bell = Robin Fields");
    expect(steps).toContain("* /checkout toggle 12 – 15");
    expect(steps.at(-1)).toMatch(/^\* \/checkout hover Arrives .*12 – 15$/);
    expect(plan.summary).toContain("“Full name” is now “Name on the bell”");
    expect(steps.join()).not.toMatch(/Pay/);
  });

  it("3: points at several cards", async () => {
    const plan = await planFor("product-cards");
    const [first, ...others] = plan.steps;
    expect(first).toMatchObject({ route: "/", action: "navigate", changed: false });
    expect(others.length).toBeGreaterThanOrEqual(2);
    expect(others.every(({ action, changed }) => action === "hover" && changed)).toBe(true);
  });
});

describe("a change behind an empty cart", () => {
  it("puts a lamp into the cart first", async () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
        cwd: repoDir,
        stdio: "ignore",
      });
    git("checkout", "--quiet", "-b", "empty-cart", "coupon-codes");
    const file = join(repoDir, "src/state/cart.tsx");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(/(const showroomLines: CartLine\[\] = )\[[\s\S]*?\n\];/, "$1[];"));
    git("commit", "--quiet", "--all", "--message", "Begin with an empty cart");

    const plan = await planFor("empty-cart");
    const steps = told(plan);
    const couponAt = steps.findIndex((step) => step.startsWith("* /cart type Coupon code"));
    expect(couponAt).toBeGreaterThan(1);
    expect(couponAt).toBeLessThan(6);
    expect(steps.slice(0, couponAt).join()).toMatch(/click Add to cart/);
    expect(plan.steps[0]?.action).toBe("navigate");
  });
});
