import { type GuardedOptions, type ProcessEnd, startGuarded } from "./guarded.ts";
import type { ProcessLog } from "./log.ts";

export type FinishedRun = ProcessEnd & { log: ProcessLog; timedOut: boolean };

/**
 * Runs a program to its end. A non-zero exit is a result, not an error; `timedOut` says that it was ended after `timeoutMs`.
 * Throws the signal's reason when aborted, after the program and its descendants have ended.
 */
export async function runGuarded({
  signal,
  timeoutMs,
  ...options
}: GuardedOptions & { signal?: AbortSignal; timeoutMs: number }): Promise<FinishedRun> {
  signal?.throwIfAborted();
  await using program = startGuarded(options);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    void program.end();
  }, timeoutMs);
  const onAbort = (): void => void program.end();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const end = await program.ended;
    signal?.throwIfAborted();
    return { ...end, log: program.log, timedOut };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
