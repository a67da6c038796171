import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

async function opened(file = "retry.context.json") {
  const { say, context } = await recordedThread(store(), file);
  const ops = async () => (await context()).currentVersion?.operations ?? [];
  return { say: async (text: string) => (await say(text)).text, ops };
}

describe("the camera's own zoom", () => {
  it.each([
    "please zoom out, i want to see all the page",
    "in the video the picture is closer from second 1 until 15, can you make that it stay far?",
    "can you keep the whole window in view all the time?",
    "stop the camera from moving in",
    "no zooming please, keep the camera still",
    "turn off the automatic zoom",
  ])("is switched off: “%s”", async (text) => {
    const { say, ops } = await opened();
    expect(await say(text)).toContain("the whole window in view all along");
    expect(await ops()).toMatchObject([{ type: "style_preset", preset: "default", overrides: { zoomScale: 1 } }]);
  });

  it.each([
    "what zooms are in there right now?",
    "but it does zoom in at around 2 sec and back out at the end? i mean that one. can you make it start a bit later",
    "why does it zoom in at the start?",
    "is it zoomed in?",
    "it gets closer at 0:02, is that you?",
  ])("is told of, and nothing is made: “%s”", async (text) => {
    const { say, ops } = await opened();
    expect(await say(text)).toMatch(
      /The camera moves in by itself .* up to 1\.5×.*\*\*keep the whole window in view\*\*/,
    );
    expect(await ops()).toEqual([]);
  });

  it("is made gentler, and is done beside what else is asked", async () => {
    const { say, ops } = await opened();
    await say("the automatic zoom is too strong");
    expect(await ops()).toMatchObject([{ overrides: { zoomScale: 1.25 } }]);
    await say("zoom out and cut the first second");
    expect((await ops()).map(({ type }) => type)).toEqual(["style_preset", "style_preset", "cut"]);
  });

  it("is not meant where a zoom was made", async () => {
    const { say, ops } = await opened();
    await say("zoom on the discount");
    await say("zoom out");
    expect(await ops()).toEqual([]);
  });
});

describe("questions about the picture", () => {
  it("name the styles", async () => {
    const { say } = await opened();
    for (const text of ["which styles are there?", "what looks can I choose from?"])
      expect(await say(text)).toMatch(/^Three: \*\*default\*\*.*\*\*minimal\*\*.*\*\*dramatic\*\*/);
  });

  it("tell what stands in a crop", async () => {
    const { say } = await opened("checkout.context.json");
    await say("crop to the phone field");
    expect(await say("what can one see in the crop?")).toMatch(/^Whole: .*\*\*Phone\*\*.*; outside: /);
    expect(await say("which fields are still visible?")).toMatch(/\*\*Phone\*\*/);
  });

  it("tell how a blur behaves, and blur nothing", async () => {
    const { say, ops } = await opened("checkout.context.json");
    await say("blur the phone");
    for (const text of [
      "does that blur go away when the page scrolls, or does it sit on the delivery days then?",
      "does the blur follow it?",
      "why is the blur there until the end?",
    ])
      expect(await say(text)).toMatch(/^The blur on \*\*Phone\*\* follows what it covers/);
    expect(await ops()).toHaveLength(1);
  });

  it("tell where nothing happens", async () => {
    const { say, ops } = await opened();
    for (const text of ["anything boring left at the end?", "any pauses left at the end?"])
      expect(await say(text)).toMatch(
        /^Nothing happens at the end at 0:14 \(0\.9 s\).*\*\*cut the pause at the end\*\*/,
      );
    expect(await ops()).toEqual([]);
  });
});

describe("words that mean something else", () => {
  it("take no “sounds” for sound", async () => {
    const { say } = await opened();
    expect(await say("under 14 sounds good")).toMatch(/now 13\.\d s/);
  });

  it.each([
    "can you add captions so people get what's happening without sound",
    "add subtitles that explain what is going on",
  ])("caption each step where captions are to explain it: “%s”", async (text) => {
    const { say } = await opened();
    expect(await say(text)).toMatch(/^7 captions/);
  });

  it("name the video by its shape, and crop nothing again", async () => {
    const { say, ops } = await opened();
    await say("make it square");
    expect(await say("send me the mp4 of the square one")).toMatch(/^Exporting MP4, 1080 × 1080/);
    expect(await ops()).toHaveLength(1);
  });

  it("do what is to be made sure of, all of it", async () => {
    const { say, ops } = await opened("checkout.context.json");
    await say("can you check that also the postcode and address is hidden, just for safe");
    expect((await ops()).map(({ anchor }) => anchor?.element)).toEqual(["Postcode", "Address"]);
  });

  it("make nothing of a reason", async () => {
    const { say, ops } = await opened();
    await say("the discount should stay readable, slow that bit down");
    expect((await ops()).map(({ type }) => type)).toEqual(["speed"]);
  });
});
