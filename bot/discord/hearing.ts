import { type APIUser, ChannelType, type REST, Routes } from "discord.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Conductor } from "../conversation/conductor.ts";
import { type Decision, review } from "../conversation/reviews.ts";
import type { Gate } from "../gate/gate.ts";
import type { Guilds } from "./guilds.ts";
import { directKey, type Places } from "./places.ts";

export const platformName = "discord";

/** Where something was said: a channel, one of its threads, or a direct message (which has no guild of its own). */
export type Spot = { guildId: string; channel: string; threadId: string | null; isDirect: boolean };
export type Speaker = { id: string; name: string };
export type Said = { id: string; spot: Spot; threadKey: string; speaker: Speaker; text: string };
export type Decided = { id: string; spot: Spot; speaker: Speaker; decision: Decision; versionId: string };
/** Stored, or not: then one sentence on why. */
export type Heard = { threadId: Id<"threads">; duplicate: boolean } | { refusal: string };

type ChannelFacts = { type: ChannelType; parent_id?: string | null };

const threadTypes = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];
const KEPT = 5_000;

export type Hearing = {
  spotOf(where: {
    channelId: string;
    guildId: string | undefined;
    userId: string;
    channel?: ChannelFacts | undefined;
  }): Promise<Spot | null>;
  /** The conversation in a thread, or of a direct message; null when Aura has none there. */
  conversationAt(spot: Spot): Promise<string | null>;
  workspaceOf(spot: Spot): Promise<Id<"workspaces">>;
  hear(said: Said): Promise<Heard>;
  /** Decides on a version; null, or one sentence on why not. */
  decide(decided: Decided): Promise<string | null>;
};

/** Takes in what people say, wherever they say it, after asking whether they may. */
export function openHearing(options: {
  store: Store;
  rest: REST;
  guilds: Guilds;
  places: Places;
  conductor: Conductor;
  gate: Gate;
  /** The guilds that Aura is in. */
  guildIds(): string[];
}): Hearing {
  const { store, rest, guilds, places, conductor, gate, guildIds } = options;
  const channels = new Map<string, Promise<ChannelFacts>>();

  function factsOf(id: string): Promise<ChannelFacts> {
    if (channels.size >= KEPT) channels.clear();
    const asked = channels.get(id) ?? (rest.get(Routes.channel(id)) as Promise<ChannelFacts>);
    channels.set(id, asked);
    asked.catch(() => channels.delete(id));
    return asked;
  }

  /** Who speaks to Aura directly does so as a member of a guild that it is in, with what holds there. */
  async function sharedGuild(userId: string): Promise<string | null> {
    for (const id of guildIds().sort()) if (await guilds.hasMember(id, userId)) return id;
    return null;
  }

  async function workspaceOf({ guildId }: Spot) {
    const { name } = await guilds.of(guildId);
    return { platform: platformName, workspaceId: guildId, workspaceName: name };
  }

  async function admit(requestId: string, spot: Spot, { id: userId, name }: Speaker) {
    const workspace = await workspaceOf(spot);
    const [workspaceId, { ownerId }] = await Promise.all([conductor.workspaceOf(workspace), guilds.of(spot.guildId)]);
    const asker = { workspaceId, userId, name, channel: spot.channel, requestId, isOwner: userId === ownerId };
    return { workspace, workspaceId, admission: await gate.admit(asker) };
  }

  return {
    spotOf: async ({ channelId, guildId, userId, channel }) => {
      if (guildId === undefined) {
        const shared = await sharedGuild(userId);
        return shared === null ? null : { guildId: shared, channel: channelId, threadId: null, isDirect: true };
      }
      const { type, parent_id: parent } = channel ?? (await factsOf(channelId));
      if (!threadTypes.includes(type)) return { guildId, channel: channelId, threadId: null, isDirect: false };
      return { guildId, channel: parent ?? channelId, threadId: channelId, isDirect: false };
    },
    conversationAt: async (spot) => {
      if (spot.isDirect) return directKey;
      if (spot.threadId === null) return null;
      const workspaceId = await conductor.workspaceOf(await workspaceOf(spot));
      return await places.conversationIn(workspaceId, spot.channel, spot.threadId);
    },
    workspaceOf: async (spot) => await conductor.workspaceOf(await workspaceOf(spot)),
    hear: async ({ id, spot, threadKey, speaker, text }) => {
      const { workspace, admission } = await admit(id, spot, speaker);
      if (!admission.admitted) return { refusal: admission.message };
      const { channel } = spot;
      const message = { ...workspace, id, threadKey, channel, text, author: speaker, receivedAtMs: Date.now() };
      const { threadId, duplicate } = await conductor.accept(message);
      return { threadId, duplicate };
    },
    decide: async ({ spot, speaker, ...decided }) => {
      const { workspaceId, admission } = await admit(decided.id, spot, speaker);
      if (!admission.admitted) return admission.message;
      return await review({ store, conductor }, { ...decided, workspaceId, person: speaker });
    },
  };
}

/** As people there know them. */
export const speakerOf = (user: APIUser, nick?: string | null): Speaker => ({
  id: user.id,
  name: nick || user.global_name || user.username,
});
