import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** The edits after these turns, each as its kind and its times. */
async function edited(...turns: string[]): Promise<string[]> {
  const { say, operations } = await recordedThread(store(), "retry.context.json");
  for (const turn of turns) await say(turn);
  return (await operations()).map((one) => {
    const endMs = "durationMs" in one ? one.startMs + one.durationMs : "endMs" in one ? one.endMs : 0;
    return `${one.type} ${"startMs" in one ? one.startMs : 0}–${endMs}`;
  });
}

const zoom = "zoom on the total at 0:12 for 3 seconds";
const zoomed = "zoom 12000–15000";
const caption = 'add a caption "Hello" at 0:04';

describe("a moment that is told by an edit", () => {
  it.each([
    ['caption over that: "Look"', "12000–15000"],
    ['add "Look" as a caption for that one', "12000–15000"],
    ['a text in that part saying "Look" please', "12000–15000"],
    ['add the caption "Look" in the same spot', "12000–15000"],
    ['caption "Look" when the zoom starts', "12000–16000"],
    ['caption "Look" where the zoom is', "12000–16000"],
    ['caption "Look" right after the zoom', "15000–18667"],
    ['caption "Look" once the zoom is over', "15000–18667"],
    ['caption "Look" before the zoom', "8000–12000"],
  ])("is that of a caption: “%s”", async (text, times) => {
    expect(await edited(zoom, text)).toEqual([zoomed, `caption ${times}`]);
  });

  it.each([
    ["cut everything before the zoom", "cut 0–12000"],
    ["cut everything after the zoom ends", "cut 15000–18667"],
    ["end the video when the zoom ends", "trim 0–15000"],
    ["speed up everything before the zoom", "speed 0–12000"],
  ])("parts the video: “%s”", async (text, made) => {
    expect(await edited(zoom, text)).toEqual([zoomed, made]);
  });

  it.each([
    ["hold it until the zoom starts", "4000–12000"],
    ["it should end when the zoom starts", "4000–12000"],
    ["later, right when the zoom starts", "12000–16000"],
    ["no, put it where the zoom starts", "12000–16000"],
    ["from 9.5 for 3 seconds please", "9500–12500"],
  ])("moves or holds the caption that was just made: “%s”", async (text, times) => {
    expect(await edited(zoom, caption, text)).toEqual([zoomed, `caption ${times}`]);
  });
});

describe("a moment that tells what is no longer seen", () => {
  it.each([
    ["keep it until the error is gone", "4000–9167"],
    ["put it where the error goes away", "9167–13167"],
  ])("holds or moves the caption that was just made: “%s”", async (text, times) => {
    expect(await edited(caption, text)).toEqual([`caption ${times}`]);
  });
});

describe("a part that is told by what is typed or gone in it", () => {
  it.each([
    ["speed up the part where GLOW15 is typed", "speed 8300–11033"],
    ["just the moment where GLOW15 is typed, 2x", "speed 8300–11033"],
    ["cut from where they type WELCOME until the error is gone", "cut 1767–9167"],
    ["cut the error out, it's from 1.7 to about 4.2 seconds", "cut 1700–4200"],
  ])("is all of that and no more: “%s”", async (text, made) => {
    expect(await edited(text)).toEqual([made]);
  });

  it("is where the last zoom is, when it is said to be there", async () => {
    expect(await edited(zoom, "and slow it down a bit there so you can see the animation")).toEqual([
      zoomed,
      "speed 12000–15000",
    ]);
  });
});
