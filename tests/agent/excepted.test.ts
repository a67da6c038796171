import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** What is covered, zoomed on or cut after each of these was said. */
async function editsAfter(file: string, ...said: string[]): Promise<string[]> {
  const { say, finishRecording: _, operations } = await recordedThread(store(), file);
  for (const text of said) await say(text);
  return (await operations()).map((one) =>
    "endMs" in one ? `${one.type} ${one.startMs}-${one.endMs}` : `${one.type} ${one.anchor?.element}`,
  );
}

describe("what is said to be no part of what was just done", () => {
  it("is read again where several things were covered", async () => {
    const blurred = ["redact Phone", "redact Name on the bell"];
    const first = "blur the phone and the name on the bell";
    expect(await editsAfter("delivery.context.json", first)).toEqual(blurred);
    for (const said of [
      "actually the name is fake, you can show it",
      "not the name, customers know it",
      "the name should stay readable",
      "I only meant the phone",
      "no need to hide the name",
    ])
      expect(await editsAfter("delivery.context.json", first, said)).toEqual(["redact Phone"]);
  });

  it("comes back from a cut, and nothing else is thrown away", async () => {
    const cut = "cut the phone and the name on the bell";
    const phone = await editsAfter("delivery.context.json", "cut the phone");
    for (const said of [
      "oh, keep the name",
      "no wait, the name should stay in",
      "I meant only the phone, keep the name",
    ])
      expect(await editsAfter("delivery.context.json", cut, said)).toEqual(phone);
    expect(await editsAfter("delivery.context.json", "cut the phone", "oh no, keep it")).toEqual([]);
  });

  it("plays as it was recorded each time it is used", async () => {
    const { say, operations } = await recordedThread(store(), "lamps.context.json");
    await say("speed up everything 1.5 times");
    const [all] = await operations();
    await say("except the coupon code");
    const parts = await operations();
    expect(all).toMatchObject({ type: "speed", startMs: 0 });
    expect(parts.length).toBeGreaterThan(1);
  });

  it("is as it was, where it is to be left so", async () => {
    const fast = "play everything at 2x";
    const others = await editsAfter("delivery.context.json", fast, "except the phone");
    expect(others).not.toEqual(await editsAfter("delivery.context.json", fast));
    for (const said of ["but leave the phone as it is", "keep the phone at normal speed"])
      expect(await editsAfter("delivery.context.json", fast, said)).toEqual(others);
  });

  it("is not what is to stay as it was made", async () => {
    const zoomed = await editsAfter("delivery.context.json", "zoom on the phone");
    for (const said of ["keep the zoom", "keep it like that", "keep the zoom on the phone"])
      expect(await editsAfter("delivery.context.json", "zoom on the phone", said)).toEqual(zoomed);
    expect(await editsAfter("delivery.context.json", "make it shorter", "but keep the phone")).toEqual(
      await editsAfter("delivery.context.json", "make it shorter"),
    );
  });
});
