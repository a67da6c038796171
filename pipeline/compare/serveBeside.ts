import { type Served, serveRevision } from "../serve/serveRevision.ts";

/** Base, being served while the work on head goes on. */
export type Beside = AsyncDisposable & {
  /** Where it answers; null when it does not start, or not in time. Never rejects. */
  url: Promise<string | null>;
  /** Why it cannot be compared with; null while it can. */
  reason(): string | null;
  /** Ends it, started or not. Waits until it is gone. */
  stop(): Promise<void>;
};

/** A base that takes longer than this is done without. */
const longestStartMs = 150_000;

/** Serves a revision for comparison only: its failure is a reason, not an error. */
export function serveBeside({
  signal,
  startLimitMs = longestStartMs,
  ...serving
}: Omit<Parameters<typeof serveRevision>[0], "signal" | "onProgress"> & {
  signal: AbortSignal;
  startLimitMs?: number;
}): Beside {
  const stopping = new AbortController();
  let reason: string | null = null;
  const starting: Promise<Served | null> = serveRevision({
    ...serving,
    hasCompanions: false,
    signal: AbortSignal.any([signal, stopping.signal]),
  }).catch((error: unknown) => {
    reason ??= error instanceof Error ? error.message : String(error);
    return null;
  });
  const limit = setTimeout(() => {
    reason = "the base did not start in time";
    stopping.abort();
  }, startLimitMs);
  const started = starting.finally(() => clearTimeout(limit));
  const stop = async () => {
    stopping.abort();
    await (await started)?.stop();
  };
  return {
    url: started.then((served) => served?.url ?? null),
    reason: () => reason,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A base that runs without us; `whyNot` is the reason when there is none. */
export const alreadyBeside = (url: string | null, whyNot: string): Beside => ({
  url: Promise.resolve(url),
  reason: () => (url === null ? whyNot : null),
  stop: async () => {},
  [Symbol.asyncDispose]: async () => {},
});
