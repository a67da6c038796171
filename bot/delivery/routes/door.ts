import { api } from "../../../convex/_generated/api.js";
import type { Store } from "../../../convex/client.ts";
import type { Thread } from "../../../convex/model/documents.ts";
import type { Platform, ThreadAddress, VideoPost } from "../../platform.ts";
import { DeliveryError } from "../failure.ts";
import type { Parcel } from "../parcel.ts";
import type { Route } from "../route.ts";
import { failureOfDoor } from "./doorFailures.ts";

/** A platform's own API, through the doors that are open here. They post each key once, so nothing is ever sent twice. */
export function openDoorRoute({ platforms, store }: { platforms: readonly Platform[]; store: Store }): Route {
  const serving = (parcel: Parcel): readonly Platform[] =>
    platforms.filter(({ name }) => name === (isCopy(parcel) ? parcel.delivery.channel : parcel.thread?.platform));

  return {
    name: "door",
    refuses: async (parcel) => {
      const [platform] = serving(parcel);
      if (platform === undefined || parcel.thread === null) return notOpen(parcel);
      if (!isCopy(parcel)) return null;
      return platform.elsewhere && platform.name === parcel.workspace.platform ? null : notOpen(parcel);
    },
    send: async (parcel) => {
      const { content, delivery, to } = parcel;
      if (parcel.thread === null) throw notOpen(parcel);
      const thread = addressOf(parcel.thread);
      const key = isCopy(parcel) ? `copy:${delivery.marker}` : `notice:${delivery.marker}`;
      try {
        if (content.kind === "notice") await say({ thread, key, text: content.text }, serving(parcel));
        if (content.kind !== "video") return {};
        const { note, post } = content;
        const summary = note === null ? post.summary : `${note} ${post.summary}`;
        const video: VideoPost = { ...post, summary, thread };
        await Promise.all(serving(parcel).map((one) => postTo(one, isCopy(parcel) ? { ...video, key } : video, to)));
        return {};
      } catch (error) {
        throw failureOfDoor(error, nameOf(parcel));
      }
    },
    find: async () => ({ kind: "absent" }),
  };

  function postTo(platform: Platform, video: VideoPost, to: string): Promise<void> {
    const isElsewhere = video.key.startsWith("copy:");
    return isElsewhere && platform.elsewhere ? platform.elsewhere.postCopy(to, video) : platform.postVideo(video);
  }

  /** As every sentence of Aura's: it stands in the store, and then in the thread. */
  async function say(
    post: { thread: ThreadAddress; key: string; text: string },
    among: readonly Platform[],
  ): Promise<void> {
    const { thread, key, text } = post;
    const message = { threadId: thread.id, role: "assistant" as const, content: text, idempotencyKey: key };
    await store.mutation(api.messages.append, message);
    await Promise.all(among.map((platform) => platform.postReply(post)));
  }
}

const isCopy = ({ delivery }: Parcel): boolean => delivery.purpose !== "reply" && delivery.purpose !== "notice";

const nameOf = (parcel: Parcel): string => {
  const name = isCopy(parcel) ? parcel.delivery.channel : (parcel.thread?.platform ?? "chat");
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
};

const addressOf = ({ _id: id, workspaceId, channelTarget: channel, externalId: threadKey }: Thread): ThreadAddress => ({
  ...{ id, workspaceId, channel, threadKey },
});

const notOpen = (parcel: Parcel): DeliveryError =>
  new DeliveryError(
    "not_connected",
    "not_connected",
    `${nameOf(parcel)} is not connected here; npm run doctor says how.`,
  );
