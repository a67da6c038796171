import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { DoorError } from "../failure.ts";
import type { Platform, VideoPost } from "../platform.ts";

/** Chats whose videos have more than one way to their thread. */
const outboxed = new Set(["slack", "discord"]);

/**
 * The platform, with its videos going through the outbox: by Composio where that is connected, else by the platform itself,
 * else by mail. `postVideo` resolves when the video has arrived on one of these ways, and rejects when it has on none, or `closing`.
 */
export function throughOutbox(platform: Platform, store: Store, closing: AbortSignal): Platform {
  if (!outboxed.has(platform.name)) return platform;
  const asked = new Set<string>();
  return { ...platform, postVideo: (post) => send(post) };

  async function send(post: VideoPost): Promise<void> {
    const { id: threadId, workspaceId } = post.thread;
    const to = (await platform.elsewhere?.placeOf(post.thread)) ?? post.thread.channel;
    const idempotencyKey = `reply:${threadId}:${post.key}`;
    // What had failed for good is tried again at the next start, and not at once.
    const again = !asked.has(idempotencyKey);
    asked.add(idempotencyKey);
    const { id } = await store.mutation(api.deliveries.enqueue, {
      ...{ workspaceId, threadId, purpose: "reply", channel: platform.name as "slack" | "discord", to },
      ...{ runId: post.run.id as Id<"runs">, editVersionId: post.version.id as Id<"editVersions"> },
      ...{ payload: { kind: "video" }, idempotencyKey, again },
    });
    const { state, error } = await ended(store, id, closing);
    if (state === "failed") throw new DoorError(error?.code ?? "not_sent", error?.message ?? "The video was not sent.");
  }
}

/** Waits for as long as the outbox needs; a store that goes away is waited for. */
function ended(store: Store, id: Id<"deliveries">, closing: AbortSignal): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    const close = () => reject(new DoorError("closing", "Aura is being stopped; the video comes at the next start."));
    if (closing.aborted) return close();
    closing.addEventListener("abort", close, { once: true });
    const stop = store.watch(
      api.deliveries.get,
      { id },
      (row) => {
        if (row === null) reject(new DoorError("gone", "The video has been deleted."));
        else if (["sent", "failed", "canceled"].includes(row.state)) resolve(row);
        else return;
        closing.removeEventListener("abort", close);
        queueMicrotask(() => stop());
      },
      reject,
    );
  });
}
