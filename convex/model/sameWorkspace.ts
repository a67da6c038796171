import type { Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import { found } from "./errors.ts";
import { livingWorkspace } from "./workspace.ts";

type Subject = {
  workspaceId: Id<"workspaces">;
  threadId?: Id<"threads">;
  runId?: Id<"runs">;
  editVersionId?: Id<"editVersions">;
  sandboxRunId?: Id<"sandboxRuns">;
};

/** Nothing of one workspace is filed under another, or sent in its name. Throws `not_found`, in the words for what is not there at all. */
export async function requireSameWorkspace(ctx: QueryCtx, subject: Subject): Promise<void> {
  const { workspaceId, threadId, runId, editVersionId, sandboxRunId } = subject;
  const own = <Row extends { workspaceId: Id<"workspaces"> }>(row: Row | null | undefined): Row | null =>
    row?.workspaceId === workspaceId ? row : null;
  await livingWorkspace(ctx, workspaceId);
  if (threadId) found(own(await ctx.db.get("threads", threadId)), "thread");
  if (runId) found(own(await ctx.db.get("runs", runId)), "run");
  if (sandboxRunId) found(own(await ctx.db.get("sandboxRuns", sandboxRunId)), "sandbox");
  if (editVersionId) {
    const version = await ctx.db.get("editVersions", editVersionId);
    found(own(version && (await ctx.db.get("runs", version.runId))), "version");
  }
}
