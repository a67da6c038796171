import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Door } from "../../bot/door.ts";
import { openGate } from "../../bot/gate/gate.ts";
import { openSlackDoor } from "../../bot/slack/door.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { until } from "../support/aura.ts";
import { openSlackPeer, payloadOf, type SlackPeer } from "./slackPeer.ts";
import { openSlackSocketPeer, type SlackSocketPeer } from "./slackSocketPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

let slack: SlackPeer;
let socket: SlackSocketPeer;
let house: TestHouse;
let door: Door;
let ann: string;

const openDoor = (values: Record<string, string> = {}): Door => {
  const environment = readEnvironment({ ...socket.environment, ...values });
  const { store } = house;
  const opened = openSlackDoor({ environment, store, log: silentLog, gate: openGate(store) });
  if (!opened) throw new Error("Slack is not configured.");
  return opened;
};

beforeAll(async () => {
  [slack, house] = await Promise.all([openSlackPeer(), openTestHouse()]);
  socket = await openSlackSocketPeer(slack);
  ann = slack.userId("ann");
  door = openDoor();
  expect(await door.start(await house.converse(door.platforms))).toBe("in Acme, by its socket");
});
afterAll(async () => {
  await door.close();
  await house.close();
  await socket.close();
  await slack.close();
});

const shows = (ts: string, file: RegExp) =>
  until(`${file} in the thread`, async () =>
    (await slack.thread(ts)).some(({ files }) => files.some((name) => file.test(name))),
  );

async function threadOf(words: string): Promise<string> {
  const root = await until("the thread", async () =>
    (await slack.roots()).findLast(({ text }) => text === `<@${ann}> asked: ${words}`),
  );
  return root.ts;
}

const message = (text: string, ts: string, root: string) =>
  payloadOf(slack.event({ type: "message", channel_type: "channel", user: ann, text, ts, thread_ts: root }));

describe("Slack's socket", () => {
  it("brings commands, messages and buttons, and each is acknowledged", async () => {
    const { payload } = await socket.ask("slash_commands", payloadOf(slack.command("record PR 1", ann)));
    expect(payload).toEqual({});
    const root = await threadOf("record PR 1");
    await shows(root, /-v1\.mp4$/);
    const ts = await slack.say("make it shorter", root);
    await socket.ask("events_api", message("make it shorter", ts, root));
    await shows(root, /-v2\.mp4$/);
    const details = await until("the buttons", async () =>
      (await slack.thread(root)).find(({ blocks }) => JSON.stringify(blocks).includes("undo that")),
    );
    const undo = { type: "button", action_id: "aura_say:Undo", value: "undo that" };
    await socket.ask("interactive", payloadOf(slack.press({ ts: details.ts, threadTs: root }, undo, ann)));
    await shows(root, /-v3\.mp4$/);
  });

  it("is opened again when Slack moves it or it breaks, and what was sent again has one effect", async () => {
    await socket.ask("slash_commands", payloadOf(slack.command("record PR 2", ann)));
    const root = await threadOf("record PR 2");
    await shows(root, /-v1\.mp4$/);
    const before = socket.connections();
    socket.refresh();
    await until("the connection is gone", () => !socket.isConnected());
    // Slack keeps it until there is a socket again.
    const missed = message("make it shorter", await slack.say("make it shorter", root), root);
    const envelope = socket.post("events_api", missed);
    await socket.acknowledgementOf(envelope);
    expect(socket.connections()).toBeGreaterThan(before);
    await shows(root, /-v2\.mp4$/);
    // The acknowledgement was lost on its way.
    await socket.ask("events_api", missed);
    socket.drop();
    await socket.acknowledgementOf(
      socket.post("events_api", message("undo that", await slack.say("undo that", root), root)),
    );
    await shows(root, /-v3\.mp4$/);
    const files = (await slack.thread(root)).flatMap((one) => one.files);
    expect(files.filter((name) => name.endsWith(".mp4"))).toHaveLength(3);
  });

  it("outlives envelopes that make no sense", async () => {
    const odd = ["{", "null", "7", "[]", '{"type":"events_api"}', '{"type":"events_api","payload":{}}', '{"type":"x"}'];
    for (const text of odd) socket.sendRaw(text);
    socket.sendRaw(JSON.stringify({ type: "interactive", envelope_id: "odd", payload: { type: "block_actions" } }));
    socket.sendRaw(JSON.stringify({ type: "slash_commands", envelope_id: "odder", payload: { command: "/aura" } }));
    const { payload } = await socket.ask("slash_commands", payloadOf(slack.command("record PR 99", ann)));
    expect(payload).toEqual({});
  });

  it("tells somebody who may not ask so alone", async () => {
    const workspaceId = await house.conductor().workspaceOf({ platform: "slack", workspaceId: slack.teamId });
    const boss = { workspaceId, userId: "boss", name: "Boss", isOwner: true };
    await house.store.mutation(api.workspaceMembers.ensure, boss);
    const settings = { allowedChannels: ["C-elsewhere"] };
    await house.store.as("boss").mutation(api.workspaces.updateSettings, { workspaceId, settings });
    const { payload } = await socket.ask("slash_commands", payloadOf(slack.command("record PR 1", ann)));
    expect(payload).toMatchObject({ response_type: "ephemeral", text: expect.stringContaining("this channel") });
  });
});

describe("a token that Slack does not take", () => {
  it("is named in one sentence", async () => {
    const conductor = house.conductor();
    const app = openDoor({ SLACK_APP_TOKEN: "xapp-wrong" });
    await expect(app.start(conductor)).rejects.toThrow(/^Slack does not take SLACK_APP_TOKEN/);
    expect(() => openDoor({ SLACK_APP_TOKEN: "xoxb-swapped" })).toThrow(/^SLACK_APP_TOKEN is another kind of token/);
  });
});
