import { afterEach, expect, test, vi } from "vitest";
import type { Runtime } from "../run/runtime.ts";
import { Scheduler } from "./scheduler.ts";

afterEach(() => vi.useRealTimers());

test("a store that takes no writes is tried again about once a second, not all the time", async () => {
  vi.useFakeTimers();
  const due = { _id: "1", name: "work:do", args: [{}], scheduledTime: 0, state: { kind: "pending" } };
  let attempts = 0;
  const full = async () => {
    attempts += 1;
    throw new Error("database or disk is full");
  };
  // Only what the scheduler reaches for; a disk cannot be filled up in every place where this runs.
  const runtime = {
    scheduled: { inState: (kind: string) => (kind === "pending" ? [due] : []), onChange: () => {} },
    findFunction: () => ({ kind: "mutation" }),
    transactor: { write: full },
    write: full,
  } as unknown as Runtime;
  const scheduler = new Scheduler(runtime, () => {});
  await scheduler.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(attempts).toBeGreaterThan(5);
  expect(attempts).toBeLessThan(50);
  await scheduler.stop();
});
