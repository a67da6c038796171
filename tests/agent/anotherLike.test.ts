import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** A recorded thread with a zoom on the coupon field, 1.4 times as close, for 2.5 s. */
async function videoWithZoom() {
  const thread = await recordedThread(store(), "coupon.context.json");
  await thread.say("zoom on the coupon field");
  await thread.say("make it 1.4x for 2.5 seconds");
  const zooms = async () =>
    (await thread.operations()).flatMap((one) =>
      one.type === "zoom" ? [`${one.anchor?.element} ${one.intensity} ${one.durationMs}`] : [],
    );
  return { ...thread, zooms };
}
const FIELD = "Coupon code 1.4 2500";

describe("one more of the kind that was made last", () => {
  it("is as strong and as long as the one before, on the thing that is named", async () => {
    const { say, zooms } = await videoWithZoom();
    for (const another of [
      "add one on apply coupon too",
      "now one on apply coupon too, just like that, when the cursor gets there",
      "can you do the same thing for apply coupon?",
      "zoom on apply coupon, same as on the coupon code",
      "one more for the apply coupon button please",
    ]) {
      await say(another);
      expect(await zooms(), another).toEqual([FIELD, "Apply coupon 1.4 2500"]);
      await say("undo");
    }
    await say("and another one on apply coupon, just as close");
    expect((await zooms())[1]).toMatch(/^Apply coupon 1\.4 /);
    await say("undo");
    await say("noch einen auf apply coupon, genauso lang");
    expect((await zooms())[1]).toMatch(/^Apply coupon (?!1\.4 )[\d.]+ 2500$/);
  });

  it("comes after what is said of the one that is there", async () => {
    const { say, zooms } = await videoWithZoom();
    await say("perfect. half a second shorter and add one on apply coupon too, same length");
    expect(await zooms()).toEqual(["Coupon code 1.4 2000", expect.stringMatching(/^Apply coupon [\d.]+ 2000$/)]);
  });

  it("is a blur after a blur, and no change of speed after a zoom that was made 1.4x", async () => {
    const { say, operations, types } = await videoWithZoom();
    await say("apply coupon too");
    expect(await types()).toEqual(["zoom", "zoom"]);
    await say("blur the coupon field");
    await say("one more on the apply coupon button");
    expect((await operations()).map(({ type, anchor }) => `${type} ${anchor?.element}`).slice(2)).toEqual([
      "redact Coupon code",
      expect.stringMatching(/^redact Apply coupon/),
    ]);
  });
});
