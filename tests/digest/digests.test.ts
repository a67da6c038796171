import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import {
  claim,
  codeOf,
  finishRender,
  held,
  joinAs,
  newThread,
  openStore,
  type StoreUnderTest,
  uploadVideo,
} from "../store/support.ts";
import { until } from "../support/aura.ts";
import { issuesOf, MINUTE_MS, paginationOpts, recorded, sentFrom, shotsAt, sweep, WEEK_MS, weekly } from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const textOf = (payload: object): string => ("text" in payload ? String(payload.text) : "");

describe("a digest", () => {
  it("is made once for each wish, comes due on its minute and is listed until it is stopped", async () => {
    const thread = await newThread(store);
    const wish = {
      ...{ threadId: thread.threadId, cron: "0 9 * * 1", timezone: "Europe/Berlin", what: "a digest" },
      ...{ recipients: [{ channel: "thread" as const, to: thread.threadId }], idempotencyKey: crypto.randomUUID() },
    };
    const made = await store.bot.mutation(api.digests.create, wish);
    expect(await store.bot.mutation(api.digests.create, wish)).toEqual(made);
    const wall = new Intl.DateTimeFormat("en-GB", {
      weekday: "short",
      timeStyle: undefined,
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Europe/Berlin",
    });
    expect(wall.format(made.nextRunAt)).toBe("Mon 09:00");
    const listed = async () =>
      (await store.bot.query(api.digests.list, { workspaceId: thread.workspaceId, paginationOpts })).page;
    expect(await listed()).toEqual([made]);
    await store.bot.mutation(api.digests.stop, { id: made._id });
    expect(await listed()).toEqual([]);
    await recorded(store, thread, { pr: 1 });
    await sweep(store, made.nextRunAt);
    expect(await issuesOf(store, made._id)).toEqual([]);
  });

  it("is refused with a schedule that is none, or nobody to go to", async () => {
    const { threadId } = await newThread(store);
    const wish = {
      threadId,
      timezone: "UTC",
      what: "a digest",
      recipients: [{ channel: "thread" as const, to: threadId }],
    };
    expect(await codeOf(store.bot.mutation(api.digests.create, { ...wish, cron: "* * * * *" }))).toBe(
      "invalid_argument",
    );
    const nobody = { ...wish, cron: "0 9 * * 1", recipients: [] };
    expect(await codeOf(store.bot.mutation(api.digests.create, nobody))).toBe("invalid_argument");
  });

  it("tells the newest of each pull request, who asked, who watched, and why something is missing", async () => {
    const thread = await newThread(store);
    const digest = await weekly(store, thread);
    await recorded(store, thread, { pr: 1, title: "Coupons, first try" });
    const again = await recorded(store, thread, { pr: 1, title: "Coupons" });
    await recorded(store, thread, { pr: 1, fails: "It did not start." });
    await recorded(store, thread, { pr: 2, title: "Checkout", fails: "The app did not start." });
    await sweep(store, digest.nextRunAt - 5 * MINUTE_MS);
    const [issue] = await issuesOf(store, digest._id);
    expect(issue).toMatchObject({ state: "ready", dueAt: digest.nextRunAt, fromMs: digest.toldUntil });
    expect(issue?.content).toMatchObject({
      videos: [{ runId: again, title: "Coupons", repo: "acme/shop", pr: 1, author: "Ben", isApproved: false }],
      failures: [{ title: "Checkout", repo: "acme/shop", reason: "The app did not start." }],
      counts: { recorded: 1, approved: 0, viewed: 0 },
    });
    await sweep(store, digest.nextRunAt);
    const [sent] = await sentFrom(store, thread);
    expect(sent).toMatchObject({ purpose: "digest", channel: "thread", to: thread.threadId, state: "queued" });
    expect(textOf(sent?.payload ?? {})).toBe(
      "**Since the last digest**: 1 recorded.\n**acme/shop**\n• Coupons (PR 1, Ben)\n**Not recorded**\n• Checkout (acme/shop): The app did not start.",
    );
    await sweep(store, digest.nextRunAt + MINUTE_MS);
    expect(await sentFrom(store, thread)).toHaveLength(1);
  });

  it("says once that there is nothing to say, and again after there was something", async () => {
    const thread = await newThread(store);
    const digest = await weekly(store, thread);
    for (let week = 0; week < 3; week += 1) await sweep(store, digest.nextRunAt + week * WEEK_MS);
    expect((await issuesOf(store, digest._id)).map(({ state }) => state)).toEqual(["quiet", "quiet", "quiet"]);
    const said = await sentFrom(store, thread);
    expect(said.map(({ purpose }) => purpose)).toEqual(["notice"]);
    expect(textOf(said[0]?.payload ?? {})).toMatch(/Nothing was recorded since the last digest/);
  });

  it("is caught up once after weeks in which the machine was off", async () => {
    const thread = await newThread(store);
    const digest = await weekly(store, thread);
    await recorded(store, thread, { pr: 1 });
    const now = digest.nextRunAt + 4 * WEEK_MS + MINUTE_MS;
    await sweep(store, now);
    await sweep(store, now + MINUTE_MS);
    expect((await issuesOf(store, digest._id)).map(({ state }) => state)).toEqual(["sent"]);
    const [next] = (await store.bot.query(api.digests.list, { workspaceId: thread.workspaceId, paginationOpts })).page;
    expect(next?.nextRunAt).toBeGreaterThan(now);
    expect(next?.nextRunAt).toBeLessThanOrEqual(now + WEEK_MS + 60 * MINUTE_MS);
  });

  it("leaves out what nobody has approved where approval is required", async () => {
    const thread = await newThread(store);
    const owner = await joinAs(store, thread.workspaceId, "U1", { isOwner: true });
    const { workspaceId } = thread;
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { approvalRequired: true } });
    const digest = await weekly(store, thread);
    await recorded(store, thread, { pr: 1, title: "Secret", shots: shotsAt(0, 3_000, 6_000, 9_000) });
    const approved = await recorded(store, thread, { pr: 2, title: "Public" });
    const [version] = await store.bot.query(api.edits.listVersions, { runId: approved });
    const editVersionId = version?._id as Id<"editVersions">;
    await owner.mutation(api.artifacts.reviewVersion, { workspaceId, editVersionId, decision: "approved" });
    await sweep(store, digest.nextRunAt);
    const [issue] = await issuesOf(store, digest._id);
    expect(issue?.content.videos.map(({ title, isApproved }) => [title, isApproved])).toEqual([["Public", true]]);
    expect(issue?.reelParts).toBeUndefined();
  });
});

