import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { connectStore } from "../../convex/client.ts";
import { hashKey } from "../../convex/model/keys.ts";
import {
  claim,
  codeOf,
  firstValue,
  held,
  joinAs,
  newThread,
  openStore,
  queueRun,
  recordedRun,
  refusalOfCall,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const page = { paginationOpts: { numItems: 10, cursor: null } };

async function team() {
  const { workspaceId, threadId } = await newThread(store);
  const owner = await joinAs(store, workspaceId, "olga", { isOwner: true });
  const member = await joinAs(store, workspaceId, "max");
  return { workspaceId, threadId, owner, member };
}

describe("members", () => {
  it("have one owner: the first whom the platform names", async () => {
    const { workspaceId, owner } = await team();
    await joinAs(store, workspaceId, "second", { isOwner: true });
    const { page: members } = await owner.query(api.workspaceMembers.list, { workspaceId, ...page });
    expect(members.map(({ userId, role }) => `${userId} ${role}`).toSorted()).toEqual([
      "max member",
      "olga owner",
      "second member",
    ]);
  });

  it("become admins by the owner's word alone", async () => {
    const { workspaceId, owner, member } = await team();
    const promote = { workspaceId, userId: "max", role: "admin" as const };
    expect(await codeOf(member.mutation(api.workspaceMembers.updateRole, promote))).toBe("forbidden");
    await owner.mutation(api.workspaceMembers.updateRole, promote);
    expect(await member.query(api.workspaceMembers.me, { workspaceId })).toMatchObject({ role: "admin" });
    await member.mutation(api.workspaceMembers.add, { workspaceId, userId: "guest", name: "Guest" });
    const escalation = { workspaceId, userId: "guest", role: "admin" as const };
    expect(await codeOf(member.mutation(api.workspaceMembers.updateRole, escalation))).toBe("forbidden");
  });

  it("cannot remove the owner, and admins cannot remove each other", async () => {
    const { workspaceId, owner, member } = await team();
    const second = await joinAs(store, workspaceId, "sue");
    for (const userId of ["max", "sue"]) {
      await owner.mutation(api.workspaceMembers.updateRole, { workspaceId, userId, role: "admin" });
    }
    expect(await codeOf(member.mutation(api.workspaceMembers.remove, { workspaceId, userId: "olga" }))).toBe(
      "forbidden",
    );
    expect(await codeOf(second.mutation(api.workspaceMembers.remove, { workspaceId, userId: "max" }))).toBe(
      "forbidden",
    );
    await owner.mutation(api.workspaceMembers.remove, { workspaceId, userId: "max" });
    expect(await codeOf(member.query(api.workspaceMembers.me, { workspaceId }))).toBe("forbidden");
  });

  it("see a workspace that is not theirs exactly as one that does not exist", async () => {
    const [mine, theirs] = [await team(), await team()];
    await joinAs(store, mine.workspaceId, "only-mine");
    const me = store.bot.as("only-mine");
    const refusal = await refusalOfCall(
      me.query(api.workspaceMembers.list, { workspaceId: theirs.workspaceId, ...page }),
    );
    await theirs.owner.mutation(api.workspaces.remove, { workspaceId: theirs.workspaceId });
    const after = await refusalOfCall(
      me.query(api.workspaceMembers.list, { workspaceId: theirs.workspaceId, ...page }),
    );
    expect(after).toEqual(refusal);
  });
});

describe("settings", () => {
  it("are settled by admins, one at a time", async () => {
    const { workspaceId, owner, member } = await team();
    const settings = { allowedRepos: ["acme/shop"] };
    expect(await codeOf(member.mutation(api.workspaces.updateSettings, { workspaceId, settings }))).toBe("forbidden");
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings });
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { approvalRequired: true } });
    expect((await store.bot.query(api.workspaces.get, { id: workspaceId }))?.settings).toEqual({
      allowedRepos: ["acme/shop"],
      approvalRequired: true,
    });
    const wrong = { workspaceId, settings: { allowedRepos: ["https://example.com/x"] } };
    expect((await refusalOfCall(owner.mutation(api.workspaces.updateSettings, wrong))).message).toContain("owner/name");
  });

  it.for([
    { activeJobs: 1.5 },
    { activeJobs: Number.POSITIVE_INFINITY },
    { activeJobs: 0 },
    { requestsPerHour: Number.NaN },
    { requestsPerHour: 1e9 },
    { allowedChannels: new Array<string>(501).fill("C") },
    { ownDomains: ["x".repeat(300)] },
  ])("refuse what would stop the queue for everybody or fill the store (%#)", async (settings) => {
    const { workspaceId, owner } = await team();
    expect(await codeOf(owner.mutation(api.workspaces.updateSettings, { workspaceId, settings }))).toBe(
      "invalid_argument",
    );
  });

  it("limit a person's requests an hour", async () => {
    const { workspaceId, owner } = await team();
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { requestsPerHour: 2 } });
    const ask = (userId: string) =>
      store.bot.mutation(api.usage.countRequest, { workspaceId, userId, requestId: crypto.randomUUID() });
    expect(
      [await ask("max"), await ask("max"), await ask("max"), await ask("olga")].map(({ allowed }) => allowed),
    ).toEqual([true, true, false, true]);
  });

  it("limit what workers do for one workspace at a time, and let the next one pass", async () => {
    const busy = await team();
    await busy.owner.mutation(api.workspaces.updateSettings, {
      workspaceId: busy.workspaceId,
      settings: { activeJobs: 1 },
    });
    const { workspaceId, threadId } = busy;
    await queueRun(store, { workspaceId, threadId });
    await queueRun(store, { workspaceId, threadId });
    const other = await queueRun(store);
    const first = await claim(store, "w1", ["record"]);
    expect(first.run.workspaceId).toBe(busy.workspaceId);
    const second = await claim(store, "w2", ["record"]);
    expect(second.run._id).toBe(other.runId);
    expect(await store.worker.mutation(api.jobs.claim, { workerId: "w3", kinds: ["record"] })).toBeNull();
    const heads = firstValue(store.worker, api.jobs.ready, {}, (ready) => ready.heads.record !== null);
    await store.worker.mutation(api.jobs.fail, { ...held(first), code: "x", message: "x", retryable: false });
    await heads;
    expect((await claim(store, "w3", ["record"])).run.workspaceId).toBe(busy.workspaceId);
  });
});

