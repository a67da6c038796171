import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore, type Store } from "../../convex/client.ts";
import { familyOf, type ProcessFacts, survivors, until } from "../../tests/support/aura.ts";
import { countFiles } from "./files.ts";
import { layOutTake, type WorkKind } from "./work.ts";

export type Role = "host" | "worker" | "bot";

/** Processes, and files of the store: `unreported` when the last process had ended, `filesLeft` a day later. */
export type Left = { orphans: number; unreported: number; filesLeft: number };

/** A store, a worker and a bot in processes of their own, while requests keep coming. */
export type DrillStage = {
  dir: string;
  journal: string;
  store: Store;
  threadId: Id<"threads">;
  /** How many requests were finished, and when. */
  finishedAtMs: readonly number[];
  pidOf(role: Role): number;
  /** Kills a process and starts it again; what it left running is remembered. */
  kill(role: Role): Promise<void>;
  /** Ends a process in the hard way, and answers how to start it again. */
  end(role: Role): Promise<() => Promise<void>>;
  /** Sets the clock of the store and the worker, from the real time. */
  setClock(offsetMs: number): void;
  /** Lets the bot ask for nothing more, and waits until all that it asked is acknowledged. */
  enough(): Promise<void>;
  /** Ends everything in order, and answers what outlived whoever started it. */
  close(): Promise<Left>;
};

const END_LIMIT_MS = 240_000;

/** `storeDir` may lie on another disk. */
export async function openStage(kind: WorkKind, storeDir?: string): Promise<DrillStage> {
  const dir = await mkdtemp(join(tmpdir(), "aura-drill-"));
  if (kind === "real") await layOutTake(dir);
  const journal = join(dir, "journal.jsonl");
  const families: ProcessFacts[] = [];
  const finishedAtMs: number[] = [];
  let clockMs = 0;
  let isEnough = false;
  const running = new Map<Role, ChildProcess>();
  const start = async (role: Role, words: readonly string[]): Promise<string> => {
    const { child, line } = await startProgram(`${role}.ts`, words, (said) => {
      if (said === "finished") finishedAtMs.push(performance.now());
    });
    running.set(role, child);
    if (clockMs !== 0 && role !== "bot") child.stdin?.write(`clock ${clockMs}\n`);
    if (isEnough && role === "bot") child.stdin?.write("enough\n");
    return line;
  };
  const url = (await start("host", [storeDir ?? dir])).split(" ")[1] ?? "";
  const store = connectStore({ url, key: "the bot's key", kind: "bot" });
  const { workspaceId, threadId } = await openThread(store);
  const words: Record<Role, readonly string[]> = {
    host: [storeDir ?? dir],
    worker: [url, kind, dir],
    bot: [url, journal, workspaceId, threadId],
  };
  await start("worker", words.worker);
  await start("bot", words.bot);

  const pidOf = (role: Role) => running.get(role)?.pid ?? -1;
  const end = async (role: Role) => {
    const child = running.get(role);
    const pid = pidOf(role);
    families.push(...familyOf(pid));
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    return async () => {
      await start(role, words[role]);
      // As its bot does. It waits while the store is away, so nobody waits for it.
      if (role === "worker") {
        store.mutation(api.jobs.workerDied, { workerIdStart: `${hostname()}-${pid}-` }).catch(() => undefined);
      }
    };
  };
  return {
    ...{ dir, journal, store, threadId, finishedAtMs, pidOf, end },
    kill: async (role) => await (await end(role))(),
    setClock: (offsetMs) => {
      clockMs = offsetMs;
      for (const role of ["host", "worker"] as const) running.get(role)?.stdin?.write(`clock ${offsetMs}\n`);
    },
    enough: async () => {
      isEnough = true;
      running.get("bot")?.stdin?.write("enough\n");
      const bot = () => running.get("bot");
      await until("all that was asked is acknowledged", () => bot()?.exitCode === 0, END_LIMIT_MS);
    },
    close: async () => {
      await store.close();
      for (const role of ["bot", "worker", "host"] as const) {
        families.push(...familyOf(pidOf(role)));
        const child = running.get(role);
        if (!child || child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, "exit");
        child.stdin?.end();
        await ended;
      }
      // The guard gives what it guards a moment to end by itself.
      const alive = () => survivors(families);
      await until("all processes end", () => alive().length === 0, 15_000).catch(() => undefined);
      const orphans = alive();
      for (const { pid, command } of orphans) process.stderr.write(`still there: ${pid} ${command}\n`);
      const { unreported, left: filesLeft } = await countFiles(storeDir ?? dir);
      await rm(dir, { recursive: true, force: true });
      return { orphans: orphans.length, unreported, filesLeft };
    },
  };
}

async function openThread(store: Store) {
  const workspace = { platform: "local", externalId: "drill", name: "Drill" };
  const workspaceId = await store.mutation(api.workspaces.ensure, workspace);
  const place = {
    platform: "local",
    channelType: "terminal",
    channelTarget: "local",
    externalId: "t1",
    timezone: "UTC",
  };
  return { workspaceId, threadId: await store.mutation(api.threads.ensure, { workspaceId, ...place }) };
}

async function startProgram(program: string, words: readonly string[], onLine: (line: string) => void) {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [file, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  // It may be killed while it is being written to.
  child.stdin?.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(() => ["ended without a word"]);
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
  if (!line.startsWith("ready")) throw new Error(`${program} ${line}`);
  lines.on("line", onLine);
  return { child, line };
}
