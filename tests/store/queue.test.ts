import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { LEASE_MS, MAX_EXPIRIES, MAX_FAILURES } from "../../convex/queue/policy.ts";
import {
  type Claim,
  claim,
  codeOf,
  finishRecording,
  finishRender,
  firstValue,
  held,
  joinAs,
  newThread,
  openStore,
  queueRun,
  recordedRun,
  runOf,
  type StoreUnderTest,
  uploadVideo,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

// Each test leaves the queue empty, so that the next claims what it has itself put in.
afterEach(async () => {
  vi.useRealTimers();
  for (const run of await store.bot.query(api.runs.list, {}))
    await store.bot.mutation(api.runs.cancel, { id: run._id });
  expect(await store.worker.mutation(api.jobs.claim, { workerId: "sweeper" })).toBeNull();
});

const beat = (claimed: Claim, told = {}) => store.worker.mutation(api.jobs.heartbeat, { ...held(claimed), ...told });
const fail = (claimed: Claim, retryable: boolean, message = "The app did not start.") =>
  store.worker.mutation(api.jobs.fail, { ...held(claimed), code: "app_did_not_start", message, retryable });
const release = (claimed: Claim) => store.worker.mutation(api.jobs.release, held(claimed));
const claimable = () => store.worker.mutation(api.jobs.claim, { workerId: "other" });
const activity = (threadId: Id<"threads">) => store.bot.query(api.jobs.activity, { threadId });
const workerDies = async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + LEASE_MS + 1 });
};
const waiting = () => firstValue(store.worker, api.jobs.ready, {}, ({ count }) => count > 0);
const cutFrom = (startMs: number) => ({ type: "cut" as const, startMs, endMs: startMs + 1_000 });

