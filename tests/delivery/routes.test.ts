import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../bot/delivery/failure.ts";
import type { Parcel } from "../../bot/delivery/parcel.ts";
import type { Route } from "../../bot/delivery/route.ts";
import { openAgentMail } from "../../bot/delivery/routes/agentmail.ts";
import { openComposio } from "../../bot/delivery/routes/composio.ts";
import { openSmtp } from "../../bot/delivery/routes/smtp.ts";
import { openWebhook, publicLookup, type WebhookMeans } from "../../bot/delivery/routes/webhook.ts";
import { deliverySettingsOf } from "../../bot/delivery/settings.ts";
import { readEnvironment } from "../../environment.ts";
import { openAgentMailPeer } from "./agentMailPeer.ts";
import { openComposioPeer, type Weather } from "./composioPeer.ts";
import { openHookPeer } from "./hookPeer.ts";
import { type Mood, openMailSink } from "./mailSink.ts";
import { letters, videoParcel } from "./parcels.ts";

/** One way out over its peer. `arrived` are the markers of what stands at the other end. */
type RouteUnderTest = {
  route: Route;
  to: { channel: Parcel["delivery"]["channel"]; to: string };
  turn(weather: Weather): void;
  arrived(marker: string): number;
  /** What it can say of an attempt whose answer was lost. */
  finds: "arrived" | "unknown";
  close(): Promise<void>;
};

const never = new AbortController().signal;
const failureFrom = async (attempt: Promise<unknown>): Promise<DeliveryError> => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error(`Not refused as a delivery is: ${String(error)}`);
};

async function overComposio(channel: "slack" | "discord" | "teams" | "telegram" | "gmail"): Promise<RouteUnderTest> {
  const peer = await openComposioPeer();
  const { composio } = deliverySettingsOf(readEnvironment(peer.environment));
  if (!composio) throw new Error("Composio is not set up.");
  const stands: string[] = [];
  const places = {
    slack: { toolkit: "slack", send: "SLACK_SEND_MESSAGE", list: "SLACK_FETCH_CONVERSATION_HISTORY", to: "C0123456" },
    discord: {
      toolkit: "discordbot",
      send: "DISCORDBOT_CREATE_MESSAGE",
      list: "DISCORDBOT_LIST_MESSAGES",
      to: "123456789",
    },
    teams: {
      toolkit: "microsoft_teams",
      send: "MICROSOFT_TEAMS_TEAMS_POST_CHANNEL_MESSAGE",
      list: "",
      to: "1a2b3c4d-00/19:abc@thread.tacv2",
    },
    telegram: { toolkit: "telegram", send: "TELEGRAM_SEND_MESSAGE", list: "", to: "-100123456" },
    gmail: { toolkit: "gmail", send: "GMAIL_SEND_EMAIL", list: "GMAIL_FETCH_EMAILS", to: "ana@acme.com" },
  };
  const { toolkit, send, list, to } = places[channel];
  peer.connect("slack:T1", toolkit, {
    [send]: async (given) => {
      stands.push(JSON.stringify(given));
      return {
        data: { response_data: { ts: `${stands.length}.0`, id: `i${stands.length}`, message_id: stands.length } },
      };
    },
    ...(list === "" ? {} : { [list]: async () => ({ data: { messages: stands } }) }),
  });
  return {
    route: openComposio(composio, letters),
    to: { channel, to },
    turn: peer.turn,
    arrived: (marker) => stands.filter((one) => one.includes(marker)).length,
    finds: list === "" ? "unknown" : "arrived",
    close: peer.close,
  };
}

