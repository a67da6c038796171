import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import {
  claim,
  codeOf,
  finishRecording,
  finishRender,
  held,
  openStore,
  queueRun,
  recordedRun,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const page = { paginationOpts: { numItems: 10, cursor: null } };
const fatal = { code: "app_unusable", message: "The app does not start.", retryable: false };

async function newestDead() {
  const [row] = (await store.bot.query(api.jobs.dead, page)).page;
  if (!row) throw new Error("Nothing is dead");
  return row;
}

it("lists dead jobs with their reason, and asks for each once more when told so", async () => {
  const { threadId, runId } = await queueRun(store);
  await store.worker.mutation(api.jobs.fail, { ...held(await claim(store)), ...fatal });
  const dead = await newestDead();
  expect(dead).toMatchObject({ kind: "record", runId, code: "app_unusable", message: fatal.message, revivedAt: null });
  await store.bot.mutation(api.jobs.revive, { jobId: dead.jobId });
  const again = await claim(store);
  expect(again).toMatchObject({ kind: "record", run: { threadId, pr: 1 } });
  expect(again.run._id).not.toBe(runId);
  await finishRecording(store, again);
  expect(await codeOf(store.bot.mutation(api.jobs.revive, { jobId: dead.jobId }))).toBe("invalid_argument");
});

it("revives an edit as a version of its own", async () => {
  const { runId } = await recordedRun(store);
  const operation = { type: "cut" as const, startMs: 0, endMs: 1_000 };
  await store.bot.mutation(api.edits.applyEdit, { runId, operation });
  await store.worker.mutation(api.jobs.fail, { ...held(await claim(store)), ...fatal });
  await store.bot.mutation(api.jobs.revive, { jobId: (await newestDead()).jobId });
  await finishRender(store, await claim(store));
  const versions = await versionsOf(store, runId);
  expect(versions.map(({ status, operations }) => `${status} ${operations.length}`)).toEqual([
    "completed 0",
    "failed 1",
    "completed 1",
  ]);
});

it("revives an export", async () => {
  const { runId } = await recordedRun(store);
  const wish = { runId, format: "gif" as const, fps: 15, width: 640, height: 360, quality: "web" as const };
  await store.bot.mutation(api.exports.create, wish);
  await store.worker.mutation(api.jobs.fail, { ...held(await claim(store)), ...fatal });
  await store.bot.mutation(api.jobs.revive, { jobId: (await newestDead()).jobId });
  expect((await claim(store)).exportJob).toMatchObject({ format: "gif", width: 640 });
});

it("answers what is asked twice under one key with the row of the first time", async () => {
  const { workspaceId, threadId, runId } = await recordedRun(store);
  const run = { workspaceId, threadId, timestamp: 1, summary: "x", status: "queued" as const, source: "pr" as const };
  const wish = { ...run, request: { kind: "pr" as const }, idempotencyKey: "m1:0" };
  const first = await store.bot.mutation(api.runs.create, wish);
  expect(await store.bot.mutation(api.runs.create, wish)).toBe(first);
  const cut = { type: "cut" as const, startMs: 0, endMs: 1_000 };
  const edit = { runId, operations: [cut], idempotencyKey: "m1:1" };
  const version = await store.bot.mutation(api.edits.applyEdits, edit);
  expect(await store.bot.mutation(api.edits.applyEdits, edit)).toBe(version);
  const revert = { runId, idempotencyKey: "m1:2" };
  expect(await store.bot.mutation(api.edits.revert, revert)).toBe(await store.bot.mutation(api.edits.revert, revert));
  expect(await versionsOf(store, runId)).toHaveLength(3);
});
