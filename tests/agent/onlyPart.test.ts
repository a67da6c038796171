import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** "Only" beside a speed says which part it is for: nothing is thrown away, and nothing is approved by what the page says. */
describe("a speed for one part", () => {
  it.each([
    "only speed up the coupon typing",
    "only slow down the part with the order summary",
    "slow down only the part with the order summary",
    "i only want more slow speed in the part with the order summary",
    "just the coupon typing at 2x, nothing else",
    "can you make it more slow where the coupon is accepted",
  ])("keeps the rest: “%s”", async (said) => {
    const thread = await recordedThread(store());
    const { text } = await thread.say(said);
    expect(text).not.toMatch(/approved/i);
    expect(await thread.types()).toEqual(["speed"]);
  });

  it("is for the part alone that is named instead of the whole", async () => {
    const thread = await recordedThread(store());
    await thread.say("play everything at 1.5x");
    await thread.say("no I meant only the first 8 seconds, the rest at normal speed");
    expect(await thread.operations()).toMatchObject([{ type: "speed", rate: 1.5, startMs: 0, endMs: 8000 }]);
  });
});