const ways: Record<string, () => Promise<RouteUnderTest>> = {
  "Composio to Slack": () => overComposio("slack"),
  "Composio to Discord": () => overComposio("discord"),
  "Composio to Teams": () => overComposio("teams"),
  "Composio to Telegram": () => overComposio("telegram"),
  "Composio to Gmail": () => overComposio("gmail"),
  SMTP: async () => {
    const sink = await openMailSink();
    const asMood = (weather: Weather): Mood => {
      if (weather === "fine") return "takes";
      if (weather === "lost") return "silent";
      const { status } = weather;
      return status === 429
        ? { responseCode: 421, message: "4.7.0 too many messages, try again later" }
        : { responseCode: status === 503 ? 451 : 554, message: "5.0.0 no" };
    };
    return {
      route: openSmtp({ url: sink.url, from: "aura@example.com" }, letters),
      to: { channel: "email", to: "ana@acme.com" },
      turn: (weather) => sink.feel(() => asMood(weather)),
      arrived: () => sink.mails.length,
      finds: "unknown",
      close: sink.close,
    };
  },
  AgentMail: async () => {
    const peer = await openAgentMailPeer();
    const { agentMail } = deliverySettingsOf(readEnvironment(peer.environment));
    if (!agentMail) throw new Error("AgentMail is not set up.");
    return {
      route: openAgentMail(agentMail, letters),
      to: { channel: "email", to: "ana@acme.com" },
      turn: peer.turn,
      arrived: (marker) => peer.mails.filter(({ labels }) => labels.includes(marker)).length,
      finds: "arrived",
      close: peer.close,
    };
  },
  "a web hook": async () => {
    const peer = await openHookPeer();
    const means = loopbackMeans(peer.port);
    return {
      route: openWebhook({ secret: "a secret of the test" }, means),
      to: { channel: "webhook", to: "https://hooks.example.com/aura" },
      turn: peer.turn,
      arrived: (marker) => peer.taken.filter(({ body }) => body.includes(marker)).length,
      finds: "unknown",
      close: peer.close,
    };
  },
};

/** As out in the world, but to a server of this machine, and without a certificate. */
function loopbackMeans(port: number): WebhookMeans {
  const request = ((url: URL, options: object, onAnswer: never) =>
    httpRequest(new URL(url.pathname, `http://127.0.0.1:${port}`), options, onAnswer)) as WebhookMeans["request"];
  return { request, lookup: publicLookup() };
}

describe.each(Object.entries(ways))("%s", (_name, open) => {
  let way: RouteUnderTest;
  afterEach(() => way.close());

  it("takes a video, and stands for each delivery once", async () => {
    way = await open();
    const parcel = await videoParcel(way.to);
    expect(await way.route.refuses(parcel)).toBeNull();
    await way.route.send(parcel, never);
    expect(way.arrived(parcel.delivery.marker)).toBe(1);
  });

  it("says whether something is worth another try, and when", async () => {
    way = await open();
    const parcel = await videoParcel(way.to);
    way.turn({ status: 429, headers: { "retry-after": "7" } });
    const limited = await failureFrom(way.route.send(parcel, never));
    expect(limited.kind).toBe("rate_limit");
    if (way.route.name !== "smtp") expect(limited.retryAfterMs).toBe(7_000);
    way.turn({ status: 503 });
    expect((await failureFrom(way.route.send(parcel, never))).kind).toBe("temporary");
    way.turn({ status: 422 });
    const refused = await failureFrom(way.route.send(parcel, never));
    expect(refused.kind).toBe("permanent");
    expect(refused.message).toMatch(/^[A-Z].*\.$/);
    expect(way.arrived(parcel.delivery.marker)).toBe(0);
  });

  it("does not take a lost answer for a refusal, and looks where it can", async () => {
    way = await open();
    const parcel = await videoParcel(way.to);
    way.turn("lost");
    expect((await failureFrom(way.route.send(parcel, never))).kind).toBe("open");
    way.turn("fine");
    expect((await way.route.find(parcel)).kind).toBe(way.finds);
    const other = await videoParcel(way.to);
    expect((await way.route.find(other)).kind).toBe(way.finds === "unknown" ? "unknown" : "absent");
  });
});

