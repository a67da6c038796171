import { describe, expect, it } from "vitest";
import { captionsAfter, openedStore } from "./support.ts";

const store = openedStore();

const talked = (...turns: string[]) => captionsAfter(store(), turns);

const hello = 'add a caption "Hello" at 0:04';
const kept = "Hello 4000–8000 bottom";

describe("one more caption, where the last edit is one", () => {
  it.each([
    ['and another one right after it: "World"', "World 8000–12000 bottom"],
    ['and one more like it at 0:12, "World"', "World 12000–16000 bottom"],
    ['and one when the second code is accepted: "World"', "World 13400–17400 bottom"],
  ])("takes its words and its time: “%s”", async (text, caption) => {
    expect((await talked(hello, text)).captions).toEqual([kept, caption]);
  });

  it("is as long as the one that it is to be like, and at its place", async () => {
    const { captions } = await talked(
      hello,
      "make it 3 seconds and put it at the top",
      'the same at the end but with "Bye"',
    );
    expect(captions).toEqual(["Hello 4000–7000 top", "Bye 15667–18667 top"]);
  });
});

describe("several captions at once", () => {
  it("are all of them, and are told once", async () => {
    const { captions, reply } = await talked("add captions for every step", "can they be at the top?");
    expect(captions.filter((one) => one.endsWith("top"))).toHaveLength(captions.length);
    expect(reply).toMatch(/^7 captions now at the top\. /);
    const gone = await talked("add captions for every step", "drop all of them");
    expect(gone.captions).toEqual([]);
    expect(gone.reply).toMatch(/^Removed 7 captions\. /);
  });

  it("are named by their order, also where it is told what is wrong", async () => {
    const { captions } = await talked(hello, 'add a caption "Bye" at 0:12', 'the first one is wrong, should say "Hi"');
    expect(captions.toSorted()).toEqual(["Bye 12000–16000 bottom", "Hi 4000–8000 bottom"]);
  });

  it("are the names of the things, where that is asked for", async () => {
    const { captions } = await talked("add a caption for each step with its name");
    expect(captions[0]).toMatch(/^Coupon code 1000–/);
  });
});

it("is gone after a time that is told", async () => {
  expect((await talked(hello, "make it go away after 2 seconds")).captions).toEqual(["Hello 4000–6000 bottom"]);
});

describe("a moment that tells of an outcome", () => {
  it.each([
    ['add a caption "Yes" when the code is accepted', "Yes 13400–17400 bottom"],
    ['add a caption "No" when WELCOME is rejected', "No 6700–10700 bottom"],
  ])("approves and rejects nothing: “%s”", async (text, caption) => {
    const { captions, reply } = await talked(text);
    expect(captions).toEqual([caption]);
    expect(reply).not.toMatch(/approved|rejected/);
  });
});

it("has other words where they are only said to be shorter", async () => {
  expect((await talked(hello, 'shorter: "Hi"')).captions).toEqual(["Hi 4000–8000 bottom"]);
});

it("goes by its order, whatever is said of why", async () => {
  const { captions } = await talked(hello, 'add a caption "Bye" at 0:12', "remove the first, looks too negative");
  expect(captions).toEqual(["Bye 12000–16000 bottom"]);
});

it("is made shorter beside another wish, and the video is not", async () => {
  const { captions, reply } = await talked(
    hello,
    "make it shorter, 2 seconds is enough, and zoom on the total at 0:12",
  );
  expect(captions).toEqual(["Hello 4000–6000 bottom"]);
  expect(reply).toMatch(/zoom on \*\*.*Total/i);
});
