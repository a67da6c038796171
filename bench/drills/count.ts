import { api } from "../../convex/_generated/api.js";
import { until } from "../../tests/support/aura.ts";
import { requestsIn } from "./journal.ts";
import type { DrillStage } from "./stage.ts";
import { expectedFiles, hashOf, type WorkKind } from "./work.ts";

/** What is left when everything has come to rest. The last three are to be zero. */
export type Counted = {
  acknowledged: number;
  /** Requests that ended with a failure of which the bot was told. */
  refused: number;
  /** Acknowledged requests that never came to their end. */
  lost: number;
  /** Runs or versions beyond those that were asked for. */
  duplicated: number;
  /** Versions whose file is not the one of their operations. */
  mismatched: number;
};

const END_LIMIT_MS = 120_000;

export async function count({ store, journal, threadId, dir }: DrillStage, kind: WorkKind): Promise<Counted> {
  const expected = await expectedFiles(kind, dir);
  const requests = requestsIn(journal);
  const counted: Counted = { acknowledged: 0, refused: 0, lost: 0, duplicated: 0, mismatched: 0 };
  for (const { runId, versionId, refusal } of requests) {
    if (runId === undefined) continue;
    counted.acknowledged += 1;
    const versions = () => store.query(api.edits.listVersions, { runId });
    const isDone = async () => (await versions()).every(({ status }) => status === "completed" || status === "failed");
    await until("the last edits are rendered", isDone, END_LIMIT_MS).catch(() => undefined);
    const found = await versions();
    const wanted = versionId === undefined ? 1 : 2;
    if (refusal === undefined) counted.duplicated += Math.max(0, found.length - wanted);
    if (refusal !== undefined) counted.refused += 1;
    const edit = found.find(({ _id }) => _id === versionId);
    const reason = refusal ?? (edit?.status === "failed" ? edit.errorCode : undefined);
    if (reason !== undefined) process.stderr.write(`refused: ${reason}\n`);
    if (edit?.status === "failed") counted.refused += 1;
    else if (refusal === undefined && edit?.status !== "completed") counted.lost += 1;
    for (const { status, videoUrl, operations } of found.filter(({ status }) => status === "completed")) {
      const shown = status === "completed" && videoUrl ? await (await fetch(videoUrl)).bytes() : new Uint8Array();
      if (hashOf(shown) !== (await expected(operations))) counted.mismatched += 1;
    }
  }
  counted.duplicated += await runsBeyond(store, threadId, new Set(requests.map(({ runId }) => String(runId))));
  return counted;
}

async function runsBeyond({ query }: DrillStage["store"], threadId: DrillStage["threadId"], asked: Set<string>) {
  let beyond = 0;
  for (let cursor: string | null = null, isDone = false; !isDone; ) {
    const paginationOpts: { numItems: number; cursor: string | null } = { numItems: 100, cursor };
    const page: { page: { _id: string }[]; isDone: boolean; continueCursor: string } = await query(
      api.runs.listByThread,
      { threadId, paginationOpts },
    );
    beyond += page.page.filter(({ _id }) => !asked.has(_id)).length;
    ({ isDone, continueCursor: cursor } = page);
  }
  return beyond;
}
