import { fileURLToPath } from "node:url";
import { internalMutationGeneric } from "convex/server";
import { v } from "convex/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { importFunctions } from "../../convex-embedded/modules/load.ts";
import { publicFunctions } from "./everyFunction.ts";
import {
  claim,
  codeOf,
  finishRecording,
  finishRender,
  held,
  newThread,
  openStore,
  queueRun,
  recordedRun,
  rowsOf,
  type StoreUnderTest,
  uploadVideo,
  versionsOf,
} from "./support.ts";

const convexDir = fileURLToPath(new URL("../../convex", import.meta.url));
const HOUR_MS = 3_600_000;
const cut = { type: "cut" as const, startMs: 0, endMs: 1_000 };
const sha256 = "0".repeat(64);

/** Writes any row, which no function of the store does. */
const insert = internalMutationGeneric({
  args: { table: v.string(), document: v.any() },
  handler: async (ctx, { table, document }) => await ctx.db.insert(table, document),
});

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore(undefined, {
    loadModules: async () => ({ ...(await importFunctions(convexDir)), "testing.ts": { insert } }),
  });
  await sweep(0);
});
afterAll(() => store.close());

/** As the schedule does, so much later than now. */
const sweep = async (laterMs: number) =>
  (await store.host.runInternal("files:sweep", { now: Date.now() + laterMs })) as number;
const upload = async (text: string = crypto.randomUUID()) =>
  await store.worker.upload(new TextEncoder().encode(text), "text/plain");

const rows = async (table: string) =>
  (await rowsOf(store)).filter((one) => one.table === table).map(({ row }) => JSON.parse(row) as { _id: string });
const storedFiles = async () => new Set((await rows("_storage")).map(({ _id }) => _id));
const isStored = async (id: string) => (await storedFiles()).has(id);

/** Files that are there and that no row names, and files that a row names and nobody has kept. */
async function astray() {
  const all = await rowsOf(store);
  const files = await storedFiles();
  const kept = new Set(all.flatMap(({ table, row }) => (table === "keptFiles" ? [JSON.parse(row).storageId] : [])));
  const ours = all.filter(({ table }) => !["_storage", "keptFiles", "_scheduled_functions"].includes(table));
  const named = new Set(ours.flatMap(({ row }) => row.match(/"[0-9a-z]{31,}"/g) ?? []).map((id) => id.slice(1, -1)));
  return {
    nameless: [...files].filter((id) => !named.has(id)),
    unkept: [...files].filter((id) => named.has(id) && !kept.has(id)),
    keptTooLong: [...kept].filter((id) => !named.has(String(id))),
  };
}

const nothing = { nameless: [], unkept: [], keptTooLong: [] };

