export type Coalesced = {
  /** Has the work done soon; once more when it is being done just now. */
  request(): void;
  isBusy(): boolean;
  /** Nothing new begins; resolves when what is under way has ended. */
  stop(): Promise<void>;
};

/** Work that is never done twice at once, and for which many requests in a row count as one. */
export function coalesce(work: () => Promise<void>, onError: (error: unknown) => void, onIdle?: () => void): Coalesced {
  let isDue = false;
  let isStopped = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (isDue && !isStopped) {
      isDue = false;
      await work().catch((error: unknown) => {
        if (!isStopped) onError(error);
      });
    }
    // In the same turn as the check above, so that no request falls between.
    running = null;
    onIdle?.();
  }

  return {
    request: () => {
      if (isStopped) return;
      isDue = true;
      running ??= Promise.resolve().then(run);
    },
    isBusy: () => running !== null,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}
