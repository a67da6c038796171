import { REST } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAgent } from "../../agent/agent.ts";
import { openAiServer, type Scripted } from "../../agent/fixtures/openaiServer.ts";
import { pretendedForge } from "../../agent/pretended.ts";
import { openGuilds } from "../../bot/discord/guilds.ts";
import { openDiscordPlatform } from "../../bot/discord/platform.ts";
import { discordSettingsOf } from "../../bot/discord/settings.ts";
import { localMessage } from "../../bot/house/conversations.ts";
import type { Platform, ThreadAddress } from "../../bot/platform.ts";
import { openSlackPlatform } from "../../bot/slack/platform.ts";
import { slackSettingsOf } from "../../bot/slack/settings.ts";
import { openTeams } from "../../bot/slack/teams.ts";
import { liveScreen } from "../../bot/terminal/screen.ts";
import { openTerminal } from "../../bot/terminal/terminal.ts";
import { openWebDoor } from "../../bot/web/door.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { openDiscordPeer } from "./discordPeer.ts";
import { openSlackPeer } from "./slackPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

/** A chat platform over the house, as people and a crash see it. */
type Chat = {
  platform: Platform;
  thread: ThreadAddress;
  texts(): Promise<string[]>;
  removeLast(): Promise<void>;
  close(): Promise<void>;
};

async function address(platform: string, workspace: string, channelTarget: string, externalId: string) {
  const { store } = house;
  const workspaceId = await store.mutation(api.workspaces.ensure, { platform, externalId: workspace, name: "Acme" });
  const where = { platform, channelType: platform, channelTarget, externalId, timezone: "Europe/Berlin" };
  const id = await store.mutation(api.threads.ensure, { workspaceId, ...where });
  return { id, workspaceId, channel: channelTarget, threadKey: externalId };
}

async function openSlack(): Promise<Chat> {
  const slack = await openSlackPeer();
  const root = await slack.say("Let us look at the coupons");
  const settings = slackSettingsOf(readEnvironment(slack.environment));
  if (!settings) throw new Error("Slack is not configured.");
  const { store } = house;
  const below = async () => (await slack.thread(root)).slice(1);
  return {
    platform: openSlackPlatform({ teams: openTeams(settings, store, silentLog), store, log: silentLog }),
    thread: await address("slack", slack.teamId, slack.channel, root),
    texts: async () => (await below()).map(({ text }) => text),
    removeLast: async () => {
      const { ts = "" } = (await below()).at(-1) ?? {};
      await slack.client.chat.delete({ channel: slack.channel, ts });
    },
    close: () => slack.close(),
  };
}

async function openDiscord(): Promise<Chat> {
  const discord = await openDiscordPeer();
  const root = discord.say(discord.ann, "Let us look at the coupons");
  const settings = discordSettingsOf(readEnvironment(discord.environment));
  if (!settings) throw new Error("Discord is not configured.");
  const rest = new REST({ api: settings.apiUrl }).setToken(settings.token);
  const { store } = house;
  return {
    platform: openDiscordPlatform({ rest, store, guilds: openGuilds(rest), log: silentLog }),
    thread: await address("discord", discord.guild.id, discord.channel.id, `message:${root.id}`),
    texts: async () => discord.thread(root.id).map(({ content }) => content),
    removeLast: async () => discord.removeLast(root.id),
    close: () => discord.close(),
  };
}

