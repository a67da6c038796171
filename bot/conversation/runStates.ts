import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Activity, EditVersion, ExportJob, Message, Run, Thread } from "../../convex/model/documents.ts";
import type { RunState } from "./outcomes.ts";

/** What `threads.context` answers. */
export type Context = {
  thread: Thread;
  run: Run | null;
  planned: Run[];
  versions: EditVersion[];
  currentVersion: EditVersion | null;
  exports: ExportJob[];
  jobs: Activity[];
  messages: Message[];
};

const RUNS_LOOKED_AT = 20;

/** The newest runs of one thread with all that was made of them, kept up to date from one context to the next. */
export type RunStates = {
  update(context: Context): Promise<void>;
  get(runId: Id<"runs">): RunState | undefined;
  /** Oldest first. */
  all(): RunState[];
};

/**
 * The current run comes with the context. Earlier ones are read once, and again whenever a job of theirs was under way in
 * this context or the one before.
 */
export function openRunStates(store: Store, threadId: Id<"threads">): RunStates {
  const states = new Map<Id<"runs">, RunState>();
  let busy = new Set<Id<"runs">>();
  let isFirst = true;

  async function read(runId: Id<"runs">): Promise<void> {
    const run = await store.query(api.runs.get, { id: runId });
    if (run === null) return void states.delete(runId);
    const versions = await store.query(api.edits.listVersions, { runId });
    const exports = await store.query(api.exports.list, { runId });
    states.set(runId, { run, versions, exports: exports.toReversed() });
  }

  return {
    update: async (context) => {
      const busyNow = new Set(context.jobs.map((job) => job.runId));
      const due = new Set([...busy, ...busyNow]);
      if (isFirst) {
        const paginationOpts = { numItems: RUNS_LOOKED_AT, cursor: null };
        const { page } = await store.query(api.runs.listByThread, { threadId, paginationOpts });
        for (const run of page) due.add(run._id);
      }
      // The run that was the current one until now may have ended without a job of its own being seen.
      const { run, versions, exports } = context;
      for (const runId of states.keys()) if (isOpenEnded(states.get(runId))) due.add(runId);
      if (run) {
        due.delete(run._id);
        states.set(run._id, { run, versions, exports });
      }
      for (const runId of due) await read(runId);
      busy = busyNow;
      isFirst = false;
    },
    get: (runId) => states.get(runId),
    all: () => [...states.values()].sort((a, b) => a.run.timestamp - b.run.timestamp),
  };
}

function isOpenEnded(state: RunState | undefined): boolean {
  if (!state) return false;
  const isOpen = ({ status }: { status: string }) => !["completed", "failed", "canceled"].includes(status);
  return isOpen(state.run) || state.versions.some(isOpen) || state.exports.some(isOpen);
}
