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

type LaneOptions = {
  store: Store;
  workerId: string;
  kinds: JobKind[];
  perform: Perform;
  log: Logger;
  signal: AbortSignal;
};

const HEARTBEAT_MS = 1_000;
const STOPPING = "stopping";

/** Takes jobs of some kinds from the store, one at a time, until the signal aborts. Sleeps on a live query while there is none. */
export async function runLane(options: LaneOptions): Promise<void> {
  const { store, signal, kinds, workerId, log } = options;
  const bell = listenForWork(store);
  signal.addEventListener("abort", bell.ring, { once: true });
  while (!signal.aborted) {
    const rung = bell.next();
    const claim = await store.mutation(api.jobs.claim, { workerId, kinds }).catch((error: unknown) => {
      log.warn({ err: error }, "could not ask for work");
      return null;
    });
    if (claim) await perform(claim, options);
    else await rung;
  }
  bell.stop();
}

/** A promise that settles when the queue changes, or after a while (leases of dead workers run out without a change). */
function listenForWork(store: Store) {
  const RECHECK_MS = 5_000;
  let wake = () => {};
  const ring = () => wake();
  const stop = store.watch(api.jobs.ready, {}, ring);
  const next = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, RECHECK_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return { ring, next, stop };
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
    if (stop.signal.reason === STOPPING) await store.mutation(api.jobs.release, { jobId, attempt });
    else if (stop.signal.aborted) jobLog.info({ reason: String(stop.signal.reason) }, "dropped");
    else await fail(store, claim, error, jobLog);
  } finally {
    heart.stop();
    signal.removeEventListener("abort", onStop);
  }
}

/** Renews the lease, tells the store how far the work is, and hears from it whether the work is still wanted. */
function beat(store: Store, { jobId, attempt }: Claim, onUnwanted: (reason: string) => void, log: Logger) {
  let latest: OverallProgress | null = null;
  const send = async () => {
    try {
      const answer = await store.mutation(api.jobs.heartbeat, {
        jobId,
        attempt,
        ...(latest && { stage: latest.stage, progress: latest.percent }),
        ...(latest?.etaMs != null && { etaMs: latest.etaMs }),
      });
      if (!answer.continue) onUnwanted(answer.reason ?? "canceled");
    } catch (error) {
      if (storeErrorOf(error)) onUnwanted(storeErrorOf(error)?.code ?? "refused");
      else log.warn({ err: error }, "a heartbeat did not arrive");
    }
  };
  const timer = setInterval(() => void send(), HEARTBEAT_MS);
  return {
    report: (progress: OverallProgress) => {
      const isNewStage = progress.stage !== latest?.stage;
      latest = progress;
      if (isNewStage) void send();
    },
    stop: () => clearInterval(timer),
  };
}

async function fail(store: Store, { jobId, attempt }: Claim, error: unknown, log: Logger): Promise<void> {
  const { code, message, isRetryable } = failureOf(error);
  log.error({ err: error, code }, message);
  await store
    .mutation(api.jobs.fail, { jobId, attempt, code, message, retryable: isRetryable })
    .catch((refused: unknown) => log.warn({ err: refused }, "the failure could not be written"));
}