describe("a reel", () => {
  const setUp = async () => {
    const thread = await newThread(store);
    const digest = await weekly(store, thread);
    const runId = await recorded(store, thread, { pr: 1, title: "Coupons", shots: shotsAt(1_000, 5_000, 9_000) });
    await sweep(store, digest.nextRunAt - 5 * MINUTE_MS);
    const state = async () => (await issuesOf(store, digest._id))[0]?.state;
    return { thread, digest, runId, state };
  };

  it("is made by a worker before the digest goes out, and stands in no thread", async () => {
    const { thread, digest, state } = await setUp();
    expect(await state()).toBe("filming");
    expect(await store.bot.query(api.jobs.activity, { threadId: thread.threadId })).toEqual([]);
    const claimed = await claim(store, "w1", ["reel"]);
    expect(claimed.reel?.map(({ title }) => title)).toEqual(["Coupons: Shot 1", "Coupons: Shot 2", "Coupons: Shot 3"]);
    const files = await uploadVideo(store);
    const reel = { ...files, durationMs: 7_000, sizeBytes: 10, chapters: [{ title: "Coupons: Shot 1", atMs: 0 }] };
    await store.worker.mutation(api.jobs.finishReel, { ...held(claimed), ...reel });
    await store.worker.mutation(api.jobs.finishReel, { ...held(claimed), ...reel });
    expect(await state()).toBe("ready");
    await sweep(store, digest.nextRunAt);
    const [issue] = await issuesOf(store, digest._id);
    expect(issue).toMatchObject({ state: "sent", reel });
    const told = await store.bot.query(api.digests.issue, { id: issue?._id as Id<"digestIssues"> });
    expect(told).toMatchObject({
      reelUrl: expect.stringMatching(/^http/),
      posterUrls: [expect.stringMatching(/^http/)],
    });
  });

  it("keeps nobody waiting: failed, late, or of a video that is gone, the digest goes without", async () => {
    const failing = await setUp();
    const failure = { code: "take_missing", message: "Gone.", retryable: false };
    await store.worker.mutation(api.jobs.fail, { ...held(await claim(store, "w1", ["reel"])), ...failure });
    expect(await failing.state()).toBe("ready");

    const removed = await setUp();
    await store.bot.mutation(api.runs.remove, { id: removed.runId });
    expect(await removed.state()).toBe("ready");

    const late = await setUp();
    const claimed = await claim(store, "w1", ["reel"]);
    await sweep(store, late.digest.nextRunAt + 9 * MINUTE_MS);
    expect(await late.state()).toBe("filming");
    await sweep(store, late.digest.nextRunAt + 10 * MINUTE_MS);
    expect(await late.state()).toBe("sent");
    expect(await sentFrom(store, late.thread)).toHaveLength(1);
    expect(await codeOf(store.worker.mutation(api.jobs.fail, { ...held(claimed), ...failure }))).toBe("canceled");
  });
});