describe.each([
  { name: "Slack", open: openSlack },
  { name: "Discord", open: openDiscord },
])("a reply that grows on $name", ({ open }) => {
  let chat: Chat;
  const key = "reply:one";
  const show = (text: string) => chat.platform.drafts?.show({ thread: chat.thread, key, text });
  const post = (text: string) => chat.platform.postReply({ thread: chat.thread, key, text });
  beforeEach(async () => {
    chat = await open();
  });
  afterEach(() => chat.close());

  it("is one message, and a repetition adds none", async () => {
    await show("");
    expect(await chat.texts()).toEqual([]);
    await show("Let me");
    await show("Let me see");
    expect(await chat.texts()).toEqual(["Let me see …"]);
    await show("");
    expect(await chat.texts()).toEqual(["…"]);
    await show("Cut");
    await post("Cut the intro.");
    await post("Cut the intro.");
    expect(await chat.texts()).toEqual(["Cut the intro."]);
  });

  it("is said anew when somebody has removed what was there of it", async () => {
    await show("Cut the");
    await chat.removeLast();
    await post("Cut the intro.");
    expect(await chat.texts()).toEqual(["Cut the intro."]);
  });

  it("is found again when the process ended before it knew where it stands", async () => {
    await show("Cut the");
    const { id: threadId } = chat.thread;
    const before = chat.platform.name === "slack" ? "pending" : `pending:${await lostSince(threadId)}`;
    await house.store.mutation(api.posts.record, { threadId, key: `draft:${key}`, externalId: before, replace: true });
    await post("Cut the intro.");
    expect(await chat.texts()).toEqual(["Cut the intro."]);
  });

  /** A moment before the draft, as an id of Discord's. */
  async function lostSince(threadId: ThreadAddress["id"]): Promise<bigint> {
    const place = await house.store.query(api.posts.find, { threadId, key: `draft:${key}` });
    return BigInt(place ?? 0) - (1000n << 22n);
  }
});

it("shows in a terminal below the conversation what grows, and prints the reply once", async () => {
  let screen = "";
  const write = (text: string) => {
    screen += text;
    return true;
  };
  const output = { columns: 60, write } as unknown as NodeJS.WriteStream;
  const style = { isColored: false, columns: 60, cwd: "/nowhere", hasLinks: false };
  const terminal = openTerminal({ screen: liveScreen(output), style, isLive: true });
  const thread = await address("local", "local", "local", "t");
  terminal.openThread = thread.id;
  const key = "reply:one";
  await terminal.drafts?.show({ thread, key, text: "Cut the" });
  await terminal.drafts?.show({ thread, key, text: "Cut the **intro**, which" });
  expect(screen).toContain("Cut the intro, which …");
  screen = "";
  await terminal.postReply({ thread, key, text: "Cut the **intro**." });
  // One row up and everything below erased, then the reply.
  expect(screen).toContain("\u001b[1A\u001b[0J");
  expect(screen.match(/Cut the/g)).toHaveLength(1);
  expect(screen).not.toContain("…");
});

describe.each(["chat", "responses"])("with a language model that speaks %s", (wire) => {
  async function converse(script: readonly Scripted[], text: string) {
    const server = await openAiServer(script);
    const door = openWebDoor();
    const told: string[] = [];
    door.onDraft((draft) => told.push(draft.text));
    const agent = createAgent({
      store: house.store,
      forge: pretendedForge("acme/shop"),
      environment: { OPENAI_API_KEY: "k", OPENAI_BASE_URL: server.baseURL, AURA_MODEL: `${wire}:gpt-test` },
    });
    const conductor = await house.converse([door], agent);
    const { threadId } = await conductor.receive(localMessage({ threadKey: "t", channel: "local" }, text));
    await server.close();
    const { messages } = await house.store.query(api.threads.context, { id: threadId });
    return { told, replies: messages.filter(({ role }) => role === "assistant").map(({ content }) => content) };
  }

  it("tells the page the reply as it grows, and stores it once", async () => {
    const reply = "Hello Ann. What shall I record for you today?";
    const { told, replies } = await converse([{ text: reply }], "hello");
    expect(replies).toEqual([reply]);
    for (const text of told) expect(reply.startsWith(text)).toBe(true);
  });

  it("puts the built-in model's answer in the place of half a reply", async () => {
    const half = "Hello Ann. I was just about to say something long when it broke.";
    const cut = { afterWords: 8, how: "ended" as const };
    const broken = [{ text: half, cut }];
    const { told, replies } = await converse(broken, "hello");
    expect(replies).toHaveLength(1);
    expect(replies[0]).not.toContain("about to say");
    expect(replies[0]).toContain("The language model did not answer");
    for (const text of told) expect(half.startsWith(text)).toBe(true);
  });
});
