import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** How long a group may take to end politely before it is killed: what somebody canceled is to be gone within 2 s. */
export const politeMs = 1_000;

/** The variable by which a guarded program's descendants are known, even those that left its process group. */
export const markName = "AURA_PROCESS_MARK";

/** True while any process of the group runs. */
export function groupIsAlive(groupId: number): boolean {
  try {
    process.kill(-groupId, 0);
  } catch (error) {
    // EPERM: a process of another user is there, so the group is.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // In a container whose first process never reaps, the dead stay listed for ever: look whether anyone but them is left.
  const processes = listProcesses();
  return processes.length === 0 || processes.some((pid) => runsInGroup(pid, groupId));
}

function runsInGroup(pid: number, groupId: number): boolean {
  try {
    // "pid (name) state ppid pgrp …"; the name may hold spaces and brackets.
    const [state, , group] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    return Number(group) === groupId && state !== "Z" && state !== "X";
  } catch {
    return false;
  }
}

/** True while the process runs; one that has died and only waits to be reaped does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return listProcesses().length === 0;
  }
}

export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch {
    // It has ended already.
  }
}

/** Ends a whole process group: SIGTERM, and SIGKILL after `politeMs`. Resolves when it is gone. */
export async function endGroup(groupId: number): Promise<void> {
  signalGroup(groupId, "SIGTERM");
  const killAt = performance.now() + politeMs;
  while (groupIsAlive(groupId) && performance.now() < killAt) await delay(20);
  signalGroup(groupId, "SIGKILL");
  const giveUpAt = performance.now() + politeMs;
  while (groupIsAlive(groupId) && performance.now() < giveUpAt) await delay(20);
}

/** Processes that carry the mark in their environment. Empty where there is no /proc. */
export function markedProcesses(mark: string): number[] {
  const wanted = `${markName}=${mark}`;
  return listProcesses().filter((pid) => {
    try {
      return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(wanted);
    } catch {
      return false;
    }
  });
}

function listProcesses(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
