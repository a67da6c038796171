import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import {
  claim,
  codeOf,
  finishRecording,
  held,
  newThread,
  openStore,
  queueRun,
  runOf,
  type StoreUnderTest,
} from "./support.ts";

// On a deployment, mutations that touch the same rows are taken back and run again: nothing may depend on the first try.
let store: StoreUnderTest;
let chance = 0;
const nextChance = () => {
  chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31;
  return chance / 2 ** 31;
};
beforeAll(async () => {
  store = await openStore(undefined, { isInConflict: () => nextChance() < 0.4 });
});
afterAll(() => store.close());

it("gives each job to one worker, once, however often its claim is taken back", async () => {
  const thread = await newThread(store);
  const runs = await Promise.all(Array.from({ length: 12 }, () => queueRun(store, thread)));
  const claimed = await Promise.all(Array.from({ length: 8 }, (_, index) => claimAll(`w${index}`)));
  expect(claimed.flat().toSorted()).toEqual(runs.map(({ runId }) => runId).toSorted());
  for (const { runId } of runs) expect(await runOf(store, runId)).toMatchObject({ status: "completed" });
});

async function claimAll(workerId: string): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const claimed = await store.worker.mutation(api.jobs.claim, { workerId, kinds: ["record"] });
    if (claimed === null) {
      // The others hold as much as the workspace may have under way.
      const { count } = await store.worker.query(api.jobs.ready, {});
      if (count === 0) return done;
      continue;
    }
    expect(claimed.attempt).toBe(1);
    await store.worker.mutation(api.jobs.heartbeat, { ...held(claimed), stage: "Recording", progress: 50 });
    await finishRecording(store, claimed);
    done.push(claimed.run._id);
  }
}

it("keeps an edit, a failure and its retry single", async () => {
  const { runId } = await queueRun(store);
  const first = await claim(store);
  const failure = { ...held(first), code: "browser_died", message: "The browser ended.", retryable: true };
  await store.worker.mutation(api.jobs.fail, failure);
  expect(await codeOf(store.worker.mutation(api.jobs.fail, failure))).toBe("stale_attempt");
  const jobId = first.jobId;
  await expect
    .poll(async () => (await store.worker.query(api.jobs.ready, {})).heads.record?.jobId, { timeout: 10_000 })
    .toBe(jobId);
  const second = await claim(store);
  expect(second.attempt).toBe(2);
  await finishRecording(store, second);
  const cut = { type: "cut" as const, startMs: 0, endMs: 500 };
  const edits = Array.from({ length: 5 }, () =>
    store.bot.mutation(api.edits.applyEdits, { runId, operations: [cut], idempotencyKey: "message 1:0" }),
  );
  expect(new Set(await Promise.all(edits)).size).toBe(1);
});
