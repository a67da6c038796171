import { withDeadline } from "../run/deadline.ts";
import { FunctionFailure, failureOf } from "../run/failure.ts";
import type { FunctionLog } from "../run/log.ts";
import type { Runtime } from "../run/runtime.ts";
import { failedState, type ScheduledFunction } from "./scheduledFunctions.ts";

const KEPT_MS = 7 * 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNE_BATCH = 500;
const ACTIONS_AT_ONCE = 16;
/** How long closing waits for actions; one that takes longer is failed at the next start. */
const CLOSING_GRACE_MS = 1000;
/** A store that takes no writes (a full disk) is not asked all the time. */
const PAUSE_AFTER_TROUBLE_MS = 1000;
/** setTimeout's longest delay is 2^31 - 1 ms. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/**
 * Runs what `_scheduled_functions` says is due. A mutation and the change of its state commit together: exactly once,
 * also across a crash. An action is marked before it begins: at most once; one that a crash cut off is failed at the
 * next start, never forgotten.
 */
export class Scheduler {
  readonly #runtime: Runtime;
  readonly #log: FunctionLog;
  readonly #running = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #isTurning = false;
  #turnAgain = false;
  #isStopped = true;
  #isInTrouble = false;
  #lastPruneMs = 0;

  constructor(runtime: Runtime, log: FunctionLog) {
    this.#runtime = runtime;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#failInterrupted();
    this.#isStopped = false;
    this.#runtime.scheduled.onChange = () => this.wake();
    this.wake();
  }

  /** Begins nothing more, and waits a moment for the actions that run. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#runtime.scheduled.onChange = () => {};
    const ended = Promise.allSettled(this.#running.values());
    await withDeadline(ended, CLOSING_GRACE_MS, "The last action").catch(() => undefined);
  }

  /** Looks at what is due, now. */
  wake(): void {
    if (this.#isStopped) return;
    if (this.#isTurning) {
      this.#turnAgain = true;
      return;
    }
    this.#isTurning = true;
    void this.#turn().finally(() => {
      this.#isTurning = false;
      const again = this.#turnAgain;
      this.#turnAgain = false;
      if (again && !this.#isInTrouble) this.wake();
      else this.#sleep();
    });
  }

  async #turn(): Promise<void> {
    this.#isInTrouble = false;
    try {
      const due = this.#runtime.scheduled
        .inState("pending", ACTIONS_AT_ONCE * 4, Date.now())
        .filter(({ _id }) => !this.#running.has(_id));
      for (const scheduled of due) {
        if (this.#isStopped || this.#running.size >= ACTIONS_AT_ONCE) return;
        await this.#begin(scheduled);
      }
      if (due.length > 0) this.#turnAgain = true;
      await this.#prune();
    } catch (failure) {
      if (this.#isStopped) return;
      this.#isInTrouble = true;
      this.#log({
        kind: "host",
        message: "The scheduler could not work on what is due; it tries again.",
        error: failure,
      });
    }
  }

