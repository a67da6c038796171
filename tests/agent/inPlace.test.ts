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

/** A thread with a video, and its edits in a line each: "zoom Phone 5-8 2×". */
async function recordedThread(file: string) {
  const thread = await openThread(store);
  await thread.say("record PR 1");
  await thread.finishRecording(file);
  const edits = async (): Promise<string[]> =>
    ((await thread.context()).currentVersion?.operations ?? []).map((edit) => {
      const name = edit.type === "caption" ? edit.text : (edit.anchor?.element ?? "");
      const isTimed = "startMs" in edit && "durationMs" in edit;
      const time = isTimed ? ` ${tenths(edit.startMs)}-${tenths(edit.startMs + edit.durationMs)}` : "";
      return `${edit.type} ${name}${time}${edit.type === "zoom" ? ` ${edit.intensity}×` : ""}`;
    });
  return { say: thread.say, edits };
}
const tenths = (ms: number): number => Math.round(ms / 100) / 10;

describe("an edit that is there already", () => {
  it("is changed when it is asked for once more, and not laid over itself", async () => {
    const { say, edits } = await recordedThread("delivery.context.json");
    await say("zoom on the phone");
    expect((await say("zoom on the phone")).text).toBe("**Phone** is zoomed on already, 2× for 3 s at 0:01.");
    await say("zoom on the phone at 3x");
    await say("zoom 12-15");
    await say("zoom 12-15 closer");
    expect(await edits()).toEqual(["zoom Phone 1-4 3×", "zoom 12 – 15 11-13 3×"]);
    await say("blur the name on the bell");
    expect((await say("blur it, yes")).text).toBe("**Name on the bell** is blurred already.");
    expect(await edits()).toHaveLength(3);
  });

  it("is as another is said to be", async () => {
    const { say, edits } = await recordedThread("delivery.context.json");
    await say("zoom on the phone at 3x for 4 seconds");
    await say("zoom on the 12-15 slot");
    await say("make it as close as the phone one");
    await say("make it as long as the first one");
    expect(await edits()).toEqual(["zoom Phone 1-5 3×", "zoom 12 – 15 11-15 3×"]);
    expect((await say("make it as close as the caption")).text).toMatch(/no edit to go by/);
  });

  it("begins and ends where it is told to", async () => {
    const { say, edits } = await recordedThread("lamps.context.json");
    await say("zoom on the discount");
    await say("can the zoom start when GLOW15 shows?");
    expect(await edits()).toEqual(["zoom Discount −€47.70 13.2-18.4 2×"]);
    await say("start it earlier, when the code is accepted");
    expect((await edits())[0]).toMatch(/ 13\.2-18\.4 /);
    await say('add a caption "15 % off" at the start');
    await say("no, the caption should come when the code is accepted, not at the start");
    expect((await edits())[1]).toBe("caption 15 % off 13.2-17.2");
    await say('make the GLOW15 caption 3 seconds and say "15 % off everything"');
    expect((await edits())[1]).toBe("caption 15 % off everything 13.2-16.2");
  });
});

describe("another in the place of the last edit", () => {
  it("is meant by “instead”, “rather”, “no, …” and “the … one”", async () => {
    const { say, edits } = await recordedThread("checkout.context.json");
    await say("zoom on Wed 25 Nov");
    for (const [text, name] of [
      ["the tuesday one rather", "Tue 24 Nov"],
      ["zoom on the phone instead", "Phone"],
      ["wrong one, the name on the bell", "Name on the bell"],
      ["not the name, the phone", "Phone"],
    ] as const) {
      await say(text);
      expect((await edits()).map((one) => one.replace(/ [\d.-]+ 2×$/, ""))).toEqual([`zoom ${name}`]);
    }
    await say("blur it instead");
    expect((await edits()).map((one) => one.split(" ")[0])).toEqual(["redact"]);
  });

  it("is no second one where a new one was not wanted", async () => {
    const { say, edits } = await recordedThread("lamps.context.json");
    await say("zoom on the error");
    await say("zoom on the discount");
    await say("no, not a new zoom, just the one that was there but longer");
    expect(await edits()).toEqual([expect.stringMatching(/^zoom We do not know/)]);
  });

  it("is found by what was said of it in the same message", async () => {
    const { say, edits } = await recordedThread("checkout.context.json");
    await say("zoom on tue 24 nov");
    await say("zoom on wed 25 nov");
    await say("the 12 to 15 slot as well, and keep that one till the end");
    expect((await edits()).at(-1)).toBe("zoom 12 – 15 15-20.6 2×");
    await say("not the tuesday one. get rid of that one");
    await say("there are two zooms now, drop one");
    expect((await edits()).map((one) => one.slice(0, 8))).toEqual(["zoom Wed"]);
    expect((await say("remove the phone zoom")).text).toBe("There is no zoom on **Phone**. Zoomed on: **Wed 25 Nov**.");
  });

  it("is not given out by a part where the message as a whole is asked about", async () => {
    const { say, edits } = await recordedThread("checkout.context.json");
    await say("zoom on tue 24 nov");
    const { text } = await say("the phone as well, and keep that one till the end, then approve it");
    expect(text).not.toMatch(/approved|review it when/i);
    expect(await edits()).toHaveLength(1);
  });

  it("is only so much of what was offered as was said", async () => {
    const { say } = await recordedThread("checkout.context.json");
    expect((await say("can you freeze the end for 2 seconds")).text).toMatch(/slow down the end/);
    expect((await say("yes but only a bit")).text).toMatch(/ at 0\.85×/);
  });
});
