import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { markName, politeMs, signalGroup } from "./group.ts";
import { openLog, type ProcessLog } from "./log.ts";

const guardFile = fileURLToPath(new URL("guard.ts", import.meta.url));

export type GuardedOptions = {
  command: string;
  args: readonly string[];
  cwd: string;
  /** All that the program sees; see `cleanEnvironment`. */
  env: Record<string, string>;
  logFile?: string;
  onLine?: (line: string) => void;
};

/** How a program ended. `failedToStart` is the system's word for why there was no program at all. */
export type ProcessEnd = { code: number | null; signal: string | null; failedToStart: string | null };

/** A running program that ends with all its descendants: on `end()`, and when this process dies for whatever reason. */
export type GuardedProcess = AsyncDisposable & {
  /** The guard; the program itself is its child. */
  process: ChildProcess;
  log: ProcessLog;
  ended: Promise<ProcessEnd>;
  end(): Promise<void>;
};

type Report =
  | { kind: "started"; pid: number }
  | { kind: "failed"; code: string; message: string }
  | { kind: "ended"; code: number | null; signal: string | null };

/** Starts a program under the guard (see guard.ts). Never throws: a program that cannot start is one that ended. */
export function startGuarded({ command, args, cwd, env, logFile, onLine }: GuardedOptions): GuardedProcess {
  const log = openLog({
    ...(logFile === undefined ? {} : { file: logFile }),
    ...(onLine === undefined ? {} : { onLine }),
  });
  const mark = randomUUID();
  const guard = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", guardFile, mark, command, ...args], {
    cwd,
    env: { ...env, [markName]: mark },
    // A group of its own: Ctrl-C in a terminal reaches us, and we end it in order.
    detached: true,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  guard.stdin?.on("error", () => {});
  for (const stream of [guard.stdout, guard.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => log.append(chunk));
  }
  const reports = readReports(guard.stdio[3] as Readable);

  const ended = new Promise<ProcessEnd>((resolve) => {
    const finish = (end: ProcessEnd): void => {
      log.close();
      resolve(end);
    };
    guard.once("error", (error) => finish({ code: null, signal: null, failedToStart: error.message }));
    guard.once("exit", async () => {
      // The last lines may still be in the pipe; one that a stray process holds open must not keep us.
      await Promise.race([new Promise((done) => guard.once("close", done)), delay(300)]);
      finish(endOf(reports));
    });
  });

  const end = async (): Promise<void> => {
    guard.stdin?.end();
    const backstop = new AbortController();
    const guardDied = ended.then(() => backstop.abort());
    // The guard has two waits of its own; only when it hangs do we kill by ourselves.
    await delay(politeMs * 2 + 1_000, null, { signal: backstop.signal }).then(
      () => {
        const groupId = startedPid(reports);
        if (groupId !== null) signalGroup(groupId, "SIGKILL");
        guard.kill("SIGKILL");
      },
      () => {},
    );
    await guardDied;
  };

  return { process: guard, log, ended, end, [Symbol.asyncDispose]: end };
}

function readReports(stream: Readable): Report[] {
  const reports: Report[] = [];
  let open = "";
  stream.setEncoding("utf8");
  stream.on("error", () => {});
  stream.on("data", (chunk: string) => {
    const lines = (open + chunk).split("\n");
    open = lines.pop() ?? "";
    for (const line of lines) reports.push(JSON.parse(line) as Report);
  });
  return reports;
}

function startedPid(reports: readonly Report[]): number | null {
  const started = reports.find((report) => report.kind === "started");
  return started?.kind === "started" ? started.pid : null;
}

function endOf(reports: readonly Report[]): ProcessEnd {
  for (const report of reports) {
    if (report.kind === "failed") return { code: null, signal: null, failedToStart: report.code || report.message };
    if (report.kind === "ended") return { code: report.code, signal: report.signal, failedToStart: null };
  }
  return { code: null, signal: "SIGTERM", failedToStart: null };
}