describe("whoever writes a file's id into a row keeps the file", () => {
  const finishers: Record<string, () => Promise<unknown>> = {
    "runs:attachVideo": async () => {
      const { runId } = await queueRun(store);
      await store.bot.mutation(api.runs.attachVideo, { id: runId, videoStorageId: await upload() });
    },
    "runs:attachScreenshots": async () => {
      const { runId } = await recordedRun(store);
      const [first, second, third] = [await upload(), await upload(), await upload()];
      await store.bot.mutation(api.runs.attachScreenshots, { id: runId, screenshotStorageIds: [first, second] });
      await store.bot.mutation(api.runs.attachScreenshots, { id: runId, screenshotStorageIds: [second, third] });
      expect([await isStored(first), await isStored(second), await isStored(third)]).toEqual([false, true, true]);
    },
    "edits:updateVersionStatus": async () => {
      const { runId } = await recordedRun(store);
      const id = await store.bot.mutation(api.edits.applyEdits, { runId, operations: [cut] });
      const update = async (status: "processing" | "completed", videoStorageId: Id<"_storage">) =>
        await store.bot.mutation(api.edits.updateVersionStatus, { id, status, videoStorageId });
      await update("processing", await upload());
      await update("completed", await upload());
    },
    "exports:complete": async () => {
      const id = await newExport();
      await store.bot.mutation(api.exports.complete, { id, outputStorageId: await upload(), fileSizeBytes: 1 });
    },
    "jobs:finishRecording": async () => await finishRecording(store, await recording()),
    "jobs:finishRender": async () => {
      const { runId } = await recordedRun(store);
      await store.bot.mutation(api.edits.applyEdits, { runId, operations: [cut] });
      await finishRender(store, await claim(store, "w1", ["render"]));
      expect((await versionsOf(store, runId)).every(({ videoUrl }) => videoUrl)).toBe(true);
    },
    "jobs:finishExport": async () => {
      await newExport();
      const job = held(await claim(store, "w1", ["export"]));
      await store.worker.mutation(api.jobs.finishExport, { ...job, outputStorageId: await upload(), fileSizeBytes: 1 });
    },
    "jobs:finishReel": async () => await finishReel("filming"),
    "artifacts:create": async () => {
      const { workspaceId } = await newThread(store);
      const file = { workspaceId, kind: "log", title: "A log", storageId: await upload() } as const;
      await store.worker.mutation(api.artifacts.create, file);
    },
    "packs:addTake": async () => {
      const { runId } = await recordedRun(store);
      const pack = { runId, name: `${runId}-1`, sizeBytes: 2, sha256 };
      const parts = [await upload(), await upload()];
      expect(await store.worker.mutation(api.packs.addTake, { ...pack, place: { kind: "store", parts } })).toBe(true);
      // Told twice, the second time of the same parts and of others.
      const others = [...parts, await upload()];
      const again = { ...pack, place: { kind: "store" as const, parts: others } };
      expect(await store.worker.mutation(api.packs.addTake, again)).toBe(false);
      expect(await store.worker.query(api.packs.take, { takeRef: pack.name })).toMatchObject({
        place: { urls: [expect.any(String), expect.any(String)] },
      });
    },
    "packs:addSource": async () => {
      const { workspaceId } = await newThread(store);
      const pack = { workspaceId, baseSha: crypto.randomUUID(), commitSha: "b", sizeBytes: 1, sha256 };
      await store.bot.mutation(api.packs.addSource, { ...pack, place: { kind: "store", parts: [await upload()] } });
    },
  };

  const recording = async () => {
    await queueRun(store);
    return await claim(store, "w1", ["record"]);
  };
  const newExport = async () => {
    const { runId } = await recordedRun(store);
    const shape = { format: "mp4", fps: 30, width: 64, height: 64, quality: "web" } as const;
    return await store.bot.mutation(api.exports.create, { runId, ...shape });
  };
  /** The digest may have gone out meanwhile. */
  async function finishReel(state: "filming" | "sent") {
    const { workspaceId, threadId, runId } = await recordedRun(store);
    const digest = await store.bot.mutation(api.digests.create, {
      ...{ threadId, cron: "0 9 * * 1", timezone: "UTC", what: "a digest" },
      recipients: [{ channel: "thread", to: threadId }],
    });
    const content = { videos: [], failures: [], counts: { recorded: 0, approved: 0, viewed: 0 } };
    const digestIssueId = (await store.host.runInternal("testing:insert", {
      table: "digestIssues",
      document: {
        ...{ digestId: digest._id, workspaceId, dueAt: 0, fromMs: 0, untilMs: 1, state },
        content,
        reelParts: [{ runId, takeRef: "takes/1", operations: [], title: "A video" }],
      },
    })) as Id<"digestIssues">;
    await store.host.runInternal("testing:insert", {
      table: "jobs",
      document: {
        ...{ kind: "reel", digestIssueId, workspaceId, runId, state: "waiting", priority: 15, notBefore: 0 },
        ...{ attempt: 0, failures: 0, expiries: 0, idempotencyKey: `reel:${digestIssueId}` },
      },
    });
    const job = held(await claim(store, "w1", ["reel"]));
    const reel = { ...(await uploadVideo(store)), durationMs: 1, sizeBytes: 1, chapters: [] };
    await store.worker.mutation(api.jobs.finishReel, { ...job, ...reel });
  }

  it("every public function that takes one is known here", async () => {
    const takesFile = (args: object) => JSON.stringify(args).includes('"tableName":"_storage"');
    const names = (await publicFunctions()).filter(({ args }) => takesFile(args)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(Object.keys(finishers).toSorted());
  });

  it.for(Object.keys(finishers))("%s", async (name) => {
    await finishers[name]?.();
    await sweep(25 * HOUR_MS);
    expect(await astray()).toEqual(nothing);
  });

  it("a reel that came too late goes at once", async () => {
    await finishReel("sent");
    expect(await astray()).toEqual(nothing);
  });
});

describe("a file that nobody reported", () => {
  it("goes a day after it came, and not before", async () => {
    const file = await upload();
    expect(await sweep(23 * HOUR_MS)).toBe(0);
    expect(await isStored(file)).toBe(true);
    expect(await sweep(25 * HOUR_MS)).toBe(1);
    expect(await astray()).toEqual(nothing);
  });

  it("stays while the attempt that may report it holds its job, however late it is", async () => {
    await queueRun(store);
    const claimed = await claim(store, "w1", ["record"]);
    const file = await upload();
    expect(await sweep(72 * HOUR_MS)).toBe(0);
    expect(await isStored(file)).toBe(true);
    await store.worker.mutation(api.jobs.release, held(claimed));
    expect(await sweep(72 * HOUR_MS)).toBe(1);
    await finishRecording(store, await claim(store, "w1", ["record"]));
    expect(await sweep(72 * HOUR_MS)).toBe(0);
  });

  it("goes when its attempt was too late", async () => {
    await queueRun(store);
    const late = await claim(store, "w1", ["record"]);
    await store.worker.mutation(api.jobs.release, held(late));
    expect(await codeOf(finishRecording(store, late))).toBe("stale_attempt");
    await finishRecording(store, await claim(store, "w2", ["record"]));
    expect(await sweep(25 * HOUR_MS)).toBe(2);
    expect(await astray()).toEqual(nothing);
  });

  it("cannot be reported any more when it has gone, and says so", async () => {
    const { runId } = await queueRun(store);
    const videoStorageId = await upload();
    await sweep(25 * HOUR_MS);
    const call = store.bot.mutation(api.runs.attachVideo, { id: runId, videoStorageId });
    expect(await codeOf(call)).toBe("invalid_argument");
    await store.bot.mutation(api.runs.cancel, { id: runId });
  });

  it("goes also when it came after a clock was set back", async () => {
    await sweep(1_000 * HOUR_MS);
    const file = await upload();
    await sweep(0);
    expect(await sweep(25 * HOUR_MS)).toBe(1);
    expect(await isStored(file)).toBe(false);
  });
});

it("leaves alone what an older store had before the first sweep", async () => {
  const older = await openStore();
  try {
    const file = await older.worker.upload(new TextEncoder().encode("a video"), "video/mp4");
    for (let round = 0; round < 2; round += 1) {
      await older.host.runInternal("files:sweep", { now: Date.now() + 25 * HOUR_MS });
    }
    expect((await rowsOf(older)).filter(({ row }) => row.includes(file)).length).toBe(1);
  } finally {
    await older.close();
  }
});
