import { AsyncLocalStorage } from "node:async_hooks";
import type { ProjectFunction } from "../modules/functions.ts";
import type { QueryStream } from "../query/stream.ts";
import type { Transaction } from "../store/transaction.ts";
import type { CpuBudget } from "./cpuBudget.ts";
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
