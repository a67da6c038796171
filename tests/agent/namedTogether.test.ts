import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** A thread about the shop's checkout, of which everything that is seen is known. */
const shop = () => recordedThread(store(), "checkout.context.json");
type Thread = Awaited<ReturnType<typeof shop>>;

const namesIn = async ({ operations }: Thread, type: string): Promise<(string | undefined)[]> =>
  (await operations()).flatMap((one) => (one.type === type ? [one.anchor?.element] : []));

describe("several things that are named at once", () => {
  it("are the rows of cards, and the first of them", async () => {
    const thread = await shop();
    await thread.say("blur the first two cards");
    expect(await namesIn(thread, "redact")).toEqual(["Pond", "Moth"]);
    await thread.say("undo");
    await thread.say("blur the prices of Moth and Pebble");
    expect(await namesIn(thread, "redact")).toEqual(["€89", "€149"]);
  });

  it("are known by what a reply names, and by what was done to another", async () => {
    const thread = await shop();
    await thread.say("can you see the price of the Moth?");
    await thread.say("please cover it");
    await thread.say("and for Pebble also");
    expect(await namesIn(thread, "redact")).toEqual(["€89", "€149"]);
    expect((await thread.say("all of them?")).parts).toBeDefined();
  });

  it("are only a part of what was covered, where that is said", async () => {
    const thread = await shop();
    await thread.say("blur Pebble");
    await thread.say("no, only its price");
    expect(await namesIn(thread, "redact")).toEqual(["€149"]);
  });
});

describe("what goes out of the picture, or is to be in it", () => {
  it("is no part of the video's time", async () => {
    const thread = await shop();
    await thread.say("crop out the payment section at the bottom");
    const [crop] = await thread.operations();
    expect(crop).toMatchObject({ type: "crop", x: 0, y: 0, width: 1280 });
    await thread.say("back to the original");
    expect((await thread.say("crop to the order summary on the right")).text).toMatch(/^Cropped to \*\*/);
    await thread.say("back to the original");
    await thread.say("cut it to just the delivery day part");
    expect(await thread.operations()).toMatchObject([{ type: "trim", startMs: 11_000, endMs: 15_000 }]);
  });

  it("moves the crop, in its shape", async () => {
    const thread = await shop();
    await thread.say("make it square");
    const [square] = await thread.operations();
    for (const said of ["the phone field should be in the middle", "the phone is cut off"]) {
      await thread.say(said);
      const [moved, ...more] = await thread.operations();
      expect(more).toEqual([]);
      expect(moved).toMatchObject({ type: "crop", height: 720, width: 720 });
    }
    expect(square).not.toEqual((await thread.operations())[0]);
    await thread.say("can you show everything?");
    expect(await thread.operations()).toMatchObject([{ type: "crop", shape: "1:1", width: 1280 }]);
  });

  it("is why something is cut, and no wish of its own", async () => {
    const thread = await shop();
    const { text } = await thread.say("cut the phone, customers shouldn't see a number");
    expect(await thread.types()).toEqual(["cut"]);
    expect(text).not.toContain("?");
  });
});
