import { Cron } from "croner";
import type { ThreadContext } from "../context.ts";
import { startInWords } from "../planned.ts";
import { type Outcome, refused } from "./outcome.ts";

/** A local time such as 2026-11-20T18:00, or one with its offset, as milliseconds since 1970; null when it is no time. */
function startMsOf(at: string, timezone: string): number | null {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(at)) return Number.isNaN(Date.parse(at)) ? null : Date.parse(at);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(at)) return null;
  try {
    const once = new Cron(at.length === 16 ? `${at}:00` : at, { timezone });
    return once.nextRun(new Date(0))?.getTime() ?? null;
  } catch {
    return null;
  }
}

type Later = { start: { startMs?: number }; told: { starts?: string } };

/** When a recording begins: at once, or at a time that is still to come. */
export function startAt(
  { thread }: ThreadContext,
  at: string | undefined,
): Later | Extract<Outcome, { kind: "refused" }> {
  if (at === undefined) return { start: {}, told: {} };
  const nowMs = Date.parse(thread.now);
  const startMs = startMsOf(at, thread.timezone);
  if (startMs === null || startMs <= nowMs)
    return refused("time", "That time has passed, or is none. When shall I record it, such as **tomorrow at 9am**?");
  return { start: { startMs }, told: { starts: startInWords(startMs, thread) } };
}
