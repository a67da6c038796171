import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** The edits after these turns about a video in which a discount is first seen at 11.9 s, and pointed at from 15.5 s. */
async function made(...turns: string[]): Promise<string[]> {
  const { say, context } = await recordedThread(store(), "retry.context.json");
  for (const text of turns) await say(text);
  return ((await context()).currentVersion?.operations ?? []).map((one) => {
    const from = "startMs" in one ? one.startMs : 0;
    const to = "endMs" in one ? one.endMs : "durationMs" in one ? from + one.durationMs : 0;
    return `${one.type} ${from}–${to}`;
  });
}

describe("what comes up", () => {
  it.each([
    ["zoom in on the discount line when it turns up", "zoom 11600–14600"],
    ["zoom on the discount as soon as it shows up", "zoom 11600–14600"],
    ["zoom in when the discount shows and stay on it till the end", "zoom 11600–18667"],
    ["slow down the moment the discount comes in", "speed 11600–13900"],
    ["cut everything after the discount shows", "cut 13400–18667"],
    ["speed up until the discount appears", "speed 0–11900"],
    ['caption "Saved" as soon as the discount is there', "caption 11900–15900"],
  ])("is there from when it is first seen, however much later it is used: “%s”", async (text, edit) => {
    expect(await made(text)).toEqual([edit]);
  });

  it("is zoomed on while it is used where nothing is said", async () => {
    expect(await made("zoom in on the discount")).toEqual(["zoom 15500–18500"]);
  });

  it.each(["zoom on the discount while the cursor is on it", "zoom in on the discount once the pointer gets there"])(
    "tells when, and asks for nothing: “%s”",
    async (text) => {
      expect((await made(text)).map((edit) => edit.split(" ")[0])).toEqual(["zoom"]);
    },
  );
});
