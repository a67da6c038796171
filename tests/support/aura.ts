import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const projectDir = fileURLToPath(new URL("../..", import.meta.url));

export type Outcome = { code: number | null; output: string };

/** Starts `npm start` as a user would, in a home of its own; nothing of the machine's PATH but Node, npm and git is needed. */
export function startAura(home: string, args: readonly string[]): { child: ChildProcess; outcome: Promise<Outcome> } {
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
  return { child, outcome };
}

/** Every process whose command line, working folder or environment names the home: what a run has started. */
export function processesOf(home: string): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        const environment = readFileSync(`/proc/${name}/environ`, "utf8");
        const folder = readlinkSync(`/proc/${name}/cwd`);
        const isOurs = [command, environment, folder].some((text) => text.includes(home));
        return isOurs && command ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

/** Polls until a condition holds; fails with a sentence when it does not in time. */
export async function until<T>(what: string, probe: () => T | Promise<T>, timeoutMs = 60_000): Promise<NonNullable<T>> {
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

export const gitIn = (dir: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
    cwd: dir,
    encoding: "utf8",
  });
