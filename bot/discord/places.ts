import { type APIChannel, type APIMessage, DiscordAPIError, type REST, Routes } from "discord.js";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { ThreadAddress } from "../platform.ts";
import { cut, limits, markdown } from "./markdown.ts";
import { nonceOf } from "./once.ts";

/** In a direct message people talk without threads; the whole of it is one conversation. */
export const directKey = "direct";
/** A conversation whose thread is made of this message of a channel; the thread then has the message's id. */
export const messageKey = (id: string): string => `message:${id}`;
/** A conversation begun by a command, whose message is there only after it was answered. */
export const commandKey = (id: string): string => `command:${id}`;

const THREAD_EXISTS = 160_004;
/** No access, no permission, no threads in such a channel, at most so many of them, or the message was removed. */
const noThread = [50_001, 50_013, 50_024, 160_006, 30_033, 10_008];

export type Places = {
  /** The channel or thread in which the conversation is; opened when it is not there yet. */
  channelOf(thread: ThreadAddress): Promise<string>;
  /** Where the conversation has a place to itself that is open already; null when there is none. */
  openedChannel(thread: ThreadAddress): Promise<string | null>;
  /** A command's message is about to be there. Register before anything is said in the conversation. */
  expectMessage(threadKey: string, messageId: Promise<string>): void;
  /** The conversation that is in this thread of a channel, as its key; null when Aura has none there. */
  conversationIn(workspaceId: Id<"workspaces">, channel: string, threadId: string): Promise<string | null>;
};

/** Where conversations are on Discord: each in a thread of its own, or, where none may be opened, in the channel. */
export function openPlaces({ rest, store }: { rest: REST; store: Store }): Places {
  const known = new Map<string, Promise<string>>();
  const expected = new Map<string, Promise<string>>();

  async function findOpened({ id: threadId, threadKey, channel }: ThreadAddress): Promise<string | null> {
    if (threadKey === directKey) return channel;
    if (!threadKey.includes(":")) return threadKey;
    return await store.query(api.posts.find, { threadId, key: "thread" });
  }

  async function find(thread: ThreadAddress): Promise<string> {
    const { id: threadId, threadKey, channel } = thread;
    const opened = await findOpened(thread);
    if (opened !== null) return opened;
    const messageId = threadKey.startsWith(messageKey(""))
      ? threadKey.slice(messageKey("").length)
      : await rootOf(thread);
    const title = (await store.query(api.threads.get, { id: threadId }))?.title || "A recording";
    const place = await openThread(channel, messageId, title);
    await store.mutation(api.posts.record, { threadId, key: "thread", externalId: place });
    return place;
  }

  async function rootOf({ id: threadId, threadKey, channel }: ThreadAddress): Promise<string> {
    const recorded = await store.query(api.posts.find, { threadId, key: "root" });
    if (recorded !== null) return recorded;
    // What did not come (the command's answer failed, or the process ended before it) is replaced by a message of Aura's own.
    const given = await expected.get(threadKey)?.catch(() => null);
    expected.delete(threadKey);
    const messageId = given ?? (await postRoot(threadId, channel));
    await store.mutation(api.posts.record, { threadId, key: "root", externalId: messageId });
    return messageId;
  }

  async function postRoot(threadId: Id<"threads">, channel: string): Promise<string> {
    const title = (await store.query(api.threads.get, { id: threadId }))?.title || "A recording";
    const content = cut(markdown(title), limits.content);
    const body = { content, nonce: nonceOf(`${threadId}:root`), enforce_nonce: true, allowed_mentions: { parse: [] } };
    const { id } = (await rest.post(Routes.channelMessages(channel), { body })) as APIMessage;
    return id;
  }

  async function openThread(channel: string, messageId: string, title: string): Promise<string> {
    try {
      const name = cut(title.replaceAll(/\s+/g, " ").trim(), limits.threadName);
      const body = { name, auto_archive_duration: 10_080 };
      const { id } = (await rest.post(Routes.threads(channel, messageId), { body })) as APIChannel;
      return id;
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error;
      if (error.code === THREAD_EXISTS) return messageId;
      if (noThread.includes(Number(error.code))) return channel;
      throw error;
    }
  }

  return {
    channelOf: (thread) => {
      const place = known.get(thread.id) ?? find(thread);
      known.set(thread.id, place);
      place.catch(() => known.delete(thread.id));
      return place;
    },
    openedChannel: async (thread) => {
      const opened = await findOpened(thread);
      // Where no thread could be opened, the channel is everybody's.
      return opened === thread.channel && thread.threadKey !== directKey ? null : opened;
    },
    expectMessage: (threadKey, messageId) => {
      messageId.catch(() => undefined);
      expected.set(threadKey, messageId);
    },
    conversationIn: async (workspaceId, channelTarget, threadId) => {
      const place = { workspaceId, channelTarget };
      for (const externalId of [threadId, messageKey(threadId)]) {
        const named = await store.query(api.threads.find, { ...place, platform: "discord", externalId });
        if (named !== null) return externalId;
      }
      const under = await store.query(api.posts.threadOf, { ...place, key: "thread", externalId: threadId });
      return under?.externalId ?? null;
    },
  };
}
