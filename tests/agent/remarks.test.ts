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

async function recordedThread(video?: string) {
  const thread = await openThread(store);
  await thread.say("record PR 1");
  await thread.finishRecording(video);
  const edits = async () => (await thread.context()).currentVersion?.operations ?? [];
  /** The edits after these turns. */
  const edited = async (...turns: string[]) => {
    for (const turn of turns) await thread.say(turn);
    return await edits();
  };
  const restart = () => thread.say("back to the original");
  return { ...thread, edited, restart };
}

const speed = (rate: number, startMs: number, endMs: number) => ({ type: "speed", rate, startMs, endMs });
const cut = (startMs: number, endMs: number) => ({ type: "cut", startMs, endMs });

describe("what is said of the edit that was just made", () => {
  it("makes it reach further, or less far", async () => {
    const { edited, restart } = await recordedThread();
    expect(await edited("cut the sign in", "no, the whole sign in please, up to the cart")).toEqual([
      cut(6000, 18_000),
    ]);
    await restart();
    expect(await edited("cut the login", "nein, ab dem Anfang")).toEqual([cut(0, 18_000)]);
    await restart();
    expect(await edited("cut everything before the cart", "too much, only until the sign in")).toEqual([cut(0, 6000)]);
    await restart();
    expect(await edited("speed up the login", "no, hasta el final")).toEqual([speed(2, 9000, 42_000)]);
    await restart();
    expect(await edited("zoom on the coupon field", "I meant until the end")).toMatchObject([
      { type: "zoom", startMs: 29_200, durationMs: 12_800 },
    ]);
  });

  it("does it to what it was not for", async () => {
    const { edited, restart } = await recordedThread();
    expect(await edited("speed up the login", "no no, the other way round")).toEqual([
      speed(2, 18_000, 42_000),
      speed(2, 0, 9000),
    ]);
    expect(await edited("umgekehrt bitte")).toEqual([speed(2, 9000, 18_000)]);
    await restart();
    expect(await edited("cut the login", "al revés")).toMatchObject([{ type: "trim", startMs: 9000, endMs: 18_000 }]);
    await restart();
    expect(await edited("play everything at 2x", "but not the login")).toEqual([
      speed(2, 18_000, 42_000),
      speed(2, 0, 9000),
    ]);
    await restart();
    expect(
      await edited("speed up the cart", "wrong way round! the cart at normal speed, everything before it at 2x"),
    ).toEqual([speed(2, 0, 18_000)]);
  });

  it("brings a rate or a length to what is named", async () => {
    const { edited, restart, say } = await recordedThread();
    expect(await edited("speed up the login", "quicker, it has to fit in 36 seconds")).toEqual([
      speed(3, 9000, 18_000),
    ]);
    await restart();
    expect(await edited("slow down the end", "change nothing else! half speed is too slow, make it 0.7")).toEqual([
      speed(0.7, 36_000, 42_000),
    ]);
    expect(await edited("no no, undo, and play the last bit at 0.9")).toEqual([speed(0.9, 36_000, 42_000)]);
    await restart();
    const kept = await edited("make it 20 seconds");
    await say("make it 12 seconds");
    await say("undo that, 20 seconds is ok");
    expect(await edited("how long is it?")).toEqual(kept);
    await restart();
    expect(await edited("cut the first 6 seconds", "two seconds are plenty")).toEqual([cut(0, 2000)]);
  });

  it("moves it to another moment, or does to another edit what was asked of it", async () => {
    const { edited, restart } = await recordedThread();
    expect(await edited('caption "Hello" at 0:10', "sorry, I wanted it when the coupon is applied")).toMatchObject([
      { type: "caption", startMs: 37_000 },
    ]);
    expect(await edited("zoom on the email field", "make it stay longer", "no, I meant the caption")).toMatchObject([
      { type: "zoom", durationMs: 5000 },
      { type: "caption", durationMs: 6000 },
    ]);
    await restart();
    expect(await edited("zoom on the coupon field", "start it earlier, the order summary comes first")).toMatchObject([
      { type: "zoom", durationMs: 8200 },
    ]);
  });
});

describe("a part that is named by what it is not", () => {
  it("is all the rest", async () => {
    const { edited, restart } = await recordedThread();
    for (const wish of [
      "everything but the login faster",
      "alles außer dem Login schneller",
      "todo menos el login más rápido",
    ]) {
      expect(await edited(wish)).toEqual([speed(2, 0, 9000), speed(2, 13_500, 37_500)]);
      await restart();
    }
  });
});
