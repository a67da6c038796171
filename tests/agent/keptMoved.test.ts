import { describe, expect, it } from "vitest";
import { openedStore, openThread } from "./support.ts";

const store = openedStore();

async function recordedThread() {
  const thread = await openThread(store());
  await thread.say("record PR 1");
  await thread.finishRecording();
  /** The edits after these turns, from the original on. */
  const edited = async (...turns: string[]) => {
    await thread.say("back to the original");
    for (const turn of turns) await thread.say(turn);
    return (await thread.context()).currentVersion?.operations ?? [];
  };
  return { ...thread, edited };
}

const cut = (startMs: number, endMs: number) => ({ type: "cut", startMs, endMs });
const trim = (startMs: number, endMs: number) => ({ type: "trim", startMs, endMs });

describe("what was cut or kept", () => {
  it("is as much at the other end, or another part", async () => {
    const { edited } = await recordedThread();
    expect(await edited("cut the first 2 seconds", "oh I meant the last ones")).toEqual([cut(40_000, 42_000)]);
    expect(await edited("cut the first half", "no the second half")).toEqual([cut(21_000, 42_000)]);
    expect(await edited("cut the email typing", "sorry, I meant the coupon typing")).toEqual([cut(29_000, 36_000)]);
    expect(await edited("trim the first second", "the last second too")).toMatchObject([
      trim(1000, 42_000),
      cut(40_000, 41_000),
    ]);
  });

  it("is of another length, with or without its unit", async () => {
    const { edited } = await recordedThread();
    expect(await edited("trim the first 3 seconds", "oops that was too much, only 1")).toEqual([cut(0, 1000)]);
    expect(await edited("remove the last two seconds", "one would have been enough, sorry")).toEqual([
      cut(41_000, 42_000),
    ]);
    expect(await edited("cut the first 2 seconds", "give me one second of it back")).toEqual([cut(0, 1000)]);
  });

  it("begins earlier or ends later", async () => {
    const { edited } = await recordedThread();
    expect(await edited("keep only 0:08 to 0:12", "a bit more before it, so we see the page first")).toEqual([
      trim(7000, 12_000),
    ]);
    expect(await edited("keep only 0:08 to 0:12", "start 2 seconds earlier", "and end later")).toEqual([
      trim(6000, 14_000),
    ]);
    expect(await edited("only the email typing", "the cart is missing now, I want it to run to the end")).toEqual([
      cut(0, 9000),
    ]);
  });

  it("is told where nothing more was recorded", async () => {
    const { edited, say } = await recordedThread();
    await edited("cut 0:20 to 0:24");
    const { text } = await say("it starts too sudden, give one second more in the beginning");
    expect(text).toBe("Nothing was recorded before the start. Shall I **slow down the start** instead?");
  });

  it("is what a reply has just told", async () => {
    const { edited } = await recordedThread();
    expect(await edited("where does nothing happen?", "cut the second one")).toEqual([cut(19_000, 25_000)]);
    expect(await edited("where does nothing happen?", "cut that 3.5 s then")).toEqual([cut(2000, 5500)]);
  });
});

describe("a length that no video is asked to have", () => {
  it("is that of the part that is spoken of", async () => {
    const { edited } = await recordedThread();
    expect(await edited("get the email typing down to 2 seconds")).toEqual([
      { type: "speed", rate: 3, startMs: 9000, endMs: 15_000 },
    ]);
    expect(await edited("cut the email typing", "put it back", "just make it 3 seconds")).toEqual([
      { type: "speed", rate: 2, startMs: 9000, endMs: 15_000 },
    ]);
    expect(await edited("make it 2 seconds")).toEqual([]);
  });

  it("is that of the caption that it was said of", async () => {
    const { edited } = await recordedThread();
    expect(await edited('caption "Hi" at 0:04', "only for 2 seconds", "make that 3")).toMatchObject([
      { type: "caption", startMs: 4000, durationMs: 3000 },
    ]);
  });

  it("is no order to shorten where a picture is to be held", async () => {
    const { edited, say } = await recordedThread();
    expect(await edited("pause at 10 s so the customer can read it")).toEqual([]);
    expect((await say("yes")).text).toContain("at 0.5×");
  });
});
