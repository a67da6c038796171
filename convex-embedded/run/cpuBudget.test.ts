import { expect, test } from "vitest";
import { CpuBudget } from "./cpuBudget.ts";

function work(forMs: number): void {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const until = used() + forMs;
  while (used() < until);
}

const nothing = () => undefined;

test("a function's own work counts, the store's does not", () => {
  const budget = new CpuBudget(50);
  budget.exempt(() => work(80));
  budget.check();
  work(80);
  expect(() => budget.check()).toThrow("maximum duration: 0.05s");
});

test("work adds up over several stretches", () => {
  const budget = new CpuBudget(400);
  work(250);
  budget.exempt(nothing);
  work(250);
  expect(() => budget.exempt(nothing)).toThrow("timed out");
});

test("what the process does while a function waits does not count", async () => {
  const budget = new CpuBudget(50);
  await crypto.subtle.digest("SHA-256", new Uint8Array(8));
  work(80);
  budget.check();
});

test("another function's work does not count", () => {
  const budget = new CpuBudget(50);
  const other = new CpuBudget(1000);
  work(80);
  other.check();
  budget.check();
});
