import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { cleanEnvironment } from "../../environment.ts";
import type { Log } from "../log.ts";

export type WorkerProcess = {
  /** Asks it to end and sees to it that it does, with all that it started. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
};

export type WorkerOptions = {
  /** The program and its arguments; the first is a file that Node runs. */
  script: readonly string[];
  /** What it sees beside PATH and its like. */
  environment: Record<string, string>;
  logFile: string;
  log: Log;
  /** Tells that it died and when it is started again. */
  onTrouble?: (message: string) => void;
  /** The process of this id is dead, and what it held may go to the next. */
  onDeath?: (pid: number) => void;
  backOff?: { firstMs: number; mostMs: number; steadyAfterMs: number };
};

const STOP_LIMITS_MS = { ask: 6_000, terminate: 3_000 };
const usualBackOff = { firstMs: 500, mostMs: 30_000, steadyAfterMs: 60_000 };

/**
 * Keeps one worker alive in a process group of its own, so that Ctrl-C in the terminal reaches only us and the end is in
 * our order. Its standard input is a pipe that we hold open: when we are gone, however, it notices and ends.
 */
export function keepWorker(options: WorkerOptions): WorkerProcess {
  const { log, onTrouble, onDeath, backOff = usualBackOff } = options;
  let child: ChildProcess | null = null;
  let isStopping = false;
  let delayMs = backOff.firstMs;
  let timer: NodeJS.Timeout | null = null;

  const start = (): void => {
    timer = null;
    const startedAtMs = performance.now();
    const started = spawnWorker(options);
    child = started;
    started.once("error", (error) => log.error({ err: error }, "the worker could not be started"));
    started.once("close", (code, signal) => {
      child = null;
      if (started.pid !== undefined) onDeath?.(started.pid);
      if (isStopping) return;
      log.error({ code, signal }, "the worker died");
      if (performance.now() - startedAtMs > backOff.steadyAfterMs) delayMs = backOff.firstMs;
      onTrouble?.(`The worker ended unexpectedly (${signal ?? `exit code ${code}`}); it is started again.`);
      timer = setTimeout(start, delayMs);
      delayMs = Math.min(backOff.mostMs, delayMs * 2);
    });
  };
  start();

  return {
    stop: async () => {
      isStopping = true;
      if (timer) clearTimeout(timer);
      if (!child) return;
      const ended = once(child, "close");
      child.stdin?.end();
      if (await endsWithin(ended, STOP_LIMITS_MS.ask)) return;
      signalGroup(child, "SIGTERM");
      if (await endsWithin(ended, STOP_LIMITS_MS.terminate)) return;
      signalGroup(child, "SIGKILL");
      await ended;
    },
    kill: () => {
      isStopping = true;
      if (timer) clearTimeout(timer);
      if (child) signalGroup(child, "SIGKILL");
    },
  };
}

function spawnWorker({ script, environment, logFile }: WorkerOptions): ChildProcess {
  const logDescriptor = openSync(logFile, "a");
  try {
    return spawn(process.execPath, [...script], {
      env: cleanEnvironment(environment),
      stdio: ["pipe", logDescriptor, logDescriptor],
      detached: true,
    });
  } finally {
    closeSync(logDescriptor);
  }
}

async function endsWithin(ended: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const inTime = await Promise.race([ended.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
