import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import { settingsOf } from "../../convex/model/workspace.ts";

/** Somebody who asks for something, as the platform vouches for them. */
export type Asker = {
  workspaceId: Id<"workspaces">;
  userId: string;
  name: string;
  /** The platform's own id of the channel. */
  channel: string;
  /** The platform's own id of what is asked: what comes twice is counted once. */
  requestId: string;
  /** The platform says that this person owns the workspace (installed the app, owns the guild). */
  isOwner?: boolean;
};

/** Let in, or one friendly sentence on why not and how to get in. */
export type Admission = { admitted: true } | { admitted: false; message: string };

export type Gate = { admit(asker: Asker): Promise<Admission> };

const refused = (message: string): Admission => ({ admitted: false, message });

/** Who may ask Aura for something in a team's chat: by channel, by role, and so many times an hour. */
export function openGate(store: Store, now: () => number = Date.now): Gate {
  return {
    admit: async ({ workspaceId, userId, name, channel, requestId, isOwner = false }) => {
      const [workspace, member] = await Promise.all([
        store.query(api.workspaces.get, { id: workspaceId }),
        store.mutation(api.workspaceMembers.ensure, { workspaceId, userId, name, isOwner }),
      ]);
      if (workspace === null) return refused("This workspace has been removed; install Aura again to go on.");
      const { allowedChannels, allowedRoles } = settingsOf(workspace);
      if (allowedChannels.length > 0 && !allowedChannels.includes(channel)) {
        return refused("I am not switched on in this channel; an admin can add it to the allowed channels.");
      }
      if (!allowedRoles.includes(member.role)) {
        return refused(`Asking me is for ${listed(allowedRoles)} here; ask one of them, or to become one.`);
      }
      const counted = { workspaceId, userId, requestId };
      const { allowed, resetsAt } = await store.mutation(api.usage.countRequest, counted);
      if (allowed) return { admitted: true };
      const minutes = Math.max(1, Math.ceil((resetsAt - now()) / 60_000));
      return refused(`You have used up your requests of this hour; ask again in ${minutes} min.`);
    },
  };
}

const listed = (roles: readonly string[]): string =>
  new Intl.ListFormat("en", { type: "disjunction" }).format(roles.map((role) => `${role}s`));
