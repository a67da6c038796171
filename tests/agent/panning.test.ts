import { describe, expect, it } from "vitest";
import type { Operation } from "../../convex/model/operations.ts";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

describe("a crop that follows the action", () => {
  const cropped = async () => {
    const thread = await recordedThread(store(), "checkout.context.json");
    const last = async (type: Operation["type"]) =>
      (await thread.context()).currentVersion?.operations.findLast((one) => one.type === type);
    const crop = () => last("crop");
    const said = async (text: string): Promise<string> => (await thread.say(text)).text;
    return { said, crop, last };
  };

  it("is what a shape gets, and stands still or moves again when it is told to", async () => {
    const { said, crop } = await cropped();
    expect(await said("make it vertical")).toMatch(
      /^Cropped to vertical \(9:16\), and the picture follows what is used\. Say/,
    );
    expect(await crop()).toMatchObject({ follow: true, width: 404 });
    expect(await said("don't pan")).toMatch(
      /^The picture stands still\. .*\*\*Phone\*\*.* outside the picture then\.$/,
    );
    expect(await crop()).not.toHaveProperty("follow");
    expect(await said("keep the frame still")).toBe("The picture stands still already.");
    expect(await said("follow the mouse")).toMatch(/^The picture follows what is used\./);
    expect(await crop()).toMatchObject({ follow: true, width: 404 });
    expect(await said("make it square, but keep the picture still")).toMatch(/^Cropped to square/);
    expect(await crop()).toMatchObject({ width: 720 });
    expect(await crop()).not.toHaveProperty("follow");
  });

  it("is none of a crop to a thing, and nothing moves where nothing is cropped", async () => {
    const { said, crop } = await cropped();
    expect(await said("stop panning")).toMatch(/^It is not cropped, and only zooms move the picture/);
    expect(await said("follow the action")).toMatch(/\*\*vertical\*\*, \*\*square\*\* or \*\*4:5\*\*\?$/);
    expect(await said("crop to the phone")).toMatch(/^Cropped to \*\*Phone\*\*/);
    expect(await crop()).not.toHaveProperty("follow");
  });

  it("has zooms that are as near as what is seen allows", async () => {
    const { said, last } = await cropped();
    await said("zoom on 12 – 15");
    expect(await last("zoom")).toMatchObject({ intensity: 2 });
    await said("undo");
    await said("make it vertical");
    await said("zoom on 12 – 15");
    expect(await last("zoom")).toMatchObject({ intensity: 1.4 });
  });
});
