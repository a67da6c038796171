import { mkdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, describe, expect, it } from "vitest";
import type { InteractionPlan, PlanStep } from "../plan/types.ts";
import { findBrowser } from "../provision/browser.ts";
import { noProgress } from "../record/fixtures/trial.ts";
import { commit, createRepository, runGit, scratchDir } from "../serve/fixtures/repository.ts";
import { readTake } from "../take/store.ts";
import type { Take } from "../take/take.ts";
import type { ComparisonLayout } from "./layout.ts";
import { recordBeforeAndAfter } from "./recordBeforeAndAfter.ts";

const html = (title: string, body: string): string => `<!doctype html><html lang="en"><head><title>${title}</title>
<style>body { margin: 0; font: 16px sans-serif; background: #f4f1e8 } main { padding: 40px } button { padding: 10px 18px }</style>
</head><body><main><h1>${title}</h1>${body}</main></body></html>`;

const before = html("Cart", `<p>Two lamps, 318 euros</p><button type="button">Check out</button>`);
const after = html(
  "Your cart",
  `<p>Two lamps, 318 euros</p>
  <button type="button" id="gift" onclick="document.querySelector('output').textContent = 'Wrapped as a gift'">Wrap as a gift</button>
  <output></output><button type="button">Check out</button>`,
);

const work = scratchDir("compare");
afterAll(() => rmSync(work, { recursive: true, force: true }));
let count = 0;

async function compare(
  revisions: { base: Record<string, string>; head: Record<string, string | null> },
  layout: ComparisonLayout = "side",
  plan?: InteractionPlan,
): Promise<Take & { dir: string }> {
  const repoDir = createRepository("compared", revisions.base);
  const base = runGit(repoDir, "rev-parse", "HEAD");
  const head = commit(repoDir, "Change it", revisions.head);
  const dir = join(work, `take-${count++}`);
  const cacheDir = join(work, "cache");
  mkdirSync(cacheDir, { recursive: true });
  try {
    await recordBeforeAndAfter(
      {
        repoDir,
        base,
        head,
        outDir: dir,
        layout,
        size: { width: 640, height: 400 },
        fps: 30,
        maxDurationMs: 20_000,
        ...(plan && { planWith: async () => plan }),
      },
      {
        cacheDir,
        scratchDir: work,
        browser: await findBrowser(),
        signal: new AbortController().signal,
        onProgress: noProgress,
      },
    );
  } finally {
    rmSync(repoDir, { recursive: true, force: true });
  }
  return { ...(await readTake(dir)), dir };
}

/** What is to be done, where finding that out is not what is tried. */
function planOf(route: string, ...steps: Pick<PlanStep, "action" | "label" | "target">[]): InteractionPlan {
  const reason = "it is new";
  const opening: PlanStep = { route, action: "navigate", label: "The page", changed: false, reason };
  return {
    title: "Change it",
    summary: "It is changed.",
    steps: [opening, ...steps.map((step) => ({ ...step, route, changed: true, reason }))],
    routesCovered: [route],
    notShown: [],
  };
}

/** The colour of one point (take pixels) at a moment. */
async function colourAt(take: Take & { dir: string }, atMs: number, x: number, y: number): Promise<string> {
  const frame = Math.round((atMs * take.fps) / 1000);
  const { file = "" } = take.pictures.findLast(({ atFrame }) => atFrame <= frame) ?? {};
  const image = await loadImage(await readFile(join(take.dir, file)));
  expect([image.width, image.height]).toEqual([take.width * take.deviceScale, take.height * take.deviceScale]);
  const context = createCanvas(1, 1).getContext("2d");
  context.drawImage(image, -Math.round(x * take.deviceScale), -Math.round(y * take.deviceScale));
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].join(",");
}

const accent = "79,107,255";
const paper = "244,241,232";

describe("before and after", () => {
  it("are one take side by side: the new thing is in its box on the right, outlined, and nothing is there on the left", async () => {
    const take = await compare({ base: { "index.html": before }, head: { "index.html": after } });
    expect(take).toMatchObject({ comparison: "side", width: 1352, deviceScale: 1.5 });
    expect(take.summary).toMatch(/^Before and after, side by side\. /);
    expect(take.width / take.height).toBeCloseTo(16 / 9, 1);
    const click = take.shots.find(({ label, action }) => label === "Wrap as a gift" && action === "click");
    expect(click?.changed).toBe(true);
    const box = click?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    expect(box.x).toBeGreaterThan(take.width / 2);
    const atMs = click?.atMs ?? 0;
    // The line runs six pixels outside of the box; the same place on the left is bare page.
    const [lineX, lineY] = [box.x - 6, box.y + box.height / 2];
    expect(await colourAt(take, atMs, lineX, lineY)).toBe(accent);
    expect(await colourAt(take, atMs, lineX - 664, lineY)).toBe(paper);
    const press = take.pointer.find(({ event, atMs: at }) => event === "down" && Math.abs(at - atMs) < 300);
    expect(press?.x).toBeGreaterThan(box.x);
    expect(press?.x).toBeLessThan(box.x + box.width);
    const ends = take.shots.map(({ startMs, endMs }) => [startMs, endMs]);
    expect(ends.flat()).toEqual(ends.flat().toSorted((a, b) => a - b));
    expect(take.shots.at(-1)?.endMs).toBe(take.durationMs);
  });

  it("take turns under a wipe, in pages of the usual size", async () => {
    const label = "Wrap as a gift";
    const plan = planOf("/", { action: "hover", label, target: { role: "button", name: label, selector: "#gift" } });
    const take = await compare({ base: { "index.html": before }, head: { "index.html": after } }, "wipe", plan);
    expect(take).toMatchObject({ comparison: "wipe", width: 640, height: 400 });
    const box = take.shots.find(({ label }) => label === "Wrap as a gift")?.box;
    // Where the new button is wider than the one that stood there.
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) - 4, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    const opening = await colourAt(take, 300, x, y);
    const opened = await colourAt(take, 1_900, x, y);
    expect(opening).not.toBe(opened);
  });

  it("say that a page is not there yet instead of showing an error", async () => {
    const page = html("Gifts", `<p>Ribbons in six colours</p>`);
    const revisions = { base: { "index.html": before }, head: { "gifts.html": page } };
    const take = await compare(revisions, "side", planOf("/gifts.html"));
    expect(take.shots.map(({ route }) => route).join(" ")).toMatch(/gifts/);
    // The sheet has the colour of the page that comes, and nothing of an error page in its corner.
    expect(await colourAt(take, 500, 40, 200)).toBe(paper);
  });

  it("show head alone, and say why, when the base cannot be shown", async () => {
    const take = await compare(
      { base: { "README.md": "Nothing" }, head: { "index.html": after } },
      "side",
      planOf("/"),
    );
    expect(take.comparison).toBeUndefined();
    expect(take.summary).toMatch(/Before is missing: /);
  });

  it("are refused with one sentence when nothing differs", async () => {
    const commented = before.replace("</main>", "<!-- later --></main>");
    const comparing = compare({ base: { "index.html": before }, head: { "index.html": commented } });
    await expect(comparing).rejects.toMatchObject({ code: expect.stringMatching(/no_visible_change|nothing_differs/) });
  });
});
