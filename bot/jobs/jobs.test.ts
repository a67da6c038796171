import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { claim, firstValue, held, openStore, queueRun, type StoreUnderTest } from "../../tests/store/support.ts";
import { openHome } from "../home/home.ts";
import { lockHome } from "../home/lock.ts";
import { connectToRunning, describeJobs, limitJobs, reviveJob } from "./jobs.ts";

let dir: string;
let store: StoreUnderTest;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "aura-jobs-"));
  store = await openStore();
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

it("tells what runs, waits and is dead, and asks for the dead once more", async () => {
  expect(await describeJobs(store.bot)).toBe("Nothing waits, runs or is dead.");
  await queueRun(store);
  const failing = await claim(store);
  const failure = { code: "app_unusable", message: "The app\u001b[2J does not start.", retryable: false };
  await store.worker.mutation(api.jobs.fail, { ...held(failing), ...failure });
  await queueRun(store);
  await store.worker.mutation(api.jobs.heartbeat, {
    ...held(await claim(store, "w7")),
    stage: "Recording",
    progress: 40,
  });
  await queueRun(store);

  const told = await describeJobs(store.bot);
  expect(told).toMatch(/1 running\n.*recording of PR 1 · Recording PR 1\n {4}Recording, 40 % on w7/);
  expect(told).toMatch(/1 waiting\n.*\n {4}asked for \d+ s ago/);
  expect(told).toMatch(/1 dead\n.*\n {4}since \d{4}-\d\d-\d\d .* UTC: The app \[2J does not start\./);
  expect(told).toContain("npm run jobs -- revive ID");

  expect(await reviveJob(store.bot, failing.jobId)).toMatch(/^Asked once more for recording of PR 1/);
  const after = await describeJobs(store.bot);
  expect(after).toMatch(/2 waiting/);
  expect(after).toMatch(/asked for again/);
  expect(after).not.toContain("revive ID");
});

it("limits how many are under way at once", async () => {
  expect(await limitJobs(store.bot, "1")).toBe("No more than 1 is under way at once.");
  const first = await queueRun(store);
  const second = await queueRun(store);
  const first1 = held(await claim(store));
  expect(await store.worker.mutation(api.jobs.claim, { workerId: "w2" })).toBeNull();
  expect(await store.worker.query(api.jobs.ready, {})).toMatchObject({ count: 1, heads: { record: null } });
  expect(await describeJobs(store.bot)).toMatch(/No more than 1 is under way at once \(npm run jobs -- limit none/);
  const room = firstValue(store.worker, api.jobs.ready, {}, ({ heads }) => heads.record !== null);
  await store.worker.mutation(api.jobs.release, first1);
  await room;
  expect((await claim(store)).run._id).toBe(first.runId);
  for (const wrong of ["0", "two", "1.5"]) {
    await expect(limitJobs(store.bot, wrong)).rejects.toMatchObject({ data: { code: "invalid_argument" } });
  }
  await limitJobs(store.bot, "none");
  expect((await claim(store)).run._id).toBe(second.runId);
});

it("refuses an id that no dead job has, in one sentence", async () => {
  await expect(reviveJob(store.bot, "nonsense")).rejects.toThrow("No dead job has the id nonsense; npm run jobs lists");
});

it("says so when nothing runs, also where a killed host has left its address", async () => {
  const home = openHome(dir);
  writeFileSync(home.storeUrlFile, "http://127.0.0.1:9");
  await expect(connectToRunning({ CONVEX_URL: undefined, AURA_HOME: dir })).rejects.toThrow(/^Aura does not run in/);
});

it("reaches the host of the running Aura by the address in its home", async () => {
  const home = openHome(dir);
  const lock = lockHome(home.dir);
  try {
    writeFileSync(home.storeUrlFile, store.host.url);
    const reached = await connectToRunning({ CONVEX_URL: undefined, AURA_HOME: dir });
    // The store of this test does not know the home's key: its refusal shows that it was reached.
    await expect(describeJobs(reached)).rejects.toMatchObject({ data: { code: "forbidden" } });
    await reached.close();
  } finally {
    lock.release();
  }
});
