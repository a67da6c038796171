import type { FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api.js";
import type { Store } from "../convex/client.ts";
import type { Author } from "../convex/model/message.ts";
import { ActionError, type Preferences, type ThreadActions } from "./actions.ts";
import { refusing } from "./refusing.ts";

type StoredThread = FunctionReturnType<typeof api.threads.context>["thread"];
type PreferenceActions = Pick<ThreadActions, "preferences" | "prefer">;

/** What the tools cause about how the person who asks hears of things. */
export function preferenceActions(
  store: Store,
  { _id: threadId, workspaceId }: StoredThread,
  author: Author | undefined,
): PreferenceActions {
  const person = () => {
    if (author) return { workspaceId, userId: author.id };
    throw new ActionError("nobody", "I do not know who asks, so I cannot settle that for you.");
  };
  const stateOf = async (address: string | undefined): Promise<Preferences["address"]> => {
    if (address === undefined) return "none";
    const known = await store.query(api.deliveryPreferences.ofAddress, { workspaceId, address });
    return known.isUnsubscribed ? "unsubscribed" : known.isWelcome ? "confirmed" : "unconfirmed";
  };
  return {
    preferences: async () => {
      const row = await store.query(api.deliveryPreferences.get, person());
      return {
        emailAddress: row?.emailAddress ?? null,
        address: await stateOf(row?.emailAddress),
        channels: (row?.channels ?? []).map(({ type, target, enabled }) => ({ channel: type, to: target, enabled })),
        fallbackToEmail: row?.fallbackToEmail ?? true,
        quietHours: row?.quietHours ?? null,
      };
    },
    prefer: async ({ channel, ...change }) => {
      const wish = channel && {
        channel: {
          ...{ type: channel.channel, id: channel.to, name: channel.to, target: channel.to },
          enabled: channel.enabled,
        },
      };
      const name = author?.name ?? "";
      const { isAsked } = await refusing(
        store.mutation(api.deliveryPreferences.update, { ...person(), name, threadId, ...change, ...wish }),
      );
      return { isAsked };
    },
  };
}
