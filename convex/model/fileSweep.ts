import type { MutationCtx } from "../_generated/server.js";
import { deleteUnkept } from "./files.ts";

/**
 * An upload takes two minutes, its address is good for an hour, and an attempt that does not beat loses its lease after 15 s:
 * what nobody has reported after so long, nobody will.
 */
export const UNKEPT_LIFE_MS = 24 * 3_600_000;

/** Each takes two of the 4,096 looks that a function has. */
const BATCH = 500;

/**
 * Looks once at each file, when it is old enough, and deletes it when no row has it. What the store had before it was swept for
 * the first time is left alone, since nobody wrote down then what was kept.
 */
export async function sweepFiles(ctx: MutationCtx, before: number): Promise<{ deleted: number; isDone: boolean }> {
  const sweep = await ctx.db.query("fileSweeps").first();
  if (sweep === null) {
    const since = Date.now();
    await ctx.db.insert("fileSweeps", { since, reached: since });
    return { deleted: 0, isDone: true };
  }
  // Whatever an attempt that still holds its job has uploaded is younger than its lease.
  const oldestLease = await ctx.db.query("heartbeats").first();
  const until = Math.min(before, oldestLease?._creationTime ?? before);
  // After a clock was set back, new files are older than what was reached.
  const from = Math.min(sweep.reached, Math.max(until, sweep.since));
  const files = await ctx.db.system
    .query("_storage")
    .withIndex("by_creation_time", (range) => range.gt("_creationTime", from).lte("_creationTime", until))
    .take(BATCH);
  const deleted = await deleteUnkept(
    ctx,
    files.map(({ _id }) => _id),
  );
  const reached = files.at(-1)?._creationTime ?? from;
  if (reached !== sweep.reached) await ctx.db.patch("fileSweeps", sweep._id, { reached });
  return { deleted, isDone: files.length < BATCH };
}
