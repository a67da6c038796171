import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SnowflakeUtil } from "discord.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDiscordDoor } from "../../bot/discord/door.ts";
import type { Door } from "../../bot/door.ts";
import { openGate } from "../../bot/gate/gate.ts";
import type { ThreadAddress } from "../../bot/platform.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { until } from "../support/aura.ts";
import { type Channel, type DiscordPeer, openDiscordPeer, type PostedMessage } from "./discordPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

let discord: DiscordPeer;
let house: TestHouse;
let door: Door;
let told: string;

beforeAll(async () => {
  [discord, house] = await Promise.all([openDiscordPeer(), openTestHouse()]);
  await start();
});
afterAll(async () => {
  await door.close();
  await house.close();
  await discord.close();
});

const pullRequest = { branch: "coupons", headSha: "a", baseSha: "b", repoUrl: "/shop" };
const forge = {
  defaultRepo: "shop",
  listPullRequests: async () => [
    { ...pullRequest, number: 1, title: "Add coupon codes to the cart" },
    { ...pullRequest, number: 2, title: `A title of ${"very ".repeat(30)}many words` },
  ],
  getPullRequest: async () => null,
};

async function start(): Promise<void> {
  const { store } = house;
  const environment = readEnvironment(discord.environment);
  const opened = openDiscordDoor({ environment, store, log: silentLog, gate: openGate(store), forge });
  if (!opened) throw new Error("Discord is not configured.");
  door = opened;
  told = await door.start(await house.converse(door.platforms));
}

const filesOf = (place: string): string[] =>
  discord.thread(place).flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
const shows = (place: string, file: RegExp) =>
  until(`${file} in the thread`, () => filesOf(place).some((name) => file.test(name)));
const answered = (interaction: { answer: unknown }) => until("an answer", () => interaction.answer);
const textsOf = (place: string): string[] => discord.thread(place).map(({ content }) => content.replaceAll("\\", ""));

function controlOf(message: PostedMessage, words: string): string {
  const all = (message.components ?? []).flatMap(({ components }) => components);
  const found = all.find(({ custom_id: id = "" }) => id.includes(words));
  if (!found?.custom_id) throw new Error(`There is no ${words} among ${JSON.stringify(all)}`);
  return found.custom_id;
}

const videoIn = (place: string, file: RegExp): PostedMessage => {
  const found = discord
    .thread(place)
    .find(({ attachments }) => attachments.some(({ filename }) => file.test(filename)));
  if (!found) throw new Error(`There is no ${file}.`);
  return found;
};

async function workspaceId() {
  return await house.conductor().workspaceOf({ platform: "discord", workspaceId: discord.guild.id });
}

async function addressOf(threadKey: string): Promise<ThreadAddress> {
  const workspace = await workspaceId();
  const place = { workspaceId: workspace, platform: "discord", channelTarget: discord.channel.id };
  const id = await house.store.query(api.threads.find, { ...place, externalId: threadKey });
  if (id === null) throw new Error("The thread is not in the store.");
  return { id, workspaceId: workspace, channel: discord.channel.id, threadKey };
}

/** How many requests of Ann's were counted. */
async function askedByAnn(): Promise<number> {
  const place = { workspaceId: await workspaceId(), paginationOpts: { numItems: 100, cursor: null } };
  const { page } = await house.store.as(discord.ann.id).query(api.usage.list, place);
  return page.filter(({ userId }) => userId === discord.ann.id).reduce((total, { requests }) => total + requests, 0);
}

async function recordedThread(): Promise<Channel> {
  const message = discord.say(discord.ann, `<@${discord.me.id}> record PR 1`);
  const thread = await until("the thread", () => discord.channelOf(message.id));
  await shows(thread.id, /-v1\.mp4$/);
  return thread;
}

