import { AsyncLocalStorage } from "node:async_hooks";
import { limits } from "../limits.ts";
import type { ProjectFunction } from "../modules/functions.ts";
import type { QueryStream } from "../query/stream.ts";
import type { Transaction } from "../store/transaction.ts";
import type { Runtime } from "./runtime.ts";

/** The execution of one function; nested calls have frames of their own. Actions have no transaction. */
export type Frame = {
  runtime: Runtime;
  called: ProjectFunction;
  requestId: string;
  /** The scheduled function that this execution belongs to, through all that it calls. */
  scheduledId: string | null;
  transaction: Transaction | null;
  budget: CpuBudget;
  streams: Map<number, QueryStream>;
  nextStreamId: number;
  /** Set while a nested mutation runs: this frame's own calls wait for it, because savepoints nest. */
  nested: Promise<unknown> | null;
  /** A closed frame's late calls (after a time-out, or never awaited) are refused. */
  isClosed: boolean;
};

const frames = new AsyncLocalStorage<Frame>();

export function runInFrame<Result>(frame: Frame, work: () => Result): Result {
  return frames.run(frame, work);
}

export function currentFrame(): Frame | undefined {
  return frames.getStore();
}

/** Counts processor time, not waiting time, so that a busy machine does not fail a function that is quick. */
export class CpuBudget {
  readonly #startedMs = cpuMs();
  #storeMs = 0;
  readonly #limitMs: number;

  constructor(limitMs: number = limits.userCodeMs) {
    this.#limitMs = limitMs;
  }

  /** The store's own work does not count against the function. */
  exempt<Result>(work: () => Result): Result {
    const beforeMs = cpuMs();
    try {
      return work();
    } finally {
      this.#storeMs += cpuMs() - beforeMs;
    }
  }

  check(): void {
    if (cpuMs() - this.#startedMs - this.#storeMs > this.#limitMs) {
      throw new Error(`Function execution timed out (maximum duration: ${this.#limitMs / 1000}s of user code).`);
    }
  }
}

function cpuMs(): number {
  const usage = process.threadCpuUsage();
  return (usage.user + usage.system) / 1000;
}
