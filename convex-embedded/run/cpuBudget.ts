import { performance } from "node:perf_hooks";
import { limits } from "../limits.ts";

/**
 * Limits a function's own time on the processor. It counts stretches in which the thread surely worked for this function
 * alone: from the end of one call to the store to the beginning of the next, within one turn of the event loop and with
 * no other function in between. Wall time would fail quick functions on a busy machine, and while a function waits the
 * process does other things; a stretch that is in doubt is not counted.
 */
export class CpuBudget {
  /** Whose stretch began last. */
  static #owner: CpuBudget | null = null;
  readonly #limitMs: number;
  #usedMs = 0;
  #startedMs = 0;
  #turn = 0;

  constructor(limitMs: number = limits.userCodeMs) {
    this.#limitMs = limitMs;
    this.#beginStretch();
  }

  /** Runs the store's own work, which does not count; throws when the function has already used its time. */
  exempt<Result>(work: () => Result): Result {
    this.check();
    try {
      return work();
    } finally {
      this.#beginStretch();
    }
  }

  check(): void {
    if (CpuBudget.#owner === this && this.#turn === loopTurn()) this.#usedMs += cpuMs() - this.#startedMs;
    this.#beginStretch();
    if (this.#usedMs > this.#limitMs) {
      throw new Error(`Function execution timed out (maximum duration: ${this.#limitMs / 1000}s of user code).`);
    }
  }

  #beginStretch(): void {
    CpuBudget.#owner = this;
    this.#startedMs = cpuMs();
    this.#turn = loopTurn();
  }
}

function cpuMs(): number {
  const usage = process.threadCpuUsage();
  return (usage.user + usage.system) / 1000;
}

function loopTurn(): number {
  return performance.nodeTiming.uvMetricsInfo.loopCount;
}
