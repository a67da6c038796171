import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Door } from "../../bot/door.ts";
import { openGate } from "../../bot/gate/gate.ts";
import { openSlackDoor } from "../../bot/slack/door.ts";
import { startWebhookServer, type WebhookServer } from "../../bot/webhooks/server.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { until } from "../support/aura.ts";
import { openSlackPeer, type SlackPeer, type SlackRequest, sendAsSlack } from "./slackPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

let slack: SlackPeer;
let house: TestHouse;
let door: Door;
let server: WebhookServer;
let ann: string;

beforeEach(async () => {
  [slack, house] = await Promise.all([openSlackPeer(), openTestHouse()]);
  ann = slack.userId("ann");
  await start();
});
afterEach(async () => {
  await stop();
  await house.close();
  await slack.close();
});

async function start(): Promise<void> {
  const { store } = house;
  const environment = readEnvironment(slack.environment);
  const opened = openSlackDoor({ environment, store, log: silentLog, gate: openGate(store) });
  if (!opened) throw new Error("Slack is not configured.");
  door = opened;
  const conductor = await house.converse(door.platforms);
  await door.start(conductor);
  server = await startWebhookServer({ port: 0, host: "127.0.0.1", routes: door.routes, log: silentLog });
}

async function stop(): Promise<void> {
  await server.close();
  await door.close();
}

const send = (request: SlackRequest, how?: Parameters<typeof sendAsSlack>[2]) => sendAsSlack(server.url, request, how);

async function filesOf(threadTs: string): Promise<string[]> {
  return (await slack.thread(threadTs)).flatMap(({ files }) => files);
}

async function newestRoot(text: string): Promise<string> {
  let found = "";
  await until(`"${text}" in the channel`, async () => {
    found = (await slack.roots()).findLast((root) => root.text.includes(text))?.ts ?? "";
    return found !== "";
  });
  return found;
}

const shows = (threadTs: string, file: RegExp) =>
  until(`${file} in the thread`, async () => (await filesOf(threadTs)).some((name) => file.test(name)));

describe("a slash command", () => {
  it("is acknowledged, opens a thread that says who asked, and the talk goes on there", async () => {
    const answer = await send(slack.command("record PR 1", ann));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    const root = await newestRoot(`<@${ann}> asked: record PR 1`);
    await shows(root, /-v1\.mp4$/);

    const ts = await slack.say("make it shorter", root);
    await send(
      slack.event({
        type: "message",
        channel_type: "channel",
        user: ann,
        text: "make it shorter",
        ts,
        thread_ts: root,
      }),
    );
    await shows(root, /-v2\.mp4$/);

    const undo = /"value":"undo that"/;
    let details = "";
    await until("the buttons", async () => {
      details = (await slack.thread(root)).find(({ blocks }) => undo.test(JSON.stringify(blocks)))?.ts ?? "";
      return details !== "";
    });
    const action = { type: "button", action_id: "aura_say:Undo", value: "undo that" };
    await send(slack.press({ ts: details, threadTs: root }, action, ann));
    await shows(root, /-v3\.mp4$/);
  });
});

