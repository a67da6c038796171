import { describe, expect, it } from "vitest";
import { ana, ben, openedStore, recordedThread } from "./support.ts";

const store = openedStore();

describe("ten turns about one video", () => {
  it("follows a person who changes their mind", async () => {
    const { say, operations, types } = await recordedThread(store());
    await say("zoom in on the apply button");
    const [zoom] = await operations();
    await say("hold it longer");
    const held = zoom?.type === "zoom" ? Math.round(zoom.durationMs * 1.5) : 0;
    expect(await operations()).toEqual([{ ...zoom, durationMs: held }]);
    await say("crop it square for instagram");
    await say("hmm no, keep the whole picture");
    expect(await types()).toEqual(["zoom"]);
    await say('also caption it "You save 10%"');
    expect((await say("make it red")).text).toMatch(/colours/);
    await say('make the caption just "10% off"');
    expect((await operations()).slice(1)).toMatchObject([{ type: "caption", text: "10% off" }]);
    await say("undo the last two");
    expect(await types()).toEqual(["zoom"]);
    await say('add a caption saying "Hello"');
    await say("make it 5 seconds and put it at the top");
    expect((await operations()).at(-1)).toMatchObject({ type: "caption", durationMs: 5000, position: "top" });
    await say("and get rid of the zoom");
    expect(await types()).toEqual(["caption"]);
    await say("no wait, I meant the caption");
    expect(await types()).toEqual(["zoom"]);
    expect((await say("what does this PR change?")).text).toMatch(/Adds coupons\./);
    expect((await say("what did you change?")).text).toMatch(/^Version \d+ has a zoom on \*\*Apply coupon\*\*/);
    expect((await say("cut the first 90 seconds")).text).toMatch(/42 s long.*Which time do you mean\?$/);
    await say("ok just the first 2 seconds then");
    expect((await operations()).at(-1)).toEqual({ type: "cut", startMs: 0, endMs: 2000 });
    expect((await say("slow the end down")).ok).toBe(true);
    expect((await say("gif please")).exportIds).toHaveLength(1);
    expect((await say("thanks!")).text).toBe("You're welcome!");
  });

  it("takes times as those of the version that each person saw when they wrote", async () => {
    const { hear, answer, operations } = await recordedThread(store());
    const [first, second] = [await hear("cut the first 10 seconds", ana), await hear("zoom at 0:20 for 2 s", ben)];
    await answer(first);
    await answer(second);
    expect(await operations()).toMatchObject([
      { type: "cut", startMs: 0, endMs: 10_000 },
      { type: "zoom", startMs: 10_000, durationMs: 2000 },
    ]);
    const undone = [await hear("undo", ana), await hear("cut 0:20 to 0:22", ben)] as const;
    expect((await answer(undone[0])).text).toMatch(/takes back the edit of Ben/);
    await answer(undone[1]);
    expect((await operations()).at(-1)).toMatchObject({ type: "cut", startMs: 20_000, endMs: 22_000 });
  });

  it("knows what it, that, more, the other one, instead and again refer to", async () => {
    const { say, operations, types } = await recordedThread(store());
    await say("can you zoom on the email field?");
    await say("a bit more");
    expect(await operations()).toMatchObject([{ type: "zoom", intensity: 2.4, anchor: { element: "Email" } }]);
    await say("no, on the coupon field instead");
    expect(await operations()).toMatchObject([{ type: "zoom", anchor: { element: "Coupon code" } }]);
    await say("no, the other one");
    expect(await operations()).toMatchObject([{ type: "zoom", anchor: { element: "Apply coupon" } }]);
    await say("hold it for 4 seconds");
    expect(await operations()).toMatchObject([{ type: "zoom", durationMs: 4000, anchor: { element: "Apply coupon" } }]);
    await say("nice. now blur the email");
    await say("and the coupon code too");
    expect(await types()).toEqual(["zoom", "redact", "redact"]);
    await say("undo that");
    expect(await types()).toEqual(["zoom", "redact"]);
    await say("speed up the login");
    await say("slower than that");
    expect(await types()).toEqual(["zoom", "redact", "speed"]);
    const exported = await say("perfect, give me that as a gif under 8 mb");
    expect(exported.exportIds).toHaveLength(1);
  });

  it("holds between two people, by the version each of them saw", async () => {
    const { say, hear, answer, operations, types, context } = await recordedThread(store());
    await say("make it dramatic", ana);
    await say("add a caption saying Coupons are here", ben);
    expect((await say("undo that", ana)).text).toMatch(/takes back the edit of Ben/);
    expect(await types()).toEqual(["style_preset"]);
    expect((await say("sorry Ben, put it back", ana)).text).toMatch(/version 3/);
    expect(await types()).toEqual(["style_preset", "caption"]);
    expect((await say("whose edit was the caption?", ana)).text).toMatch(/Ben/);

    // The new version is still being rendered: what is asked next builds on it all the same.
    expect((await context()).jobs.length).toBeGreaterThan(0);
    await say("make it last 6 seconds", ben);
    expect((await operations()).at(-1)).toMatchObject({ type: "caption", durationMs: 6000 });

    const [first, second] = [await hear("zoom on the coupon", ana), await hear("go minimal", ben)];
    expect((await answer(first)).text).toMatch(/\?$/);
    expect((await answer(second)).text).toMatch(/^Minimal style/);
    expect((await say("what did you change so far?", ana)).ok).toBe(true);
    expect((await say("crop it to a square", ben)).text).toMatch(/1:1|square/i);
    expect((await say("back to the original please", ana)).text).toMatch(/^Back to the original/);
    expect(await operations()).toEqual([]);
  });
});
