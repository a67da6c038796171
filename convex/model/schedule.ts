import { Cron } from "croner";

/** Digests closer to each other than this are a mistake. */
const SHORTEST_PAUSE_MS = 3_600_000;
const LOOKED_AT = 50;

/**
 * When a schedule (five cron fields, in an IANA time zone) comes due next after a time; null when it never does. In the night
 * in which clocks go forward a time that is skipped comes due an hour later, and in the one in which they go back one that
 * happens twice comes due once.
 */
export function nextRunMs(cron: string, timezone: string, afterMs: number): number | null {
  return new Cron(cron, { timezone }).nextRun(new Date(afterMs))?.getTime() ?? null;
}

/** Why a schedule is none, in one sentence that says what to do; null when it is one. */
export function scheduleProblem(cron: string, timezone: string, nowMs: number): string | null {
  const unreadable = `“${cron}” is not a schedule that I know. Say for example **every Monday at 9**.`;
  if (cron.trim().split(/\s+/).length !== 5) return unreadable;
  if (!isTimezone(timezone)) return `There is no time zone “${timezone}”. Say for example **Europe/Berlin**.`;
  let runs: Date[];
  try {
    runs = new Cron(cron, { timezone }).nextRuns(LOOKED_AT, new Date(nowMs));
  } catch {
    return unreadable;
  }
  if (runs.length === 0) return "That schedule never comes due. Say for example **every Monday at 9**.";
  const isHasty = runs.some((run, at) => at > 0 && run.getTime() - (runs[at - 1]?.getTime() ?? 0) < SHORTEST_PAUSE_MS);
  return isHasty ? "A digest comes at most once an hour. Say for example **every day at 9**." : null;
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The minute of the day (0–1439) that a clock in a time zone shows. */
export function minuteOfDay(atMs: number, timezone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: timezone,
  });
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  return (parts.hour ?? 0) * 60 + (parts.minute ?? 0);
}