describe("what Slack sends twice", () => {
  it("has one effect: a retry, and a mention that is a message too", async () => {
    const text = `<@${slack.botUserId}> record PR 1`;
    const ts = await slack.say(text);
    const mention = slack.event({ type: "app_mention", user: ann, text, ts });
    await Promise.all([send(mention), send(mention, { retry: 1 })]);
    await send(slack.event({ type: "message", channel_type: "channel", user: ann, text, ts }));
    await shows(ts, /-v1\.mp4$/);
    await send(mention, { retry: 2 });
    expect(await filesOf(ts)).toHaveLength(1);
    expect((await slack.thread(ts)).filter(({ key }) => key.startsWith("reply:"))).toHaveLength(1);
  });

  it("is posted once also when the store forgot where", async () => {
    const ts = await slack.say("hello");
    const mention = slack.event({ type: "app_mention", user: ann, text: `<@${slack.botUserId}> record PR 1`, ts });
    await send(mention);
    await shows(ts, /-v1\.mp4$/);
    const [message] = await slack.thread(ts);
    expect(message).toBeDefined();
    const workspaceId = await house.conductor().workspaceOf({ platform: "slack", workspaceId: slack.teamId });
    const threadId = await house.store.query(api.threads.find, {
      workspaceId,
      platform: "slack",
      channelTarget: slack.channel,
      externalId: ts,
    });
    if (threadId === null) throw new Error("The thread is not in the store.");
    const [reply] = (await slack.thread(ts)).filter(({ key }) => key.startsWith("reply:"));
    const address = { id: threadId, workspaceId, channel: slack.channel, threadKey: ts };
    const [platform] = door.platforms;
    await platform?.postReply({ thread: address, key: reply?.key ?? "", text: "again" });
    await platform?.postReply({ thread: address, key: "reply:new", text: "new" });
    const texts = (await slack.thread(ts)).map(({ text }) => text);
    expect(texts.filter((text) => text === "again")).toEqual([]);
    expect(texts.filter((text) => text === "new")).toEqual(["new"]);
  });
});

describe("a message that is not for Aura", () => {
  it("is left alone: in other threads, of bots, edits, and of Aura itself", async () => {
    const ts = await slack.say("lunch?");
    const talk = { type: "message", channel_type: "channel", ts, thread_ts: ts, text: "record PR 1" };
    const answers = await Promise.all([
      send(slack.event({ ...talk, user: ann })),
      send(slack.event({ ...talk, user: ann, bot_id: "B1" })),
      send(slack.event({ ...talk, subtype: "message_changed" })),
      send(slack.event({ ...talk, user: slack.botUserId })),
      send(slack.event({ type: "reaction_added", user: ann, reaction: "eyes" })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await house.store.query(api.runs.list, {})).toEqual([]);
  });
});

describe("a direct message", () => {
  it("needs no mention and no thread", async () => {
    const dm = await slack.client.conversations.open({ users: ann });
    const channel = dm.channel?.id ?? "";
    const { ts = "" } = await slack.client.chat.postMessage({ channel, text: "record PR 1" });
    await send(slack.event({ type: "message", channel_type: "im", channel, user: ann, text: "record PR 1", ts }));
    await until("the video in the direct message", async () => {
      const { messages = [] } = await slack.client.conversations.history({ channel });
      return messages.some(
        ({ files, thread_ts: under }) => under === undefined && files?.some(({ name }) => /-v1\.mp4$/.test(name ?? "")),
      );
    });
  });
});

describe("somebody who may not ask", () => {
  it("is told so alone, and nothing is done", async () => {
    const workspaceId = await house.conductor().workspaceOf({ platform: "slack", workspaceId: slack.teamId });
    await house.store.mutation(api.workspaceMembers.ensure, {
      workspaceId,
      userId: "boss",
      name: "Boss",
      isOwner: true,
    });
    const settings = { allowedChannels: ["C-elsewhere"] };
    await house.store.as("boss").mutation(api.workspaces.updateSettings, { workspaceId, settings });
    const answer = await send(slack.command("record PR 1", ann));
    expect(await answer.json()).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringContaining("this channel"),
    });
    expect(await house.store.query(api.runs.list, {})).toEqual([]);
  });
});

describe("the export form", () => {
  it("says what a person would have written", async () => {
    const ts = await slack.say("hello");
    await send(slack.event({ type: "app_mention", user: ann, text: `<@${slack.botUserId}> record PR 1`, ts }));
    await shows(ts, /-v1\.mp4$/);
    const chosen = (value: string) => ({ choice: { selected_option: { value } } });
    const view = {
      callback_id: "aura_export_modal",
      private_metadata: JSON.stringify({ channel: slack.channel, threadKey: ts }),
      state: { values: { format: chosen("gif"), size: chosen("-"), quality: chosen("web"), limit: chosen("-") } },
    };
    expect((await send(slack.submit(view, ann))).status).toBe(200);
    await shows(ts, /\.gif$/);
  });
});

