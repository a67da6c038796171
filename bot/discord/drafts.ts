import { DiscordAPIError, type REST, Routes } from "discord.js";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { DraftBoard, ReplyPost, ThreadAddress } from "../platform.ts";
import { cut, limits, markdown } from "./markdown.ts";
import type { Draft } from "./once.ts";
import type { Places } from "./places.ts";

/** Discord takes about five edits of a channel's messages in five seconds, and progress needs some of them. */
const EVERY_MS = 1500;
const UNKNOWN_MESSAGE = 10_008;
/** How a text ends that goes on; a message of this alone has nothing to show yet. */
const GOING_ON = "…";
const draftKey = (key: string): string => `draft:${key}`;

type Parts = {
  rest: REST;
  store: Store;
  places: Places;
  post(thread: ThreadAddress, key: string, draft: () => Promise<Draft>): Promise<void>;
};

export type DiscordDrafts = DraftBoard & {
  /** Makes the draft of this key the reply itself; false when there is no draft. */
  finish(thread: ThreadAddress, key: string, content: string): Promise<boolean>;
};

/** Replies while they are being written, each as one message that is edited. */
export function openDiscordDrafts({ rest, store, places, post }: Parts): DiscordDrafts {
  const known = (thread: ThreadAddress, key: string) => store.query(api.posts.find, { threadId: thread.id, key });

  async function edit(thread: ThreadAddress, id: string, content: string): Promise<void> {
    const route = Routes.channelMessage(await places.channelOf(thread), id);
    await rest.patch(route, { body: { content, allowed_mentions: { parse: [] } } });
  }

  /** The draft's message, posted if it is not there; what was lost is found by how it ends. */
  async function placeOf(thread: ThreadAddress, key: string, content: string): Promise<string> {
    const isLike = (text: string) => text === GOING_ON || text.endsWith(` ${GOING_ON}`);
    await post(thread, draftKey(key), async () => ({ content, isLike }));
    return (await known(thread, draftKey(key))) ?? "";
  }

  async function show({ thread, key, text }: ReplyPost): Promise<void> {
    if (text === "" && (await known(thread, draftKey(key))) === null) return;
    const content = `${cut(markdown(text), limits.content - 2)} ${GOING_ON}`.trimStart();
    const isNew = !isPlace(await known(thread, draftKey(key)));
    const place = await placeOf(thread, key, content);
    if (!isNew) await edit(thread, place, content);
  }

  async function finish(thread: ThreadAddress, key: string, content: string): Promise<boolean> {
    const place = await known(thread, draftKey(key));
    if (place === null || isPlace(await known(thread, key))) return false;
    const externalId = isPlace(place) ? place : await placeOf(thread, key, GOING_ON);
    try {
      await edit(thread, externalId, content);
    } catch (error) {
      // Somebody has removed it: the reply is said anew.
      if (error instanceof DiscordAPIError && error.code === UNKNOWN_MESSAGE) return false;
      throw error;
    }
    await store.mutation(api.posts.record, { threadId: thread.id, key, externalId, replace: true });
    return true;
  }

  return { everyMs: EVERY_MS, show, finish };
}

/** A message's id, and no mark of one that is about to be sent. */
const isPlace = (externalId: string | null): boolean => externalId !== null && /^\d+$/.test(externalId);
