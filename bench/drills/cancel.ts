import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Activity } from "../../convex/model/documents.ts";
import { cleanEnvironment } from "../../environment.ts";
import { runGit } from "../../pipeline/serve/fixtures/repository.ts";
import { layOutSample } from "../../scripts/layOutSample.ts";
import { newThread, openStore, type StoreUnderTest } from "../../tests/store/support.ts";
import { familyOf, type ProcessFacts, survivors, until } from "../../tests/support/aura.ts";

type Moment = { name: string; kind: Activity["kind"]; stage: RegExp; runs: RegExp };

/** From a cancel, as somebody says it in a thread, until nothing runs that the work had started. */
export type CancelOutcome = { "canceled while": string; ended: string; "ended after ms": number; last: string };

/** `runs` is a program of which one must be under way, so that there is something to end. */
const recording: readonly Moment[] = [
  { name: "the app starts", kind: "record", stage: /^Starting the app/, runs: /vite/ },
  { name: "its pages are looked at", kind: "record", stage: /^Finding the change/, runs: /headless|chrom/i },
  { name: "it is recorded", kind: "record", stage: /^Recording/, runs: /headless|chrom/i },
  { name: "its video is rendered", kind: "record", stage: /^Rendering/, runs: /ffmpeg/ },
];
const editing: readonly Moment[] = [
  { name: "an edit is rendered", kind: "render", stage: /^Rendering/, runs: /ffmpeg/ },
  { name: "an MP4 is exported", kind: "export", stage: /^Making the file/, runs: /ffmpeg/ },
  { name: "a GIF is exported", kind: "export", stage: /^Making the GIF/, runs: /ffmpeg/ },
];
const PATIENCE_MS = 240_000;
const EVERY_MS = 10;

/** Cancels real recordings, edits and exports of the sample in the middle of what they do. */
export async function cancelDrill(): Promise<CancelOutcome[]> {
  const store = await openStore();
  const home = await mkdtemp(join(tmpdir(), "aura-cancel-"));
  const worker = startWorker(store, home);
  try {
    const { repoDir } = await layOutSample(join(home, "sample"));
    const bench = { store, worker, thread: await newThread(store), repoDir };
    const outcomes: CancelOutcome[] = [];
    for (const moment of recording) {
      const runId = await record(bench);
      outcomes.push(await cancelAt(bench, runId, moment));
    }
    const runId = await record(bench);
    await until(
      "a recording is finished",
      async () => {
        const run = await store.bot.query(api.runs.get, { id: runId });
        if (run?.status === "failed") throw new Error(run.error);
        return run?.status === "completed";
      },
      PATIENCE_MS,
    );
    for (const moment of editing) {
      await ask[moment.name]?.(bench, runId);
      outcomes.push(await cancelAt(bench, runId, moment));
    }
    return outcomes;
  } finally {
    const ended = once(worker, "exit");
    worker.stdin?.end();
    await ended;
    await store.close();
    await rm(home, { recursive: true, force: true });
  }
}

type Bench = {
  store: StoreUnderTest;
  worker: ChildProcess;
  thread: Awaited<ReturnType<typeof newThread>>;
  /** The sample's repository. */
  repoDir: string;
};

function startWorker({ host }: StoreUnderTest, home: string): ChildProcess {
  const file = fileURLToPath(new URL("../../pipeline/worker.ts", import.meta.url));
  const own = { CONVEX_URL: host.url, AURA_WORKER_KEY: "the worker's key", AURA_HOME: home };
  return spawn(process.execPath, [file], { env: cleanEnvironment(own), stdio: ["pipe", "ignore", "inherit"] });
}

async function record({ store: { bot }, thread, repoDir }: Bench): Promise<Id<"runs">> {
  return await bot.mutation(api.runs.create, {
    ...thread,
    ...{ timestamp: Date.now(), summary: "A drill", status: "queued", source: "pr", request: { kind: "pr" } },
    ...{ repo: "local/shop", repoUrl: repoDir, pr: 1, baseSha: runGit(repoDir, "rev-parse", "main") },
    commitSha: runGit(repoDir, "rev-parse", "refs/pull/1/head"),
  });
}

const ask: Record<string, (bench: Bench, runId: Id<"runs">) => Promise<unknown>> = {
  "an edit is rendered": ({ store: { bot } }, runId) =>
    bot.mutation(api.edits.applyEdit, { runId, operation: { type: "style_preset", preset: "dramatic" } }),
  "an MP4 is exported": ({ store: { bot } }, runId) =>
    bot.mutation(api.exports.create, { runId, format: "mp4", fps: 60, width: 1280, height: 720, quality: "high" }),
  "a GIF is exported": ({ store: { bot } }, runId) =>
    bot.mutation(api.exports.create, { runId, format: "gif", fps: 15, width: 800, height: 450, quality: "web" }),
};

async function cancelAt({ store, worker, thread }: Bench, runId: Id<"runs">, moment: Moment): Promise<CancelOutcome> {
  const children = () => familyOf(worker.pid ?? -1).filter(({ pid }) => pid !== worker.pid);
  let running: ProcessFacts[] = [];
  const comes = async () => {
    const jobs = await store.bot.query(api.jobs.activity, { threadId: thread.threadId });
    if (jobs.length === 0) throw new Error(`Over before ${moment.name}`);
    if (!jobs.some(({ kind, stage }) => kind === moment.kind && moment.stage.test(stage))) return false;
    running = children();
    return running.some(({ command }) => moment.runs.test(command));
  };
  await until(moment.name, comes, PATIENCE_MS);
  const canceledAtMs = performance.now();
  await store.bot.mutation(api.runs.cancel, { id: runId });
  let [endedAtMs, last] = [canceledAtMs, ""];
  // What starts in the last moment must end as well; a second without any is the end.
  while (performance.now() - endedAtMs < 1_000) {
    const left = [...survivors(running), ...children()];
    if (left[0]) [endedAtMs, last] = [performance.now(), nameOf(left[0].command)];
    if (performance.now() - canceledAtMs > PATIENCE_MS) throw new Error(`Still there: ${left[0]?.command}`);
    await delay(EVERY_MS);
  }
  return {
    "canceled while": moment.name,
    ended: [...new Set(running.map(({ command }) => nameOf(command)))].join(", "),
    "ended after ms": Math.round(endedAtMs - canceledAtMs),
    last,
  };
}

const nameOf = (command: string): string =>
  /headless|chrom|ffmpeg|vite|guard/i.exec(command)?.[0] ?? command.slice(0, 80);
