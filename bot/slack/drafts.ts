import type { webApi } from "@slack/bolt";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { DraftBoard, ReplyPost, ThreadAddress } from "../platform.ts";
import { cut, limits, mrkdwn } from "./mrkdwn.ts";

/** A reply grows by chat.update, of which Slack allows about 50 a minute. */
const EVERY_MS = 1500;
const PENDING = "pending";
const POST_EVENT = "aura_post";
const draftKey = (key: string): string => `draft:${key}`;

type Parts = {
  store: Store;
  clientOf(thread: ThreadAddress): Promise<webApi.WebClient>;
  threadTsOf(thread: ThreadAddress): Promise<{ thread_ts?: string }>;
  /** Where the thread itself shows a post of this key. */
  lookFor(thread: ThreadAddress, key: string): Promise<string | null>;
};

export type SlackDrafts = DraftBoard & {
  /** Makes the draft of this key the reply itself; answers its place, or undefined when there is no draft. */
  finish(thread: ThreadAddress, key: string, text: string): Promise<string | undefined>;
};

/**
 * Replies while they are being written, each as one message that is updated. Slack's own text streams (chat.startStream)
 * only append: nothing that was shown could be taken back when a model fails in the middle.
 */
export function openSlackDrafts({ store, clientOf, threadTsOf, lookFor }: Parts): SlackDrafts {
  const known = (thread: ThreadAddress, key: string) =>
    store.query(api.posts.find, { threadId: thread.id, key: draftKey(key) });
  const remember = (thread: ThreadAddress, key: string, externalId: string) =>
    store.mutation(api.posts.record, { threadId: thread.id, key: draftKey(key), externalId, replace: true });

  async function placeOf(thread: ThreadAddress, key: string): Promise<string | null> {
    const place = await known(thread, key);
    // The process may have ended between the post and its answer.
    return place === PENDING ? await lookFor(thread, draftKey(key)) : place;
  }

  async function show({ thread, key, text }: ReplyPost): Promise<void> {
    const client = await clientOf(thread);
    const { channel } = thread;
    const words = { channel, text: cut(`${mrkdwn(text)} …`.trimStart(), limits.messageText) };
    const place = await placeOf(thread, key);
    if (place !== null) return void (await client.chat.update({ ...words, ts: place }));
    if (text === "") return;
    await remember(thread, key, PENDING);
    const { ts } = await client.chat.postMessage({
      ...words,
      ...(await threadTsOf(thread)),
      metadata: { event_type: POST_EVENT, event_payload: { key: draftKey(key) } },
      unfurl_links: false,
    });
    if (ts) await remember(thread, key, ts);
  }

  async function finish(thread: ThreadAddress, key: string, text: string): Promise<string | undefined> {
    const ts = await placeOf(thread, key);
    if (ts === null) return undefined;
    const client = await clientOf(thread);
    const metadata = { event_type: POST_EVENT, event_payload: { key } };
    try {
      await client.chat.update({ channel: thread.channel, ts, text, metadata });
      return ts;
    } catch {
      // Somebody has removed it, or it may not be changed: then it makes way for the reply.
      await client.chat.delete({ channel: thread.channel, ts }).catch(() => undefined);
      return undefined;
    }
  }

  return { everyMs: EVERY_MS, show, finish };
}
