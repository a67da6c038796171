import type { Doc } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import { follow } from "./states.ts";

export const IDLE_TIMEOUT_MS = 15 * 60_000;
export const BOOT_TIMEOUT_MS = 5 * 60_000;
export const USUAL_DURATION_MS = 20 * 60_000;

const BATCH = 100;

/** Cancels sandboxes that are stuck, idle, or too old; answers how many. Their owner watches the row and ends the machine. */
export async function endSandboxes(ctx: MutationCtx, now: number, bootTimeoutMs: number): Promise<number> {
  const stuck = await ctx.db
    .query("sandboxRuns")
    .withIndex("by_status_started", (range) => range.eq("status", "booting").lte("startedAt", now - bootTimeoutMs))
    .take(BATCH);
  for (const row of stuck) await end(ctx, row, now, "It did not start in time.");

  // The quietest and the oldest come first in their index; whatever a batch leaves over, the next sweep takes.
  const quiet = await ctx.db
    .query("sandboxRuns")
    .withIndex("by_status_activity", (range) => range.eq("status", "running"))
    .take(BATCH);
  const idle = quiet.filter((row) => row.lastActivityAt + row.idleTimeoutMs <= now);
  for (const row of idle) await end(ctx, row, now, "Nothing happened in it for too long.");

  const oldest = await ctx.db
    .query("sandboxRuns")
    .withIndex("by_status_started", (range) => range.eq("status", "running"))
    .take(BATCH);
  const old = oldest.filter((row) => row.startedAt + row.maxDurationMs <= now);
  for (const row of old) await end(ctx, row, now, "It ran longer than it may.");
  return stuck.length + idle.length + old.length;
}

async function end(ctx: MutationCtx, row: Doc<"sandboxRuns">, now: number, error: string): Promise<void> {
  const status = follow("sandbox run", row.status, "canceled");
  await ctx.db.patch("sandboxRuns", row._id, { status, finishedAt: now, error });
}
