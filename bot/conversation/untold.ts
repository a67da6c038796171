import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Log } from "../log.ts";

type Page = FunctionReturnType<typeof api.threads.untold>;
type ThreadId = Id<"threads">;

const AT_ONCE = 100;

/**
 * Takes up each thread of a platform in which something may not have been told, however old it is. Resolves when that is done;
 * until `signal` it goes on to follow those in which something begins without a message, such as a planned recording.
 */
export async function takeUpUntold(options: {
  platform: string;
  store: Store;
  log: Log;
  signal: AbortSignal;
  takeUp: (threadId: ThreadId) => Promise<unknown>;
  follow: (threadId: ThreadId) => Promise<unknown>;
}): Promise<void> {
  const { platform, store, log, signal, takeUp, follow } = options;
  const all = async (threadIds: readonly ThreadId[], work: (threadId: ThreadId) => Promise<unknown>) => {
    const failed = (threadId: ThreadId) => (error: unknown) => {
      if (!signal.aborted) log.error({ err: error, threadId }, "a thread could not be taken up");
    };
    await Promise.all(threadIds.map((threadId) => work(threadId).catch(failed(threadId))));
  };

  let cursor: string | null = null;
  do {
    const found: Page = await store.query(api.threads.untold, {
      platform,
      paginationOpts: { numItems: AT_ONCE, cursor },
    });
    await all(found.page, takeUp);
    cursor = found.isDone ? null : found.continueCursor;
  } while (cursor !== null && !signal.aborted);
  if (signal.aborted) return;

  let seen = new Set<ThreadId>();
  const stop = store.watch(
    api.threads.untold,
    { platform, paginationOpts: { numItems: AT_ONCE, cursor: null } },
    ({ page }) => {
      const begun = page.filter((threadId) => !seen.has(threadId));
      seen = new Set(page);
      void all(begun, follow);
    },
    (error) => log.error({ err: error, platform }, "what begins without a message is not seen"),
  );
  signal.addEventListener("abort", stop);
}
