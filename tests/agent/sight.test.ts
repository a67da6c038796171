import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** A thread with a video of a delivery form; `ask` holds that nothing is made and nothing approved. */
async function askedAbout(video = "delivery.context.json") {
  const thread = await recordedThread(store(), video);
  const ask = async (text: string): Promise<string> => {
    const before = (await thread.context()).versions;
    const reply = await thread.say(text);
    expect((await thread.context()).versions.length, text).toBe(before.length);
    expect(reply.text).not.toMatch(/\bApproved version/);
    return reply.text;
  };
  return { ...thread, ask };
}

describe("what can be seen", () => {
  it("is told with the blurs in mind, and nothing is blurred by a question", async () => {
    const { say, ask } = await askedAbout();
    await say("blur the phone");
    for (const text of ["is the phone number visible anywhere now?", "can anyone read the phone number?"])
      expect(await ask(text)).toBe("No, **Phone** is blurred from beginning to end.");
    for (const text of [
      "but it is blurred, isn't it?",
      "the phone is hidden, right?",
      "you blurred the phone, didn't you?",
      "das Telefon ist doch verpixelt, oder?",
      "el teléfono está borroso, ¿no?",
    ])
      expect(await ask(text)).toBe("Yes, **Phone** is blurred from beginning to end.");
    expect(await ask("is the name on the bell hidden?")).toMatch(/^No, \*\*Name on the bell\*\* is not blurred/);
    expect(await ask("and the phone too?")).toMatch(/^Yes, \*\*Phone\*\*/);
    expect(await ask("is everything personal blurred?")).toMatch(/^No: \*\*Name on the bell\*\* can be read/);
    await say("undo");
    await say("blur the phone from 0:01 to 0:02");
    expect(await ask("is the phone hidden?")).toMatch(/^Only in part: .* from 0:01 to 0:02, and not .* 0:02 to 0:17/);
  });

  it("is told with cuts and the crop in mind", async () => {
    const { say, ask } = await askedAbout();
    await say("crop to the phone field");
    expect(await ask("is the arrival text fully in the picture?")).toMatch(/^(?:No|Only in part)\b.*\*\*Arrives Tue/);
    expect(await ask("yes but can one read the phone in the crop?")).toMatch(/^Yes, \*\*Phone\*\* is whole/);
    await say("cut the first 4 seconds");
    expect(await ask("is the phone still in there?")).toBe("No, **Phone** is cut out of this version.");
    expect(await ask("did you cut the name on the bell?")).toMatch(/^No, .* still there/);
  });

  it("is told by where a picture that moves is at that time", async () => {
    const { say, ask } = await askedAbout("checkout.context.json");
    expect((await say("make it vertical")).text).toMatch(/, and the picture follows what is used\. Say/);
    expect(await ask("can you see the phone?")).toMatch(
      /^Yes, \*\*Phone\*\* is whole in the picture from 0:05 to 0:11\.$/,
    );
    expect(await ask("is the name on the bell in the picture?")).toMatch(
      /^Yes, .* is whole in the picture from 0:05 to 0:11\.$/,
    );
    expect(await ask("can one see the total?")).toMatch(/^No: \*\*Total\*\* lies outside the picture/);
  });

  it("decides on what hangs on it", async () => {
    const { say, ask } = await askedAbout();
    await say("blur the phone");
    const reply = await ask("is the name on the bell hidden? ok then approve");
    expect(reply).toMatch(/^No, .*not approved it\. Shall I all the same\?$/);
    const done = await say("is the phone hidden? ok then approve");
    expect(done.text).toMatch(/^Yes, \*\*Phone\*\* is blurred from beginning to end\. /);
    expect(done.text).toMatch(/version 2/i);
  });
});
