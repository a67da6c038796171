import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** The answers to questions, each in a thread of its own. */
async function answers(file: string, ...questions: readonly string[]): Promise<string[]> {
  const told: string[] = [];
  for (const text of questions) told.push((await (await recordedThread(store(), file)).say(text)).text);
  return told;
}

describe("a question about the video", () => {
  it("is answered by what is done, and by what the page said to it", async () => {
    expect(
      await answers(
        "retry.context.json",
        "what happens at 5 seconds?",
        "how many times does he click?",
        "which one gets rejected?",
        "is that the whole video?",
        "does the total change anywhere?",
      ),
    ).toEqual([
      expect.stringMatching(/^At 0:05: \*\*Apply coupon\*\* is clicked \(0:04\); \*\*We do not know .* comes up\.$/),
      expect.stringMatching(/^2 clicks: \*\*Apply coupon\*\* at 0:04 and 0:12\.$/),
      expect.stringMatching(/^\*\*WELCOME\*\* at 0:01: the page answers “We do not know/),
      "Yes: all 18.7 s of the recording.",
      "Yes: **Total** goes from €318 to €270.30 at 0:12.",
    ]);
    const [whole] = await answers("retry.context.json", "what happens in this video?");
    expect(whole).toMatch(/8 chapters/);
    expect(whole).not.toMatch(/Nothing happens/);
  });

  it("tells one of a choice from another, what stays as it is, and what a cut has left", async () => {
    const [slot, day, still] = await answers(
      "checkout.context.json",
      "which time slot does he pick?",
      "which day does he pick?",
      "does the subtotal change?",
    );
    expect(slot).toMatch(/^\*\*12 – 15\*\* at 0:\d\d\.$/);
    expect(day).toMatch(/^\*\*Wed 25 Nov\*\* at 0:\d\d, after \*\*Tue 24 Nov\*\* at 0:\d\d\.$/);
    expect(still).toBe("No: **Subtotal** reads the same all along.");
    const { say } = await recordedThread(store(), "delivery.context.json");
    expect((await say("how many fields does he fill in?")).text).toMatch(/^2 fields: \*\*Phone\*\* at /);
    await say("cut out the phone");
    expect((await say("which fields are still in it?")).text).toMatch(
      /^\*\*Name on the bell\*\*.* Cut: \*\*Phone\*\*\.$/,
    );
    expect((await say("did you remove the name on the bell?")).text).toMatch(
      /^No, \*\*Name on the bell\*\* is still there/,
    );
  });

  it("owns up to where else a thing that is blurred can be read, and counts all that were", async () => {
    const cart = await recordedThread(store(), "retry.context.json");
    await cart.say("blur the coupon code");
    expect((await cart.say("is it hidden everywhere now?")).text).toMatch(
      /^No: \*\*Coupon code\*\* is blurred .* can still be read in .*\*\*GLOW15\*\*/,
    );
    const checkout = await recordedThread(store(), "checkout.context.json");
    await checkout.say("blur all prices");
    expect((await checkout.say("all of them?")).text).toMatch(/^Yes, .*\*\*€129\*\*.* are blurred wherever/);
  });
});

describe("what is said on to an answer", () => {
  it("takes its words, its moment and its things from it", async () => {
    const slot = await recordedThread(store(), "delivery.context.json");
    await slot.say("which time slot does he pick?");
    await slot.say("add that as a caption when he clicks it");
    expect(await slot.operations()).toMatchObject([{ type: "caption", text: "12 – 15" }]);
    const cart = await recordedThread(store(), "retry.context.json");
    await cart.say("what happens at 5 seconds?");
    await cart.say('and put a caption there: "Clear error message"');
    expect(await cart.operations()).toMatchObject([{ type: "caption", text: "Clear error message", startMs: 5000 }]);
    const fields = await recordedThread(store(), "delivery.context.json");
    await fields.say("which fields does he fill in?");
    await fields.say("blur them");
    expect(await fields.types()).toEqual(["redact", "redact"]);
  });

  it("leaves the video as a whole what it is", async () => {
    const { say, types } = await recordedThread(store(), "delivery.context.json");
    await say("which day does he pick?");
    await say("make it square");
    expect(await types()).toEqual(["crop"]);
  });
});
