import type { ShareChannel } from "../../agent/actions.ts";
import type { Couriers } from "../../agent/couriers.ts";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import type { Platform } from "../platform.ts";
import type { Workspace } from "./parcel.ts";
import type { Route } from "./route.ts";
import type { ComposioRoute } from "./routes/composio.ts";

export type CourierOptions = {
  store: Store;
  platforms: readonly Platform[];
  routes: readonly Route[];
  composio: ComposioRoute | null;
  log: Log;
};

type Reach = Awaited<ReturnType<Couriers["reach"]>>;

/** The variables that open a way are words for whoever runs Aura: the doctor names them. */
const wayIn: Record<ShareChannel, string> = {
  slack: "Slack is not connected here yet",
  discord: "Discord is not connected here yet",
  email: "Mail is not set up here yet",
  teams: "Teams is not connected here yet",
  telegram: "Telegram is not connected here yet",
  webhook: "Web hooks are not set up here yet",
};
const meanwhile = {
  video: "Until then say **export as mp4** and pass the file on.",
  digest: "Until then nothing is scheduled.",
} as const;

/** Which channels are set up for a workspace, and what the channels that people name are really called. */
export function openCouriers({ store, platforms, routes, composio, log }: CourierOptions): Couriers {
  const has = (name: Route["name"]): boolean => routes.some((route) => route.name === name);
  const closed = (channel: ShareChannel, what: "video" | "digest"): Reach => ({
    done: false,
    message: `${wayIn[channel]}; whoever runs Aura can do that (npm run doctor says how). ${meanwhile[what]}`,
  });

  return {
    reach: async ({ workspaceId, channel, to, what = "video" }) => {
      const workspace = await store.query(api.workspaces.get, { id: workspaceId });
      if (workspace === null) return closed(channel, what);
      if (channel === "webhook") return has("webhook") ? { done: true, to, isOwn: false } : closed(channel, what);
      if (channel === "email" && (has("smtp") || has("agentmail"))) return { done: true, to, isOwn: false };
      const own = await ownChannel(workspace, channel, to);
      if (own) return own;
      const row = { channel, workspaceId } as Delivery;
      const isConnected = (await composio?.isConnected({ delivery: row, workspace }).catch(ignored)) === true;
      return isConnected ? { done: true, to: to.replace(/^#/, ""), isOwn: false } : closed(channel, what);
    },
  };

  /** A channel of the very team that asks, by the door that is open to it. */
  async function ownChannel(
    workspace: Workspace & { _id: Delivery["workspaceId"] },
    channel: ShareChannel,
    to: string,
  ) {
    const elsewhere = platforms.find(({ name }) => name === channel)?.elsewhere;
    if (elsewhere === undefined || workspace.platform !== channel) return null;
    try {
      const id = await elsewhere.channelNamed(workspace._id, to);
      if (id !== null) return { done: true as const, to: id, isOwn: true };
      const name = channel === "slack" ? "Slack" : "Discord";
      const message = `I see no channel **${to}** in this ${name}; invite me there, or give me its name as it is written.`;
      return { done: false as const, message };
    } catch (error) {
      log.warn({ err: error, channel }, "the channels could not be listed");
      return { done: false as const, message: failureOf(error).message };
    }
  }

  function ignored(error: unknown): false {
    log.warn({ err: error }, "Composio did not say who is connected");
    return false;
  }
}
