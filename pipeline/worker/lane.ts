import { setTimeout as delay } from "node:timers/promises";
import type { FunctionReturnType } from "convex/server";
import type { Logger } from "pino";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import { failureOf, PipelineError } from "../failure.ts";
import type { OverallProgress } from "../progress.ts";
import { STALLED, startHeart } from "./heart.ts";

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
  timing?: Timing;
};

type Timing = {
  /** Idle workers that are woken by the same job do not all reach for it in one moment. */
  jitterMs: number;
  /** A store that refuses (its disk is full, say) is asked again after this. */
  refusedMs: number;
  /** Canceled work ends within two seconds, and a worker that is to end has five. */
  stopLimitMs: number;
  /** Work that tells nothing for so long will not end by itself. Installing dependencies is the longest silence. */
  stalledMs: number;
};

const usualTiming: Timing = { jitterMs: 50, refusedMs: 3_000, stopLimitMs: 4_000, stalledMs: 20 * 60_000 };

const STOPPING = "stopping";

/** Takes jobs of some kinds from the store, one at a time, until the signal aborts. Sleeps on a live query while there is none. */
export async function runLane(options: LaneOptions): Promise<void> {
  const { store, signal, kinds, workerId, log, timing = usualTiming } = options;
  const bell = listenForWork(store, kinds, log);
  signal.addEventListener("abort", bell.ring, { once: true });
  while (!signal.aborted) {
    const rung = bell.next();
    const claim = bell.hasWork() ? await ask(store, { workerId, kinds }, log) : null;
    if (claim === "refused") await pause(timing.refusedMs, signal);
    else if (claim) await perform(claim, options);
    else {
      // Nothing, or somebody else was faster: the queue is looked at again when it has changed.
      await rung;
      await pause(Math.random() * timing.jitterMs, signal);
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

async function perform(claim: Claim, options: LaneOptions): Promise<void> {
  const { store, perform, log, signal, timing = usualTiming } = options;
  const { jobId, attempt, kind, run } = claim;
  const jobLog = log.child({ jobId, runId: run._id, attempt, kind });
  const stop = new AbortController();
  const onStop = () => stop.abort(STOPPING);
  signal.addEventListener("abort", onStop, { once: true });
  const heart = startHeart(store, claim, {
    log: jobLog,
    stalledMs: timing.stalledMs,
    stop: (reason) => stop.abort(reason),
  });
  try {
    jobLog.info("started");
    const work = perform(claim, { signal: stop.signal, report: heart.report });
    await orLeft(work, stop.signal, timing.stopLimitMs);
    jobLog.info("finished");
  } catch (error) {
    if (error instanceof LeftBehindError) jobLog.error({ reason: String(stop.signal.reason) }, error.message);
    if (stop.signal.reason === STOPPING) await release(store, claim, jobLog);
    else if (stop.signal.reason === STALLED) await fail(store, claim, stalled(), jobLog);
    else if (stop.signal.aborted) jobLog.info({ reason: String(stop.signal.reason) }, "dropped");
    else await fail(store, claim, error, jobLog);
  } finally {
    heart.stop();
    signal.removeEventListener("abort", onStop);
  }
}

class LeftBehindError extends Error {
  override message = "this was told to stop and did not end; the worker goes on without it";
}

/** Work that does not heed its signal must not keep the lane, nor the worker that was asked to end. */
async function orLeft(work: Promise<void>, signal: AbortSignal, limitMs: number): Promise<void> {
  const left = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const onStop = () => {
    timer = setTimeout(() => left.reject(new LeftBehindError()), limitMs);
  };
  signal.addEventListener("abort", onStop, { once: true });
  try {
    await Promise.race([work, left.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onStop);
  }
}

/** Somebody may have canceled it, or taken it on, at the same moment. */
async function release(store: Store, { jobId, attempt }: Claim, log: Logger): Promise<void> {
  await store
    .mutation(api.jobs.release, { jobId, attempt })
    .then(() => log.info("handed back"))
    .catch((refused: unknown) => log.warn({ err: refused }, "it could not be handed back"));
}

const stalled = () =>
  new PipelineError("stalled", "The work stood still and was stopped; ask again, please.", { isRetryable: true });

async function fail(store: Store, { jobId, attempt }: Claim, error: unknown, log: Logger): Promise<void> {
  const { code, message, isRetryable } = failureOf(error);
  log.error({ err: error, code }, message);
  await store
    .mutation(api.jobs.fail, { jobId, attempt, code, message, retryable: isRetryable })
    .catch((refused: unknown) => log.warn({ err: refused }, "the failure could not be written"));
}