describe("Composio", () => {
  it("is passed over where the workspace has no account, and where there is no link", async () => {
    const way = await overComposio("slack");
    const parcel = await videoParcel(way.to);
    const elsewhere = { ...parcel, workspace: { ...parcel.workspace, externalId: "T2" } };
    expect(await way.route.refuses(elsewhere)).toMatchObject({ kind: "not_connected" });
    const linkless = await videoParcel({ ...way.to, hasLink: false });
    expect(await way.route.refuses(linkless)).toMatchObject({ code: "no_public_address" });
    await way.close();
  });

  it("takes an unsuccessful tool for a failure, by what its service said", async () => {
    const peer = await openComposioPeer();
    const { composio } = deliverySettingsOf(readEnvironment(peer.environment));
    if (!composio) throw new Error("Composio is not set up.");
    let said = "";
    peer.connect("slack:T1", "slack", { SLACK_SEND_MESSAGE: async () => ({ error: said }) });
    const route = openComposio(composio, letters);
    const parcel = await videoParcel({ channel: "slack", to: "C0123456" });
    const kinds: Record<string, string> = {};
    for (said of ["channel_not_found", "ratelimited: retry_after 3", "invalid_auth", "Internal error", "no_text"]) {
      const { kind, code } = await failureFrom(route.send(parcel, never));
      kinds[said] = `${kind} ${code}`;
    }
    expect(kinds).toEqual({
      channel_not_found: "permanent invalid_address",
      "ratelimited: retry_after 3": "rate_limit rate_limit",
      invalid_auth: "not_connected not_connected",
      "Internal error": "temporary unavailable",
      no_text: "permanent refused",
    });
    await peer.close();
  });

  it("calls nobody by what a pull request is called", async () => {
    const peer = await openComposioPeer();
    const { composio } = deliverySettingsOf(readEnvironment(peer.environment));
    if (!composio) throw new Error("Composio is not set up.");
    peer.connect("slack:T1", "slack", { SLACK_SEND_MESSAGE: async () => ({ data: { ts: "1.0" } }) });
    const parcel = await videoParcel({ channel: "slack", to: "C0123456", title: "Ping <!channel> and @everyone" });
    await openComposio(composio, letters).send(parcel, never);
    const text = String(peer.executed[0]?.arguments.markdown_text);
    expect(text).not.toMatch(/<!channel>|@everyone/);
    expect(peer.executed[0]).toMatchObject({ userId: "slack:T1", version: expect.stringMatching(/^\d{8}_\d\d$/) });
    await peer.close();
  });
});

describe("a web hook", () => {
  it("is signed, so that whoever listens knows whom it is from", async () => {
    const peer = await openHookPeer();
    const secret = "a secret of the test";
    const route = openWebhook({ secret }, loopbackMeans(peer.port));
    const parcel = await videoParcel({ channel: "webhook", to: "https://hooks.example.com/aura" });
    await route.send(parcel, never);
    const { headers = {}, body = "" } = peer.taken[0] ?? {};
    const [, at = "", signature = ""] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["aura-signature"])) ?? [];
    expect(signature).toBe(createHmac("sha256", secret).update(`${at}.${body}`).digest("hex"));
    expect(headers["idempotency-key"]).toBe(parcel.delivery.marker);
    expect(JSON.parse(body)).toMatchObject({ runId: "r1", status: "completed", pr: 1, version: 2, repo: "acme/shop" });
    await peer.close();
  });

  it.each([
    "http://hooks.example.com/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://2130706433/",
    "https://user:secret@hooks.example.com/",
    "ftp://hooks.example.com/",
    "not an address",
  ])("does not go to %s", async (to) => {
    const route = openWebhook({ secret: "a secret of the test" });
    const parcel = await videoParcel({ channel: "webhook", to });
    expect(await route.refuses(parcel)).toMatchObject({ kind: "permanent", code: "invalid_address" });
  });

  it("does not go where a public name leads into a private network", async () => {
    const resolve = ((_name: string, _options: object, answer: (error: null, found: object[]) => void) =>
      answer(null, [{ address: "192.168.1.1", family: 4 }])) as never;
    const route = openWebhook({ secret: "a secret of the test" }, { lookup: publicLookup(resolve) });
    const parcel = await videoParcel({ channel: "webhook", to: "https://hooks.example.com/" });
    expect(await route.refuses(parcel)).toBeNull();
    const failure = await failureFrom(route.send(parcel, never));
    expect(failure).toMatchObject({
      kind: "permanent",
      code: "invalid_address",
      message: expect.stringContaining("private"),
    });
  });

  it("follows no redirect", async () => {
    const peer = await openHookPeer();
    peer.turn({ status: 302, headers: { location: "https://elsewhere.example.com/" } });
    const route = openWebhook({ secret: "a secret of the test" }, loopbackMeans(peer.port));
    const parcel = await videoParcel({ channel: "webhook", to: "https://hooks.example.com/" });
    expect(await failureFrom(route.send(parcel, never))).toMatchObject({ kind: "permanent", code: "redirected" });
    await peer.close();
  });
});
