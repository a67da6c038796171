/**
 * Why something was not sent. `rate_limit` and `temporary` are tried again, `permanent` is not; `not_connected`: this way is
 * not set up for the workspace; `open`: it may have arrived, nobody knows.
 */
export type DeliveryErrorKind = "rate_limit" | "temporary" | "permanent" | "not_connected" | "open";

/** `message` is one sentence for the person, which says what to do; what a service said of it is in `cause`, for the log. */
export class DeliveryError extends Error {
  readonly kind: DeliveryErrorKind;
  readonly code: string;
  /** How long the service asked to wait. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: DeliveryErrorKind,
    code: string,
    message: string,
    { cause, retryAfterMs = null }: { cause?: unknown; retryAfterMs?: number | null } = {},
  ) {
    super(message, { cause });
    this.name = "DeliveryError";
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What is worth another try. */
export const isRetried = ({ kind }: DeliveryError): boolean =>
  kind === "rate_limit" || kind === "temporary" || kind === "open";

/** "Retry-After" as seconds or as a date, in milliseconds from now; null when it says nothing that can be read. */
function retryAfterOf(header: string | null | undefined, nowMs: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** What an HTTP answer that is none of success means, when the service says no more. `who`: "Composio", "The web hook". */
export function failureOfStatus(
  who: string,
  status: number,
  details: { retryAfter?: string | null; cause?: unknown } = {},
): DeliveryError {
  const { retryAfter = null, cause } = details;
  const retryAfterMs = retryAfterOf(retryAfter, Date.now());
  if (status === 429) {
    return new DeliveryError("rate_limit", "rate_limit", `${who} takes no more for now.`, { cause, retryAfterMs });
  }
  if (status === 401 || status === 403) {
    return new DeliveryError("permanent", "refused_login", `${who} does not accept the key that is set.`, { cause });
  }
  if (status === 413) {
    return new DeliveryError("permanent", "too_large", `${who} does not take something so large.`, { cause });
  }
  if (status === 408 || status === 425 || status >= 500) {
    return new DeliveryError("temporary", "unavailable", `${who} does not work at the moment.`, {
      cause,
      retryAfterMs,
    });
  }
  return new DeliveryError("permanent", "refused", `${who} did not take it (${status}).`, { cause });
}
