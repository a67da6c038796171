import { describe, expect, it } from "vitest";
import type { Operation } from "../../convex/model/operations.ts";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** "zoom Apply coupon", "caption 15% off", "cut": an edit in a few words. */
function named(one: Operation): string {
  if (one.type === "caption") return `caption ${one.text}`;
  const element = "anchor" in one ? one.anchor?.element : undefined;
  return element === undefined ? one.type : `${one.type} ${element}`;
}

/** A thread with a video of the coupon codes, in which the field and the button come up twice, or of the delivery days. */
async function video(file = "lamps.context.json") {
  const thread = await recordedThread(store(), file);
  return {
    ...thread,
    /** Says one thing after the other; the last reply. */
    tell: async (...said: string[]): Promise<string> => {
      let reply = "";
      for (const text of said) reply = (await thread.say(text)).text;
      return reply;
    },
    edits: async (): Promise<string[]> => (await thread.operations()).map(named),
    exports: async () => (await thread.context()).exports.map(({ format }) => format),
  };
}

const delivery = "delivery.context.json";

describe("an answer to “which one?”", () => {
  it.each([
    [delivery, "zoom on the radio button", "The last one, 12 – 15.", ["zoom 12 – 15"]],
    [delivery, "zoom on the radio button", "Wed 25 Nov is what I meant, thanks", ["zoom Wed 25 Nov"]],
    [delivery, "blur the radio button", "the 12 – 15 button please", ["redact 12 – 15"]],
    [
      delivery,
      "zoom on the radio button",
      "the second one, and use the minimal style",
      ["style_preset", "zoom Wed 25 Nov"],
    ],
    ["lamps.context.json", "zoom on coupon", "oh, I mean the button", ["zoom Apply coupon"]],
    ["lamps.context.json", "zoom on coupon", "both please", ["zoom Coupon code", "zoom Apply coupon"]],
    [
      "lamps.context.json",
      "zoom on coupon",
      "the first, then blur the discount",
      ["redact Discount −€47.70", "zoom Coupon code"],
    ],
    [
      "lamps.context.json",
      "blur the unicorn",
      "the error message then",
      ["redact We do not know WELCOME. Is it spelt right?"],
    ],
    ["lamps.context.json", "zoom auf coupon", "den zweiten bitte", ["zoom Apply coupon"]],
    ["lamps.context.json", "zoom en coupon", "los dos", ["zoom Apply coupon", "zoom Coupon code"]],
    ["lamps.context.json", "zoom en coupon", "el último", ["zoom Apply coupon"]],
  ])("%s: “%s” – “%s”", async (file, asked, answer, edits) => {
    const { tell, edits: done } = await video(file);
    expect(await tell(asked)).toMatch(/\?$/);
    expect(await done()).toEqual([]);
    await tell(answer);
    expect((await done()).toSorted()).toEqual(edits.toSorted());
  });

  it("is nothing when none is wanted, and is not asked for again", async () => {
    const { tell, edits } = await video();
    expect(await tell("zoom on coupon", "none of them")).not.toMatch(/Which one/);
    expect(await tell("the first one")).not.toMatch(/^Zoom/);
    expect(await edits()).toEqual([]);
  });

  it("gives way to a request that is plainly another", async () => {
    const { tell, edits } = await video();
    expect(await tell("zoom on coupon", "make the whole thing about 12 seconds instead")).toMatch(/shorter/);
    expect(await edits()).not.toContain("zoom Coupon code");
    await tell("zoom on coupon", "blur the discount instead of that");
    expect((await edits()).filter((one) => /zoom|redact/.test(one))).toEqual(["redact Discount −€47.70"]);
  });

  it("is still heard after one turn that was not understood, and no later", async () => {
    const first = await video();
    expect(await first.tell("zoom on coupon", "blorp the wug")).toMatch(
      /did not understand.*\*\*Coupon code\*\*.*\?$/s,
    );
    await first.tell("the first one");
    expect(await first.edits()).toEqual(["zoom Coupon code"]);
    const second = await video();
    await second.tell("zoom on coupon", "blorp the wug", "wug wug blorp", "the first one");
    expect(await second.edits()).toEqual([]);
  });

  it("leaves the question open when it is asked something in between", async () => {
    const { tell, edits } = await video();
    expect(await tell("zoom on coupon", "how long is it?")).toMatch(/18\.5 s/);
    await tell("the field");
    expect(await edits()).toEqual(["zoom Coupon code"]);
  });
});

