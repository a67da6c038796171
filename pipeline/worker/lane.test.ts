import { getFunctionName } from "convex/server";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import {
  finishRecording,
  firstValue,
  openStore,
  queueRun,
  runOf,
  type StoreUnderTest,
} from "../../tests/store/support.ts";
import { type Perform, runLane } from "./lane.ts";

const timing = { jitterMs: 5, refusedMs: 5, stopLimitMs: 50, stalledMs: 60_000 };
let store: StoreUnderTest;
let stop: AbortController;
let lanes: Promise<void>[];
beforeEach(async () => {
  store = await openStore();
  stop = new AbortController();
  lanes = [];
});
afterEach(async () => {
  stop.abort();
  await Promise.all(lanes);
  await store.close();
});

type Sent = { name: string; isRefused: boolean };

/** The worker's connection; what it sends is noted, and refused when `refuses` says so. */
function listened(refuses: (name: string, sent: readonly Sent[]) => boolean = () => false) {
  const sent: Sent[] = [];
  const connection: Store = {
    ...store.worker,
    mutation: async (fn, args) => {
      const name = getFunctionName(fn);
      const isRefused = refuses(name, sent);
      sent.push({ name, isRefused });
      if (isRefused) throw new Error("The disk is full");
      return await store.worker.mutation(fn, args);
    },
  };
  return { connection, claims: () => sent.filter(({ name }) => name === "jobs:claim") };
}

function openLane(perform: Perform, connection: Store = store.worker, given: Partial<typeof timing> = {}) {
  const log = pino({ enabled: false });
  const lane = { workerId: "w1", kinds: ["record" as const], log, signal: stop.signal, perform };
  lanes.push(runLane({ ...lane, store: connection, timing: { ...timing, ...given } }));
}

/** Work that ends when it is told to, and says that it has begun. */
function openEnded() {
  const begun = Promise.withResolvers<void>();
  const perform: Perform = (_, { signal }) => {
    begun.resolve();
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  return { begun: begun.promise, perform };
}

const statusOf = async (runId: Parameters<typeof runOf>[1], status: string) =>
  await firstValue(store.bot, api.runs.get, { id: runId }, (run) => run?.status === status);

it("asks for work when there is some, and only then", async () => {
  const { connection, claims } = listened();
  openLane(async (claim) => await finishRecording(store, claim), connection);
  await firstValue(store.worker, api.jobs.ready, {}, () => true);
  expect(claims()).toEqual([]);
  const { runId } = await queueRun(store);
  await statusOf(runId, "completed");
  expect(claims()).toHaveLength(1);
});

it("asks again when the store has refused", async () => {
  const { connection, claims } = listened((name, sent) => name === "jobs:claim" && sent.length < 2);
  openLane(async (claim) => await finishRecording(store, claim), connection);
  const { runId } = await queueRun(store);
  await statusOf(runId, "completed");
  expect(claims().map(({ isRefused }) => isRefused)).toEqual([true, true, false]);
});

it("stops canceled work at once, also when no heartbeat arrives", async () => {
  const { connection } = listened((name) => name === "jobs:heartbeat");
  const { begun, perform } = openEnded();
  const ended = Promise.withResolvers<unknown>();
  openLane((claim, work) => perform(claim, work).catch((reason: unknown) => ended.resolve(reason)), connection);
  const { runId } = await queueRun(store);
  await begun;
  await store.bot.mutation(api.runs.cancel, { id: runId });
  expect(await ended.promise).toBe("canceled");
});

it("goes on with the next job when work does not end", async () => {
  const begun = Promise.withResolvers<void>();
  const { runId } = await queueRun(store);
  openLane(async (claim) => {
    if (claim.run._id !== runId) return void (await finishRecording(store, claim));
    begun.resolve();
    await new Promise(() => undefined);
  });
  await begun.promise;
  const next = await queueRun(store);
  await store.bot.mutation(api.runs.cancel, { id: runId });
  await statusOf(next.runId, "completed");
});

it("tries work again that stands still", async () => {
  let tries = 0;
  openLane(
    async (claim, work) => {
      tries += 1;
      if (tries > 1) await finishRecording(store, claim);
      else await openEnded().perform(claim, work);
    },
    store.worker,
    { stalledMs: 10 },
  );
  const { runId } = await queueRun(store);
  await statusOf(runId, "completed");
  expect(tries).toBe(2);
});

it("hands back what is under way when it is to end, and does not mind that it was canceled meanwhile", async () => {
  const first = openEnded();
  openLane(first.perform);
  const { runId } = await queueRun(store);
  await first.begun;
  stop.abort();
  await Promise.all(lanes);
  expect(await runOf(store, runId)).toMatchObject({ status: "queued" });

  stop = new AbortController();
  const second = openEnded();
  openLane(second.perform, listened((name) => name === "jobs:release").connection);
  await second.begun;
  stop.abort();
  await Promise.all(lanes);
});
