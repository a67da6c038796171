import type { FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api.js";
import type { Store } from "../convex/client.ts";
import type { Author } from "../convex/model/message.ts";
import type { ThreadActions } from "./actions.ts";
import type { Couriers } from "./couriers.ts";
import { refusing } from "./refusing.ts";

type StoredThread = FunctionReturnType<typeof api.threads.context>["thread"];
type DigestActions = Pick<ThreadActions, "scheduleDigest" | "listDigests" | "cancelDigest">;
type Cause = { author: Author | undefined; couriers: Couriers; once: () => { idempotencyKey: string } };

const LISTED = 20;

/** What the tools cause about digests, in the thread's workspace. */
export function digestActions(store: Store, thread: StoredThread, { author, couriers, once }: Cause): DigestActions {
  const { _id: threadId, workspaceId } = thread;
  const listed = async () => {
    const paginationOpts = { numItems: LISTED, cursor: null };
    return (await store.query(api.digests.list, { workspaceId, paginationOpts })).page;
  };
  return {
    scheduleDigest: async ({ to, ...digest }) => {
      const recipients: { channel: "email" | "slack" | "discord" | "thread"; to: string }[] = [];
      for (const address of to) {
        if (address === thread.channelTarget) {
          recipients.push({ channel: "thread", to: threadId });
          continue;
        }
        const channel = digestChannelOf(address, thread.platform);
        const reached = await couriers.reach({ workspaceId, channel, to: address, what: "digest" });
        if (!reached.done) return reached;
        recipients.push({ channel, to: reached.to });
      }
      const asker = author ? { createdBy: author } : {};
      const made = await refusing(
        store.mutation(api.digests.create, { ...digest, ...asker, ...once(), threadId, recipients }),
      );
      return { done: true, asked: made.recipients.filter(({ state }) => state === "asked").map((one) => one.to) };
    },
    listDigests: async () =>
      (await listed()).map(({ _id: id, cron, timezone, recipients, nextRunAt, threadId: askedIn }) => ({
        ...{ id, cron, timezone, nextRunAt, isHere: askedIn === threadId },
        recipients: recipients.map(({ channel, to, state }) => ({
          to: channel === "thread" ? "this chat" : to,
          state,
        })),
      })),
    cancelDigest: async ({ id: wanted }) => {
      const digest = (await listed()).find(({ _id }) => _id === wanted);
      if (digest) await refusing(store.mutation(api.digests.stop, { id: digest._id }));
    },
  };
}

/** Where a digest goes that was asked for in a chat: an address is mail, everything else a channel of that chat. */
export const digestChannelOf = (to: string, platform: string): "email" | "slack" | "discord" =>
  to.includes("@") ? "email" : platform === "discord" ? "discord" : "slack";
