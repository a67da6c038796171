import { cronJobs } from "convex/server";
import { expect, test } from "vitest";
import { toMutation } from "../fixtures/convex/setup.ts";
import { readCrons } from "./crons.ts";

const work = toMutation("messages:mark");
const noon = Date.UTC(2026, 2, 10, 12, 0);

test("each kind of schedule has its next time, in UTC", () => {
  const crons = cronJobs();
  crons.interval("interval", { minutes: 5 }, work, {});
  crons.hourly("hourly", { minuteUTC: 15 }, work, {});
  crons.daily("daily", { hourUTC: 3, minuteUTC: 30 }, work, {});
  crons.weekly("weekly", { dayOfWeek: "sunday", hourUTC: 0, minuteUTC: 0 }, work, {});
  crons.monthly("monthly", { day: 1, hourUTC: 9, minuteUTC: 0 }, work, {});
  crons.cron("cron", "*/10 * * * *", work, {});
  const next = Object.fromEntries(
    readCrons(crons).map((cron) => [cron.name, new Date(cron.nextRunMs(noon)).toISOString()]),
  );
  expect(next).toEqual({
    interval: "2026-03-10T12:05:00.000Z",
    hourly: "2026-03-10T12:15:00.000Z",
    daily: "2026-03-11T03:30:00.000Z",
    weekly: "2026-03-15T00:00:00.000Z",
    monthly: "2026-04-01T09:00:00.000Z",
    cron: "2026-03-10T12:10:00.000Z",
  });
});

test("a schedule that makes no sense names its cron", () => {
  const crons = cronJobs();
  crons.cron("broken", "whenever", work, {});
  expect(() => readCrons(crons)).toThrow(/"whenever" of "broken"/);
});
