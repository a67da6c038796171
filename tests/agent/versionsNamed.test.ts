import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

describe("a version that is named by what it is", () => {
  it("is the one of that length, speed or shape", async () => {
    const { say, operations, types } = await recordedThread(store(), "coupon.context.json");
    await say("cut the first 2 seconds");
    await say("play everything at 2x");
    const fast = await operations();
    await say("zoom on the coupon field");
    await say("make it square");
    await say("cut the last second");
    await say("back to the original");
    for (const named of [
      "go back to the 20 second version",
      "back to the 2x one",
      "back to the one that was 20 seconds",
    ]) {
      await say(named);
      expect(await types(), named).toEqual(expect.arrayContaining(["cut", "speed"]));
      await say("back to the original");
    }
    const { text } = await say("ugh. go back to the under 21 one before all that and export it");
    expect(text).toMatch(/^Back to version 3\b.*Exporting MP4/s);
    expect(await operations()).toEqual(fast);
    await say("back to the original");
    await say("go back to the square one");
    expect((await types()).includes("crop")).toBe(true);
    expect((await say("back to the 7 second one")).text).toMatch(/^No other version is 7 s long\. .*\?$/);
  });

  it("starts over before what is wanted instead, and forgets a shape once", async () => {
    const { say, operations } = await recordedThread(store(), "coupon.context.json");
    await say("make it vertical");
    await say("ok then forget vertical, undo that. square maybe?");
    expect(await operations()).toMatchObject([{ type: "crop", width: 1080, height: 1080 }]);
    await say("make it vertical");
    await say("start over pls, all i want is one square version");
    expect(await operations()).toMatchObject([{ type: "crop", width: 1080, height: 1080 }]);
    await say("zoom on apply coupon");
    await say("one square version with nothing else, start over");
    expect(await operations()).toMatchObject([{ type: "crop", width: 1080, height: 1080 }]);
    await say("zoom on apply coupon");
    await say("forget the zoom");
    expect((await operations()).map(({ type }) => type)).toEqual(["crop"]);
  });
});
