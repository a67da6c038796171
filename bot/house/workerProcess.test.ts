import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../tests/support/aura.ts";
import { keepWorker, type WorkerProcess } from "./workerProcess.ts";

const log = pino({ enabled: false });
const backOff = { firstMs: 10, mostMs: 50, steadyAfterMs: 60_000 };

describe("the worker's process", () => {
  let dir: string;
  let worker: WorkerProcess | null;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "aura-worker-"));
    worker = null;
  });
  afterEach(() => {
    worker?.kill();
    rmSync(dir, { recursive: true, force: true });
  });

  function keep(
    program: string,
    onTrouble?: (message: string) => void,
    onDeath?: (pid: number) => void,
  ): WorkerProcess {
    const file = join(dir, "worker.mjs");
    writeFileSync(file, program);
    worker = keepWorker({
      script: [file],
      environment: { DIR: dir },
      logFile: join(dir, "log"),
      log,
      backOff,
      ...(onTrouble ? { onTrouble } : {}),
      ...(onDeath ? { onDeath } : {}),
    });
    return worker;
  }
  const read = (name: string) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), "utf8") : "");
  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const head = `import { appendFileSync, writeFileSync } from "node:fs"; import { spawn } from "node:child_process";
    const say = (name, text) => appendFileSync(process.env.DIR + "/" + name, text);\n`;

  it("is told to end by its standard input, and ends by itself", async () => {
    const kept = keep(
      `${head} process.stdin.resume().on("end", () => { say("end", "tidy"); process.exit(0); }); say("up", "1");`,
    );
    await until("it is up", () => read("up"));
    await kept.stop();
    expect(read("end")).toBe("tidy");
  });

  it("is started again when it dies, and says so", async () => {
    const troubles: string[] = [];
    const kept = keep(
      `${head} say("starts", "x"); process.stdin.resume().on("end", () => process.exit(0));
       setTimeout(() => { if (process.env.DIR) process.exit(3); }, 20);`,
      (message) => troubles.push(message),
    );
    await until("three starts", () => read("starts").length >= 3);
    await kept.stop();
    expect(troubles[0]).toBe("The worker ended unexpectedly (exit code 3); it is started again.");
    const starts = read("starts").length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(read("starts").length).toBe(starts);
  });

  it("is named when it has died, so that what it held goes to the next", async () => {
    const died: number[] = [];
    keep(
      `${head} say("pids", process.pid + "\\n"); process.stdin.resume(); process.kill(process.pid, "SIGKILL");`,
      undefined,
      (pid) => died.push(pid),
    );
    await until("two have died", () => died.length >= 2);
    expect(read("pids").split("\n").slice(0, 2).map(Number)).toEqual(died.slice(0, 2));
  });

  it("sees nothing of the environment but what it is given, and writes into its log", async () => {
    process.env.AURA_TEST_SECRET = "secret";
    const kept = keep(`${head} console.log(Object.keys(process.env).join()); console.error("to stderr"); say("up", "1");
      process.stdin.resume().on("end", () => process.exit(0));`);
    await until("it is up", () => read("up"));
    await kept.stop();
    delete process.env.AURA_TEST_SECRET;
    expect(read("log")).toContain("DIR");
    expect(read("log")).toContain("to stderr");
    expect(read("log")).not.toContain("AURA_TEST_SECRET");
  });

  it("takes its children along when it has to be killed", async () => {
    const kept =
      keep(`${head} const child = spawn("sleep", ["600"]); say("child", String(child.pid)); say("own", String(process.pid));
      process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`);
    await until("it is up", () => read("own"));
    kept.kill();
    const pids = [Number(read("own")), Number(read("child"))];
    await until("both are gone", () => pids.every((pid) => !isAlive(pid)));
  });
});
