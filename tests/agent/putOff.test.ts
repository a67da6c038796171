import { afterEach, beforeEach, expect, it } from "vitest";
import { createAgent } from "../../agent/agent.ts";
import type { Forge } from "../../agent/forge.ts";
import { localMessage } from "../../bot/house/conversations.ts";
import { openWebDoor } from "../../bot/web/door.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { openTestHouse, type TestHouse } from "../doors/testHouse.ts";

const pullRequest = { number: 1, title: "Coupons", branch: "coupons", repoUrl: "/shop" };
const forge: Forge = {
  defaultRepo: "shop",
  listPullRequests: async () => [],
  getPullRequest: async () => ({ ...pullRequest, headSha: "b".repeat(40), baseSha: "a".repeat(40) }),
};

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
  house.worker.pause();
  await start();
});
afterEach(() => house.close());

async function start() {
  const agent = createAgent({ store: house.store, forge, environment: { AURA_MODEL: "gpt-5-mini" } });
  await house.converse([openWebDoor()], agent);
}

const say = (text: string) => house.conductor().receive(localMessage({ threadKey: "t", channel: "local" }, text));

async function thread() {
  const { threadId } = await say("thanks");
  await house.conductor().settled(threadId);
  const { versions, messages } = await house.store.query(api.threads.context, { id: threadId });
  const told = messages.filter(({ role, content }) => role === "assistant" && !/welcome|Thank/.test(content));
  return {
    types: versions.map(({ operations }) => operations.map(({ type }) => type)),
    told: told.map((one) => one.content),
  };
}

it("answers at once what is asked during a recording, and does it when the video is there", async () => {
  await say("record PR 1");
  await say("zoom on the coupon code");
  await say("and make it dramatic");
  house.worker.go();
  const { types, told } = await thread();
  expect(types).toEqual([[], ["zoom"], ["zoom", "style_preset"]]);
  expect(told.slice(0, 5)).toEqual([
    expect.stringMatching(/^Recording PR 1/),
    expect.stringMatching(/^The recording of PR 1 is still being made.*\. I do this as soon as the video is here\.$/),
    expect.stringMatching(/\. I do this as soon as the video is here\.$/),
    expect.stringMatching(/^Add coupon codes to the cart/),
    expect.stringMatching(/^Zoom on \*\*Coupon code\*\*/),
  ]);
  expect(told.slice(5).join("\n")).toMatch(/^Dramatic style/m);
});

it("does what is asked for together with a recording when its video is there", async () => {
  await say("record PR 1, blur the coupon code and export it as a gif");
  house.worker.go();
  const { types, told } = await thread();
  expect(types).toEqual([[], ["redact"]]);
  expect(told[0]).toMatch(/^Recording PR 1\b.*I do the rest as soon as the new video is here\.$/s);
  expect(told.filter((one) => /^Recording/.test(one))).toHaveLength(1);
  expect(told.join("\n")).toMatch(/^\*\*Coupon code\*\* blurred.*Exporting GIF/m);
});

it("leaves what was taken back while it waited", async () => {
  await say("record PR 1");
  await say("zoom on the coupon code");
  await say("never mind, don't zoom");
  house.worker.go();
  expect((await thread()).types).toEqual([[]]);
});

it("does it once, also when Aura ended in between", async () => {
  await say("record PR 1");
  await say("zoom on the coupon code");
  await start();
  await house.conductor().resume();
  house.worker.go();
  expect((await thread()).types).toEqual([[], ["zoom"]]);
  await start();
  await house.conductor().resume();
  expect((await thread()).types).toEqual([[], ["zoom"]]);
});

it("does what was asked for together with a planned recording in that one's video, and all else in the one that is there", async () => {
  house.worker.go();
  const { threadId } = await say("record PR 1");
  await house.conductor().settled(threadId);
  const context = () => house.store.query(api.threads.context, { id: threadId });
  const first = (await context()).run?._id;
  house.worker.pause();
  await say("record PR 1 again tomorrow at 9 and export it as a gif");
  await say("zoom on the coupon code");
  const [planned] = (await context()).planned;
  expect(await context()).toMatchObject({ run: { _id: first }, currentVersion: { operations: [{ type: "zoom" }] } });
  await house.store.mutation(api.runs.replan, { id: planned?._id as Id<"runs"> });
  house.worker.go();
  await house.conductor().settled(threadId);
  const { run, exports } = await context();
  expect(run?._id).toBe(planned?._id);
  expect(exports).toMatchObject([{ format: "gif", status: "completed" }]);
});
