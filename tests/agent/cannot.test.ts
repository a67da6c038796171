import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** What is answered in a thread of its own, and that none of it changes the video. */
async function replies(file: string, done: readonly string[], ...turns: readonly string[]): Promise<string[]> {
  const { say, operations } = await recordedThread(store(), file);
  for (const text of done) await say(text);
  const before = await operations();
  const told: string[] = [];
  for (const text of turns) told.push((await say(text)).text);
  expect(await operations()).toEqual(before);
  return told;
}

describe("what Aura cannot do", () => {
  it("is told of the thing that was spoken of, also where only a colour or an amount is named", async () => {
    const [colour, shape] = await replies(
      "delivery.context.json",
      ["make the cursor bigger"],
      "red would be better",
      "or a different shape",
    );
    expect([colour, shape]).toEqual([
      expect.stringMatching(/^The cursor's look is fixed/),
      expect.stringMatching(/^The cursor's look is fixed/),
    ]);
    const [dark, grey, margin] = await replies(
      "lamps.context.json",
      [],
      "dark background instead of the purple one",
      "or light grey maybe",
      "and a bit more margin around",
    );
    expect(dark).toMatch(/^I do not change colours: what is around the picture/);
    expect(grey).toBe(dark);
    expect(margin).toMatch(/^The space around the window comes with the style/);
    const [hold, length] = await replies(
      "retry.context.json",
      [],
      "pause at 10 s so the customer can read it",
      "only one second",
    );
    expect(hold).toBe("I cannot hold a picture still. Shall I **slow down at 0:10** instead?");
    expect(length).toBe("I cannot hold a picture still.");
  });

  it("draws nothing, and leaves the words of a remark out of a caption", async () => {
    expect(await replies("retry.context.json", [], "put a red box around the total")).toEqual([
      "I cannot draw on the video or put pictures over it. Shall I **zoom** on it instead?",
    ]);
    const [asked, small] = await replies("lamps.context.json", [], "add a caption", "they are too small to read");
    expect(asked).toBe("What should the caption say?");
    expect(small).toMatch(/^A caption's lettering is fixed/);
  });

  it("makes one shape at a time and asks for an address that nobody gave", async () => {
    const { say, operations } = await recordedThread(store(), "delivery.context.json");
    const { text } = await say("can you make a 16:9 and a square one?");
    expect(text).toMatch(/^Cropped to square \(1:1\).* then say \*\*make it 16:9\*\*\.$/);
    expect(await operations()).toHaveLength(1);
    const sent = await say("send it to our customers as mp4");
    expect(sent.text).toBe("Where should I send it: an e-mail address, or a channel such as #demos?");
    expect(sent.exportIds ?? []).toEqual([]);
    expect((await say("and loop it as a gif")).exportIds).toHaveLength(1);
  });
});

describe("the camera's own moves", () => {
  it("are all or none, at one pace, and can be switched off when that was told", async () => {
    const { say, operations } = await recordedThread(store(), "retry.context.json");
    expect((await say("the zoom at the start makes me dizzy, slower please")).text).toMatch(
      /^The camera moves in by itself, at one pace/,
    );
    expect((await say("remove the zoom at the beginning")).text).toMatch(/for all of the video or not at all/);
    expect((await say("and the one at the end")).text).toMatch(/for all of the video or not at all/);
    expect((await say("then the ending should zoom out slowly")).text).toMatch(/^The camera goes back out by itself/);
    expect(await operations()).toEqual([]);
    await say("or take it out completely");
    expect(await operations()).toMatchObject([{ type: "style_preset", overrides: { zoomScale: 1 } }]);
  });
});
