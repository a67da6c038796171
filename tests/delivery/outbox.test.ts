import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import {
  claim,
  codeOf,
  finishRender,
  joinAs,
  openStore,
  recordedRun,
  refusalOfCall,
  type StoreUnderTest,
} from "../store/support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

async function recorded({ approvalRequired = false } = {}) {
  const { workspaceId, threadId, runId } = await recordedRun(store);
  const owner = await joinAs(store, workspaceId, "U1", { isOwner: true });
  const member = await joinAs(store, workspaceId, "U2");
  if (approvalRequired)
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { approvalRequired } });
  const [version] = await store.bot.query(api.edits.listVersions, { runId });
  if (!version) throw new Error("Nothing was recorded.");
  return { workspaceId, threadId, runId, owner, member, versionId: version._id };
}

type Recorded = Awaited<ReturnType<typeof recorded>>;

const enqueue = (
  { workspaceId, threadId, runId }: Recorded,
  editVersionId: Id<"editVersions">,
  key: string = crypto.randomUUID(),
) =>
  store.bot.mutation(api.deliveries.enqueue, {
    ...{ workspaceId, threadId, runId, editVersionId, purpose: "copy", channel: "email", to: "ana@acme.com" },
    ...{ payload: { kind: "video" }, idempotencyKey: key },
  });

const stateOf = async (id: Id<"deliveries">) => {
  const row = await store.bot.query(api.deliveries.get, { id });
  return row && [row.state, row.heldFor ?? ""].join(" ").trim();
};

async function edited({ runId }: Recorded, isRendered: boolean) {
  const operation = { type: "cut" as const, startMs: 6_000, endMs: 9_000 };
  const id = await store.bot.mutation(api.edits.applyEdit, { runId, operation });
  if (isRendered) await finishRender(store, await claim(store, "w1", ["render"]));
  return id;
}

/** Claims until this one comes; what other tests have left is settled. */
async function claimed(id: Id<"deliveries">) {
  for (;;) {
    const row = await store.bot.mutation(api.deliveries.claim, {});
    if (row === null) throw new Error("It is not due.");
    if (row._id === id) return row;
    const error = { code: "other", message: "Of another test." };
    await store.bot.mutation(api.deliveries.settle, {
      id: row._id,
      attempt: row.attempt,
      outcome: { kind: "failed", error },
    });
  }
}

describe("the outbox", () => {
  it("takes each thing once, and keeps one that has failed for whoever asks again", async () => {
    const run = await recorded();
    const first = await enqueue(run, run.versionId, "the same");
    expect(await enqueue(run, run.versionId, "the same")).toEqual({ ...first, duplicate: true });
    const row = await claimed(first.id);
    const error = { code: "refused", message: "No." };
    await store.bot.mutation(api.deliveries.settle, {
      id: row._id,
      attempt: row.attempt,
      outcome: { kind: "failed", error },
    });
    expect(await enqueue(run, run.versionId, "the same")).toMatchObject({ state: "failed" });
    const { workspaceId, threadId } = run;
    const again = {
      purpose: "copy" as const,
      channel: "email" as const,
      to: "ana@acme.com",
      payload: { kind: "video" as const },
    };
    const asked = {
      workspaceId,
      threadId,
      editVersionId: run.versionId,
      ...again,
      idempotencyKey: "the same",
      again: true,
    };
    expect(await store.bot.mutation(api.deliveries.enqueue, asked)).toMatchObject({ state: "queued", duplicate: true });
    await claimed(first.id);
  });

  it("waits for a video that is still being made, and ends with it", async () => {
    const run = await recorded();
    const versionId = await edited(run, false);
    const { id, heldFor } = await enqueue(run, versionId);
    expect(heldFor).toBe("video");
    await finishRender(store, await claim(store, "w1", ["render"]));
    expect(await stateOf(id)).toBe("queued");
    const doomed = await enqueue(run, await edited(run, false));
    const job = await claim(store, "w1", ["render"]);
    const failure = { code: "render_failed", message: "No.", retryable: false };
    await store.worker.mutation(api.jobs.fail, { jobId: job.jobId, attempt: job.attempt, ...failure });
    expect(await stateOf(doomed.id)).toBe("failed");
    await claimed(id);
  });

  it("lets one sender send, and refuses what an earlier claim still says", async () => {
    const run = await recorded();
    const { id } = await enqueue(run, run.versionId);
    const first = await claimed(id);
    await store.bot.mutation(api.deliveries.renew, { id, attempt: first.attempt, route: "smtp" });
    await store.host.runInternal("deliveries:abandonLeases", {});
    const second = await claimed(id);
    expect(second).toMatchObject({ attempt: first.attempt + 1, openRoute: "smtp", failures: 1 });
    const outcome = { kind: "sent" as const, via: "smtp" as const, usedFallback: false };
    expect(await codeOf(store.bot.mutation(api.deliveries.settle, { id, attempt: first.attempt, outcome }))).toBe(
      "stale_attempt",
    );
    await store.bot.mutation(api.deliveries.settle, { id, attempt: second.attempt, outcome, notice: "Sent." });
    expect(await stateOf(id)).toBe("sent");
    const paginationOpts = { numItems: 5, cursor: null };
    const { page } = await store.bot.query(api.deliveries.listByThread, { threadId: run.threadId, paginationOpts });
    expect(page[0]).toMatchObject({ purpose: "notice", channel: "thread", payload: { kind: "notice", text: "Sent." } });
    const { workspaceId } = run;
    expect(await store.bot.query(api.deliveries.isKnown, { workspaceId, channel: "email", to: "Ana@acme.com" })).toBe(
      true,
    );
    expect(await store.bot.query(api.deliveries.isKnown, { workspaceId, channel: "email", to: "ben@acme.com" })).toBe(
      false,
    );
  });

  it("sends nothing of one workspace in another's name", async () => {
    const [mine, theirs] = [await recorded(), await recorded()];
    expect(await codeOf(enqueue({ ...mine, workspaceId: theirs.workspaceId }, mine.versionId))).toBe("not_found");
  });
});