describe("a mail address outside of the workspace's domains", () => {
  it("gets nothing before a yes, which holds for the next digest too", async () => {
    const thread = await newThread(store);
    const owner = await joinAs(store, thread.workspaceId, "U1", { isOwner: true });
    const { workspaceId } = thread;
    await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { ownDomains: ["acme.com"] } });
    const digest = await weekly(store, thread, ["Team@Acme.com", "eve@else.where", "eve@else.where"]);
    expect(digest.recipients).toEqual([
      { channel: "email", to: "team@acme.com", state: "confirmed" },
      { channel: "email", to: "eve@else.where", state: "asked" },
    ]);
    const [asked, ...others] = await sentFrom(store, thread);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ purpose: "confirmation", to: "eve@else.where", payload: { asker: "Ana" } });
    await recorded(store, thread, { pr: 1 });
    await sweep(store, digest.nextRunAt);
    const digests = async () => (await sentFrom(store, thread)).filter(({ purpose }) => purpose === "digest");
    expect((await digests()).map(({ to }) => to)).toEqual(["team@acme.com"]);

    await store.bot.mutation(api.digests.answer, { id: digest._id, to: "Eve@else.where", wanted: true });
    const next = await weekly(store, thread, ["team@acme.com", "eve@else.where"]);
    expect(next.recipients.map(({ state }) => state)).toEqual(["confirmed", "confirmed"]);
    await recorded(store, thread, { pr: 2 });
    await sweep(store, next.nextRunAt);
    expect((await digests()).map(({ to }) => to)).toEqual(["team@acme.com", "team@acme.com", "eve@else.where"]);
  });

  it("alone, is not gathered for until somebody says yes", async () => {
    const thread = await newThread(store);
    const digest = await weekly(store, thread, ["eve@else.where"]);
    await recorded(store, thread, { pr: 1 });
    await sweep(store, digest.nextRunAt);
    expect(await issuesOf(store, digest._id)).toEqual([]);
    await store.bot.mutation(api.digests.answer, { id: digest._id, to: "eve@else.where", wanted: true });
    await sweep(store, digest.nextRunAt + WEEK_MS);
    expect((await issuesOf(store, digest._id))[0]?.content.counts.recorded).toBe(1);
  });
});