describe("review", () => {
  it("is for admins, is about exactly one file, and can be taken back", async () => {
    const { workspaceId, runId } = await recordedRun(store);
    const owner = await joinAs(store, workspaceId, "olga", { isOwner: true });
    const member = await joinAs(store, workspaceId, "max");
    const [version] = await versionsOf(store, runId);
    if (!version?.videoStorageId) throw new Error("The version has no video");
    const file = {
      workspaceId,
      runId,
      editVersionId: version._id,
      kind: "video" as const,
      title: "Coupons",
      storageId: version.videoStorageId,
    };
    const id = await store.worker.mutation(api.artifacts.create, file);
    expect(await store.worker.mutation(api.artifacts.create, file)).toBe(id);
    const decision = { workspaceId, id, decision: "approved" as const };
    expect(await codeOf(member.mutation(api.artifacts.review, decision))).toBe("forbidden");
    expect((await member.query(api.artifacts.listPending, { workspaceId, ...page })).page).toHaveLength(1);
    await owner.mutation(api.artifacts.review, decision);
    await owner.mutation(api.artifacts.review, decision);
    const reviewed = await member.query(api.artifacts.get, { workspaceId, id });
    expect(reviewed).toMatchObject({ reviewState: "approved", reviewedBy: "olga", sha256: expect.any(String) });
    await owner.mutation(api.artifacts.review, { ...decision, decision: "rejected", note: "Shows a customer's name" });
    expect(await store.bot.query(api.artifacts.ofVersion, { editVersionId: version._id })).toMatchObject({
      reviewState: "rejected",
      note: "Shows a customer's name",
    });
  });

  it("takes nothing of another workspace", async () => {
    const [mine, theirs] = [await newThread(store), await recordedRun(store)];
    const [version] = await versionsOf(store, theirs.runId);
    if (!version?.videoStorageId) throw new Error("The version has no video");
    const stolen = { workspaceId: mine.workspaceId, runId: theirs.runId, storageId: version.videoStorageId };
    const call = store.bot.mutation(api.artifacts.create, { ...stolen, kind: "video", title: "x" });
    expect(await codeOf(call)).toBe("not_found");
    const { workspaceId } = mine;
    const sandbox = store.worker.mutation(api.sandboxRuns.create, { workspaceId, runId: theirs.runId });
    expect(await codeOf(sandbox)).toBe("not_found");
  });
});

