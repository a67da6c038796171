import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const projectDir = fileURLToPath(new URL("../..", import.meta.url));

export type Outcome = { code: number | null; output: string };
export type Started = { child: ChildProcess; outcome: Promise<Outcome>; said: () => string };

/** Starts `npm start` as a user would, in a home of its own; nothing of the machine's PATH but Node, npm and git is needed. */
export function startAura(home: string, args: readonly string[]): Started {
  const child = spawn("npm", ["start", "--silent", "--", ...args], {
    cwd: projectDir,
    env: { ...process.env, AURA_HOME: home, NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const outcome = new Promise<Outcome>((resolve) => child.on("close", (code) => resolve({ code, output })));
  return { child, outcome, said: () => output };
}

export type ProcessFacts = { pid: number; parent: number; startedAt: string; command: string };

/** Every process of the machine; `startedAt` tells a process from a later one with the same id. */
function processes(): ProcessFacts[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const isZombie = fields[0] === "Z";
        return isZombie ? [] : [{ pid: Number(name), parent: Number(fields[1]), startedAt: fields[19] ?? "", command }];
      } catch {
        return [];
      }
    });
}

/** The process and all that it started, directly or not. */
export function familyOf(pid: number): ProcessFacts[] {
  const all = processes();
  const family = all.filter((one) => one.pid === pid);
  for (const member of family) family.push(...all.filter((one) => one.parent === member.pid));
  return family;
}

/** Those of the given processes that still run. */
export function survivors(family: readonly ProcessFacts[]): ProcessFacts[] {
  const alive = processes();
  return family.filter((one) => alive.some((other) => other.pid === one.pid && other.startedAt === one.startedAt));
}

/** Polls until a condition holds; fails with a sentence when it does not in time, which is long: on a busy machine a recording waits for others. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 300_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found) return found as NonNullable<T>;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const filesNamedIn = (output: string, extension: string): string[] => [
  ...new Set(
    [...output.matchAll(new RegExp(`\\S+\\.${extension}\\b`, "g"))]
      .map((match) => match[0])
      .filter((path) => existsSync(path)),
  ),
];