describe("what somebody prefers", () => {
  const night = { startMinute: 20 * 60, endMinute: 8 * 60, timezone: "Europe/Berlin" };
  const evening = Date.parse("2026-01-12T21:00:00Z");
  const noon = Date.parse("2026-01-12T12:00:00Z");

  it("holds mails in quiet hours, refuses unwanted ones, and leaves the thread alone", async () => {
    const { workspaceId } = await newThread(store);
    const to = "ana@acme.com";
    const settle = (wish: object) =>
      store.bot.mutation(api.deliveryPreferences.update, { workspaceId, userId: "U1", name: "Ana", ...wish });
    const decide = (now: number, purpose: "copy" | "confirmation" = "copy") =>
      store.bot.query(api.deliveryPreferences.decide, { workspaceId, channel: "email", to, purpose, now });
    expect(await decide(evening)).toEqual({ send: true });
    const mail = { type: "email" as const, id: to, name: to, target: to, enabled: true };
    expect(await settle({ channel: mail, emailAddress: "Ana@Acme.com", quietHours: night })).toMatchObject({
      isAsked: true,
    });
    expect(await decide(evening)).toEqual({ holdUntil: Date.parse("2026-01-13T07:00:00Z") });
    expect(await decide(noon)).toEqual({ send: true });
    const inChat = { workspaceId, channel: "slack" as const, to: "C1", purpose: "reply" as const, now: evening };
    expect(await store.bot.query(api.deliveryPreferences.decide, inChat)).toEqual({ send: true });
    const wishes = () => store.bot.query(api.deliveryPreferences.wishesOf, { workspaceId, userId: "U1" });
    expect(await wishes()).toEqual({ copies: [], fallbackTo: null });
    await store.bot.mutation(api.deliveryPreferences.confirm, { workspaceId, address: to });
    expect(await wishes()).toEqual({ copies: [{ channel: "email", to }], fallbackTo: to });
    await settle({ quietHours: null, channel: { ...mail, enabled: false } });
    expect(await decide(evening)).toEqual({ send: false, reason: "unwanted" });
    await store.bot.mutation(api.deliveryPreferences.subscribe, { workspaceId, address: to, wanted: false });
    expect(await decide(noon, "confirmation")).toEqual({ send: false, reason: "unsubscribed" });
    expect(await wishes()).toEqual({ copies: [], fallbackTo: null });
    const wrong = { ...night, endMinute: night.startMinute };
    expect(await codeOf(settle({ quietHours: wrong }))).toBe("invalid_argument");
    expect(await codeOf(settle({ quietHours: { ...night, timezone: "Europe/Atlantis" } }))).toBe("invalid_argument");
  });

  it("sends a copy of what they have asked for, and of nothing that others have", async () => {
    const thread = await newThread(store);
    const { workspaceId } = thread;
    const to = "ben@acme.com";
    const channel = { type: "email" as const, id: to, name: to, target: to, enabled: true };
    const settle = (userId: string) =>
      store.bot.mutation(api.deliveryPreferences.update, {
        workspaceId,
        userId,
        name: "Ben",
        channel,
        emailAddress: to,
      });
    const copies = async () => (await sentFrom(store, thread)).filter(({ purpose }) => purpose === "copy");
    await settle("U2");
    await recorded(store, thread, { pr: 1 });
    expect(await copies()).toEqual([]);
    await store.bot.mutation(api.deliveryPreferences.confirm, { workspaceId, address: to });
    const runId = await recorded(store, thread, { pr: 2 });
    const operation = { type: "cut" as const, startMs: 0, endMs: 1_000 };
    const by = (id: string) => ({ author: { id, name: id } });
    await store.bot.mutation(api.edits.applyEdits, { runId, operations: [operation], ...by("U2") });
    await finishRender(store, await claim(store, "w1", ["render"]));
    await store.bot.mutation(api.edits.applyEdits, { runId, operations: [operation], ...by("U9") });
    await finishRender(store, await claim(store, "w1", ["render"]));
    expect((await copies()).map(({ channel: by, to: where, state }) => [by, where, state])).toEqual([
      ["email", to, "queued"],
      ["email", to, "queued"],
    ]);
  });
});

it("goes with its workspace: digests, issues with their reels, and preferences", async () => {
  const thread = await newThread(store);
  const { workspaceId } = thread;
  const owner = await joinAs(store, workspaceId, "U1", { isOwner: true });
  const digest = await weekly(store, thread, ["eve@else.where"]);
  await store.bot.mutation(api.digests.answer, { id: digest._id, to: "eve@else.where", wanted: true });
  await recorded(store, thread, { pr: 1, shots: shotsAt(1_000, 5_000, 9_000) });
  await sweep(store, digest.nextRunAt);
  const [issue] = await issuesOf(store, digest._id);
  const id = issue?._id as Id<"digestIssues">;
  await owner.mutation(api.workspaces.remove, { workspaceId });
  await until("the issue is gone", async () => (await store.bot.query(api.digests.issue, { id })) === null);
  await until("no issue is left", async () => (await issuesOf(store, digest._id)).length === 0);
  await until(
    "no digest is left",
    async () => (await store.bot.query(api.digests.list, { workspaceId, paginationOpts })).page.length === 0,
  );
});