describe("an answer to “what should the caption say?”", () => {
  it.each([
    ["add a caption", "15% off", { text: "15% off" }],
    [
      "put a caption at 0:05",
      "Half the price, twice the fun",
      { text: "Half the price, twice the fun", startMs: 5000 },
    ],
    [
      "add a caption at the top",
      "it should say Two codes, one field",
      { text: "Two codes, one field", position: "top" },
    ],
    ["add a caption", "“Cut your costs” please", { text: "Cut your costs" }],
    ["setz einen Untertitel", "20 Sekunden schneller", { text: "20 Sekunden schneller" }],
    ["añade un subtítulo", "Paga con un cupón", { text: "Paga con un cupón" }],
  ])("“%s” – “%s” is taken as it stands", async (asked, answer, caption) => {
    const { tell, operations } = await video();
    expect(await tell(asked)).toMatch(/\?$/);
    await tell(answer);
    expect(await operations()).toEqual([expect.objectContaining({ type: "caption", ...caption })]);
  });

  it("is none when it is a command or a refusal", async () => {
    const { tell, edits } = await video();
    await tell("add a caption", "forget it");
    expect(await edits()).toEqual([]);
    await tell("add a caption", "blur the discount");
    expect(await edits()).toEqual(["redact Discount −€47.70"]);
    await tell("add a caption", "no, zoom on the discount");
    expect(await edits()).toEqual(["redact Discount −€47.70", "zoom Discount −€47.70"]);
  });
});

describe("a message that is clear in part", () => {
  const asked = 'blur the grand total + caption "15% off" when the discount shows';

  it("is done as far as it is clear, and the rest is asked for", async () => {
    const { tell, edits } = await video();
    expect(await tell(asked)).toMatch(/15% off.*blur.*\?$/s);
    expect(await edits()).toEqual(["caption 15% off"]);
    await tell("the discount then");
    expect(await edits()).toEqual(["caption 15% off", "redact Discount −€47.70"]);
  });

  it("is done when the rest is not wanted any more", async () => {
    const { tell, edits } = await video();
    expect(await tell(asked, "skip the blur, just the caption")).not.toMatch(/\?$/);
    expect(await edits()).toEqual(["caption 15% off"]);
  });

  it("publishes nothing before its edits are settled", async () => {
    const { tell, edits, exports } = await video();
    expect(await tell("blur the subtotal and export it as a gif")).toMatch(/\?$/);
    expect(await exports()).toEqual([]);
    await tell("Discount");
    expect(await edits()).toEqual(["redact Discount −€47.70"]);
    expect(await exports()).toEqual(["gif"]);
  });

  it("publishes without the edit that is given up, once that is plain", async () => {
    const first = await video();
    await first.tell("blur the subtotal and export it as a gif", "skip the blur");
    expect([await first.edits(), await first.exports()]).toEqual([[], ["gif"]]);
    const second = await video();
    expect(await second.tell("blur the subtotal and export it as a gif", "neither")).toMatch(/\?$/);
    expect(await second.exports()).toEqual([]);
    await second.tell("yes");
    expect([await second.edits(), await second.exports()]).toEqual([[], ["gif"]]);
    const third = await video();
    await third.tell("blur the subtotal and export it as a gif", "never mind");
    expect(await third.exports()).toEqual([]);
  });

  it("keeps the times that were said of the video before", async () => {
    const { tell, operations, edits } = await video();
    await tell("cut the first 3 seconds, and zoom on the unicorn from 0:09 to 0:12");
    expect(await edits()).toEqual(["cut"]);
    await tell("the discount");
    expect((await operations()).at(-1)).toMatchObject({ type: "zoom", startMs: 6000, durationMs: 3000 });
  });

  it("asks for one thing after the other", async () => {
    const { tell, edits } = await video();
    await tell("blur the unicorn and zoom on the rainbow, and use the minimal style");
    expect(await edits()).toEqual(["style_preset"]);
    expect(await tell("the coupon field")).toMatch(/rainbow.*zoom on.*\?$/s);
    await tell("the discount");
    expect(await edits()).toEqual(["style_preset", "redact Coupon code", "zoom Discount −€47.70"]);
  });

  it("does an undo at once, and what was asked for beside it when it is clear", async () => {
    const { tell, edits } = await video();
    await tell("use the minimal style");
    expect(await tell("undo that and blur the unicorn")).toMatch(/^Back to the original.*\?$/s);
    expect(await edits()).toEqual([]);
    await tell("Coupon code");
    expect(await edits()).toEqual(["redact Coupon code"]);
  });

  it("asks for the address beside what is done", async () => {
    const { tell, edits } = await video();
    expect(await tell("make it square and send it to Tom")).toMatch(/^Cropped.*address.*\?$/s);
    expect(await edits()).toEqual(["crop"]);
    expect(await tell("tom@example.com")).toMatch(/e-mail is not set up/);
  });
});

