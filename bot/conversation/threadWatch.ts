import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Activity, EditVersion, ExportJob, Message, Run, Thread } from "../../convex/model/documents.ts";
import { failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import type { Platform, ThreadAddress } from "../platform.ts";
import type { Library } from "../results/library.ts";
import { endOf, type Outcome, outcomesOf, progressOf, type RunState } from "./outcomes.ts";
import { openProgressFeed } from "./progressFeed.ts";

export type Context = {
  thread: Thread;
  run: Run | null;
  versions: EditVersion[];
  currentVersion: EditVersion | null;
  exports: ExportJob[];
  jobs: Activity[];
  messages: Message[];
};

export type ThreadWatch = {
  /** Results that were asked for from now on wait until `release`, so that the reply comes before them. */
  hold(): void;
  release(): void;
  /** Resolves when no work is under way in the thread and everything that ended has been posted, or given up. */
  settled(): Promise<void>;
  /** Work under way, as last heard. */
  activeJobs(): readonly Activity[];
  close(): Promise<void>;
};

const RUNS_LOOKED_AT_FIRST = 20;
const ATTEMPTS = 3;
const RETRY_AFTER_MS = 1500;

/**
 * Follows one thread in the store: shows the progress of its jobs and posts what has ended, each thing once. What ended while
 * nobody watched is posted at the start. A result is marked in the store after it has been posted, and its key lets the
 * platform recognise a repetition when the process dies between the two.
 */
export function watchThread(options: {
  store: Store;
  library: Library;
  thread: ThreadAddress & { id: Id<"threads"> };
  platforms: readonly Platform[];
  log: Log;
  retryAfterMs?: number;
}): ThreadWatch {
  const { store, library, thread, platforms, log, retryAfterMs = RETRY_AFTER_MS } = options;
  const states = new Map<Id<"runs">, RunState>();
  const active = new Map<Id<"jobs">, Activity>();
  const finished = new Set<string>();
  const failedAttempts = new Map<string, number>();
  const waiters = new Set<() => void>();
  let isFirstSweep = true;
  let heldSince: number | null = null;
  let isClosed = false;
  let sweeping: Promise<void> | null = null;
  let isSweepDue = false;
  let retryTimer: NodeJS.Timeout | null = null;

  const feed = openProgressFeed((progress) => {
    for (const platform of platforms) {
      platform.showProgress(thread, progress).catch((error: unknown) => log.warn({ err: error }, "progress not shown"));
    }
  });

  const stopWatching = store.watch(api.threads.context, { id: thread.id }, requestSweep, (error) =>
    log.error({ err: error, threadId: thread.id }, "the thread cannot be watched"),
  );

  function requestSweep(): void {
    isSweepDue = true;
    if (isClosed) return;
    sweeping ??= sweepWhileDue().finally(() => {
      sweeping = null;
      for (const wake of [...waiters]) wake();
    });
  }

  async function sweepWhileDue(): Promise<void> {
    while (isSweepDue && !isClosed) {
      isSweepDue = false;
      try {
        await sweep();
      } catch (error) {
        if (!isClosed) log.error({ err: error, threadId: thread.id }, "the thread could not be swept");
      }
    }
  }

  async function sweep(): Promise<void> {
    const context = await store.query(api.threads.context, { id: thread.id });
    await refreshStates(context);
    showJobs(context);
    await postEnded();
    isFirstSweep = false;
  }

  /** The current run comes with the context; others are asked for while something is going on in them. */
  async function refreshStates(context: Context): Promise<void> {
    const others = new Set([...context.jobs, ...active.values()].map((job) => job.runId));
    if (isFirstSweep) {
      const paginationOpts = { numItems: RUNS_LOOKED_AT_FIRST, cursor: null };
      const { page } = await store.query(api.runs.listByThread, { threadId: thread.id, paginationOpts });
      for (const run of page) others.add(run._id);
    }
    if (context.run) {
      const { run, versions, exports } = context;
      others.delete(run._id);
      states.set(run._id, { run, versions, exports });
    }
    for (const runId of others) {
      const run = await store.query(api.runs.get, { id: runId });
      if (run === null) continue;
      const versions = await store.query(api.edits.listVersions, { runId });
      const exports = await store.query(api.exports.list, { runId });
      states.set(runId, { run, versions, exports: exports.toReversed() });
    }
  }

  function showJobs(context: Context): void {
    const now = new Map(context.jobs.map((job) => [job.jobId, job]));
    for (const [jobId, job] of active) {
      const state = states.get(job.runId);
      if (now.has(jobId)) continue;
      active.delete(jobId);
      if (state) feed.tell({ ...progressOf(job, state), percent: 100, etaMs: null, state: endOf(job, state) });
    }
    for (const [jobId, job] of now) {
      const state = states.get(job.runId);
      active.set(jobId, job);
      if (state) feed.tell(progressOf(job, state));
    }
  }

  async function postEnded(): Promise<void> {
    const ended = [...states.values()]
      .flatMap(outcomesOf)
      .filter((one) => !finished.has(one.key) && (heldSince === null || one.askedAt < heldSince))
      .sort((a, b) => a.askedAt - b.askedAt);
    if (ended.length === 0) return;
    const idempotencyKeys = ended.map((one) => one.key);
    for (const key of await store.query(api.messages.known, { threadId: thread.id, idempotencyKeys })) {
      finished.add(key);
    }
    for (const outcome of ended) if (!finished.has(outcome.key) && !isClosed) await postOne(outcome);
  }

  async function postOne({ key, content, part, post }: Outcome): Promise<void> {
    try {
      await post(platforms, thread, library);
      await store.mutation(api.messages.append, {
        threadId: thread.id,
        role: "assistant",
        content,
        parts: [{ type: "text", text: content }, part],
        idempotencyKey: key,
      });
      finished.add(key);
    } catch (error) {
      log.error({ err: error, key }, "a result could not be posted");
      const attempts = (failedAttempts.get(key) ?? 0) + 1;
      failedAttempts.set(key, attempts);
      if (attempts < ATTEMPTS) return retryLater(attempts);
      // Not marked in the store: the next start tries again.
      finished.add(key);
      const { message } = failureOf(error);
      for (const platform of platforms) await platform.postError({ thread, key: `unposted:${key}`, message });
    }
  }

  function retryLater(attempts: number): void {
    retryTimer ??= setTimeout(() => {
      retryTimer = null;
      requestSweep();
    }, retryAfterMs * attempts);
  }

  return {
    hold: () => {
      heldSince ??= Date.now();
    },
    release: () => {
      heldSince = null;
      requestSweep();
    },
    settled: async () => {
      requestSweep();
      const isBusy = () => sweeping !== null || retryTimer !== null || heldSince !== null || active.size > 0;
      while (isBusy() && !isClosed) await new Promise<void>((wake) => waiters.add(wake)).finally(() => waiters.clear());
    },
    activeJobs: () => [...active.values()],
    close: async () => {
      isClosed = true;
      stopWatching();
      feed.close();
      if (retryTimer) clearTimeout(retryTimer);
      await sweeping;
      for (const wake of [...waiters]) wake();
    },
  };
}
