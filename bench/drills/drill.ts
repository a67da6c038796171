import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore, type Store } from "../../convex/client.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { familyOf, type ProcessFacts, survivors, until } from "../../tests/support/aura.ts";

/** What a drill found. The last four are to be zero. */
export type DrillOutcome = {
  kills: number;
  acknowledged: number;
  /** From a kill until the next piece of work was finished: the median and the worst. */
  recoveryMs: { median: number; worst: number };
  /** Acknowledged requests that never came to their end. */
  lost: number;
  /** Runs or versions beyond those that were asked for. */
  duplicated: number;
  /** Versions whose file is not the one of their operations. */
  mismatched: number;
  /** Processes that outlived whoever started them. */
  orphans: number;
};

type Request = { runId: Id<"runs">; versionId: Id<"editVersions"> };

const SENDERS = 4;
const END_LIMIT_MS = 60_000;

/**
 * Kills the worker and the store's process in turns, at random moments, while people keep asking for recordings and edits.
 * Ends with a kill of the store, whose restart gives back what the dead worker held.
 */
export async function drill({ kills }: { kills: number }): Promise<DrillOutcome> {
  const dir = await mkdtemp(join(tmpdir(), "aura-drill-"));
  const families: ProcessFacts[] = [];
  let host = await start("host.ts", dir);
  const url = host.line.split(" ")[1] ?? "";
  let worker = await start("worker.ts", url);
  const store = connectStore({ url, key: "the bot's key", kind: "bot" });
  const finishedAtMs: number[] = [];
  const killedAtMs: number[] = [];
  try {
    const thread = await openThread(store);
    let isOver = false;
    const requests: Request[] = [];
    const sending = Promise.all(
      Array.from({ length: SENDERS }, async (_, sender) => {
        for (let index = 0; !isOver; index += 1) {
          requests.push(await ask(store, thread, `${sender}-${index}`));
          finishedAtMs.push(performance.now());
        }
      }),
    );
    for (let kill = kills; kill > 0; kill -= 1) {
      const before = finishedAtMs.length;
      await until("work is done between two kills", () => finishedAtMs.length > before, END_LIMIT_MS);
      await delay(Math.random() * 300);
      const victim = kill % 2 === 0 ? worker : host;
      families.push(...familyOf(victim.child.pid ?? -1));
      killedAtMs.push(performance.now());
      await end(victim.child, "SIGKILL");
      if (victim === worker) worker = await start("worker.ts", url);
      else host = await start("host.ts", dir);
    }
    isOver = true;
    await sending;
    const counted = await count(store, thread, requests);
    families.push(...familyOf(worker.child.pid ?? -1), ...familyOf(host.child.pid ?? -1));
    await endPolitely(worker.child);
    await endPolitely(host.child);
    const orphans = await afterTheirEnd(families);
    const recoveries = killedAtMs
      .map((killed) => (finishedAtMs.find((finished) => finished > killed) ?? performance.now()) - killed)
      .toSorted((a, b) => a - b)
      .map(Math.round);
    const recoveryMs = { median: recoveries[Math.floor(recoveries.length / 2)] ?? 0, worst: recoveries.at(-1) ?? 0 };
    return { kills, acknowledged: requests.length, recoveryMs, ...counted, orphans };
  } finally {
    await store.close();
    for (const { child } of [worker, host]) if (child.exitCode === null) await end(child, "SIGKILL");
    await rm(dir, { recursive: true, force: true });
  }
}

type Thread = { workspaceId: Id<"workspaces">; threadId: Id<"threads"> };

async function openThread(store: Store): Promise<Thread> {
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

/** Asks for a recording, waits for it, and asks for an edit of it: acknowledged when the store has answered both. */
async function ask(store: Store, thread: Thread, name: string): Promise<Request> {
  const runId = await store.mutation(api.runs.create, {
    ...thread,
    ...{ timestamp: Date.now(), repo: "local/drill", repoUrl: "/drill", branch: name, pr: 1, summary: name },
    ...{ commitSha: "b".repeat(40), baseSha: "a".repeat(40), status: "queued", source: "pr", request: { kind: "pr" } },
    idempotencyKey: name,
  });
  await new Promise<void>((resolve, reject) => {
    const stop = store.watch(
      api.runs.get,
      { id: runId },
      (run) => {
        if (run?.status !== "completed" && run?.status !== "failed") return;
        stop();
        resolve();
      },
      reject,
    );
  });
  const operation: Operation = { type: "cut", startMs: 0, endMs: 1_000 + Math.round(Math.random() * 9_000) };
  return { runId, versionId: await store.mutation(api.edits.applyEdit, { runId, operation }) };
}

async function count(store: Store, { threadId }: Thread, requests: readonly Request[]) {
  let lost = 0;
  let duplicated = 0;
  let mismatched = 0;
  for (const { runId, versionId } of requests) {
    const versions = () => store.query(api.edits.listVersions, { runId });
    const isDone = async () => (await versions()).every(({ status }) => status === "completed");
    await until("the last edits are rendered", isDone, END_LIMIT_MS).catch(() => undefined);
    const found = await versions();
    const edit = found.find(({ _id }) => _id === versionId);
    if (edit?.status !== "completed") lost += 1;
    duplicated += Math.max(0, found.length - 2);
    const shown = edit?.videoUrl ? await (await fetch(edit.videoUrl)).text() : "";
    if (shown !== JSON.stringify(edit?.operations)) mismatched += 1;
  }
  const asked = new Set<string>(requests.map(({ runId }) => runId));
  for (let cursor: string | null = null, isDone = false; !isDone; ) {
    const paginationOpts: { numItems: number; cursor: string | null } = { numItems: 100, cursor };
    const page: { page: { _id: string }[]; isDone: boolean; continueCursor: string } = await store.query(
      api.runs.listByThread,
      { threadId, paginationOpts },
    );
    duplicated += page.page.filter(({ _id }) => !asked.has(_id)).length;
    ({ isDone, continueCursor: cursor } = page);
  }
  return { lost, duplicated, mismatched };
}

/** The guard gives what it guards a moment to end by itself. */
async function afterTheirEnd(families: readonly ProcessFacts[]): Promise<number> {
  await until("all processes end", () => survivors(families).length === 0, 10_000).catch(() => undefined);
  return survivors(families).length;
}

async function start(program: string, argument: string): Promise<{ child: ChildProcess; line: string }> {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [file, argument], { stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("the child has an output");
  const ended = once(child, "exit").then(() => ["ended without a word"]);
  const [line] = (await Promise.race([once(createInterface(child.stdout), "line"), ended])) as [string];
  if (!line.startsWith("ready")) throw new Error(`${program} ${line}`);
  return { child, line };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function endPolitely(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.stdin?.end();
  await ended;
}
