import { setTimeout as delay } from "node:timers/promises";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore } from "../../convex/client.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { obeyInput } from "./clock.ts";
import { isOver, note, type Request, requestsIn } from "./journal.ts";

/**
 * People who keep asking: each asks for a recording, waits for it, and asks for an edit of it. What was asked before this
 * process was killed is asked again under the same key, as a door does with a message that its platform sends again. A line
 * "enough" ends it when all that was asked is acknowledged.
 */
const [url = "", journal = "", workspaceId = "", threadId = ""] = process.argv.slice(2);
const SENDERS = 4;
const AGAIN_MS = 300;
let isEnough = false;
obeyInput({
  onLine: (line) => {
    if (line === "enough") isEnough = true;
  },
  onEnd: () => process.exit(0),
});
const store = connectStore({ url, key: "the bot's key", kind: "bot" });
const ids = { workspaceId: workspaceId as Id<"workspaces">, threadId: threadId as Id<"threads"> };
const known = requestsIn(journal);
const open = known.filter((request) => !isOver(request));
let count = known.length;
console.log("ready");

async function send(): Promise<void> {
  for (;;) {
    const request = open.shift() ?? (isEnough ? null : { name: String(count) });
    if (request === null) return;
    count += 1;
    await finish(request);
    console.log("finished");
  }
}

async function finish({ name, runId: before }: Request): Promise<void> {
  note(journal, { name, step: "asked" });
  const runId = await insisting(() =>
    store.mutation(api.runs.create, {
      ...ids,
      ...{ timestamp: Date.now(), repo: "local/drill", repoUrl: "/drill", branch: name, pr: 1, summary: name },
      ...{ commitSha: "b".repeat(40), baseSha: "a".repeat(40), status: "queued", source: "pr" },
      ...{ request: { kind: "pr" }, idempotencyKey: name },
    }),
  );
  if (before !== undefined && before !== runId) throw new Error(`${name} was given another run than before`);
  note(journal, { name, step: "run", runId });
  const refusal = await endOf(runId);
  if (refusal !== null) return note(journal, { name, step: "refused", code: refusal });
  // A few different edits, so that what they should show is soon known.
  const operation: Operation = { type: "cut", startMs: 0, endMs: 200 * (1 + (Number(name) % 5)) };
  const edit = { runId, operation, idempotencyKey: `${name}-edit` };
  const versionId = await insisting(() => store.mutation(api.edits.applyEdit, edit));
  note(journal, { name, step: "edit", versionId });
}

/** Null when the recording is there, else why not. */
function endOf(runId: Id<"runs">): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const stop = store.watch(
      api.runs.get,
      { id: runId },
      (run) => {
        if (run?.status !== "completed" && run?.status !== "failed") return;
        stop();
        resolve(run.status === "completed" ? null : (run.errorCode ?? "unknown"));
      },
      reject,
    );
  });
}

/** Nothing was acknowledged, so it is asked again: a store on a full disk refuses until there is room. */
async function insisting<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await delay(AGAIN_MS);
    }
  }
}

await Promise.all(Array.from({ length: SENDERS }, send));
console.log("over");
await store.close();
process.exit(0);
