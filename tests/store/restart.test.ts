import { afterEach, beforeEach, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import {
  claim,
  codeOf,
  finishRecording,
  firstValue,
  held,
  openStore,
  queueRun,
  recordedRun,
  runOf,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.close());

async function restart(): Promise<void> {
  await store.stop();
  store = await openStore(store.dir);
}

it("keeps what was finished, and goes on editing it", async () => {
  const { runId } = await recordedRun(store);
  const waiting = await store.bot.mutation(api.edits.applyEdit, {
    runId,
    operation: { type: "cut", startMs: 0, endMs: 1_000 },
  });
  await restart();
  const { videoUrl } = await runOf(store, runId);
  expect((await fetch(videoUrl ?? "")).status).toBe(200);
  expect(await claim(store)).toMatchObject({ kind: "render", version: { _id: waiting } });
  const [original] = await versionsOf(store, runId);
  expect(original).toMatchObject({ status: "completed", videoUrl: expect.stringMatching(/^http/) });
});

it("hands out again what a worker was doing", async () => {
  const { runId } = await queueRun(store);
  const before = await claim(store);
  await restart();
  expect(await store.worker.mutation(api.jobs.claim, { workerId: "w2" })).toBeNull();
  expect(await store.host.runInternal("jobs:abandonLeases")).toBe(1);
  const after = await claim(store, "w2");
  expect(after).toMatchObject({ jobId: before.jobId, attempt: 2 });
  expect(await codeOf(finishRecording(store, before))).toBe("stale_attempt");
  await finishRecording(store, after);
  expect(await runOf(store, runId)).toMatchObject({ status: "completed" });
});

it("wakes what was waiting to be tried again", async () => {
  await queueRun(store);
  const failed = await claim(store);
  const reason = { code: "app_did_not_start", message: "The app did not start.", retryable: true };
  await store.worker.mutation(api.jobs.fail, { ...held(failed), ...reason });
  await restart();
  await firstValue(store.worker, api.jobs.ready, {}, ({ count }) => count === 1);
  expect(await claim(store)).toMatchObject({ jobId: failed.jobId, attempt: 2 });
});
