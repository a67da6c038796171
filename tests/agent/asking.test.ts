import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** Says what is to be done, then asks: the answers, of which none changes the video. */
async function answers(file: string, done: readonly string[], ...questions: readonly string[]): Promise<string[]> {
  const { say, operations } = await recordedThread(store(), file);
  for (const text of done) await say(text);
  const before = await operations();
  const told: string[] = [];
  for (const text of questions) told.push((await say(text)).text);
  expect(await operations()).toEqual(before);
  return told;
}
const ofCart = (done: readonly string[], ...questions: readonly string[]) =>
  answers("retry.context.json", done, ...questions);
const ofCheckout = (done: readonly string[], ...questions: readonly string[]) =>
  answers("checkout.context.json", done, ...questions);

describe("a question that leaves something out", () => {
  it("takes the thing from the question before it, in its own message or the one before", async () => {
    const [both, howLong, length, end, other] = await ofCart(
      [],
      "perfect. is the red error message in there, and long enough to read?",
      "and for how long?",
      "how long is it?",
      "is the error still there at the end?",
      "and the discount?",
    );
    expect(both).toMatch(/^Yes: \*\*We do not know .* from 0:05 to 0:09, 4\.6 s, and to read it takes about 2\.5 s\.$/);
    expect(howLong).toMatch(/^\*\*We do not know .* is there from 0:05 to 0:09, 4\.6 s\.$/);
    expect(length).toBe("It is 18.7 s long.");
    expect(end).toMatch(/^No: \*\*We do not know .* from 0:05 to 0:09\.$/);
    expect(other).toMatch(/^Yes: \*\*Discount/);
  });

  it("is answered for all things that it names, and for those that are asked about next", async () => {
    const [all, city, one] = await ofCheckout(
      ["blur the phone, e-mail and postcode"],
      "are phone, e-mail and postcode all still blurred?",
      "and the city?",
      "and the e-mail? thats the important one",
    );
    expect(all).toBe("Yes, **Phone**, **E-mail** and **Postcode** are blurred wherever they are seen.");
    expect(city).toMatch(/^No, \*\*City\*\* is not blurred/);
    expect(one).toMatch(/^Yes, \*\*E-mail\*\* is blurred/);
  });

  it("goes on in another sentence, or names first what it is about", async () => {
    const [stays, days] = await ofCheckout(
      ["blur the phone"],
      "does the blur stay on the whole time? like also while someone is typing it",
      "the delivery days, are all of them visible?",
    );
    expect(stays).toMatch(/^Yes, \*\*Phone\*\* is blurred .* typed/);
    expect(days).toMatch(/^Yes: \*\*Delivery day\*\*/);
  });
});

describe("an answer", () => {
  it("tells what is left of a thing after a cut, and what nobody sees any more", async () => {
    const question = "good. is the error message really gone now or do you still see it for a moment";
    const [left] = await ofCart(["cut 0:01 to 0:08"], question);
    expect(left).toMatch(/^No, \*\*We do not know .* is still there, from 0:01 to 0:02\./);
    const [gone] = await ofCart(["cut 0:04 to 0:10"], question);
    expect(gone).toMatch(/^Yes, .* is cut out of this version\.$/);
  });

  it("tells a length so exactly that it fits the question", async () => {
    const [under, plain, stated] = await ofCart(
      ["get it under 15 seconds"],
      "is that really under 15? how long is it exactly",
      "is it really 18 seconds now?",
      "it's not under 10, is it?",
    );
    expect(under).toMatch(/^Yes: it is 14\.\d\d s long\.$/);
    expect(plain).toMatch(/^No: it is 1[45]/);
    expect(stated).toMatch(/^No: it is 1[45]/);
  });

  it("knows a name by its value, and a part by its speed", async () => {
    const [total, click, field] = await ofCart(
      ["blur all prices", "speed up 0:01 to 0:03 2x"],
      "is the discount blurred?",
      "why is the error so fast?",
      "is the end still at normal speed?",
    );
    expect(total).toMatch(/^Yes, \*\*−€47\.70\*\* is blurred/);
    expect(click).toMatch(/^\*\*We do not know .* plays at the speed at which it was recorded\.$/);
    expect(field).not.toMatch(/^No/);
  });
});

describe("what is only asked, or told beside a question", () => {
  it("is not done", async () => {
    const [silent, error] = await ofCart(
      ["cut 0:02 to 0:04"],
      "still 3 secs over tho, anything boring left at the end?",
      "nothing to change, just asking: do you still see the error message in the video?",
    );
    expect(silent).toMatch(/^Nothing happens at the end/);
    expect(error).toMatch(/^Yes: \*\*We do not know/);
    expect(await ofCart([], "you didn't change the speed, right?", "and no zooms either?")).toEqual([
      "No, everything plays at the speed at which it was recorded.",
      expect.stringMatching(/^No zoom was added/),
    ]);
    for (const reply of await ofCart(
      ["zoom on the discount"],
      "why does it zoom out so early?",
      "whoa, is it any good?",
    ))
      expect(reply).not.toMatch(/Undo\*\* takes/);
  });

  it("is taken for a retreat where it is all that is said, and the rest of the message is done", async () => {
    const { say, types } = await recordedThread(store(), "retry.context.json");
    await say("zoom on the discount");
    expect((await say("no, i was just asking if you could")).text).toMatch(/\*\*undo\*\* takes it back/);
    await say("i was only asking. take the zoom out again");
    expect(await types()).not.toContain("zoom");
  });
});

describe("what hangs on the answer", () => {
  it("is done only where that is so", async () => {
    const { say, operations } = await recordedThread(store(), "retry.context.json");
    await say('add a caption "Now in the cart" when the discount shows up');
    await say("looks ok but does it cover anything? move it to the top if so");
    expect(await operations()).toMatchObject([{ type: "caption", position: "top" }]);
    const { text } = await say("is the total blurred? if so, unblur it");
    expect(text).toMatch(/^No, \*\*Total\*\* is not blurred/);
    expect((await say("is the total readable? if it is, blur it")).text).toMatch(/^\*\*Total\*\* blurred/);
  });
});
