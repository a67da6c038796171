import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { claim, codeOf, finishRecording, newThread, openStore, recordedRun, type StoreUnderTest } from "./support.ts";

const DAY_MS = 86_400_000;
type Ids = { workspaceId: Id<"workspaces">; threadId: Id<"threads"> };

let store: StoreUnderTest;
beforeEach(async () => {
  store = await openStore();
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

const plan = ({ workspaceId, threadId }: Ids, title: string, notBefore: number) =>
  store.bot.mutation(api.runs.create, {
    ...{ workspaceId, threadId, notBefore, timestamp: Date.now(), summary: title, title, source: "pr" },
    ...{ status: "queued", request: { kind: "pr" } },
  });
const context = ({ threadId }: Ids) => store.bot.query(api.threads.context, { id: threadId });
const plannedOf = async (ids: Ids) => (await context(ids)).planned.map(({ title }) => title);
const comes = (now: number) => vi.useFakeTimers({ toFake: ["Date"], now });

it("leaves the thread at its video until the planned recording begins", async () => {
  const ids = await recordedRun(store);
  const before = (await context(ids)).thread.title;
  const at = Date.now() + DAY_MS;
  const later = await plan(ids, "Later", at);
  await plan(ids, "Latest", at + 60_000);
  await plan(ids, "Sooner", at - 60_000);
  expect(await context(ids)).toMatchObject({ run: { _id: ids.runId }, thread: { title: before } });
  expect(await plannedOf(ids)).toEqual(["Sooner", "Later", "Latest"]);
  comes(at - 60_000);
  expect((await claim(store)).run.title).toBe("Sooner");
  comes(at);
  const claimed = await claim(store);
  expect(claimed.run).toMatchObject({ _id: later, status: "running" });
  expect(claimed.run).not.toHaveProperty("startsAt");
  expect(await context(ids)).toMatchObject({ run: { _id: later }, thread: { title: "Later" } });
  expect(await plannedOf(ids)).toEqual(["Latest"]);
  await finishRecording(store, claimed);
  const old = await store.bot.query(api.threads.context, { id: ids.threadId, runId: ids.runId });
  expect(old).toMatchObject({ run: { _id: ids.runId }, currentVersion: { version: 1 } });
});

it("leaves no trace of one that is called off", async () => {
  const ids = await recordedRun(store);
  const id = await plan(ids, "Later", Date.now() + DAY_MS);
  expect(await store.bot.mutation(api.runs.cancel, { id })).toEqual({ canceledJobs: 1 });
  expect(await context(ids)).toMatchObject({ run: { _id: ids.runId }, planned: [], jobs: [] });
  expect(await codeOf(store.bot.mutation(api.runs.replan, { id }))).toBe("invalid_argument");
});

it("is the only one of a thread without a video, and still not its current run", async () => {
  const ids = await newThread(store);
  await plan(ids, "Later", Date.now() + DAY_MS);
  expect((await context(ids)).run).toBeNull();
  const { runId: elsewhere } = await recordedRun(store);
  expect((await store.bot.query(api.threads.context, { id: ids.threadId, runId: elsewhere })).run).toBeNull();
});

it("begins sooner, later or now when told to", async () => {
  const ids = await recordedRun(store);
  const at = Date.now() + DAY_MS;
  const id = await plan(ids, "Later", at);
  await store.bot.mutation(api.runs.replan, { id, notBefore: at + DAY_MS });
  await store.host.runInternal("jobs:sweep");
  comes(at);
  await store.host.runInternal("jobs:sweep");
  expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
  // Its time has come and no worker was free: it can still be put off.
  comes(at + DAY_MS);
  await store.host.runInternal("jobs:sweep");
  await store.bot.mutation(api.runs.replan, { id, notBefore: at + 2 * DAY_MS });
  expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
  expect(await codeOf(store.bot.mutation(api.runs.replan, { id, notBefore: at + 800 * DAY_MS }))).toBe(
    "invalid_argument",
  );
  await store.bot.mutation(api.runs.replan, { id });
  expect(await context(ids)).toMatchObject({ run: { _id: id }, planned: [] });
  expect((await claim(store)).run._id).toBe(id);
  expect(await codeOf(store.bot.mutation(api.runs.replan, { id }))).toBe("invalid_argument");
});

it("takes over the edits that the video has when it is recorded again, not those of the day it was planned", async () => {
  const { runId, ...ids } = await recordedRun(store);
  const at = Date.now() + DAY_MS;
  const again = await store.bot.mutation(api.runs.rerecord, { id: runId, notBefore: at });
  expect((await context(ids)).run?._id).toBe(runId);
  const operation = { type: "cut" as const, startMs: 0, endMs: 1_000 };
  const editsFromVersionId = await store.bot.mutation(api.edits.applyEdit, { runId, operation });
  comes(at);
  const claimed = await claim(store, "w1", ["record"]);
  expect(claimed.run).toMatchObject({ _id: again, rerecordOf: runId, editsFromVersionId });
});