  /** Resolves when a mutation is over, or an action has begun. */
  async #begin(scheduled: ScheduledFunction): Promise<void> {
    let kind: "mutation" | "action";
    try {
      kind = this.#runtime.findFunction(scheduled.name, ["mutation", "action"]).kind as "mutation" | "action";
    } catch (failure) {
      return this.#fail(scheduled, failure);
    }
    if (kind === "mutation") return this.#runMutation(scheduled);
    if (!(await this.#claimAction(scheduled))) return;
    const running = this.#runAction(scheduled)
      .catch((failure: unknown) => this.#couldNotFinish(scheduled, failure))
      .finally(() => {
        this.#running.delete(scheduled._id);
        this.wake();
      });
    this.#running.set(scheduled._id, running);
  }

  async #runMutation(scheduled: ScheduledFunction): Promise<void> {
    const { scheduled: table, transactor } = this.#runtime;
    const called = this.#runtime.findFunction(scheduled.name, ["mutation"]);
    const options = { scheduledId: scheduled._id };
    try {
      await transactor.write(async (transaction) => {
        if (table.get(transaction, scheduled._id)?.state.kind !== "pending") return;
        await this.#runtime.mutateInTransaction(called, scheduled.args[0] ?? {}, transaction, options);
        table.setState(transaction, scheduled._id, { kind: "success" });
        transactor.commitTime(transaction);
      });
    } catch (failure) {
      await this.#fail(scheduled, failure);
    }
  }

  async #claimAction(scheduled: ScheduledFunction): Promise<boolean> {
    return this.#runtime.write((transaction) => {
      const { scheduled: table } = this.#runtime;
      if (table.get(transaction, scheduled._id)?.state.kind !== "pending") return false;
      table.setState(transaction, scheduled._id, { kind: "inProgress" });
      return true;
    });
  }

  async #runAction(scheduled: ScheduledFunction): Promise<void> {
    try {
      await this.#runtime.runAction(scheduled.name, scheduled.args[0] ?? {}, { scheduledId: scheduled._id });
    } catch (failure) {
      return this.#fail(scheduled, failure);
    }
    await this.#runtime.write((transaction) => {
      const { scheduled: table } = this.#runtime;
      if (table.get(transaction, scheduled._id)?.state.kind === "inProgress") {
        table.setState(transaction, scheduled._id, { kind: "success" });
      }
    });
  }

  async #fail(scheduled: ScheduledFunction, thrown: unknown): Promise<void> {
    const failure = failureOf(thrown);
    this.#log({ kind: "function", path: scheduled.name, requestId: scheduled._id, error: failure });
    await this.#runtime.write((transaction) => {
      const { scheduled: table } = this.#runtime;
      if (table.get(transaction, scheduled._id)?.state.kind === "canceled") return;
      table.setState(transaction, scheduled._id, failedState(failure));
    });
  }

  /** Its state stays in progress, which the next start turns into failed. */
  #couldNotFinish(scheduled: ScheduledFunction, failure: unknown): void {
    if (this.#isStopped) return;
    this.#log({ kind: "host", message: `The result of ${scheduled.name} could not be written.`, error: failure });
  }

  async #failInterrupted(): Promise<void> {
    const { scheduled: table } = this.#runtime;
    for (const interrupted of table.inState("inProgress", Number.MAX_SAFE_INTEGER)) {
      await this.#fail(interrupted, new FunctionFailure("The host stopped while this action was running."));
    }
  }

  /** Results stay for a week, as on Convex. */
  async #prune(): Promise<void> {
    if (Date.now() - this.#lastPruneMs < PRUNE_EVERY_MS) return;
    const { scheduled: table } = this.#runtime;
    const beforeMs = Date.now() - KEPT_MS;
    let isMore = false;
    await this.#runtime.write((transaction) => {
      this.#runtime.requests.prune();
      for (const kind of ["success", "failed", "canceled"] as const) {
        const old = table.inState(kind, PRUNE_BATCH, beforeMs);
        isMore ||= old.length === PRUNE_BATCH;
        for (const { _id } of old) table.remove(transaction, _id);
      }
    });
    if (isMore) this.#turnAgain = true;
    else this.#lastPruneMs = Date.now();
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped || this.#running.size >= ACTIONS_AT_ONCE) return;
    const next = this.#runtime.scheduled.inState("pending", 1)[0];
    const untilDueMs = next === undefined ? PRUNE_EVERY_MS : next.scheduledTime - Date.now();
    const leastMs = this.#isInTrouble ? PAUSE_AFTER_TROUBLE_MS : 0;
    const delayMs = Math.min(Math.max(untilDueMs, leastMs), PRUNE_EVERY_MS, LONGEST_SLEEP_MS);
    this.#timer = setTimeout(() => this.wake(), Math.ceil(delayMs));
    this.#timer.unref();
  }
}
