import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import {
  claim,
  codeOf,
  finishRecording,
  finishRender,
  firstValue,
  held,
  newThread,
  openStore,
  queueRun,
  recordedRun,
  runOf,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const upload = (text: string) => store.bot.upload(new TextEncoder().encode(text), "text/plain");

/** A run that somebody records by themselves: the functions of the API reference alone. */
async function ownRun() {
  const { workspaceId } = await newThread(store);
  const id = await store.bot.mutation(api.runs.create, {
    workspaceId,
    timestamp: 1,
    summary: "A recording of my own",
    status: "running",
    source: "skill",
  });
  return id;
}

describe("runs recorded outside the queue", () => {
  it("get their status, screenshots and video, and a version 1", async () => {
    const id = await ownRun();
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
    await store.bot.mutation(api.runs.updateStatus, { id, status: "uploading", durationMs: 5_000 });
    const screenshotStorageIds = [await upload("one"), await upload("two")];
    await store.bot.mutation(api.runs.attachScreenshots, { id, screenshotStorageIds });
    await store.bot.mutation(api.runs.attachVideo, { id, videoStorageId: await upload("the video") });
    const run = await runOf(store, id);
    expect(run).toMatchObject({ status: "completed", durationMs: 5_000, screenshotStorageIds });
    expect(await Promise.all(run.screenshotUrls.map(async (url) => await (await fetch(url)).text()))).toEqual([
      "one",
      "two",
    ]);
    expect(await (await fetch(run.videoUrl ?? "")).text()).toBe("the video");
    expect(await versionsOf(store, id)).toMatchObject([{ version: 1, status: "completed" }]);
    const edit = store.bot.mutation(api.edits.applyEdit, {
      runId: id,
      operation: { type: "cut", startMs: 0, endMs: 1 },
    });
    expect(await codeOf(edit)).toBe("not_ready");
  });

  it("stay as they ended", async () => {
    const id = await ownRun();
    await store.bot.mutation(api.runs.updateStatus, { id, status: "failed", error: "No luck." });
    expect(await runOf(store, id)).toMatchObject({ status: "failed", error: "No luck." });
    expect(await codeOf(store.bot.mutation(api.runs.updateStatus, { id, status: "running" }))).toBe(
      "illegal_transition",
    );
    expect(await codeOf(store.bot.mutation(api.runs.attachVideo, { id, videoStorageId: await upload("late") }))).toBe(
      "illegal_transition",
    );
  });

  it("end the queue's work on them", async () => {
    const { runId } = await queueRun(store);
    const claimed = await claim(store);
    await store.bot.mutation(api.runs.attachVideo, { id: runId, videoStorageId: await upload("by hand") });
    expect(await store.worker.mutation(api.jobs.heartbeat, held(claimed))).toEqual({
      continue: false,
      reason: "canceled",
    });
    expect(await runOf(store, runId)).toMatchObject({ status: "completed" });
  });

  it("need a request when they are queued", async () => {
    const { workspaceId } = await newThread(store);
    const fields = { workspaceId, timestamp: 1, summary: "", status: "queued", source: "pr" } as const;
    expect(await codeOf(store.bot.mutation(api.runs.create, fields))).toBe("invalid_argument");
  });
});

describe("what can be named in a video", () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const element = (id: string, label: string) => ({
    id,
    label,
    role: "text",
    route: "/cart",
    startMs: 0,
    endMs: 9,
    box,
  });

  it("is kept beside the run within limits, once for each recording, and goes with it", async () => {
    const words = Array.from({ length: 20 }, (_, atMs) => ({ atMs, text: "9".repeat(300) }));
    const many = Array.from({ length: 300 }, (_, at) => ({
      ...element(`e${at}`, `Price ${at} ${"x".repeat(500)}`),
      ...(at === 0 ? { words } : {}),
    }));
    const { runId } = await queueRun(store);
    expect(await store.bot.query(api.runs.elements, { id: runId })).toEqual([]);
    await finishRecording(store, await claim(store, "w1", ["record"]), undefined, undefined, many);
    const kept = await store.worker.query(api.runs.elements, { id: runId });
    expect(kept).toHaveLength(200);
    const saying = words.slice(0, 8).map(({ atMs, text }) => ({ atMs, text: text.slice(0, 120) }));
    expect(kept[0]).toEqual({ ...many[0], label: many[0]?.label.slice(0, 120), words: saying });
    expect(kept[1]).not.toHaveProperty("words");
    expect(await runOf(store, runId)).not.toHaveProperty("elements");
    await store.bot.mutation(api.runs.remove, { id: runId });
    expect(await store.bot.query(api.runs.elements, { id: runId })).toEqual([]);
  });

  it("is nothing where the recording named nothing", async () => {
    const { runId } = await queueRun(store);
    await finishRecording(store, await claim(store, "w1", ["record"]), undefined, undefined, []);
    expect(await store.bot.query(api.runs.elements, { id: runId })).toEqual([]);
  });
});