describe("a slash command", () => {
  it("is acknowledged, opens a thread that says who asked, and the talk goes on there", async () => {
    expect(told).toBe("in Acme");
    const asked = discord.command(discord.ann, "record PR 1");
    await answered(asked);
    expect(asked.answer).toMatchObject({ type: 5 });
    const root = asked.original ?? "";
    const thread = await until("the thread", () => discord.channelOf(root));
    expect(thread).toMatchObject({ type: 11, parent_id: discord.channel.id });
    await until("who asked", () => textsOf(discord.channel.id).includes("**Ann** asked: record PR 1"));
    await shows(thread.id, /-v1\.mp4$/);
    const video = videoIn(thread.id, /-v1\.mp4$/);
    expect(video.content).toContain("15 s");
    expect(JSON.stringify(video.embeds)).toContain("Not shown");

    discord.say(discord.ben, "make it shorter", thread);
    await shows(thread.id, /-v2\.mp4$/);
    const undo = discord.press(
      discord.ann,
      videoIn(thread.id, /-v2\.mp4$/),
      controlOf(video, "say").replace(/[^:]*$/, "undo that"),
    );
    await answered(undo);
    expect(undo.answer).toMatchObject({ type: 6 });
    await shows(thread.id, /-v3\.mp4$/);

    const menu = controlOf(video, "more");
    const form = discord.press(discord.ann, video, menu, ["aura_export"]);
    await answered(form);
    expect(form.answer).toMatchObject({ type: 9, data: { title: "Export" } });
    const formId = String(form.answer?.data?.custom_id);
    const sent = discord.submit(discord.ann, thread, formId, { format: "gif", size: "-", quality: "web", limit: "-" });
    await answered(sent);
    await shows(thread.id, /\.gif$/);

    const choices = discord.typing(discord.ann, "version", thread);
    await answered(choices);
    expect(JSON.stringify(choices.answer)).toContain("go back to version 3");
  });

  it("offers the open pull requests, what was typed first", async () => {
    const typing = discord.typing(discord.ann, "coupon");
    await answered(typing);
    expect(typing.answer).toMatchObject({
      type: 8,
      data: {
        choices: [{ value: "coupon" }, { value: "record PR 1", name: "record PR 1: Add coupon codes to the cart" }],
      },
    });
    const long = discord.typing(discord.ann, "");
    await answered(long);
    expect(JSON.stringify(long.answer)).toContain("record PR 2");
  });
});

describe("what comes twice, or late", () => {
  it("has one effect: events repeated, the connection lost with and without its session", async () => {
    const thread = await recordedThread();
    const before = await askedByAnn();
    discord.gateway.repeatLast();
    const { resumed, identified } = discord.gateway.counts;
    discord.gateway.drop();
    await until("the connection is gone", () => !discord.gateway.isConnected());
    const missed = discord.say(discord.ann, "make it shorter", thread);
    await until("resumed", () => discord.gateway.counts.resumed > resumed);
    await shows(thread.id, /-v2\.mp4$/);
    discord.gateway.drop({ keepSessions: false });
    await until("the connection is gone", () => !discord.gateway.isConnected());
    // Nobody is told of this one: Aura has to look for it.
    discord.say(discord.ann, "undo that", thread);
    discord.limitNext(`POST /channels/${thread.id}/messages`);
    await until("identified anew", () => discord.gateway.counts.identified > identified);
    await shows(thread.id, /-v3\.mp4$/);
    expect(filesOf(thread.id).filter((name) => name.endsWith(".mp4"))).toHaveLength(3);
    expect(missed.channel_id).toBe(thread.id);
    expect((await askedByAnn()) - before).toBe(2);
    expect(discord.gateway.counts.heartbeats).toBeGreaterThan(0);
  });

  it("is posted once when a crash left open whether it was", async () => {
    const message = discord.say(discord.ann, `<@${discord.me.id}> cancel`);
    const reply = "Nothing has been recorded here yet; say which pull request to record.";
    await until("the reply", () => textsOf(message.id).includes(reply));
    const thread = await addressOf(`message:${message.id}`);
    const since = SnowflakeUtil.generate({ timestamp: Date.now() - 60_000 });
    const place = { threadId: thread.id, key: "reply:lost", externalId: `pending:${since}` };
    await house.store.mutation(api.posts.record, place);
    // The nonce has run out.
    for (const one of discord.thread(message.id)) delete one.nonce;
    const [platform] = door.platforms;
    await platform?.postReply({ thread, key: "reply:lost", text: reply });
    expect(textsOf(message.id).filter((text) => text === reply)).toHaveLength(1);
    await platform?.postReply({ thread, key: "reply:other", text: "x".repeat(3000) });
    await platform?.postReply({ thread, key: "reply:other", text: "something else" });
    expect(discord.thread(message.id).at(-1)?.content).toHaveLength(2000);
  });
});

