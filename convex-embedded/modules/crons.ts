import { Cron } from "croner";
import { EmbeddedHostError, messageOf } from "../errors.ts";
import type { Json } from "../values/json.ts";
import { canonicalPath } from "./functions.ts";

/** One entry of crons.ts. `spec` changes when its schedule does. */
export type CronDefinition = {
  name: string;
  functionPath: string;
  args: Json[];
  spec: string;
  /** The first time after `afterMs`, in milliseconds. */
  nextRunMs(afterMs: number): number;
};

/** As crons.ts writes them; a minute that is left out is chosen here. */
type Schedule =
  | { type: "cron"; cron: string }
  | { type: "interval"; seconds?: number; minutes?: number; hours?: number }
  | { type: "hourly"; minuteUTC?: number }
  | { type: "daily"; hourUTC: number; minuteUTC?: number }
  | { type: "weekly"; dayOfWeek: string; hourUTC: number; minuteUTC?: number }
  | { type: "monthly"; day: number; hourUTC: number; minuteUTC?: number };

type ExportedCron = { name: string; args: Json[]; schedule: Schedule };

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

export function readCrons(definition: unknown): CronDefinition[] {
  if (!isCrons(definition)) {
    throw new EmbeddedHostError("functions_invalid", "crons.ts must export `cronJobs()` as its default.");
  }
  return Object.entries(definition.crons).map(([name, cron]) => {
    const spec = JSON.stringify(cron.schedule);
    return {
      name,
      functionPath: canonicalPath(cron.name),
      args: cron.args,
      spec,
      nextRunMs: nextRunOf(name, cron.schedule),
    };
  });
}

function nextRunOf(name: string, schedule: Schedule): (afterMs: number) => number {
  if (schedule.type === "interval") {
    const everyMs = intervalMs(schedule);
    return (afterMs) => afterMs + everyMs;
  }
  const pattern = patternOf(name, schedule);
  try {
    const cron = new Cron(pattern, { timezone: "UTC", paused: true });
    return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() ?? Number.MAX_SAFE_INTEGER;
  } catch (failure) {
    throw new EmbeddedHostError(
      "functions_invalid",
      `crons.ts: the schedule "${pattern}" of "${name}" is not valid: ${messageOf(failure)}`,
    );
  }
}

function intervalMs(schedule: Extract<Schedule, { type: "interval" }>): number {
  const { seconds = 0, minutes = 0, hours = 0 } = schedule;
  return seconds * 1000 + minutes * 60_000 + hours * 3_600_000;
}

function patternOf(name: string, schedule: Exclude<Schedule, { type: "interval" }>): string {
  if (schedule.type === "cron") return schedule.cron;
  const minute = schedule.minuteUTC ?? chosenMinute(name);
  if (schedule.type === "hourly") return `${minute} * * * *`;
  if (schedule.type === "daily") return `${minute} ${schedule.hourUTC} * * *`;
  if (schedule.type === "weekly") return `${minute} ${schedule.hourUTC} * * ${weekdays.indexOf(schedule.dayOfWeek)}`;
  return `${minute} ${schedule.hourUTC} ${schedule.day} * *`;
}

/** A cron without a minute gets one from its name, so that crons spread over the hour and keep their place. */
function chosenMinute(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 60, 7);
}

function isCrons(value: unknown): value is { crons: Record<string, ExportedCron> } {
  return typeof value === "object" && value !== null && "isCrons" in value && "crons" in value;
}
