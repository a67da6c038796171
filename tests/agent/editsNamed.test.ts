import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** A recorded thread, and its captions with their times. */
async function videoWithCaptions(file: string) {
  const thread = await recordedThread(store(), file);
  const captions = async () =>
    (await thread.operations())
      .flatMap((one) => (one.type === "caption" ? [`${one.text} ${one.startMs}`] : []))
      .toSorted();
  return { ...thread, captions };
}

describe("edits that are there, named by their time, place or words", () => {
  it("moves the captions that are named and makes no second ones", async () => {
    const { say, captions } = await videoWithCaptions("checkout.context.json");
    await say('put steps on it: "1. Pick a day" at 0:02, "2. Pick a time" at 0:03');
    await say("Both are at the beginning. Move the first to 0:08 and the second to 0:12");
    expect(await captions()).toEqual(["1. Pick a day 8000", "2. Pick a time 12000"]);
    const { text } = await say('Put the caption "1. Pick a day" at 0:05 and "2. Pick a time" at 0:10');
    expect(text).toMatch(/“1\. Pick a day” moved to 0:05; caption “2\. Pick a time” moved to 0:10/);
    expect(await captions()).toEqual(["1. Pick a day 5000", "2. Pick a time 10000"]);
  });

  it("has an edit stay until the moment that is told", async () => {
    const { say, operations } = await videoWithCaptions("coupon.context.json");
    await say("zoom on apply coupon");
    await say("a tad less, and hold it until the end");
    const [zoom] = await operations();
    expect(zoom?.type === "zoom" && [zoom.startMs + zoom.durationMs, zoom.intensity]).toEqual([42_000, 1.67]);
    await say("end the zoom at 0:38");
    expect(await operations()).toMatchObject([{ type: "zoom", startMs: zoom && "startMs" in zoom && zoom.startMs }]);
    const [ended] = await operations();
    expect(ended?.type === "zoom" && ended.startMs + ended.durationMs).toBe(38_000);
    await say('add a caption "Hi" at the start');
    await say("the caption should stay until they type the code");
    expect((await operations()).at(-1)).toMatchObject({ type: "caption", startMs: 0, durationMs: 30_000 });
  });

  it("does the same to others that are named", async () => {
    const { say, operations } = await videoWithCaptions("coupon.context.json");
    await say('add a caption "One" at the start');
    await say('add a caption "Two" at 0:20');
    await say("put it at the top");
    await say("the first one too");
    const captions = await operations();
    expect(captions.map((one) => one.type === "caption" && one.position)).toEqual(["top", "top"]);
    await say("zoom on apply coupon");
    await say("zoom on the coupon field");
    await say("bit closer on both");
    const zooms = (await operations()).flatMap((one) => (one.type === "zoom" ? [one.intensity] : []));
    expect(zooms).toEqual([2.4, 2.4]);
    await say("remove the first zoom");
    await say("remove the last one too");
    expect((await operations()).map(({ type }) => type)).toEqual(["caption", "caption"]);
  });

  it("tells in a version's list what has changed of an edit, as a whole phrase", async () => {
    const { say, context } = await videoWithCaptions("checkout.context.json");
    await say('add a caption "Pick a day" at the start');
    await say("make the caption stay longer");
    const summaries = (await context()).versions.map(({ summary }) => summary);
    expect(summaries.at(-1)).toBe("Caption “Pick a day” now for 6 s");
  });

  it("takes away the ones at a time and leaves the others", async () => {
    const { say, captions } = await videoWithCaptions("checkout.context.json");
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
    const { say, operations } = await videoWithCaptions("checkout.context.json");
    await say("zoom on the total");
    await say("a bit less zoom");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 1.67 }]);
    await say("that's too much zoom");
    await say("move the zoom on the total to 0:12");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 1.25, startMs: 12_000 }]);
    await say("weg damit");
    expect(await operations()).toEqual([]);
  });

  it("hears where the last caption is to stand", async () => {
    const { say, operations } = await videoWithCaptions("lamps.context.json");
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

describe("orders about edits that are there", () => {
  it("changes what is named or was spoken of last, all that is said of it at once", async () => {
    const { say, operations } = await videoWithCaptions("coupon.context.json");
    await say("zoom on the email field");
    await say("thanks! looks good but the zoom is too strong, tone it down");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 1.33, durationMs: 5000 }]);
    await say("hold it a second longer");
    await say("and let it begin half a second sooner");
    expect(await operations()).toMatchObject([{ type: "zoom", startMs: 8700, durationMs: 6500 }]);
    await say("scrap what you just did");
    expect(await operations()).toMatchObject([{ type: "zoom", startMs: 9200, durationMs: 6000 }]);
    await say('caption "Log in first" at 0:20');
    await say("That's too long, just three seconds for the text please");
    await say("both a second later");
    expect((await operations()).toSorted((a, b) => a.type.localeCompare(b.type))).toMatchObject([
      { type: "caption", startMs: 21_000, durationMs: 3000 },
      { type: "zoom", startMs: 10_200, durationMs: 6000 },
    ]);
    await say("drop everything except the zoom");
    expect(await operations()).toMatchObject([{ type: "zoom" }]);
  });

  it("knows the other one, the thing an edit is on, and what stays", async () => {
    const { say, operations } = await videoWithCaptions("checkout.context.json");
    await say("zoom on the phone field");
    await say("zoom on Tue 24 Nov");
    await say("the other one a bit longer");
    await say("the phone one should be weaker and the zoom on Tue 24 Nov stronger");
    expect((await operations()).map((one) => one.type === "zoom" && [one.anchor?.element, one.intensity])).toEqual(
      expect.arrayContaining([
        ["Phone", 1.33],
        ["Tue 24 Nov", 3],
      ]),
    );
    await say("take the first zoom away and leave the second");
    expect(await operations()).toMatchObject([{ anchor: { element: "Tue 24 Nov" } }]);
  });

  it("gives the caption that is named other words, and keeps only the one that is named", async () => {
    const { say, captions } = await videoWithCaptions("coupon.context.json");
    await say('caption "Alpha" at 0:02');
    await say('caption "Beta" at 0:10');
    await say('change the first caption to "Gamma"');
    await say('swap the Beta caption for "Delta"');
    expect(await captions()).toEqual(["Delta 10000", "Gamma 2000"]);
    await say('make the first one read "Zeta"');
    await say("leave only the first");
    expect(await captions()).toEqual(["Zeta 2000"]);
  });

  it("takes up how fast a part plays, and holds no picture still", async () => {
    const { say, operations } = await videoWithCaptions("coupon.context.json");
    await say("speed up the login");
    await say("that speed-up is too much");
    expect(await operations()).toMatchObject([{ type: "speed", rate: 1.5 }]);
    await say("too fast, 1.2");
    await say("a touch faster");
    expect(await operations()).toMatchObject([{ type: "speed", rate: 1.44 }]);
    const { text } = await say("can we hold on the discount line at the end for a couple of seconds more?");
    expect(text).toBe("I cannot hold a picture still. Shall I **slow down the end** instead?");
  });
});
