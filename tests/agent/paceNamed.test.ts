import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

async function video() {
  const thread = await recordedThread(store(), "coupon.context.json");
  const made = async () =>
    (await thread.operations()).map((one) => (one.type === "speed" ? `speed ${one.rate}` : one.type));
  return { ...thread, made };
}

describe("changes of speed, named by how they play", () => {
  it("takes off or changes the slow part, the 2x one, and leaves the other", async () => {
    const { say, made } = await video();
    await say("play everything at 2x");
    await say("slow the last 3 seconds to 0.5x");
    for (const removal of [
      "the 0.5x bit at the end, set that back to normal speed",
      "lose the 0.5x",
      "remove the slow down",
      "put the slow bit back to normal",
    ]) {
      await say(removal);
      expect(await made(), removal).toEqual(["speed 2"]);
      await say("undo");
    }
    await say("the slow part a bit faster");
    expect(await made()).toEqual(["speed 2", "speed 0.75"]);
    await say("undo");
    await say("drop the slow part and cut the first 2 seconds");
    expect(await made()).toEqual(["speed 2", "cut"]);
    await say("hm, the 2x is too fast, 1.5");
    expect((await made()).toSorted()).toEqual(["cut", "speed 1.5"]);
  });

  it("takes back what was made and is not wanted, and leaves what was", async () => {
    const { say, made } = await video();
    for (const declined of [
      "ok good. also i didn't want it faster, just the waiting cut out. normal speed pls",
      "not faster, only the pauses out",
      "no speed up please",
      "i never wanted it faster",
    ]) {
      await say("cut the first 3 seconds and play the rest at 1.5x");
      expect(await made()).toEqual(["cut", "speed 1.5"]);
      await say(declined);
      expect(await made(), declined).toEqual(["cut"]);
      await say("back to the original");
    }
    await say("slow down the last 5 seconds");
    await say("zoom on the coupon field");
    await say("don't zoom there tho, just the slow part is enough");
    expect(await made()).toEqual(["speed 0.5"]);
  });

  it("cuts of the version that is gone back to", async () => {
    const { say, operations } = await video();
    await say("cut the first 2 seconds");
    await say("play everything at 2x");
    await say("no no not faster, go back one. and cut the last 2 seconds");
    expect(await operations()).toMatchObject([
      { type: "cut", startMs: 0, endMs: 2000 },
      { type: "cut", startMs: 38_000, endMs: 40_000 },
    ]);
  });

  it("takes off the slow motion alone, and twice as fast is so much faster than now", async () => {
    const { say, made } = await video();
    await say("play everything at 2x");
    await say("slow the last 3 seconds to 0.5x");
    for (const removal of ["undo that slow motion", "no i don't want slow motion", "only the slow-mo should go"]) {
      await say(removal);
      expect(await made(), removal).toEqual(["speed 2"]);
      await say("undo");
    }
    await say("back to the original");
    await say("play everything at 2x");
    await say("twice as fast");
    expect(await made()).toEqual(["speed 4"]);
  });

  it("of which a part is to play as it was recorded", async () => {
    const thread = await recordedThread(store(), "delivery.context.json");
    const quick = async () =>
      (await thread.operations()).flatMap((one) => (one.type === "speed" ? [[one.startMs, one.endMs, one.rate]] : []));
    for (const order of [
      "put the name typing back to normal speed",
      "why is the name part fast too? only the phone typing should be fast",
      "the name part should be at normal speed",
    ]) {
      await thread.say("play 0:01 to 0:07 at 2x");
      await thread.say(order);
      expect(await quick(), order).toEqual([[1000, 4000, 2]]);
      await thread.say("back to the original");
    }
    await thread.say("play everything at 1.5x");
    await thread.say("except the delivery day, that should be normal");
    expect((await quick()).map(([, , rate]) => rate)).toEqual([1.5, 1.5]);
  });

  it("and cuts, that are not wanted", async () => {
    const { say, made } = await video();
    await say("cut the last 2 seconds");
    await say("no cutting pls");
    expect(await made()).toEqual([]);
    await say("cut the last 2 seconds");
    await say("no cuts please, just make it faster");
    expect(await made()).toEqual(["speed 1.5"]);
    await say("no cut, faster is enough");
    expect(await made()).toEqual(["speed 1.5"]);
    await say("back to the original");
    await say("make it 30 seconds, no cutting please");
    expect(await made()).toEqual(["speed 1.4"]);
  });

  it("of the part that was told of before", async () => {
    const thread = await recordedThread(store(), "delivery.context.json");
    const spans = async () =>
      (await thread.operations()).flatMap((one) => (one.type === "speed" ? [[one.startMs, one.endMs]] : []));
    for (const [order, span] of [
      ["the first 7 seconds are boring, customers only care about the delivery day. can you speed that up", [0, 7000]],
      ["no one needs to watch the phone typing, speed it up", [1000, 4000]],
      ["it gets interesting at 0:12. slow that moment down", [11_700, 14_000]],
    ] as const) {
      await thread.say(order);
      expect(await spans(), order).toEqual([span]);
      await thread.say("back to the original");
    }
    await thread.say("slow down the end");
    await thread.say("no, that's the end. it happens at 0:09. slow that part instead");
    expect(await spans()).toEqual([[8700, 11_000]]);
  });
});
