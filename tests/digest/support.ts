import { expect } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Shot, TakeSummary } from "../../convex/model/recording.ts";
import { claim, held, type StoreUnderTest, uploadVideo } from "../store/support.ts";

export const MINUTE_MS = 60_000;
export const WEEK_MS = 7 * 24 * 3_600_000;

type Thread = { workspaceId: Id<"workspaces">; threadId: Id<"threads"> };

export const paginationOpts = { numItems: 50, cursor: null };

/** A digest of the thread, every Monday at nine in Berlin; to the thread itself unless told otherwise. */
export async function weekly(store: StoreUnderTest, { threadId }: Thread, to: readonly string[] = []) {
  return await store.bot.mutation(api.digests.create, {
    ...{ threadId, cron: "0 9 * * 1", timezone: "Europe/Berlin", what: "a digest of their videos" },
    recipients:
      to.length === 0
        ? [{ channel: "thread", to: threadId }]
        : to.map((address) => ({ channel: "email" as const, to: address })),
    createdBy: { id: "U1", name: "Ana" },
  });
}

/** The schedule as it goes at a time; what it gathers is gathered when this resolves. */
export async function sweep(store: StoreUnderTest, now: number): Promise<void> {
  await store.host.runInternal("digests:sweep", { now });
  const { page } = await allDigests(store);
  // The sweep leaves each gathering to a transaction of its own; asking for it again changes nothing.
  for (const { _id: id } of page) await store.host.runInternal("digests:open", { id, now });
}

async function allDigests(store: StoreUnderTest) {
  const workspaces = await store.bot.query(api.workspaces.listOfPlatform, { platform: "local" });
  const pages = await Promise.all(
    workspaces.map(({ _id: workspaceId }) => store.bot.query(api.digests.list, { workspaceId, paginationOpts })),
  );
  return { page: pages.flatMap(({ page }) => page) };
}

export const issuesOf = async ({ bot }: StoreUnderTest, id: Id<"digests">) =>
  (await bot.query(api.digests.issues, { id, paginationOpts })).page;

/** What the thread's outbox holds, oldest first. */
export const sentFrom = async ({ bot }: StoreUnderTest, { threadId }: Thread) =>
  (await bot.query(api.deliveries.listByThread, { threadId, paginationOpts })).page.toReversed();

export const shotsAt = (...startsMs: number[]): Shot[] =>
  startsMs.map((startMs, at) => ({
    ...{ id: `s${at}`, startMs, endMs: startMs + 1_500, route: "/cart", action: "click" as const },
    ...{ label: `Shot ${at + 1}`, role: "button", changed: true },
  }));

type Recorded = { pr: number; title?: string; shots?: Shot[]; takeRef?: string; durationMs?: number; fails?: string };

/** A pull request that somebody asked for in the thread, recorded, or not. */
export async function recorded(
  store: StoreUnderTest,
  thread: Thread,
  { pr, title = `PR ${pr}`, shots = [], takeRef = `take-${pr}`, durationMs = 20_000, fails }: Recorded,
): Promise<Id<"runs">> {
  const { id: messageId } = await store.bot.mutation(api.messages.append, {
    ...{ threadId: thread.threadId, role: "user", author: { id: "U2", name: "Ben" }, content: `record PR ${pr}` },
  });
  const runId = await store.bot.mutation(api.runs.create, {
    ...{ ...thread, pr, title, summary: title, repo: "acme/shop", repoUrl: "/repos/shop", timestamp: Date.now() },
    ...{ commitSha: "b".repeat(40), baseSha: "a".repeat(40), status: "queued", source: "pr", request: { kind: "pr" } },
    idempotencyKey: `${messageId}:0`,
  });
  const claimed = await claim(store, "w1", ["record"]);
  expect(claimed.run._id).toBe(runId);
  if (fails !== undefined) {
    const failure = { code: "did_not_start", message: fails, retryable: false };
    await store.worker.mutation(api.jobs.fail, { ...held(claimed), ...failure });
    return runId;
  }
  const take: TakeSummary = {
    ...{ durationMs, width: 1280, height: 720, fps: 30, title, summary: title, shots, idle: [], notShown: [] },
  };
  await store.worker.mutation(api.jobs.finishRecording, {
    ...{ ...held(claimed), ...(await uploadVideo(store)), take, takeRef },
    ...{ videoDurationMs: durationMs, sizeBytes: 1_000, routesTested: ["/cart"] },
  });
  return runId;
}
