import { tmpdir } from "node:os";
import { afterEach, expect, it } from "vitest";
import { claim, openStore, queueRun, type StoreUnderTest } from "../../tests/store/support.ts";
import { type HealthServer, serveHealth } from "./health.ts";
import { type HealthReport, openVitals } from "./vitals.ts";

let health: HealthServer | null = null;
let store: StoreUnderTest | null = null;
afterEach(async () => {
  health?.close();
  await store?.close();
  health = null;
  store = null;
});

async function fetchText(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${health?.url}${path}`, { headers });
  return { status: answer.status, text: await answer.text() };
}
const report = async () => {
  const { status, text } = await fetchText("/health");
  return { code: status, ...(JSON.parse(text) as HealthReport) };
};

it("tells what waits and what is under way, and that the store is away after 30 s of silence", async () => {
  let elapsed = 0;
  const vitals = openVitals({ workerId: "w1", dir: tmpdir(), neededBytes: 0, elapsedMs: () => elapsed });
  health = await serveHealth({ port: 0, vitals });
  store = await openStore();
  const heard = { ...store, worker: vitals.hears(store.worker) };
  vitals.sawQueue({
    count: 3,
    oldestAt: Date.now() - 5_000,
    heads: { record: null, render: null, export: null, reel: null },
  });
  elapsed = 30_001;
  expect(await report()).toMatchObject({ code: 503, status: "store_away", heartbeatAgeMs: 30_001, queueDepth: 3 });

  await queueRun(store);
  const claimed = await claim(heard);
  const work = { signal: new AbortController().signal, report: () => {} };
  await vitals.counts(async (_, { report: tell }) => {
    tell({ stage: "Recording", percent: 10, etaMs: null });
    elapsed += 2_000;
    const told = await report();
    expect(told).toMatchObject({ code: 200, status: "ok", heartbeatAgeMs: 2_000 });
    expect(told.jobs).toEqual([
      {
        jobId: claimed.jobId,
        runId: claimed.run._id,
        kind: "record",
        attempt: 1,
        stage: "Recording",
        runningMs: 2_000,
      },
    ]);
    expect(told.oldestWaitingMs).toBeGreaterThanOrEqual(5_000);
  })(claimed, work);
  const failing = vitals.counts(async () => {
    throw new Error("no");
  });
  await expect(failing(claimed, work)).rejects.toThrow("no");

  expect((await report()).jobs).toEqual([]);
  const { text } = await fetchText("/metrics");
  expect(text).toContain('aura_worker_jobs_total{kind="record",outcome="succeeded"} 1');
  expect(text).toContain('aura_worker_jobs_total{kind="record",outcome="failed"} 1');
  expect(text).toContain("aura_queue_depth 3");
  expect(text).toContain("aura_worker_healthy 1");
});

it("asks the store when nothing else has, and does not wait for one that is away", async () => {
  let elapsed = 0;
  let asked = 0;
  let answer: Promise<unknown> = Promise.resolve();
  const ask = () => {
    asked += 1;
    return answer;
  };
  const vitals = openVitals({ workerId: "w1", dir: tmpdir(), neededBytes: 0, elapsedMs: () => elapsed, ask });
  health = await serveHealth({ port: 0, vitals });
  elapsed = 60_000;
  expect(await report()).toMatchObject({ code: 200, status: "ok", heartbeatAgeMs: 0 });
  elapsed += 60_000;
  answer = new Promise(() => undefined);
  expect(await report()).toMatchObject({ code: 503, status: "store_away", heartbeatAgeMs: 60_000 });
  expect((await fetchText("/metrics")).text).toContain("aura_worker_healthy 0");
  expect(asked).toBe(2);
});

it("is not well on a full disk", async () => {
  const vitals = openVitals({ workerId: "w1", dir: tmpdir(), neededBytes: Number.MAX_SAFE_INTEGER });
  health = await serveHealth({ port: 0, vitals });
  expect(await report()).toMatchObject({ code: 503, status: "disk_full" });
});

it("has nothing else, and refuses a port that is taken", async () => {
  const vitals = openVitals({ workerId: "w1", dir: tmpdir() });
  health = await serveHealth({ port: 0, vitals });
  expect((await fetchText("/")).status).toBe(404);
  await expect(serveHealth({ port: Number(new URL(health.url).port), vitals })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
