import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

describe("taking back, correcting and refining", () => {
  it("puts a refinement in the place of the edit that it refines", async () => {
    const { say, operations } = await recordedThread(store());
    await say("make it faster, 2x");
    expect((await say("hmm no thats too fast, 1.5")).text).toMatch(/^The whole video at 1\.5×/);
    expect(await operations()).toEqual([{ type: "speed", rate: 1.5, startMs: 0, endMs: 42_000 }]);
    await say("actually only while the email is typed in");
    expect(await operations()).toMatchObject([{ type: "speed", rate: 1.5, startMs: 9000, endMs: 15_000 }]);
    expect((await say("no, the whole video")).text).toMatch(/^I took that back; the whole video at 1\.5×/);
    expect(await operations()).toMatchObject([{ type: "speed", rate: 1.5, startMs: 0, endMs: 42_000 }]);
    await say("nein, nur am Anfang");
    expect(await operations()).toMatchObject([{ type: "speed", rate: 1.5, startMs: 0 }]);
    await say("slow it back down to normal speed again, it's only short");
    expect(await operations()).toEqual([]);
  });

  it("takes an edit back that is protested against, and does what is said instead", async () => {
    const { say, operations } = await recordedThread(store());
    await say("keep the login part");
    await say("what?? no, I want the whole video, just that part faster");
    expect(await operations()).toMatchObject([{ type: "speed", startMs: 9000, endMs: 18_000 }]);
    await say("no I said slower not faster");
    const slowed = await operations();
    expect(slowed).toMatchObject([{ type: "speed", startMs: 9000, endMs: 18_000 }]);
    expect(slowed[0]?.type === "speed" && slowed[0].rate).toBeLessThan(1);
    await say("cut the last 5 seconds");
    await say("wtf i said the first 5 seconds");
    expect((await operations()).slice(1)).toEqual([{ type: "cut", startMs: 0, endMs: 5000 }]);
    await say("undo");
    await say("zoom on the email field");
    expect((await say("no!! that's wrong")).text).toMatch(/^Back to version/);
    expect((await operations()).some(({ type }) => type === "zoom")).toBe(false);
    await say("hazlo vertical");
    await say("vuelve al formato normal");
    expect((await operations()).some(({ type }) => type === "crop")).toBe(false);
  });

  it("does the corrected half of a sentence alone, and nothing of what is taken back at its end", async () => {
    const { say, operations } = await recordedThread(store());
    await say("blur the email. no wait, not the email, the coupon code");
    expect(await operations()).toMatchObject([{ type: "redact", anchor: { element: "Coupon code" } }]);
    await say("verpixle auch das E-Mail-Feld");
    expect((await say("make it widescreen... no actually square. hm, no, leave the shape")).text).toMatch(/as it is/);
    await say("remove the coupon blur please");
    expect(await operations()).toMatchObject([{ type: "redact", anchor: { element: "Email" } }]);
    await say("hm leave the email, blur nothing");
    expect(await operations()).toEqual([]);
  });

  it("goes back to the start, or to a moment of the thread", async () => {
    const { say, operations } = await recordedThread(store());
    await say("zoom on the coupon field");
    await say("a notch closer");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 2.4 }]);
    await say("make the zoom end a second earlier");
    const [zoom] = await operations();
    await say("play everything at 1.5x");
    await say('caption it "Hello"');
    await say("blur the email");
    await say("undo everything since the speed change");
    expect(await operations()).toMatchObject([zoom, { type: "speed", rate: 1.5 }]);
    await say("make the end a little slower");
    await say("put the speed back but keep everything else");
    expect(await operations()).toMatchObject([zoom, { type: "speed", rate: 1.5 }]);
    expect((await say("go all the way back to the start")).text).toMatch(/^Back to the original/);
    expect(await operations()).toEqual([]);
  });
});
