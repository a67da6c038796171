import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import { jobKind } from "../model/documents.ts";
import { heartbeatOf } from "./outcome.ts";

const openStates = ["running", "waiting", "delayed"] as const;
const LISTED = 100;

/** A job that is not over, as whoever looks after the machine sees it. `notBefore` is when a delayed one goes on. */
export const openJob = v.object({
  jobId: v.id("jobs"),
  kind: jobKind,
  state: v.union(...openStates.map((state) => v.literal(state))),
  runId: v.id("runs"),
  title: v.union(v.string(), v.null()),
  createdAt: v.number(),
  notBefore: v.number(),
  attempt: v.number(),
  workerId: v.union(v.string(), v.null()),
  stage: v.union(v.string(), v.null()),
  progress: v.union(v.number(), v.null()),
  lastError: v.union(v.string(), v.null()),
});

/** At most 100 of each state, those under way first. */
export async function openJobs(ctx: QueryCtx): Promise<Infer<typeof openJob>[]> {
  const rows: Infer<typeof openJob>[] = [];
  for (const state of openStates) {
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_end", (range) => range.eq("state", state))
      .take(LISTED);
    for (const job of jobs) {
      const heartbeat = await heartbeatOf(ctx, job._id);
      rows.push({
        jobId: job._id,
        kind: job.kind,
        state,
        runId: job.runId,
        title: await titleOf(ctx, job),
        createdAt: job._creationTime,
        notBefore: job.notBefore,
        attempt: job.attempt,
        workerId: heartbeat?.workerId ?? null,
        stage: heartbeat?.stage ?? null,
        progress: heartbeat?.progress ?? null,
        lastError: job.lastError?.message ?? null,
      });
    }
  }
  return rows;
}

/** What the job's run is called; null when it has no name or is gone. */
export async function titleOf(ctx: QueryCtx, { runId }: Pick<Doc<"jobs">, "runId">): Promise<string | null> {
  const run = await ctx.db.get("runs", runId);
  if (run === null) return null;
  const title = run.title ?? run.summary;
  return run.pr === undefined ? title : `PR ${run.pr} · ${title}`;
}

/**
 * What the store says of a run whose take lies somewhere: `unknown` is no id of this store, `gone` has been removed, `busy`
 * has work to come, and `resting` has none. `takeRef` names the take that its edits are rendered from.
 */
export const takeUse = v.union(
  v.object({ state: v.union(v.literal("unknown"), v.literal("gone")) }),
  v.object({ state: v.union(v.literal("busy"), v.literal("resting")), takeRef: v.union(v.string(), v.null()) }),
);

export async function takeUseOf(ctx: QueryCtx, runId: string): Promise<Infer<typeof takeUse>> {
  const id = ctx.db.normalizeId("runs", runId);
  if (id === null) return { state: "unknown" };
  const run = await ctx.db.get("runs", id);
  if (run === null || run.removedAt !== undefined) return { state: "gone" };
  const open = await Promise.all(
    openStates.map((state) =>
      ctx.db
        .query("jobs")
        .withIndex("by_run", (range) => range.eq("runId", id).eq("state", state))
        .first(),
    ),
  );
  const isBusy = open.some((job) => job !== null);
  return { state: isBusy ? "busy" : "resting", takeRef: run.takeRef ?? null };
}
