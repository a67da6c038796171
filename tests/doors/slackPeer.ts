import { createHmac } from "node:crypto";

import { webApi } from "@slack/bolt";
import { createEmulator } from "emulate";
import getPort from "get-port";

const signingSecret = "the signing secret of the test";
const botToken = "xoxb-of-the-test";

/** A message of a thread, as people there see it. */
export type SeenMessage = { ts: string; user: string; text: string; blocks: unknown[]; files: string[]; key: string };
type RawFile = { name: string; url_private: string };

/** An emulated Slack with one team, one channel, two people and as many `others`, and what Slack itself would send to the app. */
export async function openSlackPeer({ others = 0 }: { others?: number } = {}) {
  const port = await getPort({ host: "127.0.0.1" });
  const slack = await createEmulator({
    service: "slack",
    port,
    seed: {
      slack: {
        team: { name: "Acme", domain: "acme" },
        users: [
          { name: "ann", real_name: "Ann" },
          { name: "ben", real_name: "Ben" },
          ...Array.from({ length: others }, (_, index) => ({ name: `person-${index}`, real_name: `Person ${index}` })),
        ],
        channels: [{ name: "launches" }],
      },
    },
  });
  const apiUrl = `${slack.url}/api/`;
  const client = new webApi.WebClient(botToken, { slackApiUrl: apiUrl });
  const { team_id: teamId = "", user_id: botUserId = "" } = await client.auth.test();
  const { channels = [] } = await client.conversations.list({});
  const { members = [] } = await client.users.list({ limit: 200 });
  const channel = channels.find(({ name }) => name === "launches")?.id ?? "";
  const userId = (name: string): string => members.find((member) => member.name === name)?.id ?? "";
  let serial = 0;
  const next = (): number => {
    serial += 1;
    return serial;
  };

  async function thread(ts: string): Promise<SeenMessage[]> {
    const { messages = [] } = await client.conversations.replies({
      channel,
      ts,
      include_all_metadata: true,
      limit: 200,
    });
    return messages.map((message) => {
      const { ts: at = "", user = "", text = "", blocks = [], files = [], metadata } = message as Raw;
      const key = metadata?.event_payload?.key ?? "";
      return { ts: at, user, text, blocks, files: files.map(({ name }) => name), key };
    });
  }

  return {
    url: slack.url,
    teamId,
    botUserId,
    channel,
    client,
    userId,
    thread,
    /** The app's settings for this Slack. */
    environment: { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl },
    /** A person's message in the channel, or below another, without the app's hearing of it. */
    async say(text: string, threadTs?: string): Promise<string> {
      const { ts = "" } = await client.chat.postMessage({
        channel,
        text,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      });
      return ts;
    },
    /** The bytes of a file in a thread; null while there is none whose name fits. */
    async fileIn(ts: string, name: RegExp): Promise<Buffer | null> {
      const { messages = [] } = await client.conversations.replies({ channel, ts, limit: 200 });
      const file = messages.flatMap((message) => (message as Raw).files ?? []).find((one) => name.test(one.name));
      if (!file) return null;
      const answer = await fetch(file.url_private, { headers: { authorization: `Bearer ${botToken}` } });
      if (!answer.ok) throw new Error(`${file.url_private}: ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    },
    /** All messages of the channel itself, oldest first. */
    async roots(): Promise<SeenMessage[]> {
      const { messages = [] } = await client.conversations.history({ channel, limit: 200 });
      const tops = messages.toReversed().filter(({ ts, thread_ts: under }) => under === undefined || under === ts);
      return tops.map(({ ts = "", user = "", text = "" }) => ({ ts, user, text, blocks: [], files: [], key: "" }));
    },
    event: (event: object) => ({
      path: "/slack/events",
      type: "application/json",
      body: JSON.stringify({
        ...{ type: "event_callback", token: "x", team_id: teamId, api_app_id: "A1", event_id: `Ev${next()}` },
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [{ team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false }],
        event: { channel, ...event },
      }),
    }),
    command: (text: string, user: string) =>
      form({
        command: "/aura",
        text,
        user_id: user,
        user_name: "someone",
        trigger_id: `T${next()}`,
        team_id: teamId,
        team_domain: "acme",
        channel_id: channel,
        channel_name: "launches",
        response_url: `${slack.url}/respond`,
      }),
    press: (message: { ts: string; threadTs: string }, action: object, user: string) =>
      form({
        payload: JSON.stringify({
          type: "block_actions",
          team: { id: teamId, domain: "acme" },
          user: { id: user, username: "someone", team_id: teamId },
          api_app_id: "A1",
          token: "x",
          trigger_id: `T${next()}`,
          channel: { id: channel, name: "launches" },
          container: { type: "message", message_ts: message.ts, channel_id: channel },
          message: { type: "message", ts: message.ts, thread_ts: message.threadTs, text: "" },
          actions: [{ block_id: "b", action_ts: `${next()}`, ...action }],
        }),
      }),
    submit: (view: object, user: string) =>
      form({
        payload: JSON.stringify({
          type: "view_submission",
          team: { id: teamId, domain: "acme" },
          user: { id: user, username: "someone", team_id: teamId },
          api_app_id: "A1",
          token: "x",
          trigger_id: `T${next()}`,
          view: { id: `V${next()}`, hash: "h", type: "modal", ...view },
        }),
      }),
    close: () => slack.close(),
  };

  function form(fields: Record<string, string>) {
    const type = "application/x-www-form-urlencoded";
    return { path: "/slack/events", type, body: new URLSearchParams(fields).toString() };
  }
}

export type SlackPeer = Awaited<ReturnType<typeof openSlackPeer>>;
export type SlackRequest = { path: string; type: string; body: string };

/** Sends it as Slack does: signed over time and body. */
export async function sendAsSlack(
  url: string,
  { path, type, body }: SlackRequest,
  { retry = 0, atMs = Date.now(), secret = signingSecret }: { retry?: number; atMs?: number; secret?: string } = {},
): Promise<Response> {
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  return await fetch(new URL(path, url), {
    method: "POST",
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
      ...(retry > 0 ? { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" } : {}),
    },
    body,
  });
}

/** What such a request holds, as the socket brings it. */
export function payloadOf({ type, body }: SlackRequest): unknown {
  if (type === "application/json") return JSON.parse(body);
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload === undefined ? fields : JSON.parse(fields.payload);
}

type Raw = {
  ts?: string;
  user?: string;
  text?: string;
  blocks?: unknown[];
  files?: RawFile[];
  metadata?: { event_payload?: { key?: string } };
};
