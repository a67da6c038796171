import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Operation } from "../../convex/model/operations.ts";
import {
  claim,
  codeOf,
  finishRecording,
  finishRender,
  held,
  openStore,
  queueRun,
  recordedRun,
  refusalOfCall,
  runOf,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const cut = (startMs: number, endMs: number): Operation => ({ type: "cut", startMs, endMs });
const edit = (runId: Id<"runs">, operations: Operation[], more: { parentVersionId?: Id<"editVersions"> } = {}) =>
  store.bot.mutation(api.edits.applyEdits, { runId, operations, ...more });
const versionOf = async (id: Id<"editVersions">) => {
  const version = await store.bot.query(api.edits.getVersion, { id });
  if (version === null) throw new Error("The version is gone");
  return version;
};
const rendered = async (id: Id<"editVersions">, content: string) => {
  const claimed = await claim(store, "w1", ["render"]);
  expect(claimed.version?._id).toBe(id);
  await finishRender(store, claimed, content);
  return id;
};
const textAt = async (url: string | null) => await (await fetch(url ?? "")).text();

describe("applyEdits", () => {
  it("makes one version of the parent's operations and these, and a render for it", async () => {
    const { runId } = await recordedRun(store);
    const id = await store.bot.mutation(api.edits.applyEdits, {
      runId,
      operations: [cut(0, 2_000), { type: "speed", rate: 2, startMs: 0, endMs: 4_000 }],
      author: { id: "u1", name: "Ada" },
      summary: "Shorter",
    });
    const [original] = await versionsOf(store, runId);
    expect(await versionOf(id)).toMatchObject({
      version: 2,
      parentVersionId: original?._id,
      status: "pending",
      operations: [{ type: "cut" }, { type: "speed" }],
      author: { name: "Ada" },
      summary: "Shorter",
      videoUrl: null,
    });
    await rendered(id, "shorter");
    const done = await versionOf(id);
    expect(done).toMatchObject({ status: "completed", durationMs: 10_000, sizeBytes: 500 });
    expect(await textAt(done.videoUrl)).toBe("shorter");
    expect((await runOf(store, runId)).videoStorageId).toBe(original?.videoStorageId);
  });

  it("stacks edits that come faster than they render, and every version gets its own video", async () => {
    const { runId } = await recordedRun(store);
    const second = await edit(runId, [cut(0, 1_000)]);
    const third = await edit(runId, [cut(0, 1_000)]);
    expect(await versionOf(third)).toMatchObject({ version: 3, parentVersionId: second });
    expect((await versionOf(third)).operations).toHaveLength(2);
    await rendered(third, "third");
    await rendered(second, "second");
    expect((await versionsOf(store, runId)).map(({ status }) => status)).toEqual([
      "completed",
      "completed",
      "completed",
    ]);
  });

  it("branches from an older version", async () => {
    const { runId } = await recordedRun(store);
    const second = await rendered(await edit(runId, [cut(0, 1_000)]), "2");
    const third = await rendered(await edit(runId, [cut(0, 2_000)]), "3");
    const branch = await rendered(await edit(runId, [cut(0, 3_000)], { parentVersionId: second }), "4");
    expect(await versionOf(branch)).toMatchObject({
      version: 4,
      parentVersionId: second,
      operations: [cut(0, 1_000), cut(0, 3_000)],
    });
    const next = await rendered(await edit(runId, [cut(0, 500)]), "5");
    expect(await versionOf(next)).toMatchObject({ version: 5, parentVersionId: branch });
    expect(await versionOf(third)).toMatchObject({ parentVersionId: second });
  });

  it("builds on the newest version that has not failed", async () => {
    const { runId } = await recordedRun(store);
    const second = await rendered(await edit(runId, [cut(0, 1_000)]), "2");
    await edit(runId, [cut(0, 2_000)]);
    const failing = await claim(store, "w1", ["render"]);
    const reason = { code: "disk_full", message: "The disk is full.", retryable: false };
    await store.worker.mutation(api.jobs.fail, { ...held(failing), ...reason });
    expect((await versionsOf(store, runId)).at(-1)).toMatchObject({
      status: "failed",
      error: "The disk is full.",
      errorCode: "disk_full",
    });
    const fourth = await rendered(await edit(runId, [cut(0, 500)]), "4");
    expect(await versionOf(fourth)).toMatchObject({ version: 4, parentVersionId: second });
    expect((await versionOf(fourth)).operations).toHaveLength(2);
  });

  it("refuses what contradicts the video as the parent leaves it, and changes nothing", async () => {
    const { runId } = await recordedRun(store);
    await rendered(await edit(runId, [{ type: "trim", startMs: 0, endMs: 5_000 }]), "short");
    const zoom: Operation = {
      type: "zoom",
      intensity: 2,
      centerX: 10,
      centerY: 10,
      startMs: 4_000,
      durationMs: 3_000,
    };
    expect(await refusalOfCall(edit(runId, [zoom]))).toEqual({
      code: "illegal_operation",
      message: "The video is 5 s long; a zoom from 4 s can last at most 1 s.",
    });
    expect(await codeOf(edit(runId, [cut(0, 1_000), cut(0, 4_000)]))).toBe("illegal_operation");
    expect(await codeOf(edit(runId, []))).toBe("invalid_argument");
    expect(await versionsOf(store, runId)).toHaveLength(2);
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
  });

  it("refuses a parent of another video", async () => {
    const [one, other] = [await recordedRun(store), await recordedRun(store)];
    const [foreign] = await versionsOf(store, other.runId);
    const parentVersionId = foreign?._id as Id<"editVersions">;
    expect(await codeOf(edit(one.runId, [cut(0, 1_000)], { parentVersionId }))).toBe("not_found");
    const reverting = store.bot.mutation(api.edits.revert, { runId: one.runId, toVersionId: parentVersionId });
    expect(await codeOf(reverting)).toBe("not_found");
  });

  it("refuses while nothing is recorded, and says why", async () => {
    const { runId } = await queueRun(store);
    expect(await refusalOfCall(edit(runId, [cut(0, 1_000)]))).toMatchObject({
      code: "not_ready",
      message: expect.stringMatching(/still being made/),
    });
    expect(await codeOf(store.bot.mutation(api.edits.revert, { runId }))).toBe("not_ready");
    await store.bot.mutation(api.runs.cancel, { id: runId });
    expect((await refusalOfCall(edit(runId, [cut(0, 1_000)]))).message).toMatch(/not finished/);
  });
});

describe("revert", () => {
  it("brings the original back at once, with its video and without work", async () => {
    const { runId } = await recordedRun(store);
    await rendered(await edit(runId, [cut(0, 1_000)]), "2");
    const back = await store.bot.mutation(api.edits.revert, { runId });
    const [original] = await versionsOf(store, runId);
    expect(await versionOf(back)).toMatchObject({
      version: 3,
      operations: [],
      status: "completed",
      summary: "Back to the original",
      videoStorageId: original?.videoStorageId,
      posterStorageId: original?.posterStorageId,
      durationMs: 20_000,
    });
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
  });

  it("brings a named version back, and the next edit builds on it", async () => {
    const { runId } = await recordedRun(store);
    const second = await rendered(await edit(runId, [cut(0, 1_000)]), "the second");
    await rendered(await edit(runId, [cut(0, 2_000)]), "the third");
    const back = await store.bot.mutation(api.edits.revert, { runId, toVersionId: second });
    const version = await versionOf(back);
    expect(version).toMatchObject({
      operations: [cut(0, 1_000)],
      parentVersionId: second,
      summary: "Back to version 2",
    });
    expect(await textAt(version.videoUrl)).toBe("the second");
    const next = await rendered(await edit(runId, [cut(0, 500)]), "5");
    expect(await versionOf(next)).toMatchObject({ parentVersionId: back, operations: [cut(0, 1_000), cut(0, 500)] });
  });

  it("renders again what has no video yet", async () => {
    const { runId } = await recordedRun(store);
    const second = await edit(runId, [cut(0, 1_000)]);
    const back = await store.bot.mutation(api.edits.revert, { runId, toVersionId: second });
    expect(await versionOf(back)).toMatchObject({ status: "pending", operations: [cut(0, 1_000)] });
    await rendered(back, "again");
    await rendered(second, "the second");
    expect(await textAt((await versionOf(back)).videoUrl)).toBe("again");
  });
});

describe("versions rendered outside the queue", () => {
  it("follow the state machine, and their job ends", async () => {
    const { runId } = await recordedRun(store);
    const id = await edit(runId, [cut(0, 1_000)]);
    const update = (status: "pending" | "processing" | "completed", videoStorageId?: Id<"_storage">) =>
      store.bot.mutation(api.edits.updateVersionStatus, { id, status, ...(videoStorageId ? { videoStorageId } : {}) });
    await update("processing");
    expect(await codeOf(update("completed"))).toBe("invalid_argument");
    await update("completed", await store.bot.upload(new Uint8Array([1]), "video/mp4"));
    expect(await versionOf(id)).toMatchObject({ status: "completed" });
    expect(await refusalOfCall(update("pending"))).toEqual({
      code: "illegal_transition",
      message: "An edit version that is completed cannot become pending.",
    });
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1" })).toBeNull();
  });
});

describe("a run recorded again", () => {
  it("is a new run of the same request that becomes the thread's current one", async () => {
    const { runId, threadId } = await recordedRun(store);
    const again = await store.bot.mutation(api.runs.rerecord, { id: runId, commitSha: "c".repeat(40) });
    expect(await runOf(store, again)).toMatchObject({
      status: "queued",
      rerecordOf: runId,
      commitSha: "c".repeat(40),
      baseSha: "a".repeat(40),
      pr: 1,
      request: { kind: "pr", focus: "the coupon field" },
    });
    expect((await runOf(store, again)).shots).toBeUndefined();
    expect(await store.bot.query(api.threads.get, { id: threadId })).toMatchObject({ currentRunId: again });
    await finishRecording(store, await claim(store, "w1", ["record"]));
    expect(await versionsOf(store, again)).toHaveLength(1);
    expect(await versionsOf(store, runId)).toHaveLength(1);
  });

  const carriedCut = {
    operations: [cut(1_000, 2_000)],
    summary: "The edits again",
    notPlaced: ["the caption “Old”: gone"],
  };

  it("takes over the edits of the old one's current version, with their author, as a version 2", async () => {
    const { runId } = await recordedRun(store);
    const author = { id: "u1", name: "Ada" };
    const edited = await store.bot.mutation(api.edits.applyEdits, { runId, operations: [cut(0, 1_000)], author });
    await rendered(edited, "the edited video");
    const again = await store.bot.mutation(api.runs.rerecord, { id: runId });
    const claimed = await claim(store, "w1", ["record"]);
    expect(claimed.run).toMatchObject({ rerecordOf: runId, editsFromVersionId: edited });
    expect(await store.worker.query(api.edits.getVersion, { id: edited })).toMatchObject({
      operations: [cut(0, 1_000)],
    });
    await finishRecording(store, claimed, "the new take", carriedCut);

    const [first, second] = await versionsOf(store, again);
    expect(first).toMatchObject({ version: 1, operations: [], status: "completed" });
    expect(second).toMatchObject({ version: 2, operations: [cut(1_000, 2_000)], status: "pending", author });
    expect(second?.parentVersionId).toBe(first?._id);
    expect(await runOf(store, again)).toMatchObject({ carriedVersionId: second?._id, notPlaced: carriedCut.notPlaced });
    await rendered(second?._id as Id<"editVersions">, "the new edited video");
    expect(await textAt((await versionOf(second?._id as Id<"editVersions">)).videoUrl)).toBe("the new edited video");
  });

  it("keeps what could not be placed when nothing could, without a version 2", async () => {
    const { runId } = await recordedRun(store);
    await rendered(await edit(runId, [cut(0, 1_000)]), "edited");
    const again = await store.bot.mutation(api.runs.rerecord, { id: runId });
    await finishRecording(store, await claim(store, "w1", ["record"]), "new", { ...carriedCut, operations: [] });
    expect(await versionsOf(store, again)).toHaveLength(1);
    const run = await runOf(store, again);
    expect(run.notPlaced).toEqual(carriedCut.notPlaced);
    expect(run.carriedVersionId).toBeUndefined();
  });

  it("is refused edits that contradict the new take", async () => {
    const { runId } = await recordedRun(store);
    await rendered(await edit(runId, [cut(0, 1_000)]), "edited");
    await store.bot.mutation(api.runs.rerecord, { id: runId });
    const claimed = await claim(store, "w1", ["record"]);
    const beyond = { ...carriedCut, operations: [cut(90_000, 95_000)] };
    expect(await codeOf(finishRecording(store, claimed, "new", beyond))).toBe("illegal_operation");
    await finishRecording(store, claimed, "new");
  });

  it("goes by the last recording that there is when the one before was not finished", async () => {
    const { runId } = await recordedRun(store);
    const edited = await edit(runId, [cut(0, 1_000)]);
    await rendered(edited, "edited");
    const failed = await store.bot.mutation(api.runs.rerecord, { id: runId });
    await store.bot.mutation(api.runs.cancel, { id: failed });
    const again = await store.bot.mutation(api.runs.rerecord, { id: failed });
    expect(await runOf(store, again)).toMatchObject({ rerecordOf: runId, editsFromVersionId: edited });
    await store.bot.mutation(api.runs.cancel, { id: again });
  });
});
