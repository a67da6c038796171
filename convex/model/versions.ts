import type { Doc, Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";

/** More versions of one run than this are kept, but not listed. */
export const LISTED_VERSIONS = 100;

/** The newest versions of a run, oldest first. */
export async function listedVersions(ctx: QueryCtx, runId: Id<"runs">): Promise<Doc<"editVersions">[]> {
  const newestFirst = await ctx.db
    .query("editVersions")
    .withIndex("by_run", (range) => range.eq("runId", runId))
    .order("desc")
    .take(LISTED_VERSIONS);
  return newestFirst.reverse();
}

/** What the next edit builds on: the newest version that has not failed. */
export function currentOf(versions: readonly Doc<"editVersions">[]): Doc<"editVersions"> | null {
  return versions.findLast((version) => version.status !== "failed") ?? null;
}

export async function nextVersionNumber(ctx: QueryCtx, runId: Id<"runs">): Promise<number> {
  const newest = await ctx.db
    .query("editVersions")
    .withIndex("by_run", (range) => range.eq("runId", runId))
    .order("desc")
    .first();
  return (newest?.version ?? 0) + 1;
}