describe("waiting", () => {
  it("wakes who watches, and is handed out once with all that the work needs", async () => {
    expect(await store.worker.query(api.jobs.ready, {})).toEqual({
      count: 0,
      oldestAt: null,
      heads: { record: null, render: null, export: null, reel: null },
    });
    const woken = waiting();
    const { runId, threadId } = await queueRun(store);
    expect(await woken).toMatchObject({ count: 1, oldestAt: expect.any(Number), heads: { record: { attempt: 0 } } });
    expect(await activity(threadId)).toMatchObject([
      { kind: "record", state: "waiting", stage: "Waiting for a worker", progress: null, runId },
    ]);

    const claimed = await claim(store);
    expect(claimed).toMatchObject({ kind: "record", attempt: 1, version: null, exportJob: null });
    expect(claimed.run).toMatchObject({
      _id: runId,
      status: "running",
      repoUrl: "/repos/shop",
      request: { kind: "pr" },
    });
    expect(await claimable()).toBeNull();
  });

  it("is claimed by kind", async () => {
    await queueRun(store);
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w1", kinds: ["render", "export"] })).toBeNull();
    expect((await claim(store, "w1", ["record"])).kind).toBe("record");
  });

  it("is canceled with its run", async () => {
    const { runId, threadId } = await queueRun(store);
    expect(await store.bot.mutation(api.runs.cancel, { id: runId })).toEqual({ canceledJobs: 1 });
    expect(await runOf(store, runId)).toMatchObject({ status: "canceled", canceledAt: expect.any(Number) });
    expect(await claimable()).toBeNull();
    expect(await activity(threadId)).toEqual([]);
    expect(await store.bot.mutation(api.runs.cancel, { id: runId })).toEqual({ canceledJobs: 0 });
  });

  it("goes out by urgency, then by age", async () => {
    const edited = await recordedRun(store);
    const newRun = await queueRun(store);
    const edit = (startMs: number) =>
      store.bot.mutation(api.edits.applyEdit, { runId: edited.runId, operation: cutFrom(startMs) });
    const older = await edit(1_000);
    const exportId = await store.bot.mutation(api.exports.create, {
      runId: edited.runId,
      editVersionId: older,
      format: "gif",
      fps: 15,
      width: 800,
      height: 450,
      quality: "web",
    });
    const newest = await edit(3_000);
    const order = [await claim(store), await claim(store), await claim(store), await claim(store)];
    expect(order.map(({ kind, version, exportJob, run }) => [kind, exportJob?._id ?? version?._id ?? run._id])).toEqual(
      [
        ["render", newest],
        ["export", exportId],
        ["record", newRun.runId],
        ["render", older],
      ],
    );
    expect(order[1]?.version?._id).toBe(older);
  });

  it("is not handed out before its time, and wakes who watches when that has come", async () => {
    const { workspaceId, threadId } = await newThread(store);
    const now = Date.now();
    const wish = { timestamp: now, summary: "Later", status: "queued", source: "pr", request: { kind: "pr" } } as const;
    const notBefore = now + 86_400_000;
    const runId = await store.bot.mutation(api.runs.create, { workspaceId, threadId, ...wish, notBefore });
    const stage = expect.stringMatching(/^Waiting until \d\d:\d\d on \w{3} \d{1,2} \w{3,4}$/);
    expect(await activity(threadId)).toMatchObject([{ state: "delayed", stage }]);
    // The guard against clocks that were set back leaves it alone.
    await store.host.runInternal("jobs:sweep");
    expect(await claimable()).toBeNull();
    const woken = waiting();
    vi.useFakeTimers({ toFake: ["Date"], now: notBefore });
    await store.host.runInternal("jobs:sweep");
    await woken;
    expect((await claim(store)).run._id).toBe(runId);
  });

  it("says in the thread's own time until when it waits, and refuses to wait for ever", async () => {
    const { workspaceId, threadId } = await newThread(store);
    const dayMs = 86_400_000;
    const at = Date.now() + 5 * dayMs;
    const create = async (notBefore: number) =>
      await store.bot.mutation(api.runs.create, {
        ...{ workspaceId, threadId, timestamp: 1, summary: "Later", status: "queued", source: "pr" },
        ...{ request: { kind: "pr" }, notBefore },
      });
    for (const never of [Number.NaN, Number.POSITIVE_INFINITY, Date.now() + 400 * dayMs, -1]) {
      expect(await codeOf(create(never))).toBe("invalid_argument");
    }
    const id = await create(at);
    const inBerlin = new Date(at).toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" }).slice(0, 5);
    expect((await activity(threadId))[0]?.stage).toContain(`Waiting until ${inBerlin} on `);
    await store.bot.mutation(api.runs.cancel, { id });
  });

  it("goes by a campaign's recordings when somebody asks for their own", async () => {
    const { workspaceId } = await newThread(store);
    const owner = await joinAs(store, workspaceId, "owner", { isOwner: true });
    const id = await owner.mutation(api.campaigns.create, { workspaceId, name: "Spring", recipe: {} });
    await owner.mutation(api.campaigns.addLeads, { workspaceId, id, leads: [{ name: "Ada" }, { name: "Bo" }] });
    await owner.mutation(api.campaigns.start, { workspaceId, id });
    const own = await queueRun(store);
    const [first, second] = [await claim(store), await claim(store)];
    expect([first.run._id, second.run.source]).toEqual([own.runId, "lead"]);
  });

  it("is never handed to two of many workers that ask at once", async () => {
    for (let index = 0; index < 8; index += 1) await queueRun(store);
    const claims = await Promise.all(Array.from({ length: 12 }, () => claimable()));
    const jobs = claims.flatMap((one) => (one ? [one.jobId] : []));
    expect(jobs).toHaveLength(8);
    expect(new Set(jobs).size).toBe(8);
  });
});