describe("exports made outside the queue", () => {
  const fields = { format: "mp4", fps: 30, width: 640, height: 360, quality: "web" } as const;

  it("follow their state machine, and their job ends", async () => {
    const { runId } = await recordedRun(store);
    const [one, two] = [
      await store.bot.mutation(api.exports.create, { runId, ...fields }),
      await store.bot.mutation(api.exports.create, { runId, ...fields }),
    ];
    await store.bot.mutation(api.exports.updateProgress, { id: one, progress: 50, status: "processing", eta: "3 s" });
    expect(await store.bot.query(api.exports.get, { id: one })).toMatchObject({ status: "processing", eta: "3 s" });
    for (const wrong of [
      { progress: 101 },
      { progress: Number.NaN },
      { progress: 100, status: "completed" as const },
    ]) {
      expect(await codeOf(store.bot.mutation(api.exports.updateProgress, { id: one, ...wrong }))).toBe(
        "invalid_argument",
      );
    }
    await store.bot.mutation(api.exports.complete, {
      id: one,
      outputStorageId: await upload("file"),
      fileSizeBytes: 4,
    });
    await store.bot.mutation(api.exports.fail, { id: two, error: "Not today." });
    expect(await store.bot.query(api.exports.list, { runId })).toMatchObject([
      { _id: two, status: "failed", error: "Not today.", outputUrl: null },
      { _id: one, status: "completed", progress: 100, fileSizeBytes: 4, outputUrl: expect.stringMatching(/^http/) },
    ]);
    expect(await codeOf(store.bot.mutation(api.exports.updateProgress, { id: two, progress: 1 }))).toBe(
      "illegal_transition",
    );
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
  });

  it.each([
    { fps: 0 },
    { fps: 61 },
    { width: 8 },
    { width: 641.5 },
    { height: 4_000 },
    { maxFileSizeMb: 0 },
    { fps: Number.NaN },
  ])("refuse %j", async (wish) => {
    const { runId } = await recordedRun(store);
    expect(await codeOf(store.bot.mutation(api.exports.create, { runId, ...fields, ...wish }))).toBe(
      "invalid_argument",
    );
  });

  it("wait for the recording", async () => {
    const { runId } = await queueRun(store);
    expect(await codeOf(store.bot.mutation(api.exports.create, { runId, ...fields }))).toBe("not_ready");
    await store.bot.mutation(api.runs.cancel, { id: runId });
  });
});

describe("the list of runs", () => {
  it("is newest first, by status, and limited", async () => {
    const { runId } = await recordedRun(store);
    const completed = await store.bot.query(api.runs.list, { status: "completed", limit: 1 });
    expect(completed).toMatchObject([{ _id: runId, status: "completed", videoUrl: expect.stringMatching(/^http/) }]);
    expect(await store.bot.query(api.runs.list, { limit: 2 })).toHaveLength(2);
    expect(await store.bot.query(api.runs.list, { limit: -3 })).toEqual([]);
  });
});

describe("removing a run", () => {
  it("takes its versions, exports, jobs and files along, and nobody else's", async () => {
    const kept = await recordedRun(store);
    const { runId, threadId } = await recordedRun(store);
    const filesBefore = readdirSync(join(store.dir, "files"), { recursive: true }).length;
    for (let index = 0; index < 60; index += 1) {
      await store.bot.mutation(api.edits.revert, { runId });
    }
    await store.bot.mutation(api.edits.applyEdit, { runId, operation: { type: "cut", startMs: 0, endMs: 1_000 } });
    await finishRender(store, await claim(store));
    const exportId = await store.bot.mutation(api.exports.create, {
      runId,
      format: "gif",
      fps: 10,
      width: 320,
      height: 180,
      quality: "web",
    });
    const exporting = await claim(store);
    const versionIds: Id<"editVersions">[] = (await versionsOf(store, runId)).map(({ _id }) => _id);

    await store.bot.mutation(api.runs.remove, { id: runId });
    expect(await store.bot.query(api.runs.get, { id: runId })).toBeNull();
    expect(await store.bot.query(api.threads.get, { id: threadId })).not.toHaveProperty("currentRunId");
    expect(await store.worker.mutation(api.jobs.heartbeat, held(exporting))).toEqual({
      continue: false,
      reason: "canceled",
    });
    expect(await codeOf(store.bot.mutation(api.edits.revert, { runId }))).toBe("not_found");
    await firstValue(store.bot, api.edits.listVersions, { runId }, (versions) => versions.length === 0);
    await firstValue(store.bot, api.exports.get, { id: exportId }, (row) => row === null);
    for (const id of versionIds) expect(await store.bot.query(api.edits.getVersion, { id })).toBeNull();
    await store.bot.mutation(api.runs.remove, { id: runId }).catch(() => undefined);

    expect(await versionsOf(store, kept.runId)).toMatchObject([{ videoUrl: expect.stringMatching(/^http/) }]);
    const keptRun = await runOf(store, kept.runId);
    expect((await fetch(keptRun.videoUrl ?? "")).status).toBe(200);
    expect(readdirSync(join(store.dir, "files"), { recursive: true }).length).toBeLessThan(filesBefore);
    expect(store.logged.filter(({ error }) => error)).toEqual([]);
  });
});