describe("the button Approve", () => {
  it("is an owner's: the thread says so, and others are told whom to ask", async () => {
    const { id: place } = await recordedThread();
    const video = videoIn(place, /-v1\.mp4$/);
    const refused = discord.press(discord.ann, video, controlOf(video, "approved"));
    await answered(refused);
    expect(refused.answer).toMatchObject({ type: 4, data: { flags: 64, content: expect.stringContaining("owners") } });
    // The guild's owner.
    const approved = discord.press(discord.ben, video, controlOf(video, "approved"));
    await answered(approved);
    expect(approved.answer).toMatchObject({ type: 6 });
    await until("the thread says so", () => textsOf(place).includes("**Ben** approved **version 1**."));
  });
});

describe("a video that is larger than the server takes", () => {
  it("is made to fit by itself, and shown by its picture until then", async () => {
    const { id: place } = await recordedThread();
    const thread = await addressOf(`message:${place}`);
    const { run, versions } = await house.store.query(api.threads.context, { id: thread.id });
    const version = versions[0];
    if (!run || !version) throw new Error("Nothing was recorded.");
    const dir = mkdtempSync(join(tmpdir(), "aura-large-"));
    const filePath = join(dir, "large-v9.mp4");
    writeFileSync(filePath, "");
    truncateSync(filePath, 11 * 1024 * 1024);
    const [platform] = door.platforms;
    const video = {
      ...{ thread, key: "version:large", filePath, posterPath: null, summary: "All of it", notShown: [], chapters: [] },
      run: { id: run._id, title: "Large", repo: "shop", pr: 1 },
      version: { id: version._id, number: 1, durationMs: 15_000, sizeBytes: 11 * 1024 * 1024 },
    };
    await platform?.postVideo(video);
    const note = /larger than the 10\.5 MB .* making the largest file that fits/;
    expect(textsOf(place).filter((text) => note.test(text))).toHaveLength(1);
    await until("the file that fits", () => textsOf(place).some((text) => text.startsWith("**MP4**")));
    const [made] = await house.store.query(api.exports.list, { runId: run._id });
    expect(made).toMatchObject({ format: "mp4", maxFileSizeMb: 10 });
    // The server takes less than it says.
    truncateSync(filePath, 1024 * 1024);
    discord.settings.maxFileBytes = 1000;
    await platform?.postVideo({ ...video, key: "version:refused" });
    discord.settings.maxFileBytes = Number.POSITIVE_INFINITY;
    expect(textsOf(place).filter((text) => note.test(text))).toHaveLength(2);
    rmSync(dir, { recursive: true });
  });
});

