import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FixtureSite, openFixtureSite } from "./fixtures/site.ts";
import { noProgress, open, openTrialStage, planOf, takeFolder } from "./fixtures/trial.ts";

const run = promisify(execFile);
let site: FixtureSite;

beforeAll(async () => {
  site = await openFixtureSite();
});

afterAll(async () => {
  await site.close();
});

/** All processes below one, with theirs. */
async function descendants(pid: number): Promise<number[]> {
  const pairs = existsSync("/proc/self/stat") ? pairsInProc() : await pairsOfPs();
  const below = (parent: number): number[] =>
    pairs.filter(([, of]) => of === parent).flatMap(([child = 0]) => [child, ...below(child)]);
  return below(pid);
}

/** Each process and its parent, where the system has no `ps` but tells by files: "pid (name) state parent …". */
function pairsInProc(): number[][] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
      return [[Number(name), Number(parent)]];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

async function pairsOfPs(): Promise<number[][]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => line.trim().split(/\s+/).map(Number));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const longPlan = () =>
  planOf(
    open("/second.html"),
    ...Array.from({ length: 200 }, () => ({ action: "hover" as const, target: { role: "heading" } })),
  );

test("aborting ends the recording, its browsers and its folder", async () => {
  const controller = new AbortController();
  const stage = await openTrialStage({ signal: controller.signal });
  await stage.scout(site.url)("/second.html");
  const outDir = await takeFolder();
  const underWay = Promise.withResolvers<void>();
  const recording = stage.record({
    baseUrl: site.url,
    plan: longPlan(),
    outDir,
    timeLimitMs: 600_000,
    onProgress: ({ fraction }) => {
      if (fraction !== 0) underWay.resolve();
    },
  });
  await underWay.promise;
  const browsers = await descendants(process.pid);
  controller.abort(new Error("canceled by the test"));
  await expect(recording).rejects.toThrow("canceled by the test");
  await stage.close();
  expect(browsers.length).toBeGreaterThan(3);
  await expect.poll(() => browsers.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  await expect(access(outDir)).rejects.toThrow();
  await expect(access(`${outDir}.partial-${process.pid}`)).rejects.toThrow();
});

test("the time limit ends the take, and says what was left out", async () => {
  const stage = await openTrialStage();
  const take = await stage.record({
    baseUrl: site.url,
    plan: longPlan(),
    outDir: await takeFolder(),
    timeLimitMs: 4000,
    onProgress: noProgress,
  });
  await stage.close();
  expect(take.shots.length).toBeGreaterThan(0);
  expect(take.notShown.length + take.shots.length).toBe(201);
  expect(take.notShown[0]?.detail).toBe("the recording's time was over");
});

test("no browser outlives a process that was killed", async () => {
  const program = fileURLToPath(new URL("./fixtures/recordEndlessly.ts", import.meta.url));
  const child = spawn(process.execPath, [program, `${site.url}/second.html`], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  const below = await descendants(child.pid ?? 0);
  // Two browsers, each with its helpers.
  expect(below.length).toBeGreaterThan(3);
  child.kill("SIGKILL");
  await ended;
  await expect.poll(() => below.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});
