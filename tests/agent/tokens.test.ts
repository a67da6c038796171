import { describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { openedStore, openThread } from "./support.ts";

const store = openedStore();

describe("what a language model's answers took", () => {
  it("is kept with each message and added up on the thread's run", async () => {
    const { say, threadId } = await openThread(store());
    const { runId } = await say("record PR 1");
    const answered = (inputTokens: number, outputTokens: number, costUsd?: number) =>
      store().bot.mutation(api.messages.append, {
        threadId,
        role: "assistant",
        content: "Done.",
        parts: [
          { type: "text", text: "Done." },
          { type: "usage", model: "gpt-test", inputTokens, outputTokens, ...(costUsd ? { costUsd } : {}) },
        ],
      });
    await answered(1200, 80, 0.5);
    await answered(300, 20);
    const { page } = await store().bot.query(api.runs.listByThread, {
      threadId,
      paginationOpts: { numItems: 9, cursor: null },
    });
    expect(page.map(({ _id, tokens }) => ({ _id, tokens }))).toEqual([
      { _id: runId, tokens: { inputTokens: 1500, outputTokens: 100, costUsd: 0.5 } },
    ]);
  });
});
