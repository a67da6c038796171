import { type APIMessage, type GatewayMessageCreateDispatchData, type REST, Routes, SnowflakeUtil } from "discord.js";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Thread } from "../../convex/model/documents.ts";
import { saidKey } from "../conversation/conductor.ts";
import type { Log } from "../log.ts";
import { platformName } from "./hearing.ts";
import { directKey, messageKey, type Places } from "./places.ts";

const THREADS_LOOKED_AT = 20;
const MESSAGES_LOOKED_AT = 100;
const AWAY_AT_MOST_MS = 7 * 24 * 3_600_000;
/** By how much the store's clock may be ahead of Discord's. What was heard already has no effect when it is heard again. */
const CLOCK_MARGIN_MS = 30_000;

/**
 * Hears what was said in Aura's conversations while it was away: a gateway without its session tells nothing of that. Looks
 * at the conversations that were last active in each of the given guilds.
 */
export async function catchUp(options: {
  rest: REST;
  store: Store;
  places: Places;
  log: Log;
  guildIds: readonly string[];
  onMessage(message: GatewayMessageCreateDispatchData): Promise<void>;
}): Promise<void> {
  const { rest, store, places, log, guildIds, onMessage } = options;
  const workspaces = await store.query(api.workspaces.listOfPlatform, { platform: platformName });
  for (const workspace of workspaces.filter(({ externalId }) => guildIds.includes(externalId))) {
    const paginationOpts = { numItems: THREADS_LOOKED_AT, cursor: null };
    const { page } = await store.query(api.threads.list, { workspaceId: workspace._id, paginationOpts });
    for (const thread of page) {
      await look(workspace, thread).catch((error: unknown) =>
        log.warn({ err: error, threadId: thread._id }, "a Discord thread could not be looked through"),
      );
    }
  }

  async function look({ externalId: guildId }: { externalId: string }, thread: Thread): Promise<void> {
    const { _id: id, channelTarget: channel, externalId: threadKey, workspaceId } = thread;
    const place = await places.openedChannel({ id, workspaceId, channel, threadKey });
    const { messages } = await store.query(api.threads.context, { id });
    const heardAtMs = messages.findLast(({ role }) => role === "user")?._creationTime;
    if (place === null || heardAtMs === undefined || Date.now() - heardAtMs > AWAY_AT_MOST_MS) return;
    const after = String(SnowflakeUtil.generate({ timestamp: heardAtMs - CLOCK_MARGIN_MS }));
    const query = new URLSearchParams({ after, limit: String(MESSAGES_LOOKED_AT) });
    const said = (await rest.get(Routes.channelMessages(place), { query })) as APIMessage[];
    const where = threadKey === directKey ? {} : { guild_id: guildId };
    const keyOf = (message: APIMessage): string => saidKey({ platform: platformName, id: messageKey(message.id) });
    const known = await store.query(api.messages.known, { threadId: id, idempotencyKeys: said.map(keyOf) });
    const missed = said.filter((message) => !known.includes(keyOf(message)));
    for (const message of missed.toReversed()) await onMessage({ ...message, ...where });
  }
}
