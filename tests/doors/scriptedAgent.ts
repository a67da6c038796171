import type { Agent } from "../../bot/conversation/agent.ts";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";

/** Understands just enough sentences, word for word, for the doors to be tried without a grammar or a model. */
export function scriptedAgent(store: Store): Agent {
  return {
    respond: async ({ threadId, text, author }) => {
      const { thread, run, versions } = await store.query(api.threads.context, { id: threadId });
      const record = /record PR (\d+)/i.exec(text);
      if (record) {
        const pr = Number(record[1]);
        if (pr > 3) return { text: `There is no PR ${pr} in shop; there are 1, 2 and 3.`, ok: false };
        const { workspaceId } = thread;
        const request = { kind: "pr" as const };
        await store.mutation(api.runs.create, {
          ...{ workspaceId, threadId, pr, request, repo: "shop", title: `Pull request ${pr}` },
          ...{ timestamp: Date.now(), summary: `Recording PR ${pr}`, status: "queued", source: "pr" },
        });
        return { text: `I record **PR ${pr}** now.`, ok: true };
      }
      if (!run) return { text: "Nothing has been recorded here yet; say which pull request to record.", ok: false };
      if (/what now/i.test(text)) {
        return { text: "It is **15 s** long. Say **a GIF**, or **undo** in a moment.", ok: true };
      }
      if (/which one/i.test(text)) return { text: "The **first** one. Should it be **shorter**?", ok: false };
      const revert = /version (\d+)/i.exec(text);
      if (/shorter/i.test(text)) {
        const operations = [{ type: "cut" as const, startMs: 6_000, endMs: 9_000 }];
        await store.mutation(api.edits.applyEdits, { runId: run._id, operations, author, summary: "3 s shorter" });
        return { text: "I take the idle 3 seconds out.", ok: true };
      }
      if (/undo/i.test(text) || revert) {
        const number = revert ? Number(revert[1]) : (versions.at(-1)?.version ?? 1) - 1;
        const target = versions.find((one) => one.version === number);
        const toVersionId = target ? { toVersionId: target._id } : {};
        await store.mutation(api.edits.revert, {
          runId: run._id,
          ...toVersionId,
          author,
          summary: `Version ${number} again`,
        });
        return { text: `Back to version ${number}.`, ok: true };
      }
      if (/gif/i.test(text)) {
        const latest = versions.findLast((one) => one.status === "completed");
        await store.mutation(api.exports.create, {
          ...(latest ? { editVersionId: latest._id } : {}),
          ...{ runId: run._id, format: "gif" as const, fps: 15, width: 640, height: 360, quality: "web" as const },
        });
        return { text: "I make the GIF.", ok: true };
      }
      if (/cancel/i.test(text)) {
        await store.mutation(api.runs.cancel, { id: run._id });
        return { text: "Stopped.", ok: true };
      }
      throw new Error(`The scripted agent does not know: ${text}`);
    },
  };
}
