import { expect, it } from "vitest";
import { openedStore, openThread } from "./support.ts";

const store = openedStore();

it("edits the video that is named, and goes back to one that was made before", async () => {
  const { say, context, finishRecording } = await openThread(store());
  const operations = async () => (await context()).currentVersion?.operations ?? [];
  await say("record PR 1");
  await finishRecording();
  await say("zoom on the coupon field");
  await say("record PR 2 too");
  expect((await say("back to PR 7")).text).toMatch(/no video of PR 7 in this thread/);
  await finishRecording();
  expect((await context()).run?.pr).toBe(2);
  expect((await say("trim the last second off the PR 1 one")).text).toMatch(
    /at the video of PR 2 now.*Shall I go \*\*back to PR 1\*\*/,
  );
  expect(await operations()).toEqual([]);
  expect((await say("yes please")).text).toMatch(/^Back to the video of PR 1 \(Coupons\)/);
  expect((await context()).run?.pr).toBe(1);
  expect(await operations()).toMatchObject([{ type: "zoom" }]);
  await say("trim the last second off");
  expect(await operations()).toMatchObject([{ type: "zoom" }, { type: "cut", startMs: 41_000, endMs: 42_000 }]);
  expect((await say("switch back to the PR 2 video")).text).toMatch(/^Back to the video of PR 2/);
  expect(await operations()).toEqual([]);
});