describe("running", () => {
  it("passes progress on to the run and to who watches the thread", async () => {
    const { runId, threadId } = await queueRun(store);
    const claimed = await claim(store);
    const told = { stage: "Recording", progress: 140, etaMs: 9_000 };
    expect(await beat(claimed, told)).toEqual({ continue: true });
    expect(await runOf(store, runId)).toMatchObject({ status: "running", ...told, progress: 100 });
    expect(await activity(threadId)).toMatchObject([{ state: "running", ...told, progress: 100 }]);
    await beat(claimed, { stage: "Uploading the video", uploading: true });
    expect(await runOf(store, runId)).toMatchObject({ status: "uploading", stage: "Uploading the video" });
    expect(await beat(claimed)).toEqual({ continue: true });
    expect(await runOf(store, runId)).toMatchObject({ status: "uploading" });
  });

  it("outlives the lease as long as its worker beats", async () => {
    await queueRun(store);
    const claimed = await claim(store);
    const startMs = Date.now();
    for (const elapsedMs of [10_000, 20_000, 30_000]) {
      vi.useFakeTimers({ toFake: ["Date"], now: startMs + elapsedMs });
      expect(await beat(claimed)).toEqual({ continue: true });
      expect(await claimable()).toBeNull();
    }
  });

  it("succeeds: the run is completed and has its version 1", async () => {
    const { runId, threadId } = await queueRun(store);
    const claimed = await claim(store);
    await finishRecording(store, claimed, "the first video");
    const run = await runOf(store, runId);
    expect(run).toMatchObject({ status: "completed", durationMs: 20_000, takeRef: "takes/1", takeDurationMs: 20_000 });
    expect(run).toMatchObject({ width: 1280, fps: 30, title: "Coupons in the cart", routesTested: ["/cart"] });
    expect(run.shots).toHaveLength(1);
    expect(run.stage).toBeUndefined();
    const [version, ...more] = await versionsOf(store, runId);
    expect(more).toEqual([]);
    expect(version).toMatchObject({ version: 1, operations: [], status: "completed", parentVersionId: null });
    expect(await (await fetch(version?.videoUrl ?? "")).text()).toBe("the first video");
    expect(await (await fetch(version?.posterUrl ?? "")).text()).toBe("poster of the first video");
    expect(await activity(threadId)).toEqual([]);
    expect(await store.bot.query(api.threads.get, { id: threadId })).toMatchObject({ title: "Coupons in the cart" });
  });

  it("takes a finish that is told twice for one", async () => {
    const { runId } = await queueRun(store);
    const claimed = await claim(store);
    await finishRecording(store, claimed);
    await finishRecording(store, claimed);
    expect(await versionsOf(store, runId)).toHaveLength(1);
  });

  it("does not take a result whose file was never uploaded", async () => {
    const { runId } = await recordedRun(store);
    await store.bot.mutation(api.edits.applyEdit, { runId, operation: cutFrom(1_000) });
    const claimed = await claim(store);
    const { videoStorageId, posterStorageId } = await uploadVideo(store);
    const gone = `${videoStorageId.slice(0, -1)}${videoStorageId.endsWith("0") ? "1" : "0"}` as typeof videoStorageId;
    const told = { ...held(claimed), posterStorageId, videoDurationMs: 1, sizeBytes: 1 };
    await expect(store.worker.mutation(api.jobs.finishRender, { ...told, videoStorageId: gone })).rejects.toThrow();
    expect((await versionsOf(store, runId)).at(-1)?.status).toBe("processing");
  });

  it("is told to stop at the next beat when its run was canceled, and its result is not taken", async () => {
    const { runId } = await queueRun(store);
    const claimed = await claim(store);
    await store.bot.mutation(api.runs.cancel, { id: runId });
    expect(await beat(claimed)).toEqual({ continue: false, reason: "canceled" });
    expect(await codeOf(finishRecording(store, claimed))).toBe("canceled");
    expect(await codeOf(fail(claimed, true))).toBe("canceled");
    expect(await codeOf(release(claimed))).toBe("canceled");
    expect(await runOf(store, runId)).toMatchObject({ status: "canceled" });
    expect(await claimable()).toBeNull();
  });

  it("fails for good when it cannot help to try again, with the reason for the person", async () => {
    const { runId, threadId } = await queueRun(store);
    await fail(await claim(store), false, "There is no pull request 9; there are 1, 2 and 3.");
    expect(await runOf(store, runId)).toMatchObject({
      status: "failed",
      error: "There is no pull request 9; there are 1, 2 and 3.",
      errorCode: "app_did_not_start",
    });
    expect(await claimable()).toBeNull();
    expect(await activity(threadId)).toEqual([]);
  });

  it("goes back unspent when its worker is asked to stop, as often as that happens", async () => {
    const { runId } = await queueRun(store);
    for (let attempt = 1; attempt <= MAX_FAILURES + 2; attempt += 1) {
      const claimed = await claim(store);
      expect(claimed.attempt).toBe(attempt);
      await release(claimed);
      expect(await runOf(store, runId)).toMatchObject({ status: "queued" });
      expect(await codeOf(release(claimed))).toBe("stale_attempt");
    }
    await finishRecording(store, await claim(store));
    expect(await runOf(store, runId)).toMatchObject({ status: "completed" });
  });
});

