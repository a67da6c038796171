/**
 * A failure of the pipeline. `message` is one sentence for the person in the thread, which says what to do; the technical
 * side is in `cause` and goes to the log. `isRetryable` says whether the same work may well succeed in a moment.
 */
export class PipelineError extends Error {
  readonly code: string;
  readonly isRetryable: boolean;

  constructor(
    code: string,
    message: string,
    { cause, isRetryable = false }: { cause?: unknown; isRetryable?: boolean } = {},
  ) {
    super(message, { cause });
    this.name = "PipelineError";
    this.code = code;
    this.isRetryable = isRetryable;
  }
}

export type Failure = { code: string; message: string; isRetryable: boolean };

/** What went wrong, for the thread. An unknown error never shows its inside; the log has it. */
export function failureOf(error: unknown): Failure {
  const systemCode = (error as NodeJS.ErrnoException | null)?.code;
  if (systemCode === "ENOSPC") {
    return { code: "disk_full", message: "The disk is full; free some space and ask again.", isRetryable: false };
  }
  if (error instanceof Error && "isRetryable" in error && typeof systemCode === "string") {
    return { code: systemCode, message: error.message, isRetryable: error.isRetryable === true };
  }
  // The rooms' own error classes carry a code and a sentence; anything else is a fault of ours.
  if (error instanceof Error && typeof systemCode === "string" && /^[a-z][a-z_]+$/.test(systemCode)) {
    return { code: systemCode, message: error.message, isRetryable: false };
  }
  return {
    code: "internal",
    message: "Something went wrong inside Aura; the worker's log has the details. Ask once more, please.",
    isRetryable: true,
  };
}
