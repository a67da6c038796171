import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAgent } from "../../agent/agent.ts";
import type { Forge, PullRequest } from "../../agent/forge.ts";
import { api } from "../../convex/_generated/api.js";
import type { TakeSummary } from "../../convex/model/recording.ts";
import { readThread } from "../phrases/check.ts";
import { claim, held, newThread, openStore, type StoreUnderTest, uploadVideo } from "../store/support.ts";

const pullRequests: PullRequest[] = [
  {
    number: 1,
    title: "Coupons",
    branch: "coupons",
    headSha: "b".repeat(40),
    baseSha: "a".repeat(40),
    repoUrl: "/shop",
  },
  { number: 2, title: "Cards", branch: "cards", headSha: "c".repeat(40), baseSha: "a".repeat(40), repoUrl: "/shop" },
];
const forge: Forge = {
  defaultRepo: "shop",
  listPullRequests: async () => pullRequests,
  getPullRequest: async (_repo, number) => pullRequests.find((one) => one.number === number) ?? null,
};

const { shots, idle } = readThread("coupon.context.json") as Pick<TakeSummary, "shots" | "idle">;
const take: TakeSummary = {
  durationMs: 42_000,
  width: 1920,
  height: 1080,
  fps: 30,
  title: "Coupons",
  summary: "Adds coupons.",
  shots: shots.map((shot, index) => ({ ...shot, id: `s${index + 1}` })),
  idle,
  notShown: [],
};

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
});

/** A person in a thread: says something, and reads the reply. The door keeps both in the store. */
async function openThread(author = { id: "u1", name: "Ana" }) {
  const ids = await newThread(store);
  const agent = createAgent({ store: store.bot, forge, environment: { AURA_MODEL: "gpt-5-mini" } });
  const say = async (text: string, by = author) => {
    const { id } = await store.bot.mutation(api.messages.append, {
      threadId: ids.threadId,
      role: "user",
      content: text,
      author: by,
    });
    const reply = await agent.respond({ threadId: ids.threadId, messageId: id, text, author: by });
    await store.bot.mutation(api.messages.append, { threadId: ids.threadId, role: "assistant", content: reply.text });
    return reply;
  };
  const context = () => store.bot.query(api.threads.context, { id: ids.threadId });
  return { ...ids, say, context };
}

async function finishRecording(): Promise<void> {
  const claimed = await claim(store, "w1", ["record"]);
  await store.worker.mutation(api.jobs.finishRecording, {
    ...held(claimed),
    ...(await uploadVideo(store)),
    take,
    takeRef: "takes/1",
    videoDurationMs: 42_000,
    sizeBytes: 1_000,
    routesTested: ["/cart"],
  });
}

