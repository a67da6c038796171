import { createHash } from "node:crypto";
import { type APIMessage, type RawFile, type REST, Routes, SnowflakeUtil } from "discord.js";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { ThreadAddress } from "../platform.ts";
import type { Places } from "./places.ts";

/**
 * A message to post: its body without what makes it unique, and its files. `isLike` recognises it by its text where that
 * changes after it was posted.
 */
export type Draft = {
  content: string;
  embeds?: unknown[];
  components?: unknown[];
  files?: RawFile[];
  isLike?: (content: string) => boolean;
};

/** Discord posts nothing twice under one nonce for a few minutes; it takes at most 25 characters. */
export const nonceOf = (key: string): string => createHash("sha256").update(key).digest("base64url").slice(0, 25);

const pending = "pending:";
/** By how much this machine's clock may be ahead of Discord's. */
const CLOCK_MARGIN_MS = 30_000;
const LOOKED_THROUGH = 100;

/**
 * Posts each key once. Before a message is sent the store knows that it will be: what a crash or a lost answer left open is
 * looked for among the messages since then, by text and files.
 */
export function openPoster({ rest, store, places }: { rest: REST; store: Store; places: Places }) {
  async function look(
    channel: string,
    since: string,
    { content, files = [], isLike = (text) => text === content.trim() }: Draft,
  ): Promise<string | null> {
    const query = new URLSearchParams({ after: since, limit: String(LOOKED_THROUGH) });
    const later = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    // Discord trims texts and may rename files.
    const same = later.find(
      (message) =>
        message.author.bot === true && isLike(message.content.trim()) && message.attachments.length === files.length,
    );
    return same?.id ?? null;
  }

  return async function post(thread: ThreadAddress, key: string, draft: () => Promise<Draft>): Promise<void> {
    const threadId = thread.id;
    const known = await store.query(api.posts.find, { threadId, key });
    if (known !== null && !known.startsWith(pending)) return;
    const channel = await places.channelOf(thread);
    const drafted = await draft();
    const lost = known === null ? null : await look(channel, known.slice(pending.length), drafted);
    if (known === null) {
      const since = SnowflakeUtil.generate({ timestamp: Date.now() - CLOCK_MARGIN_MS });
      await store.mutation(api.posts.record, { threadId, key, externalId: `${pending}${since}` });
    }
    const { isLike, ...message } = drafted;
    const externalId = lost ?? (await send(channel, key, message));
    await store.mutation(api.posts.record, { threadId, key, externalId, replace: true });
  };

  async function send(
    channel: string,
    key: string,
    { files = [], ...message }: Omit<Draft, "isLike">,
  ): Promise<string> {
    const unique = { nonce: nonceOf(key), enforce_nonce: true };
    const body = { ...message, ...unique, allowed_mentions: { parse: [] } };
    const { id } = (await rest.post(Routes.channelMessages(channel), { body, files })) as APIMessage;
    return id;
  }
}
