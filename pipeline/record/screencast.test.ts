import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../provision/browser.ts";
import { type FixtureSite, openFixtureSite } from "./fixtures/site.ts";
import { noProgress, open, openTrialStage, planOf, takeFolder } from "./fixtures/trial.ts";

let site: FixtureSite;

beforeAll(async () => {
  site = await openFixtureSite();
});

afterAll(async () => {
  await site.close();
});

test("a browser without frame control is filmed in real time, and the take says so", async () => {
  // Any browser will do: what counts is that it is not asked for frames.
  const stage = await openTrialStage({ browser: { ...(await findBrowser()), kind: "chromium" } });
  const dir = await takeFolder();
  const take = await stage.record({
    baseUrl: site.url,
    plan: planOf(
      open("/motion.html"),
      { action: "click", target: { role: "button", name: "Go" } },
      { action: "navigate", route: "/second.html" },
      { action: "click", target: { text: "Here" } },
    ),
    outDir: dir,
    timeLimitMs: 60_000,
    onProgress: noProgress,
  });
  await stage.close();
  expect(take.capture).toMatchObject({ method: "screencast", reason: "this browser has no frame control" });
  expect(take.shots).toHaveLength(4);
  const labelOf = new Map(take.elements?.map(({ id, label }) => [id, label]));
  expect(take.shots.map(({ elementId = "" }) => labelOf.get(elementId))).toEqual([undefined, "Go", undefined, "Here"]);
  expect(site.log).toEqual(["second"]);
  const frames = take.pictures.map(({ atFrame }) => atFrame);
  expect(frames[0]).toBe(0);
  expect(frames.every((frame, index) => index === 0 || frame > (frames[index - 1] ?? 0))).toBe(true);
  expect(frames.at(-1)).toBeLessThan(take.frameCount);
  const jpegStart = [0xff, 0xd8, 0xff];
  for (const { file } of take.pictures)
    expect([...(await readFile(join(dir, file))).subarray(0, 3)]).toEqual(jpegStart);
});