describe("delayed", () => {
  it("waits after a failure, then wakes who watches by itself", async () => {
    const { runId, threadId } = await queueRun(store);
    const first = await claim(store);
    await fail(first, true);
    expect(await runOf(store, runId)).toMatchObject({ status: "queued", stage: "Waiting to be tried again" });
    expect(await activity(threadId)).toMatchObject([
      { state: "delayed", stage: "Trying again in a moment", lastError: "The app did not start." },
    ]);
    expect(await claimable()).toBeNull();
    expect(await store.worker.query(api.jobs.ready, {})).toMatchObject({ count: 0 });
    await waiting();
    expect(await claim(store)).toMatchObject({ jobId: first.jobId, attempt: 2 });
  });

  it("is woken by a claim when its timer was lost", async () => {
    await queueRun(store);
    await fail(await claim(store), true);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect((await claim(store)).attempt).toBe(2);
  });

  it("is canceled with its run", async () => {
    const { runId } = await queueRun(store);
    await fail(await claim(store), true);
    expect(await store.bot.mutation(api.runs.cancel, { id: runId })).toEqual({ canceledJobs: 1 });
    expect(await runOf(store, runId)).toMatchObject({ status: "canceled" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect(await claimable()).toBeNull();
  });

  it("is dead after its last attempt, with the last reason kept", async () => {
    const { runId } = await queueRun(store);
    for (let failures = 1; failures <= MAX_FAILURES; failures += 1) {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
      await fail(await claim(store), true, `The app did not start (${failures}).`);
    }
    expect(await runOf(store, runId)).toMatchObject({
      status: "failed",
      error: `The app did not start (${MAX_FAILURES}).`,
      errorCode: "app_did_not_start",
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    expect(await claimable()).toBeNull();
  });
});

describe("expired", () => {
  it("goes to the next who claims, and the silent worker's writes are stale", async () => {
    const { runId } = await queueRun(store);
    const silent = await claim(store, "silent");
    await workerDies();
    const next = await claim(store, "next");
    expect(next).toMatchObject({ jobId: silent.jobId, attempt: 2 });
    expect(await beat(silent)).toEqual({ continue: false, reason: "superseded" });
    expect(await codeOf(finishRecording(store, silent))).toBe("stale_attempt");
    expect(await codeOf(fail(silent, false))).toBe("stale_attempt");
    expect(await codeOf(release(silent))).toBe("stale_attempt");
    await finishRecording(store, next);
    expect(await codeOf(finishRecording(store, silent))).toBe("stale_attempt");
    expect(await runOf(store, runId)).toMatchObject({ status: "completed" });
    expect(await versionsOf(store, runId)).toHaveLength(1);
  });

  it("goes back by the schedule when nobody claims", async () => {
    const { runId } = await queueRun(store);
    await claim(store);
    await workerDies();
    const woken = waiting();
    await store.host.runInternal("jobs:sweep");
    await woken;
    expect(await runOf(store, runId)).toMatchObject({ status: "queued" });
  });

  it("goes back at once when the host knows that no worker lives", async () => {
    const { runId } = await recordedRun(store);
    const versionId = await store.bot.mutation(api.edits.applyEdit, { runId, operation: cutFrom(1_000) });
    const before = await claim(store);
    expect(await store.host.runInternal("jobs:abandonLeases")).toBe(1);
    expect(await store.bot.query(api.edits.getVersion, { id: versionId })).toMatchObject({ status: "pending" });
    const after = await claim(store);
    expect(after).toMatchObject({ jobId: before.jobId, attempt: 2, version: { status: "processing" } });
    await finishRender(store, after);
    expect(await store.bot.query(api.edits.getVersion, { id: versionId })).toMatchObject({ status: "completed" });
  });

  it("goes back at once when the bot tells that this worker has died, and no other's does", async () => {
    await recordedRun(store);
    await queueRun(store);
    await queueRun(store);
    const dead = await claim(store, "machine-12-a1b2c3d4");
    const alive = await claim(store, "machine-123-a1b2c3d4");
    expect(await store.bot.mutation(api.jobs.workerDied, { workerIdStart: "machine-12-" })).toBe(1);
    expect(await claim(store)).toMatchObject({ jobId: dead.jobId, attempt: 2 });
    expect(await beat(alive)).toEqual({ continue: true });
    expect(await beat(dead)).toEqual({ continue: false, reason: "superseded" });
    expect(await codeOf(store.bot.mutation(api.jobs.workerDied, { workerIdStart: "" }))).toBe("invalid_argument");
  });

  it("goes back in time also when the clock was set back meanwhile, while those who live keep theirs", async () => {
    await recordedRun(store);
    await queueRun(store);
    await queueRun(store);
    const [dead, alive] = [await claim(store), await claim(store)];
    const earlier = Date.now() - 7_200_000;
    const at = (now: number) => vi.useFakeTimers({ toFake: ["Date"], now });
    at(earlier);
    await store.host.runInternal("jobs:sweep");
    at(earlier + LEASE_MS - 1_000);
    expect(await beat(alive)).toEqual({ continue: true });
    at(earlier + LEASE_MS + 1);
    await store.host.runInternal("jobs:sweep");
    expect(await claim(store)).toMatchObject({ jobId: dead.jobId, attempt: 2 });
    expect(await beat(alive)).toEqual({ continue: true });
  });

  it("does not wait for a clock that was set back until it has caught up", async () => {
    const { runId } = await queueRun(store);
    await fail(await claim(store), true);
    const earlier = Date.now() - 7_200_000;
    vi.useFakeTimers({ toFake: ["Date"], now: earlier });
    await store.host.runInternal("jobs:sweep");
    expect(await claim(store)).toMatchObject({ run: { _id: runId }, attempt: 2 });
  });

  it("is dead when worker after worker dies of it", async () => {
    const { runId } = await queueRun(store);
    for (let deaths = 1; deaths <= MAX_EXPIRIES; deaths += 1) {
      await claim(store);
      await workerDies();
    }
    expect(await claimable()).toBeNull();
    const run = await runOf(store, runId);
    expect(run).toMatchObject({ status: "failed", errorCode: "lease_expired" });
    expect(run.error).toMatch(/stopped 8 times/);
  });

  it("is canceled with its run before anybody notices", async () => {
    const { runId } = await queueRun(store);
    const silent = await claim(store);
    await workerDies();
    await store.bot.mutation(api.runs.cancel, { id: runId });
    expect(await claimable()).toBeNull();
    expect(await beat(silent)).toEqual({ continue: false, reason: "canceled" });
    expect(await runOf(store, runId)).toMatchObject({ status: "canceled" });
  });
});

describe("work on a completed run", () => {
  it("is canceled without touching the run: its versions and exports failed, and say that they were canceled", async () => {
    const { runId } = await recordedRun(store);
    await store.bot.mutation(api.edits.applyEdit, { runId, operation: cutFrom(1_000) });
    const rendering = await claim(store);
    await store.bot.mutation(api.exports.create, {
      runId,
      format: "mp4",
      fps: 30,
      width: 640,
      height: 360,
      quality: "web",
    });
    expect(await store.bot.mutation(api.runs.cancel, { id: runId })).toEqual({ canceledJobs: 2 });
    expect(await beat(rendering)).toEqual({ continue: false, reason: "canceled" });
    expect(await runOf(store, runId)).toMatchObject({ status: "completed" });
    expect((await versionsOf(store, runId)).at(-1)).toMatchObject({ status: "failed", errorCode: "canceled" });
    expect(await store.bot.query(api.exports.list, { runId })).toMatchObject([
      { status: "failed", errorCode: "canceled", error: "Canceled before it was finished." },
    ]);
  });

  it("tells an export's progress in the export", async () => {
    const { runId } = await recordedRun(store);
    const id = await store.bot.mutation(api.exports.create, {
      runId,
      format: "gif",
      fps: 12,
      width: 640,
      height: 360,
      quality: "preview",
      maxFileSizeMb: 5,
    });
    const claimed = await claim(store);
    expect(claimed).toMatchObject({ kind: "export", version: null, exportJob: { _id: id, maxFileSizeMb: 5 } });
    await beat(claimed, { stage: "Encoding", progress: 40, etaMs: 4_200 });
    expect(await store.bot.query(api.exports.get, { id })).toMatchObject({
      status: "processing",
      progress: 40,
      eta: "5 s",
    });
    expect(await codeOf(finishRecording(store, claimed))).toBe("invalid_argument");
    const outputStorageId = await store.worker.upload(new TextEncoder().encode("GIF89a"), "image/gif");
    const told = { ...held(claimed), outputStorageId, fileSizeBytes: 6, note: "Made smaller to fit 5 MB." };
    await store.worker.mutation(api.jobs.finishExport, told);
    const done = await store.bot.query(api.exports.get, { id });
    expect(done).toMatchObject({
      status: "completed",
      progress: 100,
      fileSizeBytes: 6,
      note: "Made smaller to fit 5 MB.",
    });
    const file = await fetch(done?.outputUrl ?? "");
    expect(file.headers.get("content-type")).toBe("image/gif");
    expect(await file.text()).toBe("GIF89a");
  });
});
