import { api } from "../convex/_generated/api.js";
import { connectStore } from "../convex/client.ts";
import { joinAs, newThread, openStore, queueRun, type StoreUnderTest } from "../tests/store/support.ts";

const usualSizes = [10, 1_000, 100_000];
const workerCounts = [1, 2, 8, 32];
const MEASURED = 200;
const AT_ONCE = 20;

type Thread = Awaited<ReturnType<typeof newThread>>;

/**
 * `npm run bench -- store [DOCUMENTS …]`: what the store does in a second as it grows. Half of its documents are jobs that wait
 * and half the runs that they are for, so that the queue's own indexes grow too.
 */
export async function benchStore(words: readonly string[]): Promise<Record<string, unknown>[]> {
  const sizes = words.length > 0 ? words.map(Number) : usualSizes;
  const store = await openStore();
  try {
    const thread = await newThread(store);
    const { workspaceId } = thread;
    const owner = await joinAs(store, workspaceId, "owner", { isOwner: true });
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { activeJobs: 100 } });
    const rows: Record<string, unknown>[] = [];
    let queued = 0;
    for (const size of sizes) {
      const wanted = Math.max(1, Math.ceil(size / 2));
      await inParallel(wanted - queued, AT_ONCE * 5, () => queueRun(store, thread));
      queued = Math.max(queued, wanted);
      const requests = await rateOf(MEASURED, AT_ONCE, () => queueRun(store, thread));
      queued += MEASURED;
      const messages = await messageRate(store, thread);
      const updates = await updateRate(store, thread);
      const claims: Record<string, number> = {};
      for (const workers of workerCounts) claims[`claims/s, ${workers} workers`] = await claimRate(store, workers);
      const row = { documents: size, "runs/s": requests, "messages/s": messages, "live updates/s": updates, ...claims };
      rows.push(row);
      // The largest takes minutes to fill.
      console.log(JSON.stringify(row));
    }
    return rows;
  } finally {
    await store.close();
  }
}

const messageRate = ({ bot }: StoreUnderTest, { threadId }: Thread) =>
  rateOf(MEASURED, AT_ONCE, () => bot.mutation(api.messages.append, { threadId, role: "user", content: "shorter" }));

/** Changes that a watcher on another connection has seen, each before the next is made: the way from a worker's news to a door. */
async function updateRate({ host, bot }: StoreUnderTest, { threadId }: Thread): Promise<number> {
  const watcher = connectStore({ url: host.url, key: "the bot's key", kind: "bot" });
  let seen = "";
  let onSeen = () => {};
  const stop = watcher.watch(api.threads.context, { id: threadId }, ({ messages }) => {
    seen = messages.at(-1)?.content ?? "";
    onSeen();
  });
  const rate = await rateOf(MEASURED, 1, async () => {
    const content = crypto.randomUUID();
    const arrived = new Promise<void>((resolve) => {
      onSeen = () => {
        if (seen === content) resolve();
      };
    });
    await bot.mutation(api.messages.append, { threadId, role: "user", content });
    await arrived;
  });
  stop();
  await watcher.close();
  return rate;
}

/** A claim, and the release that makes room for the next; each worker has a connection of its own. */
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
