import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Delivering, openDelivery } from "../../bot/delivery/delivery.ts";
import { openSlackPlatform } from "../../bot/slack/platform.ts";
import { slackSettingsOf } from "../../bot/slack/settings.ts";
import { openTeams } from "../../bot/slack/teams.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { readEnvironment } from "../../environment.ts";
import { openSlackPeer, type SlackPeer } from "../doors/slackPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "../doors/testHouse.ts";
import { until } from "../support/aura.ts";
import { type ComposioPeer, openComposioPeer } from "./composioPeer.ts";
import { type MailSink, openMailSink } from "./mailSink.ts";
import { openSlackProxy, type SlackProxy } from "./slackProxy.ts";

let slack: SlackPeer;
let proxy: SlackProxy;
beforeAll(async () => {
  slack = await openSlackPeer();
  proxy = await openSlackProxy(slack.url);
});
afterAll(async () => {
  await proxy.close();
  await slack.close();
});

let house: TestHouse;
let sink: MailSink;
let composio: ComposioPeer;
let delivery: Delivering;
let root: string;

beforeEach(async () => {
  [house, sink, composio] = await Promise.all([openTestHouse(), openMailSink(), openComposioPeer()]);
  proxy.fail(null);
  root = await slack.say("Let us look at the coupons");
  // Composio's tool really posts to the emulated Slack.
  composio.connect(`slack:${slack.teamId}`, "slack", {
    SLACK_SEND_MESSAGE: async ({ channel, markdown_text, thread_ts }) => {
      const message = { channel: String(channel), text: String(markdown_text), thread_ts: String(thread_ts) };
      return { data: { response_data: await slack.client.chat.postMessage(message) } };
    },
    SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION: async ({ channel, ts }) => ({
      data: await slack.client.conversations.replies({ channel: String(channel), ts: String(ts), limit: 50 }),
    }),
  });
  const environment = readEnvironment({
    ...{ ...slack.environment, SLACK_API_URL: proxy.apiUrl, ...composio.environment },
    ...{ SMTP_URL: sink.url, MAIL_FROM: "Aura <aura@example.com>", PUBLIC_URL: "https://aura.example.com" },
  });
  const settings = slackSettingsOf(environment);
  if (!settings) throw new Error("Slack is not configured.");
  const { store, library } = house;
  const platform = openSlackPlatform({ teams: openTeams(settings, store, silentLog), store, log: silentLog });
  delivery = openDelivery({
    ...{ environment, store, library, log: silentLog, platforms: [platform], secret: "a secret of the test" },
    backOff: { firstMs: 20, factor: 2, mostMs: 100 },
  });
  await house.converse(delivery.platforms);
});
afterEach(async () => {
  await delivery.close();
  await house.close();
  await Promise.all([sink.close(), composio.close()]);
});

const say = (text: string) =>
  house.conductor().receive({
    ...{ id: crypto.randomUUID(), author: { id: slack.userId("ann"), name: "Ann" }, text, platform: "slack" },
    ...{
      workspaceId: slack.teamId,
      workspaceName: "Acme",
      channel: slack.channel,
      threadKey: root,
      receivedAtMs: Date.now(),
    },
  });

async function ask(text: string): Promise<Id<"threads">> {
  const { threadId } = await say(text);
  await house.conductor().settled(threadId);
  return threadId;
}

async function arrived() {
  const messages = (await slack.thread(root)).slice(1);
  return {
    files: messages.flatMap(({ files }) => files),
    links: messages.flatMap(({ text }) => /watch\/[\w-]{43}#[0-9a-f]{24}/.exec(text) ?? []),
    texts: messages.map(({ text }) => text),
  };
}

async function sent(threadId: Id<"threads">) {
  const paginationOpts = { numItems: 50, cursor: null };
  const { page } = await house.store.query(api.deliveries.listByThread, { threadId, paginationOpts });
  return page.toReversed().map(({ purpose, state, via, usedFallback }) => ({ purpose, state, via, usedFallback }));
}

describe("an edited video asked for in a Slack thread", () => {
  it("arrives there through Composio", async () => {
    await ask("record PR 1");
    const threadId = await ask("make it shorter");
    const { files, links, texts } = await arrived();
    if (process.env.SHOW) console.log(texts.join("\n---\n"));
    expect(files).toEqual([]);
    expect(links).toHaveLength(2);
    expect(new Set(links).size).toBe(2);
    expect(texts.filter((text) => /version 2/.test(text))).toHaveLength(1);
    expect(await sent(threadId)).toEqual([
      { purpose: "reply", state: "sent", via: "composio", usedFallback: false },
      { purpose: "reply", state: "sent", via: "composio", usedFallback: false },
    ]);
    expect(sink.mails).toEqual([]);
  });

  it("arrives through Slack itself while Composio fails", async () => {
    composio.turn({ status: 503 });
    await ask("record PR 1");
    const threadId = await ask("make it shorter");
    const { files, links } = await arrived();
    expect(files).toEqual(["shop-pr1-v1.mp4", "shop-pr1-v2.mp4"]);
    expect(links).toEqual([]);
    expect(await sent(threadId)).toMatchObject([{ via: "door" }, { via: "door" }]);
    expect(sink.mails).toEqual([]);
  });

  it("comes by mail while both fail", async () => {
    await ask("record PR 1");
    composio.turn({ status: 503 });
    proxy.fail(/^files\./);
    const threadId = await ask("make it shorter");
    await until("the mail is there", () => sink.mails.length > 0);
    const { files, links } = await arrived();
    expect(files).toEqual([]);
    expect(links).toHaveLength(1);
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]).toMatchObject({ subject: "Re: Add coupon codes to the cart (shop #1)" });
    expect(await sent(threadId)).toMatchObject([{ via: "composio" }, { via: "smtp", usedFallback: true }]);
  });

  it("is looked for, and not sent again, when Composio's answer was lost", async () => {
    composio.turn("lost");
    const asked = say("record PR 1");
    await until("it has arrived", async () => (await arrived()).links.length > 0);
    composio.turn("fine");
    await house.conductor().settled((await asked).threadId);
    expect((await arrived()).links).toHaveLength(1);
    expect(await sent((await asked).threadId)).toMatchObject([{ state: "sent", via: "composio" }]);
  });
});
