import { describe, expect, it } from "vitest";
import { openedStore, openThread } from "./support.ts";

const store = openedStore();

async function recordedThread(video?: string) {
  const thread = await openThread(store());
  await thread.say("record PR 1");
  await thread.finishRecording(video);
  /** The edits after these turns, from the original on. */
  const edited = async (...turns: string[]) => {
    await thread.say("back to the original");
    for (const turn of turns) await thread.say(turn);
    return (await thread.context()).currentVersion?.operations ?? [];
  };
  return { ...thread, edited };
}

const speed = (rate: number, startMs: number, endMs: number) => ({ type: "speed", rate, startMs, endMs });

describe("a speed, right after a part was spoken of", () => {
  it("is of what was taken back, and not of the whole video", async () => {
    const { edited } = await recordedThread();
    expect(
      await edited("cut the email typing", "no bring it back, they want to see it", "just make that faster"),
    ).toEqual([speed(2, 9000, 15_000)]);
    expect(await edited("cut 6 to 9", "hm, leave it in", "4x there please")).toEqual([speed(4, 6000, 9000)]);
    expect(await edited("make it 2x faster", "too quick, take it back", "only the first half then")).toEqual([
      speed(2, 0, 21_000),
    ]);
  });

  it("is of what was asked about", async () => {
    const { edited } = await recordedThread();
    expect(await edited("what happens at 30 seconds?", "ok slow that down so people can read it")).toEqual([
      speed(0.5, 29_700, 32_000),
    ]);
    expect(await edited("why is it so slow in the first 5 seconds?", "speed that up")).toEqual([speed(2, 0, 5000)]);
  });

  it("takes the place of the part's speed", async () => {
    const { edited } = await recordedThread();
    expect(await edited("speed up the email typing 3x", "hm that looks hectic, 2x")).toEqual([speed(2, 9000, 15_000)]);
    expect(await edited("slow down the coupon typing", "more, a quarter of the speed")).toEqual([
      speed(0.25, 29_000, 36_000),
    ]);
    expect(await edited("slow down the coupon typing", "now the whole video 2x")).toEqual([
      speed(0.5, 29_000, 36_000),
      speed(2, 0, 49_000),
    ]);
  });

  it("is of the part that is named when the whole was meant before", async () => {
    const { edited } = await recordedThread();
    const turns = ["speed up everything 1.5 times", "no, only the email typing, the rest at normal speed please"];
    expect(await edited(...turns)).toEqual([speed(1.5, 9000, 15_000)]);
  });

  it("asks which part rather than take the whole video for one", async () => {
    const { edited, say } = await recordedThread();
    await edited("cut 6 to 9");
    expect((await say("speed those up 3x")).text).toMatch(/^Which part should play at 3×/);
    expect((await say("the first 4 seconds")).text).toContain("0:00–0:04 at 3×");
    expect((await say("same pace for the unicorn")).text).toContain("I do not see “unicorn”");
  });
});

describe("what is done more than once", () => {
  it("is quickened, slowed down or cut at the times that are said", async () => {
    const { edited } = await recordedThread("retry.context.json");
    const [first] = await edited("speed up the first time he types 3x");
    const [second] = await edited("speed up the second time he types 3x");
    expect(first).toMatchObject({ type: "speed", rate: 3 });
    expect(second).not.toEqual(first);
    expect(await edited("speed up the first time he types 3x", "no, the second time")).toEqual([second]);
    expect(await edited("speed up the first time he types 3x", "both of them, not only the first")).toHaveLength(2);
  });
});
