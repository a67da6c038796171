import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore, type StoreUnderTest } from "../store/support.ts";
import { openThread } from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
});

it("approves when it is told to, not for praise beside a wish, and takes an approval back", async () => {
  const { say, finishRecording } = await openThread(store);
  await say("record PR 1");
  await finishRecording();
  const wish = "This is great. Please start right when the coupon code gets accepted";
  expect((await say(wish)).text).not.toMatch(/[Aa]pprov/);
  expect((await say("undo")).text).toMatch(/^Back to the original/);
  expect((await say("take the approval back")).text).toMatch(/^No version here is approved/);
  expect((await say("approve it")).text).toMatch(/^Approved version \d/);
  expect((await say("I didn't ask you to approve it!")).text).toMatch(/^The approval of version \d is taken back/);
});
