import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options, Routes } from "discord.js";
import { type Coalesced, coalesce } from "../conversation/coalesce.ts";
import type { Door, Surroundings } from "../door.ts";
import type { Log } from "../log.ts";
import { openAnswers } from "./answers.ts";
import { catchUp } from "./catchUp.ts";
import { commands, openChoices } from "./commands.ts";
import { openGuilds } from "./guilds.ts";
import { openHearing } from "./hearing.ts";
import { inspect, restOf, troubleIn, whereIn } from "./inspection.ts";
import { openIntake } from "./intake.ts";
import { openDiscordPlatform } from "./platform.ts";
import { discordSettingsOf } from "./settings.ts";
import { type Gateway, SteadyGateway } from "./steadyGateway.ts";

type Needed = Pick<Surroundings, "environment" | "store" | "log" | "gate" | "forge">;

/** Discord as a door; null when nothing of it is set. */
export function openDiscordDoor(surroundings: Needed): Door | null {
  const settings = discordSettingsOf(surroundings.environment);
  if (settings === null) return null;
  const { store, log, gate, forge } = surroundings;
  const rest = restOf(settings);
  const guilds = openGuilds(rest);
  const platform = openDiscordPlatform({ rest, store, guilds, log });
  const { places } = platform;
  let client: Client<true> | null = null;
  let looking: Coalesced | null = null;

  return {
    name: "Discord",
    platforms: [platform],
    routes: {},
    start: async (conductor) => {
      // Discord closes the connection of whoever asks for an intent that is not switched on; so it is looked at before.
      const inspection = await inspect(rest);
      const { applicationId, botId, isReading } = inspection;
      const opened = openClient(settings.apiUrl, isReading, log);
      client = opened;
      opened.on(Events.Error, (error) => log.error({ err: error }, "Discord's gateway failed"));
      opened.on(Events.ShardError, (error) => log.warn({ err: error }, "the connection to Discord failed"));
      opened.on(Events.Invalidated, () => log.error("Discord has ended the session; restart the bot"));
      // A malformed packet may leave a guild in the client's picture whose id is none.
      const guildIds = () => [...opened.guilds.cache.keys()].filter((id) => typeof id === "string" && /^\d+$/.test(id));
      const hearing = openHearing({ store, rest, guilds, places, conductor, gate, guildIds });
      const rolesOf = (guildId: string): string[] => {
        const roles = opened.guilds.cache.get(guildId)?.roles.cache;
        return roles ? [...roles.filter((role) => role.tags?.botId === botId).keys()] : [];
      };
      const tools = { answers: openAnswers(rest), choices: openChoices({ forge, store, log }) };
      const intake = openIntake({ store, log, rest, hearing, places, ...tools, botId, rolesOf });
      // The gateway's own words rather than the client's picture of the guild, which knows nothing of archived threads.
      opened.ws.on(GatewayDispatchEvents.MessageCreate, intake.message);
      opened.ws.on(GatewayDispatchEvents.InteractionCreate, intake.interaction);
      looking = coalesce(
        () => catchUp({ rest, store, places, log, guildIds: guildIds(), onMessage: intake.hear }),
        (error) => log.error({ err: error }, "what was said while Aura was away was not looked through"),
      );
      opened.on(Events.ShardReady, looking.request);
      await rest.put(Routes.applicationCommands(applicationId), { body: commands });
      await connect(opened, settings.token);
      return [whereIn(inspection), troubleIn(inspection)].filter(Boolean).join("; ");
    },
    close: async () => {
      await looking?.stop();
      await client?.destroy();
    },
  };
}

function openClient(apiUrl: string, isReading: boolean, log: Log): Client<true> {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  const intents = [Guilds, GuildMessages, DirectMessages, ...(isReading ? [MessageContent] : [])];
  // Nothing is looked up in these: Discord is asked, or tells.
  const makeCache = Options.cacheWithLimits({
    ...Options.DefaultMakeCacheSettings,
    MessageManager: 0,
    PresenceManager: 0,
  });
  const ws = { buildStrategy: (gateway: Gateway) => new SteadyGateway(gateway, log) };
  return new Client({ intents, makeCache, ws, rest: { api: apiUrl }, allowedMentions: { parse: [] } });
}

async function connect(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  await ready;
}
