import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();
const LENGTH_MS = 42_000;

/** A recorded thread with two captions, and what they are: where each begins and ends, and its place. */
async function videoWithTwo(first = "Wrong code? Try again", second = "Right code: 15% off") {
  const thread = await recordedThread(store(), "coupon.context.json");
  await thread.say(`add a caption "${first}" at 0:05`);
  await thread.say(`add a caption "${second}" at 0:12`);
  const captions = async () =>
    (await thread.operations())
      .flatMap((one) =>
        one.type === "caption"
          ? [`${one.text} ${one.startMs / 1000}–${(one.startMs + one.durationMs) / 1000} ${one.position}`]
          : [],
      )
      .toSorted();
  return { ...thread, captions };
}

describe("captions that are there, named in a few words", () => {
  it("does what is said of the first, of the second and of both, whatever is said for a reason", async () => {
    const { say, captions } = await videoWithTwo("One code", "15% off");
    await say("cool. the second one should stay till the end, and both at the top, they cover the toast");
    expect(await captions()).toEqual([`15% off 12–${LENGTH_MS / 1000} top`, "One code 5–9 top"]);
    await say("make the last one last till 0:20 and first one also at the bottom");
    expect(await captions()).toEqual(["15% off 12–20 top", "One code 5–9 bottom"]);
    await say("the last one needs to stay on till the very end, and put the first at the top too");
    expect(await captions()).toEqual([`15% off 12–${LENGTH_MS / 1000} top`, "One code 5–9 top"]);
  });

  it("knows a caption by a part of its words, and makes no new one of them", async () => {
    const { say, captions } = await videoWithTwo();
    await say('the "Wrong code" caption to the top as well pls');
    await say('"Right code" until the very end please');
    expect(await captions()).toEqual([
      `Right code: 15% off 12–${LENGTH_MS / 1000} bottom`,
      "Wrong code? Try again 5–9 top",
    ]);
    await say('make the "wrong code" text a second longer');
    await say('remove the "15% off" one');
    expect(await captions()).toEqual(["Wrong code? Try again 5–10 top"]);
    await say('change "again" to "once more"');
    expect(await captions()).toEqual(["Wrong code? Try once more 5–10 top"]);
    await say('change the "Wrong code" caption to "Hello"');
    await say('add a caption "Hell" at 0:20');
    expect(await captions()).toEqual(["Hell 20–24 bottom", "Hello 5–10 top"]);
  });

  it("has it stay to the very end, and tells once that captions have one size", async () => {
    const { say, captions } = await videoWithTwo();
    const { text } = await say("love it. longer pls, till the end. and bigger if possible");
    expect(text).toMatch(/one size/);
    expect((await captions())[0]).toBe(`Right code: 15% off 12–${LENGTH_MS / 1000} bottom`);
    await say("undo");
    await say(
      "the second text should stay until the very end, it stops a second too early. can you make it bigger or not?",
    );
    expect((await captions())[0]).toBe(`Right code: 15% off 12–${LENGTH_MS / 1000} bottom`);
    const { text: size } = await say("can you make it bigger or not?");
    expect(size).toMatch(/one size/);
    await say(
      "no zoom, i meant the caption text size. never mind, leave it. just move it to the top so it doesn't cover the toast",
    );
    expect(await captions()).toEqual([
      `Right code: 15% off 12–${LENGTH_MS / 1000} top`,
      "Wrong code? Try again 5–9 bottom",
    ]);
    await say("the first caption ends a second too early");
    expect((await captions())[1]).toBe("Wrong code? Try again 5–10 bottom");
  });
});

describe("several captions that are told at once", () => {
  it("asks for the times that it cannot find, and takes each from one answer", async () => {
    const thread = await recordedThread(store(), "coupon.context.json");
    const { say, operations } = thread;
    const captions = async () =>
      (await operations()).flatMap((one) =>
        one.type === "caption" ? [`${one.text} ${one.startMs / 1000}–${(one.startMs + one.durationMs) / 1000}`] : [],
      );
    await say("add captions please");
    const { text } = await say('"Wrong code" when the rocket lands, and "Right code" once the moon is full');
    expect(text).toBe(
      "I do not see “the rocket lands” in this video. When should “Wrong code” come, such as **at 0:05**? And “Right code”?",
    );
    await say("first one from 0:05 to 0:08, second one from 0:12 till the end");
    expect(await captions()).toEqual(["Wrong code 5–8", `Right code 12–${LENGTH_MS / 1000}`]);
    await say("back to the original");
    await say('add captions "One", "Two" and "Three"');
    await say("at 0:02, 0:08 and 0:15");
    expect(await captions()).toEqual(["One 2–6", "Two 8–12", "Three 15–19"]);
    await say("back to the original");
    await say('add a caption "One" when the rocket lands and "Two" when it flies');
    const { text: left } = await say("the second one at 0:12");
    expect(left).toMatch(/When should “One” come/);
    await say("0:03");
    expect(await captions()).toEqual(["Two 12–16", "One 3–7"]);
  });

  it("puts other words in a caption's place and the caption elsewhere", async () => {
    const thread = await recordedThread(store(), "coupon.context.json");
    const captions = async () =>
      (await thread.operations()).flatMap((one) => (one.type === "caption" ? [`${one.text} ${one.startMs}`] : []));
    await thread.say('add a caption "Right code" at 0:05');
    await thread.say('wrong text there. at 0:05 it should say "Wrong code?". the "Right code" goes at 0:12');
    expect(await captions()).toEqual(["Wrong code? 5000", "Right code 12000"]);
    await thread.say("back to version 2");
    await thread.say('no, that goes at 0:20. at 0:05 say "Hello"');
    expect(await captions()).toEqual(["Hello 5000", "Right code 20000"]);
    await thread.say("back to version 2");
    await thread.say('make it say "Hello" and move it to 0:12');
    expect(await captions()).toEqual(["Hello 12000"]);
  });
});
