import type { FunctionReturnType } from "convex/server";
import type { Logger } from "pino";
import { api } from "../../convex/_generated/api.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import type { OverallProgress } from "../progress.ts";
import type { Claim } from "./lane.ts";

const HEARTBEAT_MS = 1_000;
/** Why work is stopped that has told nothing for `stalledMs`. */
export const STALLED = "stalled";

/**
 * Renews the lease, tells the store how far the work is, and hears from it whether the work is still wanted: at once, and
 * with each heartbeat.
 */
export function startHeart(
  store: Store,
  { jobId, attempt }: Claim,
  { log, stalledMs, stop }: { log: Logger; stalledMs: number; stop: (reason: string) => void },
) {
  let latest: OverallProgress | null = null;
  let heardAtMs = performance.now();
  let toldStage: string | undefined;
  let isSending = false;
  const heed = (answer: FunctionReturnType<typeof api.jobs.isWanted>) => {
    if (!answer.continue) stop(answer.reason ?? "canceled");
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
      if (storeErrorOf(error)) stop(storeErrorOf(error)?.code ?? "refused");
      else log.warn({ err: error }, "a heartbeat did not arrive");
    } finally {
      isSending = false;
    }
    if (latest?.stage !== toldStage) void send();
  };
  const timer = setInterval(() => {
    if (performance.now() - heardAtMs > stalledMs) stop(STALLED);
    void send();
  }, HEARTBEAT_MS);
  const stopWatching = store.watch(api.jobs.isWanted, { jobId, attempt }, heed, (error) =>
    log.warn({ err: error }, "only heartbeats tell whether this is still wanted"),
  );
  return {
    report: (progress: OverallProgress) => {
      latest = progress;
      heardAtMs = performance.now();
      if (progress.stage !== toldStage) void send();
    },
    stop: () => {
      clearInterval(timer);
      stopWatching();
    },
  };
}
