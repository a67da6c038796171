import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type StoreUnderTest } from "../store/support.ts";
import { openThread } from "./support.ts";

/** What was changed, hidden, removed or cut, and is to be again as it was, while the rest of the video stays. */
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
});

async function filmed(...edits: string[]) {
  const thread = await openThread(store);
  await thread.say("record PR 1");
  await thread.finishRecording();
  const edited = async () => (await thread.context()).currentVersion?.operations ?? [];
  const types = async () => (await edited()).map(({ type }) => type);
  for (const edit of edits) await thread.say(edit);
  return { say: thread.say, edited, types };
}

describe("the cursor", () => {
  it.each([
    ["make the cursor bigger", "actually don't change the pointer, put it back", []],
    ["make the cursor bigger", "I'd like the mouse at its usual size again", []],
    ["hide the cursor", "the pointer is still invisible, show it please", []],
    ["hide the cursor", "zeig den Mauszeiger wieder", []],
    ["hide the cursor", "I don't want to see the mouse", ["cursor_emphasis"]],
    ["hide the cursor", "no cursor please", ["cursor_emphasis"]],
  ])("“%s”, a zoom, “%s”", async (edit, said, left) => {
    const { say, types } = await filmed(edit, "zoom on the coupon field");
    await say(said);
    expect((await types()).filter((type) => type !== "zoom")).toEqual(left);
    expect(await types()).toContain("zoom");
  });

  it("is seen again at the size that it had", async () => {
    const { say, edited } = await filmed("make the cursor bigger", "I don't want to see the pointer");
    expect((await edited()).at(-1)).toMatchObject({ size: 0 });
    expect((await say("show it again")).text).toContain("shown again");
    expect(await edited()).toMatchObject([{ type: "cursor_emphasis", size: 1.6 }]);
  });
});

describe("what is there", () => {
  it.each([
    ["make it square", "back to widescreen please"],
    ["make it square", "show me the entire screen again"],
    ["crop it to a square", "leave the format as it was"],
    ["play everything at 2x", "slow it back down"],
    ["play everything at 2x", "pon la velocidad normal otra vez"],
  ])("goes where it was never otherwise: “%s”, “%s”", async (edit, said) => {
    const { say, types } = await filmed(edit, "blur the email");
    await say(said);
    expect(await types()).toEqual(["redact"]);
  });

  it("is as it was before it was changed", async () => {
    const { say, edited } = await filmed(
      "zoom on the coupon field",
      "make the coupon zoom much closer",
      "make it square",
    );
    await say("put the coupon zoom back the way it was");
    expect(await edited()).toMatchObject([{ type: "crop" }, { type: "zoom", intensity: 2 }]);
    await say('add the caption "Hello" for 4 seconds');
    await say("make the caption 7 seconds");
    await say("caption back to 4 seconds");
    expect((await edited()).at(-1)).toMatchObject({ type: "caption", durationMs: 4000 });
  });
});

describe("what is gone", () => {
  it.each([
    ["zoom on the coupon field", "drop the zoom", "where did the coupon zoom go? bring it back", "zoom"],
    ['add the caption "Save"', "remove the caption", 'put the "Save" caption back in', "caption"],
    ["blur the email", "unblur the email", "hol die Verpixelung zurück", "redact"],
    ["zoom on the coupon field", "quita el zoom", "vuelve a poner el zoom", "zoom"],
  ])("comes back beside what was made since: “%s”, “%s”, “%s”", async (edit, removal, said, type) => {
    const { say, edited, types } = await filmed(edit);
    const [was] = await edited();
    await say(removal);
    await say("make it square");
    await say(said);
    expect(await types()).toEqual(["crop", type]);
    expect((await edited()).at(-1)).toMatchObject({ ...was });
  });

  it("comes back with the part that was cut", async () => {
    const { say, types } = await filmed("cut the login", "zoom on the coupon field");
    expect((await say("put the login part back in")).text).toContain("longer");
    expect(await types()).toEqual(["zoom"]);
  });
});

describe("a moment of the thread", () => {
  it.each([
    ["drop all the edits since the zoom on the coupon", ["zoom"]],
    ["get back to the very beginning", []],
  ])("is what the video goes back to: “%s”", async (said, left) => {
    const { say, types } = await filmed("zoom on the coupon field", "blur the email", "make it square");
    await say(said);
    expect(await types()).toEqual(left);
  });

  it("is not needed for what was undone, nor for what was made last", async () => {
    const { say, types } = await filmed("zoom on the coupon field", "play everything at 2x", "hm, normal again please");
    expect(await types()).toEqual(["zoom"]);
    await say("back to the original");
    await say("restore it");
    expect(await types()).toEqual(["zoom"]);
    expect((await say("make it square, oh well, no, leave the format")).text).toContain("leave that as it is");
    expect(await types()).toEqual(["zoom"]);
  });
});
