import { describe, expect, it } from "vitest";
import { quietUntil } from "./preferences.ts";

const night = { startMinute: 20 * 60, endMinute: 8 * 60, timezone: "Europe/Berlin" };
const at = (time: string): number => Date.parse(time);
const until = (time: string, hours = night): string | null => {
  const end = quietUntil(hours, at(time));
  return end === null ? null : new Date(end).toISOString();
};

describe("quiet hours", () => {
  it("span midnight, and end on their minute", () => {
    expect(until("2026-01-12T18:59:59Z")).toBeNull();
    expect(until("2026-01-12T19:00:00Z")).toBe("2026-01-13T07:00:00.000Z");
    expect(until("2026-01-13T03:17:42Z")).toBe("2026-01-13T07:00:00.000Z");
    expect(until("2026-01-13T06:59:59Z")).toBe("2026-01-13T07:00:00.000Z");
    expect(until("2026-01-13T07:00:00Z")).toBeNull();
  });

  it("end by the clock on the wall in the nights in which it changes", () => {
    // 29 March: forward at 2 in the morning. 25 October: back at 3.
    expect(until("2026-03-28T20:00:00Z")).toBe("2026-03-29T06:00:00.000Z");
    expect(until("2026-10-24T20:00:00Z")).toBe("2026-10-25T07:00:00.000Z");
  });

  it("may lie within a day", () => {
    const lunch = { startMinute: 12 * 60, endMinute: 13 * 60 + 30, timezone: "Asia/Kolkata" };
    expect(until("2026-05-05T06:29:00Z", lunch)).toBeNull();
    expect(until("2026-05-05T06:31:00Z", lunch)).toBe("2026-05-05T08:00:00.000Z");
  });
});
