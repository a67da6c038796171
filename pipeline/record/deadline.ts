import { PipelineError } from "../failure.ts";

/** The browser does not answer any more; another way of capturing may still work. */
export class CaptureStuckError extends PipelineError {
  constructor(what: string, cause?: unknown) {
    super("capture_stuck", "The browser stopped answering while recording; ask again, please.", {
      cause: cause ?? new Error(what),
      isRetryable: true,
    });
  }
}

/** Waits for `work`, but no longer than `limitMs` of real time. */
export async function within<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CaptureStuckError(`${what} took more than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves after so much real time, or when `signal` is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}