describe("a conversation about one video", () => {
  it("records, edits, asks, undoes and exports", async () => {
    const { say, context } = await openThread();
    expect((await say("hello")).text).toMatch(/record PR 1/);
    expect(await say("blorp the wug")).toMatchObject({ ok: false });
    expect((await say("make it shorter")).text).toMatch(/Nothing is recorded here yet/);
    expect((await say("record PR 9")).text).toMatch(
      /no PR 9 in shop; there are \*\*1\*\* \(Coupons\) and \*\*2\*\* \(Cards\)/,
    );
    expect((await context()).run).toBeNull();

    const recording = await say("record PR 1");
    expect(recording).toMatchObject({ ok: true, runId: expect.any(String) });
    expect((await context()).run).toMatchObject({
      pr: 1,
      repoUrl: "/shop",
      commitSha: "b".repeat(40),
      status: "queued",
    });
    expect((await say("zoom on the button")).text).toMatch(/still being made/);
    await finishRecording();

    const edited = await say("make it shorter and zoom the button");
    expect(edited.text).toMatch(/8\.9 s shorter, now 0:33; zoom on \*\*Apply coupon\*\* at 0:27/);
    const second = (await context()).currentVersion;
    expect(second).toMatchObject({ version: 2, _id: edited.versionId, author: { name: "Ana" } });
    expect(second?.operations.map((one) => one.type)).toEqual(["cut", "cut", "zoom"]);
    expect(second?.operations.at(-1)).toMatchObject({ anchor: { shotId: "s8", element: "Apply coupon" } });

    const question = await say("zoom on coupon");
    expect(question.text).toBe("Which one should I zoom on: **Coupon code** or **Apply coupon**?");
    expect((await context()).currentVersion?.version).toBe(2);
    expect((await say("the field")).text).toMatch(/Zoom on \*\*Coupon code\*\* at 0:20/);
    expect((await context()).currentVersion?.version).toBe(3);

    expect((await say("undo")).text).toMatch(/Back to version 2/);
    expect((await context()).currentVersion?.operations).toEqual(second?.operations);
    expect((await say("undo")).text).toMatch(/Back to the original/);
    expect((await context()).currentVersion?.operations).toEqual([]);
    expect((await say("undo")).text).toMatch(/nothing to undo/i);

    const exported = await say("make it square and export as gif under 5 MB");
    expect(exported.exportIds).toHaveLength(1);
    const { exports, currentVersion } = await context();
    expect(exports.at(-1)).toMatchObject({ format: "gif", maxFileSizeMb: 5, editVersionId: currentVersion?._id });
    expect(exports.at(-1)?.width).toBe(exports.at(-1)?.height);
    expect(currentVersion?.operations.map((one) => one.type)).toEqual(["crop"]);
    expect((await say("thanks!")).text).toMatch(/welcome/);
  });

  it("takes one edit away and keeps the others, with their moments", async () => {
    const { say, context } = await openThread();
    await say("record PR 1");
    await finishRecording();
    await say("cut 0:18 to 0:26");
    await say("zoom on apply coupon");
    expect((await context()).currentVersion?.operations.at(-1)).toMatchObject({ startMs: 28_200 });
    expect((await say("remove the zoom")).text).toMatch(/The zoom removed/);
    expect((await context()).currentVersion?.operations.map((one) => one.type)).toEqual(["cut"]);
    expect((await say("undo")).text).toMatch(/Back to version 3/);
    expect((await context()).currentVersion?.operations.map((one) => one.type)).toEqual(["cut", "zoom"]);
  });

  it("knows what closer, longer, too and it mean after an edit, and does nothing on a guess", async () => {
    const { say, context } = await openThread();
    await say("record PR 1");
    await finishRecording();
    const last = async () => (await context()).currentVersion?.operations.at(-1);
    await say("zoom on the button");
    await say("closer");
    expect(await last()).toMatchObject({
      type: "zoom",
      intensity: 3,
      startMs: 36_200,
      anchor: { element: "Apply coupon" },
    });
    await say("and the email field too");
    expect(await last()).toMatchObject({ type: "zoom", anchor: { element: "Email" } });
    expect((await context()).currentVersion?.operations).toHaveLength(2);
    await say("add a caption saying Coupons");
    await say("at the top");
    await say("make it last 6 seconds");
    expect(await last()).toMatchObject({ type: "caption", text: "Coupons", position: "top", durationMs: 6000 });
    await say("remove it");
    expect(await last()).toMatchObject({ type: "zoom" });
    const { versions } = await context();
    expect((await say("do it again")).text).toMatch(/\?$/);
    expect((await say("undo")).text).toMatch(/What should change instead/);
    expect((await say("add a caption")).text).toBe("What should the caption say?");
    expect((await context()).versions).toHaveLength(versions.length + 1);
  });

  it("says whose edit an undo takes back, and that a delivery is not set up", async () => {
    const { say } = await openThread();
    await say("record PR 2");
    await finishRecording();
    await say("minimal style", { id: "u2", name: "Ben" });
    expect((await say("undo")).text).toMatch(/takes back the edit of Ben/);
    const shared = await say("send it to ana@example.com");
    expect(shared).toMatchObject({ ok: false });
    expect(shared.text).toMatch(/^Sending by e-mail is not set up here yet/);
  });
});
