import { REST } from "discord.js";
import { afterAll, beforeAll } from "vitest";
import { openGuilds } from "../../bot/discord/guilds.ts";
import { openDiscordPlatform } from "../../bot/discord/platform.ts";
import { discordSettingsOf } from "../../bot/discord/settings.ts";
import { readEnvironment } from "../../environment.ts";
import { type DiscordPeer, openDiscordPeer, type PostedMessage } from "./discordPeer.ts";
import { doorContract, type Seen } from "./doorContract.ts";
import { silentLog, type TestHouse } from "./testHouse.ts";

let discord: DiscordPeer;
beforeAll(async () => {
  discord = await openDiscordPeer();
});
afterAll(() => discord.close());

/** Each house's message in the one channel, of which its thread is made. */
const roots = new WeakMap<TestHouse, PostedMessage>();

doorContract("Discord", async (house) => {
  const root = roots.get(house) ?? discord.say(discord.ann, "Let us look at the coupons");
  roots.set(house, root);
  const settings = discordSettingsOf(readEnvironment(discord.environment));
  if (!settings) throw new Error("Discord is not configured.");
  const { store } = house;
  const rest = new REST({ api: settings.apiUrl }).setToken(settings.token);
  const platform = openDiscordPlatform({ rest, store, guilds: openGuilds(rest), log: silentLog });
  const stages = new Set<string>();
  let isClosed = false;
  const watching = (async () => {
    while (!isClosed) {
      for (const { content } of discord.thread(root.id)) for (const stage of stagesIn(content)) stages.add(stage);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    platform,
    message: (text, { id = crypto.randomUUID(), author }) => ({
      ...{ id, author, text, platform: "discord", workspaceId: discord.guild.id, workspaceName: "Acme" },
      ...{ channel: discord.channel.id, threadKey: `message:${root.id}`, receivedAtMs: Date.now() },
    }),
    look: async () => undefined,
    seen: () => read(discord.thread(root.id), [...stages]),
    close: async () => {
      isClosed = true;
      await watching;
    },
  };
});

const stagesIn = (text: string): string[] => {
  const parts = text.split("  ·  ").slice(1);
  return parts.filter((part) => /^[A-Z]/.test(part));
};

function read(thread: readonly PostedMessage[], stages: string[]): Seen {
  const files = thread.flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
  const isReply = ({ content, attachments }: PostedMessage) =>
    attachments.length === 0 && !/ {2}· {2}|^⚠️| …$/.test(content);
  const growing = thread.find(({ content }) => / …$/.test(content))?.content.replace(/ …$/, "");
  return {
    ...(growing === undefined ? {} : { growing }),
    replies: thread.filter(isReply).map(({ content }) => content.replaceAll("\\", "")),
    videos: files.flatMap((name) => /-v(\d+)\.mp4$/.exec(name)?.[1] ?? []).map(Number),
    files: files.filter((name) => name.endsWith(".gif")),
    failures: thread
      .filter(({ content }) => content.startsWith("⚠️"))
      .map(({ content }) => content.replaceAll("\\", "")),
    stages,
  };
}
