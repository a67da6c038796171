import { api } from "../convex/_generated/api.js";
import { connectStore } from "../convex/client.ts";
import { newThread, openStore, queueRun, type StoreUnderTest } from "../tests/store/support.ts";
import { drill } from "./drills/drill.ts";

const usualKills = 20;
const sizes = [10, 1_000, 10_000];
const workerCounts = [1, 2, 8];
const MEASURED = 100;
const AT_ONCE = 20;

/** `npm run bench -- drills [KILLS [DOCUMENTS …]]`: kills under load, then what the queue costs as it grows. */
export async function benchDrills(words: readonly string[]): Promise<Record<string, unknown>[]> {
  const [kills = usualKills, ...documents] = words.map(Number);
  const { recoveryMs, ...found } = await drill({ kills });
  console.table([{ ...found, recoveryMedianMs: recoveryMs.median, recoveryWorstMs: recoveryMs.worst }]);
  if (found.lost + found.duplicated + found.mismatched + found.orphans > 0) process.exitCode = 1;
  return await costs(documents.length > 0 ? documents : sizes);
}

/** Requests and claims per second with so many jobs waiting, all on one store that grows. */
async function costs(documents: readonly number[]): Promise<Record<string, unknown>[]> {
  const store = await openStore();
  try {
    const thread = await newThread(store);
    const rows: Record<string, unknown>[] = [];
    let queued = 0;
    for (const size of documents) {
      await inParallel(Math.max(0, size - queued), AT_ONCE, () => queueRun(store, thread));
      queued = Math.max(queued, size);
      const claims: Record<string, number> = {};
      for (const workers of workerCounts) claims[`claims/s, ${workers} workers`] = await claimRate(store, workers);
      const requests = await rateOf(MEASURED, AT_ONCE, () => queueRun(store, thread));
      queued += MEASURED;
      rows.push({ "jobs waiting": size, "requests/s": requests, ...claims });
    }
    return rows;
  } finally {
    await store.close();
  }
}

/** A claim and the release that makes room for the next; each worker has a connection of its own. */
async function claimRate({ host }: StoreUnderTest, workers: number): Promise<number> {
  const connect = () => connectStore({ url: host.url, key: "the worker's key", kind: "worker" });
  const stores = Array.from({ length: workers }, connect);
  let turn = 0;
  const rate = await rateOf(MEASURED, workers, async () => {
    const store = stores[turn++ % workers];
    const claim = await store?.mutation(api.jobs.claim, { workerId: `w${turn}` });
    if (!store || !claim) throw new Error("There was nothing to claim");
    await store.mutation(api.jobs.release, { jobId: claim.jobId, attempt: claim.attempt });
  });
  await Promise.all(stores.map((store) => store.close()));
  return rate;
}

async function rateOf(count: number, atOnce: number, work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await inParallel(count, atOnce, work);
  return Math.round((count / (performance.now() - startedAtMs)) * 1_000);
}

async function inParallel(count: number, atOnce: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
