import { setTimeout as delay } from "node:timers/promises";
import type { FunctionReturnType } from "convex/server";
import type { Logger } from "pino";
import { api } from "../../convex/_generated/api.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import { failureOf } from "../failure.ts";
import type { OverallProgress } from "../progress.ts";

export type Claim = NonNullable<FunctionReturnType<typeof api.jobs.claim>>;
export type JobKind = Claim["kind"];

/** Does one job's work and writes its result; aborts when the signal does. */
export type Perform = (
  claim: Claim,
  work: { signal: AbortSignal; report: (progress: OverallProgress) => void },
) => Promise<void>;

type QueueState = FunctionReturnType<typeof api.jobs.ready>;

type LaneOptions = {
  store: Store;
  workerId: string;
  kinds: JobKind[];
  perform: Perform;
  log: Logger;
  signal: AbortSignal;
  jitterMs?: number;
};

const HEARTBEAT_MS = 1_000;
const STOPPING = "stopping";
/** Idle workers that are woken by the same job do not all reach for it in one moment. */
const usualJitterMs = 50;
/** A store that refuses (its disk is full, say) is asked again after this. */
const REFUSED_PAUSE_MS = 3_000;

/** Takes jobs of some kinds from the store, one at a time, until the signal aborts. Sleeps on a live query while there is none. */
export async function runLane(options: LaneOptions): Promise<void> {
  const { store, signal, kinds, workerId, log, jitterMs = usualJitterMs } = options;
  const bell = listenForWork(store, kinds, log);
  signal.addEventListener("abort", bell.ring, { once: true });
  while (!signal.aborted) {
    const rung = bell.next();
    const claim = bell.hasWork() ? await ask(store, { workerId, kinds }, log) : null;
    if (claim === "refused") await pause(REFUSED_PAUSE_MS, signal);
    else if (claim) await perform(claim, options);
    else {
      // Nothing, or somebody else was faster: the queue is looked at again when it has changed.
      await rung;
      await pause(Math.random() * jitterMs, signal);
    }
  }
  bell.stop();
}

async function ask(
  store: Store,
  wish: { workerId: string; kinds: JobKind[] },
  log: Logger,
): Promise<Claim | "refused" | null> {
  try {
    return await store.mutation(api.jobs.claim, wish);
  } catch (error) {
    log.warn({ err: error }, "could not ask for work");
    return "refused";
  }
}

const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => undefined);

/** Knows whether a job of these kinds waits, and tells when that has changed. */
function listenForWork(store: Store, kinds: readonly JobKind[], log: Logger) {
  let heads: QueueState["heads"] | null = null;
  let wake = () => {};
  const ring = () => wake();
  const stop = store.watch(
    api.jobs.ready,
    {},
    (queue) => {
      heads = queue.heads;
      ring();
    },
    (error) => log.error({ err: error }, "the queue cannot be watched"),
  );
  const next = () => new Promise<void>((resolve) => (wake = resolve));
  return { ring, next, stop, hasWork: () => kinds.some((kind) => heads?.[kind] != null) };
}

async function perform(claim: Claim, { store, perform, log, signal }: LaneOptions): Promise<void> {
  const { jobId, attempt, kind, run } = claim;
  const jobLog = log.child({ jobId, runId: run._id, attempt, kind });
  const stop = new AbortController();
  const onStop = () => stop.abort(STOPPING);
  signal.addEventListener("abort", onStop, { once: true });
  const heart = beat(store, claim, (reason) => stop.abort(reason), jobLog);
  try {
    jobLog.info("started");
    await perform(claim, { signal: stop.signal, report: heart.report });
    jobLog.info("finished");
  } catch (error) {
    if (stop.signal.reason === STOPPING) await release(store, claim, jobLog);
    else if (stop.signal.aborted) jobLog.info({ reason: String(stop.signal.reason) }, "dropped");
    else await fail(store, claim, error, jobLog);
  } finally {
    heart.stop();
    signal.removeEventListener("abort", onStop);
  }
}

/**
 * Renews the lease, tells the store how far the work is, and hears from it whether the work is still wanted: at once, and
 * with each heartbeat.
 */
function beat(store: Store, { jobId, attempt }: Claim, onUnwanted: (reason: string) => void, log: Logger) {
  let latest: OverallProgress | null = null;
  let toldStage: string | undefined;
  let isSending = false;
  const heed = (answer: FunctionReturnType<typeof api.jobs.isWanted>) => {
    if (!answer.continue) onUnwanted(answer.reason ?? "canceled");
  };
  const send = async () => {
    // While the store is away, one waits for it and no more.
    if (isSending) return;
    isSending = true;
    toldStage = latest?.stage;
    try {
      const told = latest && { stage: latest.stage, progress: latest.percent };
      const eta = latest?.etaMs == null ? {} : { etaMs: latest.etaMs };
      heed(await store.mutation(api.jobs.heartbeat, { jobId, attempt, ...told, ...eta }));
    } catch (error) {
      if (storeErrorOf(error)) onUnwanted(storeErrorOf(error)?.code ?? "refused");
      else log.warn({ err: error }, "a heartbeat did not arrive");
    } finally {
      isSending = false;
    }
    if (latest?.stage !== toldStage) void send();
  };
  const timer = setInterval(() => void send(), HEARTBEAT_MS);
  const stopWatching = store.watch(api.jobs.isWanted, { jobId, attempt }, heed, (error) =>
    log.warn({ err: error }, "only heartbeats tell whether this is still wanted"),
  );
  return {
    report: (progress: OverallProgress) => {
      latest = progress;
      if (progress.stage !== toldStage) void send();
    },
    stop: () => {
      clearInterval(timer);
      stopWatching();
    },
  };
}

/** Somebody may have canceled it, or taken it on, at the same moment. */
async function release(store: Store, { jobId, attempt }: Claim, log: Logger): Promise<void> {
  await store
    .mutation(api.jobs.release, { jobId, attempt })
    .then(() => log.info("handed back"))
    .catch((refused: unknown) => log.warn({ err: refused }, "it could not be handed back"));
}

async function fail(store: Store, { jobId, attempt }: Claim, error: unknown, log: Logger): Promise<void> {
  const { code, message, isRetryable } = failureOf(error);
  log.error({ err: error, code }, message);
  await store
    .mutation(api.jobs.fail, { jobId, attempt, code, message, retryable: isRetryable })
    .catch((refused: unknown) => log.warn({ err: refused }, "the failure could not be written"));
}