describe("where approval is required", () => {
  it("nothing leaves before an owner or admin has approved it", async () => {
    const run = await recorded({ approvalRequired: true });
    const { id, heldFor } = await enqueue(run, run.versionId);
    expect(heldFor).toBe("approval");
    const review = { workspaceId: run.workspaceId, editVersionId: run.versionId, decision: "approved" as const };
    const refusal = await refusalOfCall(run.member.mutation(api.artifacts.reviewVersion, review));
    expect(refusal).toEqual({ code: "forbidden", message: "Only an owner or admin can do that." });
    expect(await stateOf(id)).toBe("held approval");
    expect(await run.owner.mutation(api.artifacts.reviewVersion, review)).toEqual({ version: 1, deliveries: 1 });
    const row = await claimed(id);
    const version = await store.bot.query(api.edits.getVersion, { id: run.versionId });
    const artifact = await store.bot.query(api.artifacts.ofVersion, { editVersionId: run.versionId });
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(artifact).toMatchObject({
      reviewState: "approved",
      reviewedBy: "U1",
      sha256: row.sha256,
      storageId: version?.videoStorageId,
    });
  });

  it("an edit after the approval needs another one", async () => {
    const run = await recorded({ approvalRequired: true });
    const approve = (editVersionId: Id<"editVersions">) =>
      run.owner.mutation(api.artifacts.reviewVersion, {
        workspaceId: run.workspaceId,
        editVersionId,
        decision: "approved",
      });
    await approve(run.versionId);
    expect((await enqueue(run, run.versionId)).state).toBe("queued");
    const second = await edited(run, true);
    const { id } = await enqueue(run, second);
    expect(await stateOf(id)).toBe("held approval");
    const third = await edited(run, false);
    expect(await codeOf(approve(third))).toBe("not_ready");
    await approve(second);
    expect(await stateOf(id)).toBe("queued");
  });

  it("a rejection ends what waited, and what had been let go but has not gone", async () => {
    const run = await recorded({ approvalRequired: true });
    const review = (decision: "approved" | "rejected") =>
      run.owner.mutation(api.artifacts.reviewVersion, {
        workspaceId: run.workspaceId,
        editVersionId: run.versionId,
        decision,
      });
    await review("approved");
    const { id } = await enqueue(run, run.versionId);
    await review("rejected");
    const row = await store.bot.query(api.deliveries.get, { id });
    expect(row).toMatchObject({ state: "failed", error: { code: "rejected" } });
    expect((await enqueue(run, run.versionId)).state).toBe("failed");
  });

  it("the answer in the thread itself needs none", async () => {
    const run = await recorded({ approvalRequired: true });
    const { workspaceId, threadId, runId, versionId: editVersionId } = run;
    const reply = {
      purpose: "reply" as const,
      channel: "slack" as const,
      to: "C1",
      payload: { kind: "video" as const },
    };
    const row = { workspaceId, threadId, runId, editVersionId, ...reply, idempotencyKey: crypto.randomUUID() };
    expect((await store.bot.mutation(api.deliveries.enqueue, row)).state).toBe("queued");
  });
});