describe("what a reply offers", () => {
  it.each([
    ["the first one", [4367]],
    ["both", [4367, 11567]],
    ["zoom the first one too", [4367, 11567]],
    ["apply coupon, the first time, keep the other zoom", [4367, 11567]],
    ["den ersten auch", [4367, 11567]],
    ["los dos por favor", [4367, 11567]],
  ])("“%s” takes it up", async (answer, moments) => {
    const { tell, operations } = await video();
    expect(await tell("zoom on the apply button")).toMatch(/the first one/);
    await tell(answer);
    const zooms = (await operations())
      .flatMap((one) => (one.type === "zoom" ? [one.startMs] : []))
      .toSorted((a, b) => a - b);
    expect(zooms).toHaveLength(moments.length);
    for (const [at, startMs] of zooms.entries()) expect(Math.abs(startMs - (moments[at] ?? 0))).toBeLessThan(1500);
  });

  it("also a turn later", async () => {
    const { tell, edits } = await video();
    await tell("zoom on the apply button", "blorp the wug", "both");
    expect(await edits()).toEqual(["zoom Apply coupon", "zoom Apply coupon"]);
  });

  it("is done by a yes, with what is said beside it", async () => {
    const { tell, edits, exports } = await video();
    expect(await tell("post it on linkedin")).toMatch(/export as mp4.*\?$/);
    await tell("yes please, but vertical");
    expect([await edits(), await exports()]).toEqual([["crop"], ["mp4"]]);
  });
});

describe("an answer to another question", () => {
  it.each([
    ["cut the unicorn part", "the first 3 seconds", ["cut"]],
    ["cut the unicorn part", "where the error shows, and make the cursor bigger", ["cut", "cursor_emphasis"]],
    ["change the style", "the dramatic one", ["style_preset"]],
    ["split it at 0:08", "the one before", ["split"]],
    ["schneide einen Teil raus", "die ersten 3 Sekunden", ["cut"]],
  ])("“%s” – “%s”", async (asked, answer, edits) => {
    const { tell, operations } = await video();
    expect(await tell(asked)).toMatch(/\?$/);
    await tell(answer);
    expect((await operations()).map(({ type }) => type).toSorted()).toEqual(edits.toSorted());
  });

  it("names a format", async () => {
    const { tell, exports } = await video();
    await tell("export it as avi", "gif then");
    expect(await exports()).toEqual(["gif"]);
  });
});