describe("packets that make no sense", () => {
  it("a thousand of them do no harm: what comes after is answered", async () => {
    const names = ["MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "THREAD_CREATE", "RESUMED", "NO_SUCH_EVENT"];
    const where = { guild_id: discord.guild.id, channel_id: discord.channel.id };
    const author = fc.oneof(fc.jsonValue(), fc.record({ id: fc.constant(discord.ann.id), username: fc.jsonValue() }));
    const message = { id: fc.jsonValue(), type: fc.constantFrom(0, 19, 3), author, content: fc.jsonValue() };
    const half = fc.record(
      {
        ...message,
        ...{ mentions: fc.jsonValue(), mention_roles: fc.jsonValue(), member: fc.jsonValue(), data: fc.jsonValue() },
        ...{ guild_id: fc.constantFrom(where.guild_id, "1"), channel_id: fc.constantFrom(where.channel_id, "1") },
        ...{ token: fc.string(), channel: fc.oneof(fc.jsonValue(), fc.constant({ id: where.channel_id, type: 0 })) },
      },
      { requiredKeys: [] },
    );
    const dispatch = fc.record({ op: fc.constant(0), t: fc.constantFrom(...names), d: fc.oneof(half, fc.jsonValue()) });
    const packet = fc.oneof(
      { weight: 8, arbitrary: dispatch.map((one) => JSON.stringify(one)) },
      { weight: 1, arbitrary: fc.constantFrom('{"op":10}', '{"op":9,"d":null}', "null", "7", "[]", "{") },
      { weight: 1, arbitrary: fc.string() },
    );
    for (const text of fc.sample(packet, 1_000)) discord.gateway.sendRaw(text);
    const strange: unknown[] = ["no id", "", "?", "%", "..", "../../users/@me", "\u0000", 7, -1.5];
    strange.push({ id: 1 }, { toString: 1 }, [], null);
    for (const id of strange) discord.gateway.sendRaw(JSON.stringify({ op: 0, t: "GUILD_CREATE", d: { id } }));
    const last = discord.say(discord.ann, `<@${discord.me.id}> cancel`);
    await until("the reply to what came after", () => discord.thread(last.id).length > 0);
    expect(textsOf(discord.channel.id).filter((text) => /TypeError|at .*\.ts/.test(text))).toEqual([]);
  });
});

describe("a message that is not for Aura", () => {
  it("is left alone: in channels, in other threads, of bots", async () => {
    const runs = (await house.store.query(api.runs.list, {})).length;
    const other = discord.openThread("lunch");
    discord.say(discord.ann, "record PR 1");
    discord.say(discord.ann, "record PR 1", other);
    discord.say({ ...discord.ben, bot: true }, `<@${discord.me.id}> record PR 1`);
    const last = discord.say(discord.ann, `<@${discord.me.id}> cancel`);
    await until("the reply to the last", () => discord.thread(last.id).length > 0);
    expect(await house.store.query(api.runs.list, {})).toHaveLength(runs);
    expect(discord.thread(other.id)).toHaveLength(1);
  });
});

describe("a mention in a thread that Aura did not open", () => {
  it("is answered there, and no other thread is opened", async () => {
    const other = discord.openThread("coupons");
    const threads = discord.threads().length;
    discord.say(discord.ann, `<@${discord.me.id}> cancel`, other);
    await until("the reply", () => discord.thread(other.id).length > 1);
    expect(discord.threads()).toHaveLength(threads);
  });
});

describe("a direct message", () => {
  it("needs no mention, from a member of a server that Aura is in", async () => {
    const direct = discord.direct(discord.ann);
    discord.say(discord.ann, "cancel", direct);
    await until(
      "the reply",
      () => textsOf(direct.id).some((text) => text.startsWith("Nothing has been recorded")),
      20_000,
    );
    const strange = discord.direct(discord.stranger);
    discord.say(discord.stranger, "record PR 1", strange);
    await until("the refusal", () => textsOf(strange.id).some((text) => text.includes("members of a server")));
  });
});

describe("a channel in which no thread may be opened", () => {
  it("gets the replies itself", async () => {
    const all = discord.settings.permissions;
    discord.settings.permissions = 0n;
    const message = discord.say(discord.ann, `<@${discord.me.id}> cancel`);
    const before = discord.thread(discord.channel.id).length;
    await until("the reply", () => discord.thread(discord.channel.id).length > before);
    expect(discord.channelOf(message.id)).toBeUndefined();
    discord.settings.permissions = all;
  });
});

describe("an app without its intent and permissions", () => {
  it("is told what is missing, and does the rest", async () => {
    await door.close();
    const before = { ...discord.settings };
    Object.assign(discord.settings, { flags: 0, permissions: 1n << 10n });
    await start();
    expect(told).toMatch(/Message Content Intent is switched on/);
    expect(told).toMatch(/in Acme it may not Send Messages, Create Public Threads/);
    expect(told).toContain(`client_id=${discord.me.id}`);
    Object.assign(discord.settings, before);
    const message = discord.say(discord.ann, `<@${discord.me.id}> cancel`);
    await until("the reply", () => discord.thread(message.id).length > 0);
  });
});

describe("somebody who may not ask", () => {
  it("is told so alone, and nothing is done", async () => {
    const workspace = await workspaceId();
    // The guild's owner has spoken above.
    const boss = house.store.as(discord.ben.id);
    await boss.mutation(api.workspaces.updateSettings, {
      ...{ workspaceId: workspace, settings: { allowedChannels: ["elsewhere"] } },
    });
    const runs = (await house.store.query(api.runs.list, {})).length;
    const asked = discord.command(discord.ann, "record PR 1");
    await answered(asked);
    expect(asked.answer).toMatchObject({
      type: 4,
      data: { flags: 64, content: expect.stringContaining("this channel") },
    });
    expect(await house.store.query(api.runs.list, {})).toHaveLength(runs);
  });
});
