import { type DeliveryError, isRetried } from "./failure.ts";

/** After so many failed attempts a delivery is given up. */
export const MAX_FAILURES = 7;
/** A thread's reply goes by mail only when the chat has failed so often, or says that it never will. */
export const MAIL_AFTER_FAILURES = 3;

export type BackOff = { firstMs: number; factor: number; mostMs: number };
/** 2 s, 8 s, 32 s, 2 min, 9 min, 15 min: a chat's hiccup is over in seconds, a mail server's grey-listing in minutes. */
export const usualBackOff: BackOff = { firstMs: 2_000, factor: 4, mostMs: 15 * 60_000 };

/** The pause before the next attempt, spread over its upper half; what a service asked for is never undercut. */
export function pauseMs(
  failures: number,
  error: DeliveryError,
  { firstMs, factor, mostMs }: BackOff,
  random: number,
): number {
  const wholeMs = Math.min(mostMs, firstMs * factor ** Math.max(0, failures - 1));
  const spreadMs = Math.round(wholeMs / 2 + (random * wholeMs) / 2);
  return Math.max(spreadMs, error.retryAfterMs ?? 0);
}

/** Of the reasons of all routes, the one that decides: another try where one may help, else what a person can mend. */
export function decisive(errors: readonly DeliveryError[]): DeliveryError | null {
  const [retried] = errors.filter(isRetried).toSorted((a, b) => (a.retryAfterMs ?? 0) - (b.retryAfterMs ?? 0));
  return retried ?? errors.find(({ kind }) => kind === "permanent") ?? errors[0] ?? null;
}
