import { describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { openedStore, openThread, recordedThread } from "./support.ts";

const store = openedStore();

describe("a message whose agent was ended before it had answered", () => {
  it("makes one version, one export and one recording, and says the same again", async () => {
    const { hear, answer, context, finishRecording, threadId } = await openThread(store());
    const recording = await hear("record PR 1");
    const first = await answer(recording);
    const second = await answer(recording);
    expect(second).toMatchObject({ runId: first.runId, ok: true });
    const runs = await store().bot.query(api.runs.listByThread, {
      threadId,
      paginationOpts: { numItems: 9, cursor: null },
    });
    expect(runs.page).toHaveLength(1);
    await finishRecording();

    const edit = await hear("make it shorter, zoom on the button and export as gif");
    const edited = await answer(edit);
    const again = await answer(edit);
    expect(again).toMatchObject({ versionId: edited.versionId, exportIds: edited.exportIds, text: edited.text });
    expect(edited.exportIds).toHaveLength(1);
    const { versions, exports } = await context();
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(exports).toHaveLength(1);

    const undo = await hear("undo");
    await answer(undo);
    expect((await answer(undo)).text).toMatch(/^Back to the original/);
    expect((await context()).versions).toHaveLength(3);

    const other = await hear("record it again");
    const { runId } = await answer(other);
    expect((await answer(other)).runId).toBe(runId);
    await finishRecording();
  });

  it("answers each message by what was said before it", async () => {
    const { hear, answer, say, context } = await recordedThread(store());
    await say("zoom on coupon");
    const choice = await hear("the field");
    const thanks = await hear("thanks!", { id: "u2", name: "Ben" });
    expect((await answer(choice)).text).toMatch(/\*\*Coupon code\*\*/);
    expect((await answer(thanks)).text).toMatch(/welcome/);
    expect((await context()).versions).toHaveLength(2);
  });
});
