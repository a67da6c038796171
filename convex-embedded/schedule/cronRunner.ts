import type { DatabaseSync } from "node:sqlite";
import type { CronDefinition } from "../modules/crons.ts";
import type { FunctionLog } from "../run/log.ts";
import type { Runtime } from "../run/runtime.ts";

const LONGEST_SLEEP_MS = 3_600_000;

/**
 * Puts crons on the schedule when their time comes. The next time is kept in the store: one that passed while the host
 * was down runs once at the start, not once for each time missed. A run and the next time commit together.
 */
export class CronRunner {
  readonly #database: DatabaseSync;
  readonly #runtime: Runtime;
  readonly #crons: CronDefinition[];
  readonly #log: FunctionLog;
  /** The last run of each cron, so that one never overlaps itself. */
  readonly #lastRuns = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = true;

  constructor(database: DatabaseSync, runtime: Runtime, crons: CronDefinition[], log: FunctionLog) {
    this.#database = database;
    this.#runtime = runtime;
    this.#crons = crons;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#runtime.write(() => this.#register());
    this.#isStopped = false;
    await this.#tick();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** A new cron, or one with another schedule, begins afresh: intervals at once, the others at their next time. */
  #register(): void {
    const now = Date.now();
    const names = new Set(this.#crons.map(({ name }) => name));
    for (const { name } of this.#database.prepare("SELECT name FROM crons").all()) {
      if (!names.has(String(name))) this.#database.prepare("DELETE FROM crons WHERE name = ?").run(String(name));
    }
    for (const cron of this.#crons) {
      const known = this.#database.prepare("SELECT spec FROM crons WHERE name = ?").get(cron.name);
      if (known?.spec === cron.spec) continue;
      const first = cron.spec.includes('"interval"') ? now : cron.nextRunMs(now);
      this.#database
        .prepare("INSERT OR REPLACE INTO crons (name, spec, next_run_ms) VALUES (?, ?, ?)")
        .run(cron.name, cron.spec, first);
    }
  }

  async #tick(): Promise<void> {
    if (this.#isStopped) return;
    const now = Date.now();
    let nextMs = now + LONGEST_SLEEP_MS;
    for (const cron of this.#crons) {
      try {
        nextMs = Math.min(nextMs, await this.#runIfDue(cron, now));
      } catch (failure) {
        if (this.#isStopped) return;
        this.#log({
          kind: "host",
          message: `The cron "${cron.name}" could not be started; it tries again.`,
          error: failure,
        });
        nextMs = Math.min(nextMs, now + 1000);
      }
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#tick(), Math.max(nextMs - Date.now(), 1));
    this.#timer.unref();
  }

  /** After the clock was set back, a cron would wait until it has caught up. */
  async #notLater({ name }: CronDefinition, dueMs: number, latestMs: number): Promise<number> {
    if (dueMs <= latestMs) return dueMs;
    await this.#runtime.write(() => {
      this.#database.prepare("UPDATE crons SET next_run_ms = ? WHERE name = ?").run(latestMs, name);
    });
    return latestMs;
  }

  /** Answers when this cron is next due. */
  async #runIfDue(cron: CronDefinition, nowMs: number): Promise<number> {
    const row = this.#database.prepare("SELECT next_run_ms AS due FROM crons WHERE name = ?").get(cron.name);
    const dueMs = Number(row?.due);
    if (dueMs > nowMs) return await this.#notLater(cron, dueMs, cron.nextRunMs(nowMs));
    const planned = cron.nextRunMs(dueMs);
    const nextMs = planned > nowMs ? planned : cron.nextRunMs(nowMs);
    await this.#runtime.write((transaction) => {
      const { scheduled } = this.#runtime;
      const lastId = this.#lastRuns.get(cron.name);
      const last = lastId === undefined ? null : scheduled.get(transaction, lastId);
      const isRunning = last?.state.kind === "pending" || last?.state.kind === "inProgress";
      if (!isRunning) {
        const call = { path: cron.functionPath, args: cron.args[0] ?? {}, ts: nowMs / 1000 };
        this.#lastRuns.set(cron.name, scheduled.add(transaction, call, null));
      }
      this.#database.prepare("UPDATE crons SET next_run_ms = ? WHERE name = ?").run(nextMs, cron.name);
    });
    return nextMs;
  }
}
