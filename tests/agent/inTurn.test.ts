import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

/** Sentences of one message that are orders of their own, each said of the video after those before it. */
const store = openedStore();

async function talked(...said: string[]) {
  const thread = await recordedThread(store());
  let text = "";
  for (const one of said) ({ text } = await thread.say(one));
  return { text, edits: await thread.operations() };
}

describe("sentences of one message", () => {
  it("are each done, a reference to the last edit beside a new wish", async () => {
    const { edits, text } = await talked("zoom on the coupon field", "yes. hold it longer. and blur the email field");
    expect(edits.map(({ type }) => type)).toEqual(["zoom", "redact"]);
    expect(text).toContain("**Email**");
  });

  it("are done where one says the same of another thing", async () => {
    const { edits } = await talked("blur the email", "same for the coupon field. and drop the dead time");
    expect(edits.filter(({ type }) => type === "redact")).toHaveLength(2);
    expect(edits.some(({ type }) => type === "cut")).toBe(true);
  });

  it("make one edit of what is said of it twice, and the reply tells it once", async () => {
    const { edits, text } = await talked("zoom on the coupon field", "a bit gentler. hold it a second longer");
    const [zoom, ...more] = edits;
    expect(more).toEqual([]);
    expect(zoom).toMatchObject({ type: "zoom" });
    expect(text.match(/zoom on/gi)).toHaveLength(1);
  });

  it("are done beside what cannot be, which is told", async () => {
    const { edits, text } = await talked('add a caption "Hello"', "make it bigger. also square please");
    expect(edits.map(({ type }) => type)).toEqual(["caption", "crop"]);
    expect(text).toContain("one size");
  });

  it.each([
    ["the email field is private. please cover it", ["redact"]],
    ["make it vertical. hmm no, square", ["crop"]],
    ["the start is slow. lose the first 4 seconds", ["cut"]],
    ["Don't export anything yet! Only blur the email field for now.", ["redact"]],
  ])("are one wish where one is the reason or the correction of the other: “%s”", async (said, types) => {
    const { edits } = await talked(said);
    expect(edits.map(({ type }) => type)).toEqual(types);
  });
});
