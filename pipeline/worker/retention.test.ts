import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { openStore, recordedRun } from "../../tests/store/support.ts";
import { clearScratch, type RetentionOptions, tidy } from "./retention.ts";
import { markUsed } from "./storage/takes.ts";

const dayMs = 86_400_000;
const nowMs = Date.parse("2026-03-01T12:00:00Z");
const plenty = 1e12;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "aura-retention-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A real folder with a file in it, last used so many days ago. */
function put(path: string, days: number): void {
  mkdirSync(join(dir, path), { recursive: true });
  writeFileSync(join(dir, path, "take.json"), "{}");
  const at = (nowMs - days * dayMs) / 1000;
  utimesSync(join(dir, path), at, at);
}

type Use = Awaited<ReturnType<RetentionOptions["takeUse"]>>;
const tidied = async (
  uses: Record<string, Use>,
  freeBytes: () => number = () => plenty,
  keepDays: RetentionOptions["keepDays"] = {},
) => {
  const removed = await tidy({
    keepDays,
    takesDir: join(dir, "takes"),
    cacheDir: join(dir, "cache"),
    takeUse: async (runId) => uses[runId] ?? { state: "unknown" },
    freeBytes: async () => freeBytes(),
    nowMs: () => nowMs,
  });
  return removed.map((path) => path.slice(dir.length + 1)).toSorted();
};
const resting = (takeRef: string): Use => ({ state: "resting", takeRef });

describe("while there is room", () => {
  it("keeps every take that can be edited, for as long as its run lives", async () => {
    put("takes/a-1", 400);
    expect(await tidied({ a: resting("a-1") })).toEqual([]);
  });

  it("removes takes of attempts that came to nothing, and of removed runs, after a week", async () => {
    for (const [name, days] of [
      ["a-1", 8],
      ["a-2", 8],
      ["b-1", 6],
      ["c-1", 8],
      ["d-1", 6],
    ] as const) {
      put(`takes/${name}`, days);
    }
    const uses: Record<string, Use> = {
      a: resting("a-2"),
      b: { state: "resting", takeRef: null },
      c: { state: "gone" },
      d: { state: "gone" },
    };
    expect(await tidied(uses)).toEqual(["takes/a-1", "takes/c-1"]);
    expect(readdirSync(join(dir, "takes")).toSorted()).toEqual(["a-2", "b-1", "d-1"]);
  });

  it("leaves the caches alone, except for what killed workers left in them", async () => {
    for (const name of ["segments/old", "dependencies/old", "assemble-x1", "export-x2"]) put(`cache/${name}`, 3);
    put("cache/export-now", 0);
    expect(await tidied({})).toEqual(["cache/assemble-x1", "cache/export-x2"]);
  });
});

describe("while the disk is short", () => {
  it("keeps takes of attempts that came to nothing for a day only", async () => {
    put("takes/a-1", 2);
    put("takes/b-1", 0.5);
    const failed: Use = { state: "resting", takeRef: null };
    expect(await tidied({ a: failed, b: failed }, () => 1_000)).toEqual(["takes/a-1"]);
  });

  it("removes what can be made again first, then takes that rested for a month, and stops as soon as there is room", async () => {
    put("cache/segments/old", 3);
    put("cache/segments/new", 0);
    put("takes/a-1", 90);
    put("takes/b-1", 60);
    put("takes/c-1", 5);
    const uses = { a: resting("a-1"), b: resting("b-1"), c: resting("c-1") };
    const roomAfter = (count: number) => {
      let asked = 0;
      return () => (asked++ < count ? 1_000 : plenty);
    };
    expect(await tidied(uses, roomAfter(3))).toEqual(["cache/segments/old", "takes/a-1"]);
    expect(await tidied(uses, () => 1_000)).toEqual(["takes/b-1"]);
  });

  it("touches no take that work is to come for, no folder of somebody else, and none that was used just now", async () => {
    put("takes/a-1", 400);
    put("takes/notes", 400);
    put("takes/b-1", 400);
    await markUsed(join(dir, "takes", "b-1"));
    expect(await tidied({ a: { state: "busy", takeRef: "a-1" }, b: resting("b-1") }, () => 0)).toEqual([]);
  });
});

it("knows from the store which takes are needed", async () => {
  const store = await openStore();
  try {
    const { runId } = await recordedRun(store);
    const use = () => store.worker.query(api.jobs.takeInUse, { runId });
    expect(await use()).toEqual({ state: "resting", takeRef: "takes/1" });
    await store.bot.mutation(api.edits.applyEdit, { runId, operation: { type: "cut", startMs: 0, endMs: 1_000 } });
    expect(await use()).toMatchObject({ state: "busy" });
    await store.bot.mutation(api.runs.remove, { id: runId });
    expect(await use()).toEqual({ state: "gone" });
    expect(await store.worker.query(api.jobs.takeInUse, { runId: "notes" })).toEqual({ state: "unknown" });
  } finally {
    await store.close();
  }
});

it("clears the scratch of processes that are gone, and not that of another worker", async () => {
  const gone = "4194999";
  for (const name of [gone, "job-x", String(process.ppid)]) put(`scratch/${name}`, 0);
  await clearScratch(join(dir, "scratch"));
  expect(readdirSync(join(dir, "scratch"))).toEqual([String(process.ppid)]);
});

it("keeps takes for as many days as was settled", async () => {
  put("takes/a-1", 3);
  put("takes/a-2", 10);
  const uses = { a: resting("a-2") };
  expect(await tidied(uses, undefined, { failed: 4 })).toEqual([]);
  expect(await tidied(uses, undefined, { failed: 2 })).toEqual(["takes/a-1"]);
  expect(await tidied(uses, () => 0, { resting: 11 })).toEqual([]);
  expect(await tidied(uses, () => 0, { resting: 9 })).toEqual(["takes/a-2"]);
});
