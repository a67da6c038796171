import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Message } from "../../convex/model/documents.ts";
import { coalesce } from "../conversation/coalesce.ts";
import { type Context, openRunStates } from "../conversation/runStates.ts";
import type { ThreadView } from "./pageTypes.ts";
import { threadView } from "./view.ts";

const MESSAGES_SHOWN = 200;

/** Calls `onView` with the thread as the page shows it, now and at each change. Answers how to stop. */
export function feedThread(
  store: Store,
  threadId: Id<"threads">,
  onView: (view: ThreadView) => void,
  onError: (error: Error) => void,
): () => void {
  const states = openRunStates(store, threadId);
  let context: Context | null = null;
  let messages: Message[] | null = null;

  const composing = coalesce(
    async () => {
      if (!context || !messages) return;
      await states.update(context);
      onView(threadView(context, states.all(), messages));
    },
    (error) => onError(error instanceof Error ? error : new Error(String(error))),
  );

  const stopContext = store.watch(
    api.threads.context,
    { id: threadId },
    (value) => {
      context = value;
      composing.request();
    },
    onError,
  );
  const paginationOpts = { numItems: MESSAGES_SHOWN, cursor: null };
  const stopMessages = store.watch(
    api.messages.list,
    { threadId, paginationOpts },
    ({ page }) => {
      messages = page.toReversed();
      composing.request();
    },
    onError,
  );
  return () => {
    stopContext();
    stopMessages();
    void composing.stop();
  };
}
