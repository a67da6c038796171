import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Activity } from "../../convex/model/documents.ts";
import { failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import type { Platform, ThreadAddress } from "../platform.ts";
import type { Library } from "../results/library.ts";
import { coalesce } from "./coalesce.ts";
import { endOf, type Outcome, outcomesOf, progressOf } from "./outcomes.ts";
import { openProgressFeed } from "./progressFeed.ts";
import { type Context, openRunStates } from "./runStates.ts";

export type ThreadWatch = {
  /** What is asked for from now on is shown and posted after `release`, so that the reply comes before it. */
  hold(): void;
  release(): void;
  /** Resolves when no work is under way in the thread and everything that ended has been posted, or given up. */
  settled(): Promise<void>;
  /** Nothing is under way and nothing waits to be posted, as far as is known now. */
  isQuiet(): boolean;
  /** Work under way, as last heard. */
  activeJobs(): readonly Activity[];
  close(): Promise<void>;
};

const ATTEMPTS = 3;
/** messages.known looks at so many keys at once. */
const KEYS_ASKED = 100;
const RETRY_AFTER_MS = 1500;

/**
 * Follows one thread in the store: shows the progress of its jobs and posts what has ended, each thing once. What ended while
 * nobody watched is posted at the start. A result is marked in the store after it has been posted, and its key lets the
 * platform recognise a repetition when the process dies between the two.
 */
export function watchThread(options: {
  store: Store;
  library: Library;
  thread: ThreadAddress;
  platforms: readonly Platform[];
  log: Log;
  /** A video has been posted. */
  onVideo?: () => void;
  /** Nothing is planned or under way, and everything that has ended has been posted, as of this sign of life. */
  onTold?: (lastActivityAt: number) => void;
  retryAfterMs?: number;
}): ThreadWatch {
  const { store, library, thread, platforms, log, onVideo, onTold, retryAfterMs = RETRY_AFTER_MS } = options;
  const states = openRunStates(store, thread.id);
  const active = new Map<Id<"jobs">, Activity>();
  const finished = new Set<string>();
  const failedAttempts = new Map<string, number>();
  const waiters = new Set<() => void>();
  let heldSince: number | null = null;
  let hasGivenUp = false;
  let isClosed = false;
  let retryTimer: NodeJS.Timeout | null = null;

  const feed = openProgressFeed((progress) => {
    for (const platform of platforms) {
      platform.showProgress(thread, progress).catch((error: unknown) => log.warn({ err: error }, "progress not shown"));
    }
  });

  const sweeping = coalesce(
    sweep,
    (error) => {
      log.error({ err: error, threadId: thread.id }, "the thread could not be swept");
      retryLater(1);
    },
    () => {
      for (const wake of waiters) wake();
      waiters.clear();
    },
  );
  const stopWatching = store.watch(api.threads.context, { id: thread.id }, sweeping.request, (error) =>
    log.error({ err: error, threadId: thread.id }, "the thread cannot be watched"),
  );

  async function sweep(): Promise<void> {
    const context = await store.query(api.threads.context, { id: thread.id });
    await states.update(context);
    showJobs(context);
    await postEnded();
    const isTold = heldSince === null && context.jobs.length === 0 && retryTimer === null && !hasGivenUp;
    if (isTold && !isClosed) onTold?.(context.thread.lastActivityAt);
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
      // Work that the message in hand has just begun is shown below the reply.
      if (heldSince !== null && !active.has(jobId)) continue;
      active.set(jobId, job);
      if (state) feed.tell(progressOf(job, state));
    }
  }

  async function postEnded(): Promise<void> {
    const ended = states
      .all()
      .flatMap(outcomesOf)
      .filter((one) => !finished.has(one.key) && (heldSince === null || one.askedAt < heldSince))
      .sort((a, b) => a.askedAt - b.askedAt);
    if (ended.length === 0) return;
    for (let at = 0; at < ended.length; at += KEYS_ASKED) {
      const idempotencyKeys = ended.slice(at, at + KEYS_ASKED).map((one) => one.key);
      const known = await store.query(api.messages.known, { threadId: thread.id, idempotencyKeys });
      for (const key of known) finished.add(key);
    }
    for (const outcome of ended) {
      if (finished.has(outcome.key) || isClosed || outcome.newer?.some((key) => finished.has(key))) continue;
      // What comes later must not overtake what is to be tried again.
      if ((await postOne(outcome)) === "retry") return;
    }
  }

  async function postOne({ key, content, part, post }: Outcome): Promise<"done" | "retry"> {
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
      if (part.subject === "version") onVideo?.();
      return "done";
    } catch (error) {
      log.error({ err: error, key }, "a result could not be posted");
      const attempts = (failedAttempts.get(key) ?? 0) + 1;
      failedAttempts.set(key, attempts);
      if (attempts < ATTEMPTS) {
        retryLater(attempts);
        return "retry";
      }
      // Not marked in the store: the next start tries again.
      finished.add(key);
      hasGivenUp = true;
      const { message } = failureOf(error);
      for (const platform of platforms) await platform.postError({ thread, key: `unposted:${key}`, message });
      return "done";
    }
  }

  function retryLater(attempts: number): void {
    retryTimer ??= setTimeout(() => {
      retryTimer = null;
      sweeping.request();
    }, retryAfterMs * attempts);
  }

  const isBusy = () => sweeping.isBusy() || retryTimer !== null || heldSince !== null || active.size > 0;

  return {
    isQuiet: () => !isBusy(),
    hold: () => {
      heldSince ??= Date.now();
    },
    release: () => {
      heldSince = null;
      sweeping.request();
    },
    settled: async () => {
      sweeping.request();
      while (isBusy() && !isClosed) await new Promise<void>((wake) => waiters.add(wake));
    },
    activeJobs: () => [...active.values()],
    close: async () => {
      isClosed = true;
      stopWatching();
      feed.close();
      if (retryTimer) clearTimeout(retryTimer);
      await sweeping.stop();
      for (const wake of waiters) wake();
    },
  };
}
