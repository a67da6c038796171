import { rmSync } from "node:fs";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../convex/_generated/api.js";
import { takeSummaryOf } from "../convex/model/documents.ts";
import type { Shot } from "../convex/model/recording.ts";
import { commit, createRepository, runGit } from "../pipeline/serve/fixtures/repository.ts";
import { carriedEdits, earlierRecording } from "../pipeline/worker/earlier.ts";
import { performers } from "../pipeline/worker/perform.ts";
import { openWorkshop, type Workshop } from "../pipeline/worker/workshop.ts";
import { claim, finishRender, newThread, openStore, runOf, type StoreUnderTest, versionsOf } from "./store/support.ts";

const page = (body: string): string => `<!doctype html><html lang="en"><head><title>Cart</title>
<style>body { margin: 0; font: 16px sans-serif } main { padding: 40px }</style></head>
<body><main><h1>Cart</h1>${body}</main></body></html>`;
const gift = `<p><button type="button" onclick="this.nextElementSibling.textContent = 'Wrapped'">Wrap as a gift</button> <output></output></p>`;
const greeting = `<p><label>Greeting <input name="greeting"></label></p>`;
const note = `<p><label><input type="checkbox" name="note"> Leave a note at the door</label></p>`;

let store: StoreUnderTest;
let workshop: Workshop;
beforeAll(async () => {
  store = await openStore();
  workshop = await openWorkshop({ store: store.worker, home: store.dir, shelf: null, log: pino({ enabled: false }) });
});
afterAll(() => store.close());

/** Claims the next job and does it, as the worker would. */
async function work(kind: "record" | "render"): Promise<void> {
  const claimed = await claim(store, "w1", [kind]);
  await performers(workshop)[kind](claimed, { signal: new AbortController().signal, report: () => {} });
}

it("records again by the old plan, with the edits where their elements are now, and names what has no place", async () => {
  const repoDir = createRepository("again", { "index.html": page("<p>Two lamps</p>") });
  const baseSha = runGit(repoDir, "rev-parse", "HEAD");
  const commitSha = commit(repoDir, "Add gifts and greetings", { "index.html": page(gift + greeting) });
  const ids = await newThread(store);
  const viewport = { width: 640, height: 400 };
  const runId = await store.bot.mutation(api.runs.create, {
    ...ids,
    timestamp: 1,
    commitSha,
    baseSha,
    repoUrl: repoDir,
    repo: "local/again",
    summary: "Recording",
    title: "Gifts and greetings",
    status: "queued",
    source: "pr",
    request: { kind: "pr", viewport, maxDurationMs: 20_000 },
  });
  await work("record");

  const { shots = [] } = await runOf(store, runId);
  const usedIn = (all: readonly Shot[], label: string) =>
    all.find((shot) => shot.label === label && shot.action !== "hover");
  const [wrapped, greeted] = [usedIn(shots, "Wrap as a gift"), usedIn(shots, "Greeting")];
  expect([wrapped?.action, greeted?.action]).toEqual(["click", "type"]);
  await store.bot.mutation(api.edits.applyEdits, {
    runId,
    operations: [
      {
        type: "zoom",
        intensity: 2,
        centerX: (wrapped?.box?.x ?? 0) + 10,
        centerY: (wrapped?.box?.y ?? 0) + 10,
        startMs: wrapped?.atMs ?? 0,
        durationMs: 600,
        anchor: { shotId: wrapped?.id ?? "", element: "Wrap as a gift" },
      },
      { type: "caption", text: "A greeting, too", startMs: greeted?.atMs ?? 0, durationMs: 500, position: "bottom" },
    ],
  });
  await finishRender(store, await claim(store, "w1", ["render"]));

  // The greeting goes, the gift moves down under other things, and a note comes.
  const moved = `<p>Something above</p><p>And more</p>${gift}${note}`;
  const newSha = commit(repoDir, "Notes instead of greetings", { "index.html": page(moved) });
  const again = await store.bot.mutation(api.runs.rerecord, { id: runId, commitSha: newSha });
  await work("record");

  const run = await runOf(store, again);
  const names = (run.shots ?? []).map(({ label }) => label);
  expect(names).toContain("Leave a note at the door");
  expect(names).not.toContain("Greeting");
  const newGift = usedIn(run.shots ?? [], "Wrap as a gift");
  expect(newGift?.box?.y).toBeGreaterThan(wrapped?.box?.y ?? 0);
  const [first, second] = await versionsOf(store, again);
  expect(first?.operations.some(({ type }) => type === "zoom")).toBe(false);
  expect(second?.operations).toEqual([
    expect.objectContaining({
      type: "zoom",
      centerY: (newGift?.box?.y ?? 0) + 10,
      startMs: newGift?.atMs,
      anchor: { shotId: newGift?.id, element: "Wrap as a gift" },
    }),
  ]);
  expect(run.notPlaced).toEqual([expect.stringMatching(/^the caption “A greeting, too”: its step “Greeting”/)]);
  expect(run.summary).toMatch(/Not there any more: “Greeting”/);
  expect(run.summary).toMatch(/Could not place the caption “A greeting, too”/);
  expect(run.carriedVersionId).toBe(second?._id);
  await work("render");
  expect((await versionsOf(store, again)).map(({ status }) => status)).toEqual(["completed", "completed"]);

  // With the old take gone there is no plan to go by, and the edits still find their place.
  rmSync(workshop.takes.dir, { recursive: true });
  const afresh = await store.bot.mutation(api.runs.rerecord, { id: again });
  const earlier = await earlierRecording(workshop, await runOf(store, afresh), AbortSignal.timeout(60_000));
  expect(earlier?.plan).toBeNull();
  const take = takeSummaryOf(run);
  expect(earlier && take && carriedEdits(earlier, take)?.carried.operations).toEqual(second?.operations);
  rmSync(repoDir, { recursive: true, force: true });
});
