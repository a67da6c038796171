import { describe, expect, it } from "vitest";
import { nextRunMs, scheduleProblem } from "./schedule.ts";

const DAY_MS = 24 * 3_600_000;
const start = Date.UTC(2026, 0, 1);
const end = Date.UTC(2027, 0, 1);

/** Every time that a schedule comes due in 2026, as a clock on the wall there shows it. */
function yearOf(cron: string, timezone: string): { atMs: number; wall: string }[] {
  const wall = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: timezone });
  const ticks: { atMs: number; wall: string }[] = [];
  for (let next = nextRunMs(cron, timezone, start); next !== null && next < end; ) {
    ticks.push({ atMs: next, wall: wall.format(next) });
    next = nextRunMs(cron, timezone, next);
  }
  return ticks;
}

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];

describe("a year of ticks", () => {
  it.each(zones)("comes due at nine every day in %s, also when the clocks change", (timezone) => {
    const ticks = yearOf("0 9 * * *", timezone);
    expect(ticks).toHaveLength(365);
    expect(new Set(ticks.map(({ wall }) => wall.slice(11)))).toEqual(new Set(["09:00"]));
    expect(new Set(ticks.map(({ wall }) => wall.slice(0, 10))).size).toBe(365);
    const pauses = ticks.slice(1).map(({ atMs }, at) => atMs - (ticks[at]?.atMs ?? 0));
    // One day is shorter and one is longer: by an hour, or on Lord Howe by half of one.
    const shift = timezone === "Australia/Lord_Howe" ? DAY_MS / 48 : DAY_MS / 24;
    expect(pauses.filter((pause) => pause !== DAY_MS).toSorted((a, b) => a - b)).toEqual([
      DAY_MS - shift,
      DAY_MS + shift,
    ]);
  });

  it.each([
    ["Europe/Berlin", "30 2 * * *"],
    ["America/New_York", "30 2 * * *"],
    ["Australia/Lord_Howe", "15 2 * * *"],
  ])("comes due once a day in %s at a time that is skipped once", (timezone, cron) => {
    const days = yearOf(cron, timezone).map(({ wall }) => wall.slice(0, 10));
    expect(days).toHaveLength(365);
    expect(new Set(days).size).toBe(365);
  });

  it.each([
    ["Europe/Berlin", "30 2 * * *"],
    ["America/New_York", "30 1 * * *"],
    ["Australia/Lord_Howe", "45 1 * * *"],
  ])("comes due once a day in %s at a time that happens twice", (timezone, cron) => {
    const days = yearOf(cron, timezone).map(({ wall }) => wall.slice(0, 10));
    expect(days).toHaveLength(365);
    expect(new Set(days).size).toBe(365);
  });

  it("knows Mondays and the last day of a month", () => {
    expect(yearOf("0 9 * * 1", "Europe/Berlin")).toHaveLength(52);
    expect(yearOf("0 17 L * *", "America/New_York").map(({ wall }) => wall.slice(5, 10))).toEqual([
      "01-31",
      "02-28",
      "03-31",
      "04-30",
      "05-31",
      "06-30",
      "07-31",
      "08-31",
      "09-30",
      "10-31",
      "11-30",
      "12-31",
    ]);
  });
});

describe("a schedule that is none", () => {
  it.each([
    ["every monday", "UTC", /not a schedule/],
    ["0 9 * *", "UTC", /not a schedule/],
    ["0 0 9 * * 1", "UTC", /not a schedule/],
    ["99 9 * * *", "UTC", /not a schedule/],
    ["0 9 31 2 *", "UTC", /never comes due/],
    ["*/10 * * * *", "UTC", /once an hour/],
    ["0,5 9 * * 1", "UTC", /once an hour/],
    ["0 9 * * 1", "Europe/Atlantis", /no time zone/],
  ])("says what is wrong with %s in %s", (cron, timezone, said) => {
    expect(scheduleProblem(cron, timezone, start)).toMatch(said);
  });

  it("has nothing to say about a good one", () => {
    for (const cron of ["0 9 * * 1", "0 * * * *", "30 17 * * 5", "0 9 1 * *"])
      expect(scheduleProblem(cron, "Europe/Berlin", start)).toBeNull();
  });
});
