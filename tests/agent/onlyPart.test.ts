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

  it("is told to be done once more, and is then done there, too", async () => {
    const thread = await recordedThread(store(), "retry.context.json");
    expect((await thread.say("speed up the typing 2x")).text).toMatch(/once more in this video: say \*\*both\*\*/);
    await thread.say("both");
    expect(await thread.types()).toEqual(["speed", "speed"]);
  });
});

it("cuts what was asked about, and makes the file of what is left", async () => {
  const thread = await recordedThread(store(), "retry.context.json");
  await thread.say("is the error visible anywhere?");
  const { text } = await thread.say("then cut that bit off and send me the mp4");
  expect(text).toMatch(/^Cut 0:05–0:09: .*Exporting MP4/);
});
