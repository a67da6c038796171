import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import type { RecordRequest } from "../convex/model/request.ts";
import { openTourSite, type TourSite } from "../pipeline/tour/fixtures/site.ts";
import { performers } from "../pipeline/worker/perform.ts";
import { openWorkshop, type Workshop } from "../pipeline/worker/workshop.ts";
import { openThread } from "./agent/support.ts";
import { claim, newThread, openStore, runOf, type StoreUnderTest, versionsOf } from "./store/support.ts";

let store: StoreUnderTest;
let site: TourSite;
let workshop: Workshop;
const logged: string[] = [];

beforeAll(async () => {
  [store, site] = await Promise.all([openStore(), openTourSite()]);
  const log = pino({ level: "trace" }, { write: (line) => void logged.push(line) });
  workshop = await openWorkshop({ store: store.worker, home: store.dir, shelf: null, log });
});
afterAll(async () => {
  await site.close();
  await store.close();
});

type Thread = Awaited<ReturnType<typeof newThread>>;

async function ask(request: RecordRequest, { workspaceId, threadId }: Thread): Promise<Id<"runs">> {
  const source = request.kind === "lead" ? "lead" : "url";
  const told = { timestamp: 1, summary: "A page", title: "A page", status: "queued", source, request } as const;
  return store.bot.mutation(api.runs.create, { workspaceId, threadId, ...told });
}

/** Claims the next recording and does it, as a worker would that may open the site of this test. */
async function work(shop: Workshop): Promise<void> {
  const claimed = await claim(store, "w1", ["record"]);
  await performers(shop).record(claimed, { signal: new AbortController().signal, report: () => {} });
}

it("makes a video of a lead's site that names them, opens what was asked for, and presses nothing else", async () => {
  const lead = { name: "Jane Doe", company: "Tallymint", website: site.url, email: "jane@tallymint.example" };
  const viewport = { width: 640, height: 400 };
  const thread = await openThread(store);
  const runId = await ask({ kind: "lead", lead, viewport, focus: "the pricing page", maxDurationMs: 9_000 }, thread);
  await work({ ...workshop, alsoReachable: [site.url] });

  const run = await runOf(store, runId);
  expect(run).toMatchObject({ status: "completed", title: "Tallymint for Jane Doe", width: 640, height: 400 });
  expect(run.summary).toMatch(/^For Jane Doe, Tallymint\. A tour of 127\.0\.0\.1/);
  expect(run.takeDurationMs).toBeGreaterThan(3_000);
  expect(run.takeDurationMs).toBeLessThan(16_000);
  const shots = run.shots ?? [];
  expect(shots[0]).toMatchObject({ action: "navigate", label: "Know what is on the shelf" });
  expect(shots.find(({ action }) => action === "click")).toMatchObject({ label: "Pricing", route: "/" });
  expect(shots.some(({ route }) => route === "/pricing.html")).toBe(true);
  expect(shots.some(({ changed }) => changed)).toBe(false);
  const [first] = await versionsOf(store, runId);
  expect(first?.operations).toEqual([
    { type: "caption", text: "For Jane Doe, Tallymint", startMs: 0, durationMs: 3_500, position: "bottom" },
  ]);
  expect(site.asked.filter((asked) => !asked.startsWith("GET "))).toEqual([]);
  expect(site.asked.filter((asked) => /signup|login/.test(asked))).toEqual([]);
  expect(logged.join("")).not.toMatch(/Jane|jane@/);

  await thread.say("remove the caption");
  expect((await versionsOf(store, runId)).map(({ operations }) => operations.length)).toEqual([1, 0]);
});

it("opens no private address for a worker, and says what a lead without a website needs", async () => {
  const before = site.asked.length;
  const thread = await newThread(store);
  await ask({ kind: "url", url: site.url }, thread);
  await expect(work(workshop)).rejects.toMatchObject({ code: "site_refused" });
  expect(site.asked).toHaveLength(before);
  await ask({ kind: "lead", lead: { name: "Jane Doe", email: "jane.doe@gmail.com" } }, thread);
  await expect(work(workshop)).rejects.toMatchObject({
    code: "no_website",
    message: expect.not.stringContaining("Jane"),
  });
});
