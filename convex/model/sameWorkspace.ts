import type { Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import { found, storeError } from "./errors.ts";

type Subject = {
  workspaceId: Id<"workspaces">;
  threadId?: Id<"threads">;
  runId?: Id<"runs">;
  editVersionId?: Id<"editVersions">;
  sandboxRunId?: Id<"sandboxRuns">;
};

/** Nothing of one workspace is filed under another, or sent in its name. Throws `not_found`. */
export async function requireSameWorkspace(ctx: QueryCtx, subject: Subject): Promise<void> {
  found(await ctx.db.get("workspaces", subject.workspaceId), "workspace");
  const version = subject.editVersionId && found(await ctx.db.get("editVersions", subject.editVersionId), "version");
  const owners = [
    subject.threadId && found(await ctx.db.get("threads", subject.threadId), "thread"),
    subject.runId && found(await ctx.db.get("runs", subject.runId), "run"),
    subject.sandboxRunId && found(await ctx.db.get("sandboxRuns", subject.sandboxRunId), "sandbox"),
    version && found(await ctx.db.get("runs", version.runId), "run"),
  ];
  if (owners.some((owner) => owner && owner.workspaceId !== subject.workspaceId)) {
    throw storeError("not_found", "That belongs to another workspace.");
  }
}