describe("the button Approve", () => {
  it("is an owner's: the thread says so once, and others are told whom to ask", async () => {
    const ts = await slack.say("hello");
    await send(slack.event({ type: "app_mention", user: ann, text: `<@${slack.botUserId}> record PR 1`, ts }));
    await shows(ts, /-v1\.mp4$/);
    const found = await until("the button", async () => {
      const messages = await slack.thread(ts);
      const blocks = messages.map((one) => ({ at: one.ts, text: JSON.stringify(one.blocks) }));
      return blocks.find(({ text }) => text.includes("aura_review:approved"));
    });
    const [, versionId = ""] = /"aura_review:approved".*?"value":"([^"]+)"/.exec(found.text) ?? [];
    const action = { type: "button", action_id: "aura_review:approved", value: versionId, action_ts: "1.1" };
    const press = (user: string) => slack.press({ ts: found.at, threadTs: ts }, action, user);
    const texts = async () => (await slack.thread(ts)).map(({ text }) => text);

    expect((await send(press(ann))).status).toBe(200);
    expect(
      (await house.store.query(api.artifacts.ofVersion, { editVersionId: versionId as never }))?.reviewState,
    ).not.toBe("approved");
    const workspaceId = await house.conductor().workspaceOf({ platform: "slack", workspaceId: slack.teamId });
    const ben = slack.userId("ben");
    await house.store.mutation(api.workspaceMembers.ensure, { workspaceId, userId: ben, name: "Ben", isOwner: true });
    const pressed = press(ben);
    await Promise.all([send(pressed), send(pressed, { retry: 1 })]);
    await until("the thread says so", async () => (await texts()).some((text) => /approved \*version 1\*/.test(text)));
    await send(pressed, { retry: 2 });
    expect((await texts()).filter((text) => /approved/.test(text))).toEqual(["*ben* approved *version 1*."]);
    const reviewed = await house.store.query(api.artifacts.ofVersion, { editVersionId: versionId as never });
    expect(reviewed).toMatchObject({ reviewState: "approved", reviewedBy: ben });
  });
});

describe("App Home", () => {
  it("lists the recordings with their state", async () => {
    const ts = await slack.say("hello");
    await send(slack.event({ type: "app_mention", user: ann, text: `<@${slack.botUserId}> record PR 1`, ts }));
    await shows(ts, /-v1\.mp4$/);
    expect((await send(slack.event({ type: "app_home_opened", tab: "home", user: ann }))).status).toBe(200);
  });
});

describe("what does not come from Slack", () => {
  const command = () => slack.command("record PR 1", ann);

  it("is turned away: wrong, missing and old signatures", async () => {
    const fiveMinutesAgo = Date.now() - 6 * 60_000;
    const { url } = server;
    const { body, type } = command();
    const unsigned = await fetch(new URL("/slack/events", url), {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    const statuses = [
      (await send(command(), { secret: "a guess" })).status,
      (await send(command(), { atMs: fiveMinutesAgo })).status,
      unsigned.status,
    ];
    expect(statuses).toEqual([401, 401, 401]);
    expect(await house.store.query(api.runs.list, {})).toEqual([]);
  });

  it("is never a server error, whatever it holds", async () => {
    const json = (body: string): SlackRequest => ({ path: "/slack/events", type: "application/json", body });
    const odd = [
      json("{"),
      json("[]"),
      json("null"),
      json(JSON.stringify({ type: "event_callback" })),
      json(
        JSON.stringify({
          type: "event_callback",
          team_id: slack.teamId,
          event: { type: "message", user: 7, text: {} },
        }),
      ),
      { path: "/slack/events", type: "application/x-www-form-urlencoded", body: "payload=%7B" },
      { path: "/slack/events", type: "text/plain", body: "hello" },
      json(JSON.stringify({ type: "event_callback", event: { text: "x".repeat(2_000_000) } })),
    ];
    for (const request of odd) {
      const answer = await send(request);
      const text = await answer.text();
      expect(answer.status, request.body.slice(0, 80)).toBeLessThan(500);
      expect(text).not.toMatch(/at .*\.(ts|js):\d+/);
    }
    expect((await send(slack.event({ type: "app_home_opened", tab: "home", user: ann }))).status).toBe(200);
  });
});
