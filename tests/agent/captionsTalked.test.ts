import { describe, expect, it } from "vitest";
import { captionsAfter, openedStore } from "./support.ts";

const store = openedStore();

async function talked(...turns: string[]) {
  const told = await captionsAfter(store(), turns);
  return { ...told, captions: told.captions.toSorted() };
}

const hello = 'add a caption "Hello" at 0:04';
const two = ['add a caption "One" at the top at 0:02', 'add a caption "Two" at 0:12'] as const;

describe("when a caption is to be seen", () => {
  it.each([
    'add a caption "Oops" while the error is showing',
    'write "Oops" as long as you can see the red error message',
  ])("stands exactly while a thing is seen: “%s”", async (text) => {
    expect((await talked(text)).captions).toEqual(["Oops 4567–9167 bottom"]);
    expect((await talked("speed everything up 2x", text)).captions).toEqual(["Oops 2284–4584 bottom"]);
  });

  it.each([
    ["the caption should only show while the error is there, it's too long now", "Hello 4567–9167 bottom"],
    ["hm that's a bit late, nobody sees it. start it at 2s and only for 2 seconds", "Hello 2000–4000 bottom"],
    ["start the caption at 2s for 2 seconds", "Hello 2000–4000 bottom"],
    ["let it start at 0:05 and end at 0:08", "Hello 5000–8000 bottom"],
    ["from 0:05 to 0:08 please", "Hello 5000–8000 bottom"],
    ["too early, begin at 6 seconds and keep it for 3", "Hello 6000–9000 bottom"],
    ["move it to the top and keep it for the whole video", "Hello 0–18667 top"],
    ["it disappears too fast", "Hello 4000–10000 bottom"],
  ])("is told with its start and its length: “%s”", async (text, caption) => {
    const { captions, others } = await talked(hello, text);
    expect(captions).toEqual([caption]);
    expect(others).toEqual([]);
  });

  it.each(['put "Bye" as a caption over the end', 'show "Bye" during the ending'])(
    "is the last of the video: “%s”",
    async (text) => {
      expect((await talked(text)).captions).toEqual(["Bye 14667–18667 bottom"]);
    },
  );

  it("is that of the zoom that it is about", async () => {
    const zoomed = await talked("zoom on the total at 0:12 for 3 seconds", 'write "Look" on it');
    expect(zoomed.captions).toEqual(["Look 12000–15000 bottom"]);
    const narrowed = await talked(
      "zoom on the total at 0:12 for 2 seconds",
      hello,
      "it should only show while it's zoomed in on the total",
    );
    expect(narrowed.captions).toEqual(["Hello 12000–14000 bottom"]);
  });

  it("stays where it was when the video plays slower again and has room for it", async () => {
    const { captions } = await talked(
      'add a caption "Late" at 0:12',
      "make the whole video 1.5x",
      "no, not faster! undo that and make the caption 5 seconds",
    );
    expect(captions).toEqual(["Late 12000–17000 bottom"]);
  });
});

describe("which caption is meant", () => {
  it.each([
    ["take away this one at top", ["Two 12000–16000 bottom"]],
    ["the one at the bottom can go", ["One 2000–6000 top"]],
    ["make the top caption a second longer", ["One 2000–7000 top", "Two 12000–16000 bottom"]],
    ["first one from 0:05 to 0:08, second one from 0:12 till 0:18", ["One 5000–8000 top", "Two 12000–18000 bottom"]],
    ["the first one should read See you soon", ["See you soon 2000–6000 top", "Two 12000–16000 bottom"]],
    ['the last one: "Bye"', ["Bye 12000–16000 bottom", "One 2000–6000 top"]],
    ['in the second caption write "Bye"', ["Bye 12000–16000 bottom", "One 2000–6000 top"]],
    ['very good. but the one at the top, please write "Bye" there', ["Bye 2000–6000 top", "Two 12000–16000 bottom"]],
    ['can the first caption read "Bye"?', ["Bye 2000–6000 top", "Two 12000–16000 bottom"]],
  ])("is told by its place, its order and its words: “%s”", async (text, captions) => {
    expect((await talked(...two, text)).captions).toEqual(captions);
  });

  it("is asked where several read so, and the one that is chosen gets the words", async () => {
    const turns = ['add a caption "Code one" at 0:01', 'add a caption "Code two" at 0:12'];
    const asked = await talked(...turns, 'change the code caption to "Bye"');
    expect(asked.reply).toMatch(/^Which one do you mean: .*“Code one”.*“Code two”/);
    const { captions } = await talked(...turns, 'change the code caption to "Bye"', "the first one");
    expect(captions).toEqual(["Bye 1000–5000 bottom", "Code two 12000–16000 bottom"]);
  });
});

describe("other words for the caption that was just made", () => {
  it.each([
    ['better: "Codes have landed"', ["Codes have landed 4000–8000 bottom"]],
    ['"here" not "hear"', ["Codes are here 4000–8000 bottom"]],
    ['it should be "here" instead of "hear"', ["Codes are here 4000–8000 bottom"]],
    ['and another one right after it: "World"', ["Codes are hear 4000–8000 bottom", "World 8000–12000 bottom"]],
  ])("are all of them, or a part: “%s”", async (text, captions) => {
    expect((await talked('add a caption "Codes are hear" at 0:04', text)).captions).toEqual(captions);
  });
});

describe("captions for each step", () => {
  it.each([
    "please make writing on it what explains the steps",
    "I mean captions please, a text for each step",
    "please write at every step what I do there",
    "explain each step with a text",
  ])("are made of what is done, and nothing is asked: “%s”", async (text) => {
    const { captions, reply } = await talked(text);
    expect(captions.length).toBeGreaterThan(4);
    expect(reply).not.toMatch(/\?$/);
  });
});

describe("what is asked beside", () => {
  it("is done as far as it can be, and the rest is asked", async () => {
    const { captions, reply } = await talked(
      hello,
      "better. hold it a second longer and give the ending a bit more time too, it stops abruptly",
    );
    expect(captions).toEqual(["Hello 4000–9000 bottom"]);
    expect(reply).toMatch(/now for 5 s.*slow down the end/);
  });

  it("tells what a caption hides, and moves it where that is wished", async () => {
    const { captions, reply } = await talked(hello, "looks ok but does it cover anything? move it to the top if so");
    expect(captions).toEqual(["Hello 4000–8000 top"]);
    expect(reply).toMatch(/now at the top/);
  });
});
