import { expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

it("approves when it is told to, not for praise beside a wish, and takes an approval back", async () => {
  const { say } = await recordedThread(store());
  const wish = "This is great. Please start right when the coupon code gets accepted";
  expect((await say(wish)).text).not.toMatch(/[Aa]pprov/);
  expect((await say("undo")).text).toMatch(/^Back to the original/);
  expect((await say("take the approval back")).text).toMatch(/^No version here is approved/);
  expect((await say("approve it")).text).toMatch(/^Approved version \d/);
  expect((await say("I didn't ask you to approve it!")).text).toMatch(/^The approval of version \d is taken back/);
});
