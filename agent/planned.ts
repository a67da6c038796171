import type { PlannedRecording, ThreadContext } from "./context.ts";

/** How a recording that is planned for later is spoken of. */

export const nameOfPlanned = ({ pr, title }: PlannedRecording): string =>
  pr === undefined ? `**${(title ?? "the page").replaceAll("*", "")}**` : `PR ${pr}`;

/** "the recording of PR 2 starts tomorrow at 09:00" */
export const plannedInWords = (planned: PlannedRecording, { thread }: ThreadContext): string =>
  `the recording of ${nameOfPlanned(planned)} starts ${startInWords(planned.startMs, thread)}`;

/** "today at 18:00", "tomorrow at 09:00", "on Monday 23 Nov at 09:00", as the people in the thread say it. */
export function startInWords(startMs: number, { now, timezone: timeZone }: ThreadContext["thread"]): string {
  const nowMs = Date.parse(now);
  const format = (ms: number, parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...parts }).format(ms);
  const dayOf = (ms: number): string => format(ms, { year: "numeric", month: "2-digit", day: "2-digit" });
  const time = format(startMs, { hour: "2-digit", minute: "2-digit" });
  if (dayOf(startMs) === dayOf(nowMs)) return `today at ${time}`;
  if (dayOf(startMs) === dayOf(nowMs + 24 * 3_600_000)) return `tomorrow at ${time}`;
  return `on ${format(startMs, { weekday: "long", day: "numeric", month: "short" }).replace(",", "")} at ${time}`;
}
