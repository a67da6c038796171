import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InteractionPlan } from "../plan/types.ts";
import type { Take } from "../take/take.ts";
import { type FixtureSite, openFixtureSite } from "./fixtures/site.ts";
import { noProgress, open, openTrialStage, planOf, takeFolder } from "./fixtures/trial.ts";
import type { Stage } from "./stage.ts";

let site: FixtureSite;
let stage: Stage;

beforeAll(async () => {
  site = await openFixtureSite();
  stage = await openTrialStage({ size: { width: 640, height: 360 } });
});

afterAll(async () => {
  await stage.close();
  await site.close();
});

async function record(plan: InteractionPlan, on: Stage = stage, baseUrl = site.url): Promise<Take> {
  site.log.length = 0;
  const outDir = await takeFolder();
  return on.record({ baseUrl, plan, outDir, timeLimitMs: 60_000, onProgress: noProgress });
}

const click = (name: string, changed = false) =>
  ({ action: "click", target: { role: "button", name }, label: name, changed }) as const;

test("a button that does not listen yet is pressed again", async () => {
  const take = await record(planOf(open("/late.html"), click("Late")));
  expect(site.log).toEqual(["late"]);
  expect(take.shots.map(({ label }) => label)).toEqual(["navigate", "Late"]);
  expect(take.pointer.filter(({ event }) => event === "down")).toHaveLength(2);
});

test("a page that answers nothing is loaded once more", async () => {
  const take = await record(planOf(open("/late.html"), click("Dead")));
  expect(site.log).toEqual(["dead"]);
  expect(take.shots.map(({ label }) => label)).toEqual(["navigate", "Dead"]);
});

test("the view is clear before the take begins, but for what the plan shows", async () => {
  const plan = planOf(open("/crowded.html"), { action: "hover", target: { text: "Share this list" }, changed: true });
  const take = await record(plan);
  expect(site.log.toSorted()).toEqual(["promo", "reject", "skip", "toast"]);
  expect(take.notShown).toEqual([]);
});

test("a page that changes before it draws is waited for, and the take shows the change", async () => {
  const outDir = await takeFolder();
  const plan = planOf(open("/frozen.html"), click("Hold back", true));
  const take = await stage.record({ baseUrl: site.url, plan, outDir, timeLimitMs: 60_000, onProgress: noProgress });
  const last = PNG.sync.read(await readFile(join(outDir, take.pictures.at(-1)?.file ?? "none")));
  const corner = (300 * last.width + 600) * 4;
  expect([...last.data.subarray(corner, corner + 3)]).toEqual([10, 120, 60]);
  expect(take.capture.method).toBe("begin-frame");
});

test("a page that changes and never draws again is filmed in real time, and the take says why", async () => {
  const take = await record(planOf(open("/frozen.html"), click("Never draw")));
  expect(take.capture.method).toBe("screencast");
  expect(take.capture.reason).toContain("the page changed and drew no frame");
});

test("a splash screen is waited out, off the take", async () => {
  const take = await record(planOf(open("/splash.html"), click("Go on")));
  expect(take.notShown).toEqual([]);
  expect(take.durationMs).toBeLessThan(6000);
});

test("a long way is scrolled with rests at headings", async () => {
  const take = await record(planOf(open("/tall.html"), { action: "scroll", value: "bottom", label: "Down" }));
  const [, down] = take.shots;
  const shown = take.pictures.map(({ atFrame }) => (atFrame * 1000) / take.fps);
  const rests = shown.filter((at, index) => at > (down?.startMs ?? 0) && (shown[index + 1] ?? 1e9) - at > 400);
  // Four headings, and the end.
  expect(rests).toHaveLength(5);
  expect((down?.endMs ?? 0) - (down?.startMs ?? 0)).toBeLessThan(15_000);
});

test("a page that does not scroll is not said to", async () => {
  const take = await record(planOf(open("/late.html"), { action: "scroll", label: "Down" }));
  expect(take.shots).toHaveLength(1);
  expect(take.notShown).toEqual([expect.objectContaining({ what: "Down", detail: "the page does not scroll" })]);
});

test("a server that dies half-way ends in a take of what was there", async () => {
  const page = await readFile(new URL("fixtures/second.html", import.meta.url));
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(page));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outDir = await takeFolder();
  const die = () => {
    server.closeAllConnections();
    server.close();
  };
  const take = await stage.record({
    baseUrl: url,
    plan: planOf(open("/"), click("Here"), { ...open("/next"), label: "Next" }, click("Here")),
    outDir,
    timeLimitMs: 60_000,
    onProgress: ({ fraction }) => {
      if (fraction === 0.25) die();
    },
  });
  expect(take.shots.map(({ label }) => label)).toEqual(["navigate", "Here"]);
  expect(take.notShown.map(({ detail }) => detail)).toEqual([
    "The page /next does not open (connection refused); check that the app is still running.",
    "its page did not open",
  ]);
  await expect(record(planOf(open("/")), stage, url)).rejects.toMatchObject({ code: "page_unreachable" });
});
