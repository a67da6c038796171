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

/** The recording has taken as long as it may; what is on the take so far stays. */
export class TimeIsUpError extends PipelineError {
  constructor() {
    super(
      "recording_timeout",
      "The page did not get ready in time to be recorded; ask again when the app answers faster.",
      {
        isRetryable: true,
      },
    );
  }
}

/** Waits for `work`, but no longer than `limitMs` of real time; then the browser counts as stuck. */
export function within<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
  return race(work, limitMs, () => new CaptureStuckError(`${what} took more than ${limitMs} ms`));
}

/** What was waited for took too long. */
export class LateError extends Error {}

/** Waits for `work`, but no longer than `limitMs` of real time; a page that is too busy says nothing about the browser. */
export function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return race(work, limitMs, () => new LateError(`no answer in ${limitMs} ms`));
}

async function race<T>(work: Promise<T>, limitMs: number, lateness: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(lateness()), limitMs);
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
