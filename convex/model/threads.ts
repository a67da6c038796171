import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";

const TITLE_CHARS = 80;

/** The thread has shown a sign of life: it moves to the top of its workspace's list. */
export async function touchThread(
  ctx: MutationCtx,
  threadId: Id<"threads"> | undefined,
  change: { title?: string; currentRunId?: Id<"runs"> } = {},
): Promise<void> {
  if (threadId === undefined) return;
  const thread = await ctx.db.get("threads", threadId);
  if (thread === null) return;
  const title = change.title === undefined ? {} : { title: shortTitle(change.title) };
  // Never the same twice: what has been told is told as of one of these.
  const lastActivityAt = Math.max(Date.now(), thread.lastActivityAt + 1);
  await ctx.db.patch("threads", threadId, { ...change, ...title, lastActivityAt });
  if ((await untoldOf(ctx, threadId)) === null) await ctx.db.insert("untold", { threadId, platform: thread.platform });
}

/** The mark that something in the thread may not have been told yet. */
export async function untoldOf(ctx: QueryCtx, threadId: Id<"threads">): Promise<Doc<"untold"> | null> {
  return await ctx.db
    .query("untold")
    .withIndex("by_thread", (range) => range.eq("threadId", threadId))
    .first();
}

/** The title of a run that is no longer the current one does not rename the thread. */
export async function touchThreadOf(ctx: MutationCtx, run: Doc<"runs">, title?: string): Promise<void> {
  if (run.threadId === undefined) return;
  const thread = await ctx.db.get("threads", run.threadId);
  const isCurrent = thread?.currentRunId === run._id;
  await touchThread(ctx, run.threadId, isCurrent && title !== undefined ? { title } : {});
}

export function shortTitle(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS - 1).trimEnd()}…`;
}
