import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";

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
  await ctx.db.patch("threads", threadId, { ...change, ...title, lastActivityAt: Date.now() });
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
