import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { groupIsAlive, isRunning } from "./group.ts";
import { startGuarded } from "./guarded.ts";
import { programEnvironment } from "./programEnvironment.ts";
import { runGuarded } from "./run.ts";

const env = programEnvironment([]);
const scratch = mkdtempSync(join(tmpdir(), "aura-guard-"));

/** A stubborn little family: a shell, a child that ignores SIGTERM, and one that left the group. It prints their pids. */
const familyScript = `
const { spawn } = require("node:child_process");
const deaf = spawn(process.execPath, ["-e", "process.on('SIGTERM',()=>{});console.log('deaf');setInterval(()=>{},1e3)"], { stdio: ["ignore", "pipe", "inherit"] });
const stray = spawn(process.execPath, ["-e", "setInterval(()=>{},1e3)"], { detached: true, stdio: "ignore" });
deaf.stdout.once("data", () => console.log("PIDS " + [process.pid, deaf.pid, stray.pid].join(" ")));
setInterval(() => {}, 1000);
`;

async function until(check: () => boolean): Promise<void> {
  while (!check()) await delay(20);
}

const pidsIn = (text: string): number[] => (/PIDS ([\d ]+)/.exec(text)?.[1] ?? "").split(" ").map(Number);

describe("startGuarded", () => {
  it("ends the whole family, the deaf and the stray one too", async () => {
    const program = startGuarded({ command: process.execPath, args: ["-e", familyScript], cwd: scratch, env });
    await until(() => program.log.lines().some((line) => line.startsWith("PIDS")));
    const pids = pidsIn(program.log.lines().join("\n"));
    expect(pids.map(isRunning)).toEqual([true, true, true]);
    await program.end();
    expect(pids.map(isRunning)).toEqual([false, false, false]);
    expect(groupIsAlive(pids[0] ?? 0)).toBe(false);
  });

  it("leaves nobody behind when we are killed with SIGKILL", async () => {
    const guardedModule = fileURLToPath(new URL("guarded.ts", import.meta.url));
    const parentFile = join(scratch, "parent.mjs");
    writeFileSync(
      parentFile,
      `import { startGuarded } from ${JSON.stringify(guardedModule)};
       startGuarded({ command: process.execPath, args: ["-e", ${JSON.stringify(familyScript)}], cwd: ".", env: process.env,
         onLine: (line) => console.log(line) });`,
    );
    const parent = spawn(process.execPath, [parentFile], { cwd: scratch, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    parent.stdout.on("data", (chunk) => {
      output += chunk;
    });
    await until(() => /PIDS [\d ]+\n/.test(output));
    const pids = pidsIn(output);
    expect(pids.map(isRunning)).toEqual([true, true, true]);
    parent.kill("SIGKILL");
    await once(parent, "exit");
    await until(() => pids.every((pid) => !isRunning(pid)));
  });

  it("says how a program ended, with its last lines", async () => {
    const program = startGuarded({
      command: process.execPath,
      args: ["-e", "console.log('one');console.error('\\u001b[31mtwo\\u001b[0m');process.exitCode=3"],
      cwd: scratch,
      env,
    });
    expect(await program.ended).toEqual({ code: 3, signal: null, failedToStart: null });
    expect(program.log.last(5).sort()).toEqual(["one", "two"]);
  });

  it("says when there is no such program", async () => {
    const program = startGuarded({ command: "no-such-program-here", args: [], cwd: scratch, env });
    expect(await program.ended).toMatchObject({ failedToStart: "ENOENT" });
  });
});

describe("runGuarded", () => {
  it("ends a program that takes too long", async () => {
    const args = ["-e", "setInterval(() => {}, 1000)"];
    const run = await runGuarded({ command: process.execPath, args, cwd: scratch, env, timeoutMs: 100 });
    expect(run.timedOut).toBe(true);
  });

  it("throws the reason when aborted, once the program is gone", async () => {
    const canceling = new AbortController();
    let pid = 0;
    const running = runGuarded({
      command: process.execPath,
      args: ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"],
      cwd: scratch,
      env,
      timeoutMs: 60_000,
      signal: canceling.signal,
      onLine: (line) => {
        pid = Number(line);
        canceling.abort(new Error("canceled"));
      },
    });
    await expect(running).rejects.toThrow("canceled");
    expect(isRunning(pid)).toBe(false);
  });
});

describe("programEnvironment", () => {
  it("starts PATH with our Node and hides our own packages' programs", () => {
    const path = programEnvironment(["/app/node_modules/.bin"]).PATH?.split(":") ?? [];
    expect(path[0]).toBe("/app/node_modules/.bin");
    expect(process.execPath.startsWith(path[1] ?? "none")).toBe(true);
    expect(path.slice(1).filter((dir) => dir.endsWith("node_modules/.bin"))).toEqual([]);
  });
});
