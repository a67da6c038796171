import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import type { Log } from "../log.ts";
import type { Platform } from "../platform.ts";

/**
 * Where whoever asked for something reads mail: what they have told Aura, else what their platform tells. Null when they want no
 * mail in a chat's place, when they have unsubscribed, and when nobody knows.
 */
export function openMailAddresses(options: { store: Store; platforms: readonly Platform[]; log: Log }) {
  const { store, platforms, log } = options;

  async function askerOf({ threadId, askedBy }: Delivery): Promise<string | null> {
    if (askedBy) return askedBy.id;
    if (threadId === undefined) return null;
    const { messages } = await store.query(api.threads.context, { id: threadId });
    return messages.findLast(({ role, author }) => role === "user" && author !== undefined)?.author?.id ?? null;
  }

  async function platformsWord({ workspaceId }: Delivery, userId: string): Promise<string | null> {
    const workspace = await store.query(api.workspaces.get, { id: workspaceId });
    const elsewhere = platforms.find(({ name }) => name === workspace?.platform)?.elsewhere;
    return (await elsewhere?.mailAddressOf(workspaceId, userId)) ?? null;
  }

  return {
    of: async (delivery: Delivery): Promise<string | null> => {
      const { workspaceId, purpose } = delivery;
      const userId = await askerOf(delivery);
      if (userId === null) return null;
      const settled = await store.query(api.deliveryPreferences.get, { workspaceId, userId });
      if (settled?.fallbackToEmail === false) return null;
      const { fallbackTo } = await store.query(api.deliveryPreferences.wishesOf, { workspaceId, userId });
      try {
        const to = fallbackTo ?? (await platformsWord(delivery, userId));
        if (to === null) return null;
        const asked = { workspaceId, channel: "email" as const, to, purpose, now: Date.now() };
        const decision = await store.query(api.deliveryPreferences.decide, asked);
        return "send" in decision && decision.send ? to : null;
      } catch (error) {
        log.warn({ err: error, userId }, "nobody could say where this person reads mail");
        return null;
      }
    },
  };
}
