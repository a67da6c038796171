import { describe, expect, it } from "vitest";
import { ben, openedStore, openThread, recordedThread } from "./support.ts";

const store = openedStore();

describe("a conversation about one video", () => {
  it("records, edits, asks, undoes and exports", async () => {
    const { say, context, finishRecording } = await openThread(store());
    expect((await say("hello")).text).toMatch(/record PR 1/);
    expect(await say("blorp the wug")).toMatchObject({ ok: false });
    expect((await say("make it shorter")).text).toMatch(/Nothing is recorded here yet/);
    expect((await say("record PR 9")).text).toMatch(
      /no PR 9 in shop; there are \*\*1\*\* \(Coupons\) and \*\*2\*\* \(Cards\)/,
    );
    expect((await context()).run).toBeNull();

    const recording = await say("record PR 1");
    expect(recording).toMatchObject({ ok: true, runId: expect.any(String) });
    expect((await context()).run).toMatchObject({
      pr: 1,
      repoUrl: "/shop",
      commitSha: "b".repeat(40),
      status: "queued",
    });
    expect((await say("zoom on the button")).text).toMatch(/still being made/);
    await finishRecording();

    const edited = await say("make it shorter and zoom the button");
    expect(edited.text).toMatch(/8\.9 s shorter, now 0:33; zoom on \*\*Apply coupon\*\* at 0:27/);
    const second = (await context()).currentVersion;
    expect(second).toMatchObject({ version: 2, _id: edited.versionId, author: { name: "Ana" } });
    expect(second?.operations.map((one) => one.type)).toEqual(["cut", "cut", "zoom"]);
    expect(second?.operations.at(-1)).toMatchObject({ anchor: { shotId: "s8", element: "Apply coupon" } });

    const question = await say("zoom on coupon");
    expect(question.text).toBe("Which one should I zoom on: **Coupon code** or **Apply coupon**?");
    expect((await context()).currentVersion?.version).toBe(2);
    expect((await say("the field")).text).toMatch(/Zoom on \*\*Coupon code\*\* at 0:20/);
    expect((await context()).currentVersion?.version).toBe(3);

    expect((await say("undo")).text).toMatch(/Back to version 2/);
    expect((await context()).currentVersion?.operations).toEqual(second?.operations);
    expect((await say("undo")).text).toMatch(/Back to the original/);
    expect((await context()).currentVersion?.operations).toEqual([]);
    expect((await say("undo")).text).toMatch(/nothing to undo/i);

    const exported = await say("make it square and export as gif under 5 MB");
    expect(exported.exportIds).toHaveLength(1);
    const { exports, currentVersion } = await context();
    expect(exports.at(-1)).toMatchObject({ format: "gif", maxFileSizeMb: 5, editVersionId: currentVersion?._id });
    expect(exports.at(-1)?.width).toBe(exports.at(-1)?.height);
    expect(currentVersion?.operations.map((one) => one.type)).toEqual(["crop"]);
    expect((await say("thanks!")).text).toMatch(/welcome/);
  });

  it("takes one edit away and keeps the others, with their moments", async () => {
    const { say, context } = await recordedThread(store());
    await say("cut 0:18 to 0:26");
    await say("zoom on apply coupon");
    expect((await context()).currentVersion?.operations.at(-1)).toMatchObject({ startMs: 28_200 });
    expect((await say("remove the zoom")).text).toMatch(/Removed the zoom/);
    expect((await context()).currentVersion?.operations.map((one) => one.type)).toEqual(["cut"]);
    expect((await say("undo")).text).toMatch(/Back to version 3/);
    expect((await context()).currentVersion?.operations.map((one) => one.type)).toEqual(["cut", "zoom"]);
  });

  it("knows what closer, longer, too and it mean after an edit, and does nothing on a guess", async () => {
    const { say, context } = await recordedThread(store());
    const last = async () => (await context()).currentVersion?.operations.at(-1);
    await say("zoom on the button");
    await say("closer");
    expect(await last()).toMatchObject({
      type: "zoom",
      intensity: 3,
      startMs: 36_200,
      anchor: { element: "Apply coupon" },
    });
    await say("and the email field too");
    expect(await last()).toMatchObject({ type: "zoom", anchor: { element: "Email" } });
    expect((await context()).currentVersion?.operations).toHaveLength(2);
    await say("add a caption saying Coupons");
    await say("at the top");
    await say("make it last 6 seconds");
    expect(await last()).toMatchObject({ type: "caption", text: "Coupons", position: "top", durationMs: 6000 });
    await say("remove it");
    expect(await last()).toMatchObject({ type: "zoom" });
    const { versions } = await context();
    expect((await say("do it again")).text).toMatch(/\?$/);
    expect((await say("undo")).text).toMatch(/^Back to /);
    expect((await say("add a caption")).text).toBe("What should the caption say?");
    expect((await context()).versions).toHaveLength(versions.length + 1);
  });

  it("says whose edit an undo takes back, and that a delivery is not set up", async () => {
    const { say, finishRecording } = await openThread(store());
    await say("record PR 2");
    await finishRecording();
    await say("minimal style", ben);
    expect((await say("undo")).text).toMatch(/takes back the edit of Ben/);
    const shared = await say("send it to ana@example.com");
    expect(shared).toMatchObject({ ok: false });
    expect(shared.text).toMatch(/^Sending by e-mail is not set up here yet/);
  });
});
