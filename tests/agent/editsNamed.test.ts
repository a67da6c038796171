import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type StoreUnderTest } from "../store/support.ts";
import { openThread } from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
});

async function recordedThread(file: string) {
  const thread = await openThread(store);
  await thread.say("record PR 1");
  await thread.finishRecording(file);
  const operations = async () => (await thread.context()).currentVersion?.operations ?? [];
  const captions = async () =>
    (await operations()).flatMap((one) => (one.type === "caption" ? [`${one.text} ${one.startMs}`] : [])).toSorted();
  return { ...thread, operations, captions };
}

describe("edits that are there, named by their time, place or words", () => {
  it("moves the captions that are named and makes no second ones", async () => {
    const { say, captions } = await recordedThread("checkout.context.json");
    await say('put steps on it: "1. Pick a day" at 0:02, "2. Pick a time" at 0:03');
    await say("Both are at the beginning. Move the first to 0:08 and the second to 0:12");
    expect(await captions()).toEqual(["1. Pick a day 8000", "2. Pick a time 12000"]);
    const { text } = await say('Put the caption "1. Pick a day" at 0:05 and "2. Pick a time" at 0:10');
    expect(text).toMatch(/“1\. Pick a day” moved to 0:05; caption “2\. Pick a time” moved to 0:10/);
    expect(await captions()).toEqual(["1. Pick a day 5000", "2. Pick a time 10000"]);
  });

  it("takes away the ones at a time and leaves the others", async () => {
    const { say, captions } = await recordedThread("checkout.context.json");
    await say('caption "one" at 0:00 and "two" at 0:00');
    await say('caption "three" at 0:08 and "four" at 0:13');
    await say("Take away the two captions at the start, they are double");
    expect(await captions()).toEqual(["four 13000", "three 8000"]);
    await say("undo");
    await say("Only the ones at 0:00 should go");
    expect(await captions()).toEqual(["four 13000", "three 8000"]);
    expect((await say("remove the caption at 0:03")).text).toMatch(/^There is no caption at 0:03: .*\?$/);
    await say("Remove the captions at 0:13, then export a GIF for the help page");
    expect(await captions()).toEqual(["three 8000"]);
  });

  it("changes how strong the zoom is that is there, and when it comes", async () => {
    const { say, operations } = await recordedThread("checkout.context.json");
    await say("zoom on the total");
    await say("a bit less zoom");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 1.67 }]);
    await say("that's too much zoom");
    await say("move the zoom on the total to 0:12");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 1.11, startMs: 12_000 }]);
    await say("weg damit");
    expect(await operations()).toEqual([]);
  });

  it("hears where the last caption is to stand", async () => {
    const { say, operations } = await recordedThread("lamps.context.json");
    await say('caption "Hello" at 0:03');
    expect((await say("bottom right please")).text).toMatch(/^It is at the bottom already\./);
    await say("a bit higher");
    expect(await operations()).toMatchObject([{ position: "top", startMs: 3000 }]);
    await say("ok bottom then");
    await say("move it to the end and export it");
    expect(await operations()).toMatchObject([{ position: "bottom" }]);
    await say("quítalo");
    expect(await operations()).toEqual([]);
  });
});
