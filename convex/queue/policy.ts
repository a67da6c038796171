import type { JobKind } from "../model/documents.ts";

/** A worker that has not been heard of for so long is taken for dead. Workers beat every second. */
export const LEASE_MS = 15_000;
/** The failed attempts after which a job is dead. */
export const MAX_FAILURES = 3;
/** More patience with silent workers: a machine that restarts is not the work's fault, one that it kills each time is. */
export const MAX_EXPIRIES = 8;

const FIRST_RETRY_MS = 2_000;
export const LONGEST_RETRY_MS = 60_000;

/** Edits take seconds and somebody waits for them, so they pass recordings, and these pass a campaign's; a render that a newer edit overtook goes last. */
export const priorities = { render: 30, export: 20, reel: 15, record: 10, lead: 8, overtakenRender: 5 } as const;

export const priorityOf = (kind: JobKind): number => priorities[kind];

/** Doubles with each failure; `chance` in [0, 1) spreads it over the upper half, so that failed jobs do not return in step. */
export function retryDelayMs(failures: number, chance: number): number {
  const ceilingMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(ceilingMs * (0.5 + chance / 2));
}
