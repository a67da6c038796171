import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();
const said = async (file: string, ...turns: string[]) => {
  const thread = await recordedThread(store(), file);
  const replies: string[] = [];
  for (const turn of turns) replies.push((await thread.say(turn)).text);
  const { versions } = await thread.context();
  return { ...thread, replies, reply: replies.at(-1) ?? "", versions: versions.length };
};

describe("what is asked for and is so already", () => {
  it.each([
    ["make it square", "crop it to a square", /^The picture is cropped like that already\.$/],
    ["crop to the total", "crop to the total", /^The picture is cropped like that already\.$/],
    ["use the minimal style", "minimal style please", /^It has the minimal style already\.$/],
    ["hide the cursor", "hide the cursor", /^The cursor is hidden( already)?\.$/],
    ["bigger cursor", "show the cursor", /^The cursor is shown already\.$/],
    ["blur the total", "hide the total", /^\*\*Total\*\* is blurred already\.$/],
    ["blur all prices", "blur all prices", /^\*\*All prices\*\* are blurred already\.$/],
    ["blur 100,200 300x50", "blur 100,200 300x50", /^An area of 300 × 50 is blurred already\.$/],
    ["zoom on the phone field", "zoom on the phone field", /zoomed on already/],
    ['add a caption "Hi" at the start', 'add a caption "Hi" at the start', /^The caption “Hi” is there already\.$/],
    ["add captions for each step", "add captions for each step", /^All of that is there already\.$/],
    ["play everything at 2x", "play everything at 2x", /^It plays at 2× already\.$/],
    ["normal speed", "normal speed", /^It plays at normal speed already\.$/],
  ])("%s, then %s: is told, and makes no version", async (first, second, reply) => {
    const once = await said("checkout.context.json", first);
    expect(once.versions).toBe(first === "normal speed" ? 1 : 2);
    const then = (await once.say(second)).text;
    expect(then).toMatch(reply);
    expect((await once.context()).versions).toHaveLength(once.versions);
  });

  it("is a new version when only a part of it is so", async () => {
    const { reply, versions } = await said(
      "checkout.context.json",
      "make it square",
      "make it square and blur the total",
    );
    expect(reply).toMatch(/^The picture is cropped like that already; \*\*Total\*\* blurred/);
    expect(versions).toBe(3);
  });

  it("is an approval, too", async () => {
    const { replies } = await said("coupon.context.json", "approve it", "approve it");
    expect(replies).toEqual(["Approved version 1.", "Version 1 is approved already."]);
  });
});

describe("speed", () => {
  it("is told in all where the video plays at one", async () => {
    const { replies } = await said(
      "lamps.context.json",
      "speed everything up 1.5x",
      "make it 9 seconds",
      "how fast is it now?",
    );
    const rate = /plays at ([\d.]+)×/.exec(replies[1] ?? "")?.[1];
    expect(Number(rate)).toBeGreaterThan(1.5);
    expect(replies[2]).toBe(`Everything plays at ${rate}×.`);
  });

  it("is told as a share where parts of it differ", async () => {
    const { reply } = await said("lamps.context.json", "0:02-0:04 at 2x", "0:03-0:06 half speed", "make it 8 seconds");
    expect(reply).toMatch(/all of it plays [\d.]+× as fast/);
    const twice = await said("lamps.context.json", "0:02-0:06 at 2x", "0:02-0:04 at half speed");
    expect(twice.reply).toMatch(/^0:02–0:04.* at 0\.5×, which is normal speed again/);
  });
});

describe("captions for each step", () => {
  it("say what is done and what the page answers, no two in a row alike", async () => {
    const { operations } = await said("lamps.context.json", "add captions for each step");
    const texts = (await operations()).flatMap((one) => (one.type === "caption" ? [one.text] : []));
    expect(texts).toEqual([
      "Enter the coupon code",
      "Apply coupon",
      "We do not know WELCOME. Is it spelt right?",
      "Enter the coupon code again",
      "Apply coupon again",
      "GLOW15 15 % off everything",
      "Discount −€47.70",
    ]);
  });

  it("choose a choice, by its name", async () => {
    const { reply } = await said("delivery.context.json", "add captions for each step");
    expect(reply).toMatch(/“Enter the name on the bell” .* “Choose Tue 24 Nov” .* “Arrives Tue 24 Nov, 12 – 15”/);
  });
});

describe("an element that comes up twice", () => {
  it("is offered at its other time", async () => {
    const { replies } = await said("lamps.context.json", "zoom on the coupon field", "the first one");
    expect(replies[0]).toMatch(/ It comes up at 0:0\d as well: say \*\*the first one\*\* for that\.$/);
    expect(replies[1]).toMatch(/^Zoom on \*\*Coupon code\*\*.* at 0:0\d/);
  });
});

describe("what is done to several things", () => {
  it("is said of them together, beside a length too", async () => {
    const { replies } = await said("checkout.context.json", "blur the name on the bell and the phone");
    expect(replies[0]).toMatch(/^\*\*Name on the bell\*\* and \*\*Phone\*\* blurred wherever they are seen\./);
    const all = await said("checkout.context.json", "add captions for each step and make it shorter");
    expect(all.reply).toMatch(/^[\d.]+ s shorter, now [^;]+; (?:all of it plays [^;]+; )?\d captions: “/);
    expect(all.reply).not.toMatch(/pauses? cut| at the top/);
    const captions = (await all.operations()).filter(({ type }) => type === "caption");
    expect(captions.every((one) => one.type === "caption" && one.position === "bottom")).toBe(true);
  });

  it("is answered of them together", async () => {
    const { reply } = await said(
      "checkout.context.json",
      "blur the name on the bell and the phone",
      "what is blurred?",
    );
    expect(reply).toBe("2 blurs: **Name on the bell** and **Phone** wherever they are seen.");
  });
});

describe("who has the video, and what was recorded", () => {
  it("is known", async () => {
    const { replies } = await said("lamps.context.json", "who has it?", "what did you record?");
    expect(replies[0]).toMatch(/^Everyone in this conversation/);
    expect(replies[1]).toBe("**Coupons**: Adds coupons.");
  });
});
