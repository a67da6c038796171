import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore, type Store, storeErrorOf } from "../../convex/client.ts";
import { hashKey } from "../../convex/model/keys.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { SeenElement, TakeSummary } from "../../convex/model/recording.ts";
import { type EmbeddedHost, type LogEntry, startEmbeddedHost } from "../../convex-embedded/host.ts";
import type { ModuleMap } from "../../convex-embedded/modules/load.ts";

const functionsDir = fileURLToPath(new URL("../../convex", import.meta.url));

export type Claim = NonNullable<FunctionReturnType<typeof api.jobs.claim>>;

/** The real store on a database of its own, with a bot's and a worker's connection. */
export type StoreUnderTest = Awaited<ReturnType<typeof openStore>>;

export async function openStore(
  dir = mkdtempSync(join(tmpdir(), "aura-store-")),
  { isInConflict, loadModules }: { isInConflict?: () => boolean; loadModules?: () => Promise<ModuleMap> } = {},
) {
  const logged: LogEntry[] = [];
  const host: EmbeddedHost = await startEmbeddedHost({
    databaseFile: join(dir, "store.sqlite"),
    filesDir: join(dir, "files"),
    ...(loadModules ? { loadModules } : { functionsDir }),
    crons: false,
    log: (entry) => logged.push(entry),
    ...(isInConflict ? { isInConflict } : {}),
  });
  for (const kind of ["bot", "worker"] as const) {
    await host.runInternal("credentials:register", { kind, keyHash: await hashKey(`the ${kind}'s key`), label: kind });
  }
  const bot = connectStore({ url: host.url, key: "the bot's key", kind: "bot" });
  const worker = connectStore({ url: host.url, key: "the worker's key", kind: "worker" });
  return {
    dir,
    host,
    bot,
    worker,
    logged,
    /** Ends the store and keeps its folder, from which `openStore(dir)` starts it again. */
    async stop(): Promise<void> {
      await Promise.all([bot.close(), worker.close()]);
      await host.close();
    },
    async close(): Promise<void> {
      await this.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The bot's connection when it acts for one person of the workspace, who is new to it. */
export async function joinAs(
  store: StoreUnderTest,
  workspaceId: Id<"workspaces">,
  userId: string,
  { isOwner = false } = {},
): Promise<Store> {
  await store.bot.mutation(api.workspaceMembers.ensure, { workspaceId, userId, name: `Person ${userId}`, isOwner });
  return store.bot.as(userId);
}

const take: TakeSummary = {
  durationMs: 20_000,
  width: 1280,
  height: 720,
  fps: 30,
  title: "Coupons in the cart",
  summary: "Adds a coupon field to the cart.",
  shots: [
    {
      id: "s1",
      startMs: 0,
      endMs: 4_000,
      route: "/cart",
      action: "click",
      label: "Apply coupon",
      role: "button",
      atMs: 1_500,
      box: { x: 900, y: 500, width: 120, height: 40 },
      changed: true,
    },
  ],
  idle: [{ startMs: 6_000, endMs: 9_000 }],
  notShown: [{ file: "server/coupons.ts", what: "POST /coupons", reason: "server_only" }],
  elements: [
    {
      ...{ id: "e1", label: "Total", role: "text", route: "/cart", startMs: 0, endMs: 20_000 },
      box: { x: 900, y: 600, width: 120, height: 40 },
    },
  ],
};

/** A thread in a workspace that no other test touches. */
export async function newThread({ bot }: StoreUnderTest) {
  const workspaceId = await bot.mutation(api.workspaces.ensure, {
    platform: "local",
    externalId: crypto.randomUUID(),
    name: "Team",
  });
  const threadId = await bot.mutation(api.threads.ensure, {
    workspaceId,
    platform: "local",
    channelType: "terminal",
    channelTarget: "local",
    externalId: "t1",
    timezone: "Europe/Berlin",
  });
  return { workspaceId, threadId };
}

export async function queueRun(
  store: StoreUnderTest,
  thread?: { workspaceId: Id<"workspaces">; threadId: Id<"threads"> },
) {
  const ids = thread ?? (await newThread(store));
  const runId = await store.bot.mutation(api.runs.create, {
    ...ids,
    timestamp: 1_700_000_000_000,
    branch: "coupons",
    pr: 1,
    commitSha: "b".repeat(40),
    baseSha: "a".repeat(40),
    repo: "local/shop",
    repoUrl: "/repos/shop",
    summary: "Recording PR 1",
    status: "queued",
    source: "pr",
    request: { kind: "pr", focus: "the coupon field" },
  });
  return { ...ids, runId };
}

export async function claim(store: StoreUnderTest, workerId = "w1", kinds?: Claim["kind"][]): Promise<Claim> {
  const claimed = await store.worker.mutation(api.jobs.claim, { workerId, ...(kinds ? { kinds } : {}) });
  if (claimed === null) throw new Error("Nothing to claim");
  return claimed;
}

export const held = ({ jobId, attempt }: Claim) => ({ jobId, attempt });

const bytes = (text: string) => new TextEncoder().encode(text);

export async function uploadVideo({ worker }: StoreUnderTest, content: string = crypto.randomUUID()) {
  return {
    videoStorageId: await worker.upload(bytes(content), "video/mp4"),
    posterStorageId: await worker.upload(bytes(`poster of ${content}`), "image/png"),
  };
}

export async function finishRecording(
  store: StoreUnderTest,
  claimed: Claim,
  content?: string,
  carried?: { operations: Operation[]; summary: string; notPlaced: string[] },
  elements?: SeenElement[],
): Promise<void> {
  await store.worker.mutation(api.jobs.finishRecording, {
    ...held(claimed),
    ...(await uploadVideo(store, content)),
    take: { ...take, ...(elements && { elements }) },
    takeRef: "takes/1",
    videoDurationMs: 20_000,
    sizeBytes: 1_000,
    routesTested: ["/cart"],
    ...(carried && { carried }),
  });
}

export async function finishRender(store: StoreUnderTest, claimed: Claim, content?: string): Promise<void> {
  const video = await uploadVideo(store, content);
  await store.worker.mutation(api.jobs.finishRender, {
    ...held(claimed),
    ...video,
    videoDurationMs: 10_000,
    sizeBytes: 500,
  });
}

/** A run whose recording is there. */
export async function recordedRun(store: StoreUnderTest) {
  const ids = await queueRun(store);
  await finishRecording(store, await claim(store, "w1", ["record"]));
  return ids;
}

export const versionsOf = ({ bot }: StoreUnderTest, runId: Id<"runs">) => bot.query(api.edits.listVersions, { runId });

export async function runOf({ bot }: StoreUnderTest, id: Id<"runs">) {
  const run = await bot.query(api.runs.get, { id });
  if (run === null) throw new Error("The run is gone");
  return run;
}

/** The first value of a live query that `isExpected` accepts. */
export function firstValue<F extends Parameters<Store["watch"]>[0]>(
  store: Store,
  fn: F,
  args: Parameters<typeof store.watch<F>>[1],
  isExpected: (value: FunctionReturnType<F>) => boolean,
): Promise<FunctionReturnType<F>> {
  return new Promise((resolve, reject) => {
    const stop = store.watch(
      fn,
      args,
      (value) => {
        if (!isExpected(value)) return;
        stop();
        resolve(value);
      },
      reject,
    );
  });
}

/** The code that a call was refused with; a call that is not refused is a failed test. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await refusalOfCall(call)).code;
}

export async function refusalOfCall(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await call;
  } catch (error) {
    const refusal = storeErrorOf(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error("The call was not refused");
}

/** Every row of the store, as text, read past all functions from a copy. */
export async function rowsOf({ host }: StoreUnderTest): Promise<{ table: string; row: string }[]> {
  const dir = mkdtempSync(join(tmpdir(), "aura-rows-"));
  try {
    await host.snapshot(join(dir, "copy"));
    const database = new DatabaseSync(join(dir, "copy", "store.sqlite"), { readOnly: true });
    try {
      const select = "SELECT name, body FROM documents JOIN tables ON tables.number = documents.table_number";
      return database
        .prepare(select)
        .all()
        .map(({ name, body }) => ({ table: String(name), row: String(body) }));
    } finally {
      database.close();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
