/**
 * A small program that stands between us and a child whose code we do not trust to end by itself:
 * `node guard.ts MARK COMMAND ARGS…`. It runs the command in a process group of its own and ends the whole group when its
 * stdin closes, which the system does for us even when we are killed with SIGKILL. File descriptor 3 tells us how it went.
 */
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { endGroup, markedProcesses } from "./group.ts";

const [mark = "", command = "", ...args] = process.argv.slice(2);
const report = createWriteStream("", { fd: 3 });
report.on("error", () => {});

const child = spawn(command, args, {
  detached: true,
  // A pipe that stays open: some watchers end when their stdin does.
  stdio: ["pipe", "inherit", "inherit"],
});

let isEnding = false;

async function end(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  if (child.pid !== undefined) await endGroup(child.pid);
  for (const pid of markedProcesses(mark)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
  process.exit(exitCode);
}

child.once("spawn", () => report.write(`${JSON.stringify({ kind: "started", pid: child.pid })}\n`));
child.once("error", (error: NodeJS.ErrnoException) => {
  report.write(`${JSON.stringify({ kind: "failed", code: error.code ?? "", message: error.message })}\n`, () =>
    end(127),
  );
});
child.once("exit", (code, signal) => {
  report.write(`${JSON.stringify({ kind: "ended", code, signal })}\n`, () => end(code ?? 1));
});

process.stdin.on("end", () => end(0));
process.stdin.on("error", () => end(0));
process.stdin.resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0));
