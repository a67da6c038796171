import type { Id } from "../convex/_generated/dataModel.js";
import type { ShareChannel } from "./actions.ts";
import { notSetUp } from "./pretended.ts";

/** Who knows the ways out of this house: which channels are set up, and what an address is called there. */
export type Couriers = {
  /** The address as the channel itself writes it ("#launches" by its id), when something can go there; or why not. */
  reach(wanted: {
    workspaceId: Id<"workspaces">;
    channel: ShareChannel;
    to: string;
    /** What is to go there; a video when it is not said. */
    what?: "video" | "digest";
  }): Promise<{ done: true; to: string; isOwn: boolean } | { done: false; message: string }>;
};

/** A house from which nothing is sent. */
export const noCouriers: Couriers = {
  reach: async ({ channel, what }) => ({
    done: false,
    message: what === "digest" ? notSetUp.digest : notSetUp.share(channel),
  }),
};
