import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Door } from "../../bot/door.ts";
import { openGate } from "../../bot/gate/gate.ts";
import { openSlackDoor } from "../../bot/slack/door.ts";
import { startWebhookServer, type WebhookServer } from "../../bot/webhooks/server.ts";
import { readEnvironment } from "../../environment.ts";
import { openSlackPeer, type SlackPeer, type SlackRequest, sendAsSlack } from "./slackPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

type Open = { door: Door; house: TestHouse; server: WebhookServer };

let slack: SlackPeer;
const opened: Open[] = [];

/** The door of one team, or of all that install it: then with the addresses for installing. */
async function open(values: Record<string, string>): Promise<Open> {
  const { SLACK_SIGNING_SECRET, SLACK_API_URL } = slack.environment;
  const environment = readEnvironment({ SLACK_SIGNING_SECRET, SLACK_API_URL, ...values });
  const house = await openTestHouse();
  const { store } = house;
  const door = openSlackDoor({ environment, store, log: silentLog, gate: openGate(store) });
  if (!door) throw new Error("Slack is not configured.");
  await door.start(await house.converse(door.platforms));
  const server = await startWebhookServer({ port: 0, host: "127.0.0.1", routes: door.routes, log: silentLog });
  const one = { door, house, server };
  opened.push(one);
  return one;
}

beforeAll(async () => {
  slack = await openSlackPeer();
});
afterAll(async () => {
  for (const { server, door, house } of opened) {
    await server.close();
    await door.close();
    await house.close();
  }
  await slack.close();
});

/** Never a server's error, and nothing of its insides. */
async function expectHarmless(answer: Response, what: string): Promise<void> {
  const text = await answer.text();
  expect(answer.status, what.slice(0, 500)).toBeLessThan(500);
  expect(text).not.toMatch(/\bat .+:\d+:\d+|TypeError/);
}

const json = (body: string): SlackRequest => ({ path: "/slack/events", type: "application/json", body });
const form = (fields: Record<string, string>): SlackRequest => ({
  path: "/slack/events",
  type: "application/x-www-form-urlencoded",
  body: new URLSearchParams(fields).toString(),
});

const anything = fc.jsonValue({ maxDepth: 2 });
const word = fc.oneof(fc.string(), fc.string(), anything);
const id = fc.oneof(fc.constantFrom("U1", "C1", "T1"), fc.string({ minLength: 1 }), anything);
const event = fc.record(
  {
    type: fc.constantFrom("message", "app_mention", "app_home_opened", "reaction_added"),
    ...{ channel: id, user: id, text: word, ts: word, thread_ts: word, channel_type: word, tab: word, item: anything },
  },
  { requiredKeys: ["type"] },
);
const callback = fc.record(
  {
    type: fc.constantFrom("event_callback", "event_callback", "url_verification", "app_rate_limited"),
    ...{ team_id: id, event: fc.oneof({ weight: 4, arbitrary: event }, { weight: 1, arbitrary: anything }) },
    ...{ authorizations: anything, challenge: word, event_id: word },
  },
  { requiredKeys: ["type", "team_id", "event"] },
);
const who = fc.oneof({ weight: 4, arbitrary: fc.record({ id }) }, { weight: 1, arbitrary: anything });
const action = fc.record({
  ...{
    action_id: fc.constantFrom("aura_say:Undo", "aura_say:more", "aura_review:approved", "other"),
    block_id: word,
    value: word,
  },
  ...{ type: fc.constantFrom("button", "static_select"), action_ts: word },
});
const message = fc.oneof(fc.record({ ts: word, thread_ts: word }, { requiredKeys: [] }), anything);
const payload = fc.oneof(
  fc.record({
    type: fc.constantFrom("block_actions", "shortcut", "message_action", "view_closed"),
    ...{ team: who, user: who, channel: who, message, trigger_id: word },
    actions: fc.oneof(fc.array(action, { minLength: 1 }), anything),
  }),
  fc.record({
    type: fc.constant("view_submission"),
    ...{ team: who, user: who },
    view: fc.record({
      callback_id: fc.constant("aura_export_modal"),
      private_metadata: fc.oneof(fc.json(), fc.string()),
      state: fc.oneof(fc.constant({ values: {} }), anything),
      id: fc.string(),
    }),
  }),
  anything,
);
const command = fc.dictionary(
  fc.constantFrom("command", "text", "user_id", "team_id", "channel_id", "trigger_id", "payload"),
  fc.oneof(fc.string(), fc.constant("/aura"), fc.constant("help")),
);
const requests = fc.oneof(
  callback.map((one) => json(JSON.stringify(one))),
  payload.map((one) => form({ payload: JSON.stringify(one) })),
  command.map(form),
  fc.json({ maxDepth: 2 }).map(json),
  fc.string().map(json),
  fc.string().map((text) => form({ payload: text })),
);

describe("Slack's requests", () => {
  it("do no harm, a thousand of them, signed and of any shape", async () => {
    const { SLACK_BOT_TOKEN } = slack.environment;
    const { server } = await open({ SLACK_BOT_TOKEN });
    const statuses = new Set<number>();
    for (const request of fc.sample(requests, 1_000)) {
      const answer = await sendAsSlack(server.url, request);
      statuses.add(answer.status);
      await expectHarmless(answer, request.body);
    }
    // Some are near enough to be taken, others are told that they are not.
    expect([...statuses]).toEqual(expect.arrayContaining([200, 400]));
  });

  it("do no harm at the addresses for installing either", async () => {
    const { server } = await open({
      ...{ PUBLIC_URL: "https://aura.acme.dev", SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "the client's secret" },
    });
    const install = await fetch(new URL("/slack/install", server.url), { redirect: "manual" });
    expect(await install.text()).toContain("oauth/v2/authorize?scope=app_mentions%3Aread");
    const queries = fc.dictionary(fc.constantFrom("code", "state", "error", "x"), fc.string());
    // The page for installing reads nothing of its address.
    for (const [path, count] of [
      ["/slack/install", 20],
      ["/slack/oauth_redirect", 1_000],
    ] as const) {
      for (const query of fc.sample(queries, count)) {
        const url = new URL(`${path}?${new URLSearchParams(query)}`, server.url);
        await expectHarmless(await fetch(url, { redirect: "manual" }), url.href);
      }
    }
  });
});
