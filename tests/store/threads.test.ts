import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import {
  claim,
  codeOf,
  finishRecording,
  firstValue,
  newThread,
  openStore,
  queueRun,
  recordedRun,
  type StoreUnderTest,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const say = (threadId: Id<"threads">, content: string, idempotencyKey?: string) =>
  store.bot.mutation(api.messages.append, {
    threadId,
    role: "user",
    author: { id: "u1", name: "Ada" },
    content,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });

describe("workspaces and threads", () => {
  it("are made once", async () => {
    const team = { platform: "slack", externalId: "T1", name: "Old name" };
    const workspaceId = await store.bot.mutation(api.workspaces.ensure, team);
    expect(await store.bot.mutation(api.workspaces.ensure, { ...team, name: "New name" })).toBe(workspaceId);
    const address = { workspaceId, platform: "slack", channelType: "slack", externalId: "17.1", timezone: "UTC" };
    const ensure = (channelTarget: string) => store.bot.mutation(api.threads.ensure, { ...address, channelTarget });
    const threadId = await ensure("C1");
    expect(await ensure("C1")).toBe(threadId);
    expect(await ensure("C2")).not.toBe(threadId);
  });

  it("are made once even when two doors ask at once", async () => {
    const ask = () => store.bot.mutation(api.workspaces.ensure, { platform: "slack", externalId: "T2", name: "Team" });
    expect(new Set(await Promise.all([ask(), ask(), ask(), ask()])).size).toBe(1);
  });

  it("are listed by newest activity, page by page, each with its title and current run", async () => {
    const { workspaceId, threadId } = await newThread(store);
    const others: Id<"threads">[] = [];
    for (const externalId of ["t2", "t3"]) {
      const address = { workspaceId, platform: "local", channelType: "web", channelTarget: "local", timezone: "UTC" };
      others.push(await store.bot.mutation(api.threads.ensure, { ...address, externalId }));
    }
    const list = async (cursor: string | null, numItems: number) =>
      await store.bot.query(api.threads.list, { workspaceId, paginationOpts: { cursor, numItems } });
    await say(threadId, "  record\n PR 1 please ");
    expect((await list(null, 10)).page.map(({ _id, title }) => [_id, title])).toEqual([
      [threadId, "record PR 1 please"],
      [others[1], ""],
      [others[0], ""],
    ]);
    await say(others[0] as Id<"threads">, "x".repeat(200));
    const first = await list(null, 2);
    const rest = await list(first.continueCursor, 2);
    expect([...first.page, ...rest.page].map(({ _id }) => _id)).toEqual([others[0], threadId, others[1]]);
    expect(first.isDone).toBe(false);
    expect(first.page[0]?.title).toHaveLength(80);
    const { runId } = await queueRun(store, { workspaceId, threadId });
    await finishRecording(store, await claim(store));
    expect((await list(null, 1)).page).toMatchObject([{ title: "Coupons in the cart", currentRunId: runId }]);
  });
});

describe("messages", () => {
  it("are kept once for each idempotency key, even when they come at once", async () => {
    const { threadId } = await newThread(store);
    const answers = await Promise.all([
      say(threadId, "hi", "k1"),
      say(threadId, "hi", "k1"),
      say(threadId, "hi", "k1"),
    ]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await say(threadId, "hi")).toMatchObject({ duplicate: false });
    const { threadId: elsewhere } = await newThread(store);
    expect(await say(elsewhere, "hi", "k1")).toMatchObject({ duplicate: false });
  });

  it("are listed newest first, page by page, with their parts", async () => {
    const { threadId } = await newThread(store);
    for (const text of ["one", "two", "three"]) await say(threadId, text);
    await store.bot.mutation(api.messages.append, {
      threadId,
      role: "assistant",
      content: "On it.",
      parts: [
        { type: "tool-call", toolCallId: "c1", toolName: "record", input: { kind: "pr", pr: 1 } },
        { type: "tool-result", toolCallId: "c1", toolName: "record", output: { runId: "r1" } },
        { type: "text", text: "On it." },
      ],
    });
    const page = async (cursor: string | null) =>
      await store.bot.query(api.messages.list, { threadId, paginationOpts: { cursor, numItems: 3 } });
    const first = await page(null);
    expect(first.page.map(({ content }) => content)).toEqual(["On it.", "three", "two"]);
    expect(first.page[0]?.parts).toHaveLength(3);
    expect((await page(first.continueCursor)).page.map(({ content }) => content)).toEqual(["one"]);
  });
});

describe("a thread's context", () => {
  it("is empty before anything happened", async () => {
    const { threadId } = await newThread(store);
    expect(await store.bot.query(api.threads.context, { id: threadId })).toMatchObject({
      thread: { _id: threadId, title: "" },
      run: null,
      versions: [],
      currentVersion: null,
      exports: [],
      jobs: [],
      messages: [],
    });
  });

  it("has all that the agent needs, and follows what happens", async () => {
    const { runId, threadId } = await recordedRun(store);
    for (let index = 1; index <= 35; index += 1) await say(threadId, `message ${index}`);
    await store.bot.mutation(api.exports.create, {
      runId,
      format: "mp4",
      fps: 30,
      width: 1920,
      height: 1080,
      quality: "high",
    });
    const versionId = await store.bot.mutation(api.edits.applyEdit, {
      runId,
      operation: { type: "cut", startMs: 0, endMs: 1_000 },
    });
    const seen = await store.bot.query(api.threads.context, { id: threadId });
    expect(seen.run).toMatchObject({
      _id: runId,
      takeDurationMs: 20_000,
      width: 1280,
      shots: [{ label: "Apply coupon" }],
    });
    expect(seen.run?.videoUrl).toMatch(/^http/);
    expect(seen.versions.map(({ version, status }) => [version, status])).toEqual([
      [1, "completed"],
      [2, "pending"],
    ]);
    expect(seen.currentVersion?._id).toBe(versionId);
    expect(seen.jobs.map(({ kind, state }) => [kind, state])).toEqual([
      ["export", "waiting"],
      ["render", "waiting"],
    ]);
    expect(seen.exports).toMatchObject([{ quality: "high", outputUrl: null }]);
    expect(seen.messages.map(({ content }) => content)).toEqual(
      Array.from({ length: 30 }, (_, index) => `message ${index + 6}`),
    );

    const processing = firstValue(
      store.bot,
      api.threads.context,
      { id: threadId },
      ({ jobs, versions }) => versions[1]?.status === "processing" && jobs.some(({ stage }) => stage === "Drawing"),
    );
    const claimed = await claim(store, "w1", ["render"]);
    const told = { jobId: claimed.jobId, attempt: claimed.attempt, stage: "Drawing", progress: 20 };
    await store.worker.mutation(api.jobs.heartbeat, told);
    expect((await processing).jobs.find(({ kind }) => kind === "render")).toMatchObject({
      progress: 20,
      editVersionId: versionId,
    });
  });

  it("lists its runs newest first", async () => {
    const thread = await newThread(store);
    const older = await queueRun(store, thread);
    const newer = await queueRun(store, thread);
    const { page } = await store.bot.query(api.runs.listByThread, {
      threadId: thread.threadId,
      paginationOpts: { cursor: null, numItems: 5 },
    });
    expect(page.map(({ _id }) => _id)).toEqual([newer.runId, older.runId]);
  });

  it("is refused for a thread that does not exist", async () => {
    const { workspaceId, threadId } = await newThread(store);
    const { workspaceId: other } = await newThread(store);
    expect(await codeOf(queueRun(store, { workspaceId: other, threadId }))).toBe("not_found");
    expect(workspaceId).not.toBe(other);
  });
});

it("a thread is untold until all that there was has been told, and until more comes", async () => {
  const ids = await recordedRun(store);
  const isUntold = async () => {
    const paginationOpts = { numItems: 100, cursor: null };
    const { page } = await store.bot.query(api.threads.untold, { platform: "local", paginationOpts });
    return page.includes(ids.threadId);
  };
  const activity = async () => (await store.bot.query(api.threads.context, { id: ids.threadId })).thread.lastActivityAt;
  const told = async (lastActivityAt: number) =>
    await store.bot.mutation(api.threads.told, { id: ids.threadId, lastActivityAt });
  const before = await activity();
  await say(ids.threadId, "make it shorter");
  expect(await activity()).toBeGreaterThan(before);
  await told(before);
  expect(await isUntold()).toBe(true);
  await told(await activity());
  expect(await isUntold()).toBe(false);
  await say(ids.threadId, "and export it");
  expect(await isUntold()).toBe(true);
});