describe("links for viewers", () => {
  it("open one run until they are withdrawn, and count what was watched", async () => {
    const { workspaceId, runId } = await recordedRun(store);
    const member = await joinAs(store, workspaceId, "max");
    const link = { workspaceId, runId, tokenHash: await hashKey("secret link"), lifetimeMs: 60_000 };
    const id = await member.mutation(api.viewers.createLink, link);
    const viewer = connectStore({ url: store.host.url, key: "secret link", kind: "viewer" });
    try {
      expect(await viewer.query(api.viewers.watch, {})).toMatchObject({ title: "Coupons in the cart" });
      for (const watchedMs of [1_000, 9_000, 3_000]) {
        await viewer.mutation(api.viewers.watched, { sessionId: "s", watchedMs, durationMs: 20_000 });
      }
      const { page: views } = await member.query(api.viewers.list, { workspaceId, ...page });
      expect(views).toMatchObject([{ runId, watchedMs: 9_000 }]);
      expect(await codeOf(viewer.query(api.runs.get, { id: runId }))).toBe("forbidden");
      await member.mutation(api.viewers.withdrawLink, { workspaceId, id });
      expect(await codeOf(viewer.query(api.viewers.watch, {}))).toBe("forbidden");
    } finally {
      await viewer.close();
    }
  });

  it("end by themselves", async () => {
    const { workspaceId, runId } = await recordedRun(store);
    const member = await joinAs(store, workspaceId, "max");
    const link = { workspaceId, runId, tokenHash: await hashKey("short link"), lifetimeMs: 1 };
    await member.mutation(api.viewers.createLink, link);
    const viewer = connectStore({ url: store.host.url, key: "short link", kind: "viewer" });
    try {
      await expect
        .poll(
          () =>
            viewer.query(api.viewers.watch, {}).then(
              () => "open",
              () => "closed",
            ),
          { timeout: 20_000 },
        )
        .toBe("closed");
    } finally {
      await viewer.close();
    }
  });
});

describe("sandboxes", () => {
  it("end by the schedule when they do not boot, idle or grow old, and final states stay", async () => {
    const { workspaceId } = await newThread(store);
    const member = await joinAs(store, workspaceId, "max");
    const boot = (times: object = {}) => store.worker.mutation(api.sandboxRuns.create, { workspaceId, ...times });
    const [idle, old, lively, done] = [
      await boot({ idleTimeoutMs: 0 }),
      await boot({ maxDurationMs: 0 }),
      await boot(),
      await boot(),
    ];
    for (const id of [idle, old, lively, done]) {
      await store.worker.mutation(api.sandboxRuns.update, { id, status: "running", sandboxId: "sb" });
    }
    await store.worker.mutation(api.sandboxRuns.update, { id: done, status: "succeeded" });
    await store.host.runInternal("sandboxRuns:sweep", {});
    const { page: rows } = await member.query(api.sandboxRuns.listByWorkspace, { workspaceId, ...page });
    const states = Object.fromEntries(rows.map(({ _id, status }) => [_id, status]));
    expect(states).toEqual({ [idle]: "canceled", [old]: "canceled", [lively]: "running", [done]: "succeeded" });
    const late = store.worker.mutation(api.sandboxRuns.update, { id: done, status: "running" });
    expect(await codeOf(late)).toBe("illegal_transition");
  });
});

describe("removing a workspace", () => {
  it("takes everything of it along, and nothing of the others", async () => {
    const mine = await recordedRun(store);
    const theirs = await recordedRun(store);
    const owner = await joinAs(store, mine.workspaceId, "olga", { isOwner: true });
    await joinAs(store, mine.workspaceId, "max");
    await store.bot.mutation(api.messages.append, { threadId: mine.threadId, role: "user", content: "hello" });
    await store.bot.mutation(api.usage.countRequest, { workspaceId: mine.workspaceId, userId: "max", requestId: "m1" });
    await store.worker.mutation(api.sandboxRuns.create, { workspaceId: mine.workspaceId });
    expect(await codeOf(store.bot.as("max").mutation(api.workspaces.remove, { workspaceId: mine.workspaceId }))).toBe(
      "forbidden",
    );
    await owner.mutation(api.workspaces.remove, { workspaceId: mine.workspaceId });
    await expect.poll(() => store.bot.query(api.threads.get, { id: mine.threadId })).toBeNull();
    await expect.poll(() => store.bot.query(api.runs.get, { id: mine.runId })).toBeNull();
    expect(await store.bot.query(api.workspaces.get, { id: mine.workspaceId })).toBeNull();
    expect(await store.bot.query(api.runs.get, { id: theirs.runId })).not.toBeNull();
  });
});
