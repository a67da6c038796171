import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { until } from "../support/aura.ts";
import type { SlackPeer } from "./slackPeer.ts";

const appToken = "xapp-of-the-test";

type EnvelopeType = "slash_commands" | "events_api" | "interactive";
type Envelope = { envelope_id: string; type: EnvelopeType; payload: unknown; retry_attempt?: number };

/** What the app answered an envelope with. */
export type Acknowledgement = { envelopeId: string; payload: Record<string, unknown> };

/**
 * Slack's Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode) before an emulated Slack: one socket at a time, at an address that
 * is good for one connection; what is not acknowledged is sent again on the next one.
 */
export async function openSlackSocketPeer(slack: SlackPeer) {
  const tickets = new Set<string>();
  const waiting = new Map<string, Envelope>();
  const acknowledged = new Map<string, Acknowledgement>();
  let current: WebSocket | null = null;
  let connections = 0;
  let serial = 0;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const answer = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/api/apps.connections.open") {
      if (request.headers.authorization !== `Bearer ${appToken}`) return answer({ ok: false, error: "invalid_auth" });
      serial += 1;
      const ticket = `ticket-${serial}`;
      tickets.add(ticket);
      return answer({ ok: true, url: `ws://127.0.0.1:${portOf(server)}/link/?ticket=${ticket}` });
    }
    const headers = { authorization: request.headers.authorization ?? "" };
    const type = request.headers["content-type"];
    const passed = await fetch(new URL(request.url ?? "/", slack.url), {
      method: request.method ?? "GET",
      headers: type ? { ...headers, "content-type": type } : headers,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    return response.writeHead(passed.status, { "content-type": "application/json" }).end(await passed.text());
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const ticket = new URL(request.url ?? "/", "http://slack").searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, greet);
  });

  function greet(socket: WebSocket): void {
    current = socket;
    connections += 1;
    socket.send(JSON.stringify({ type: "hello", num_connections: 1, connection_info: { app_id: "A1" } }));
    for (const envelope of waiting.values()) {
      envelope.retry_attempt = (envelope.retry_attempt ?? 0) + 1;
      socket.send(JSON.stringify({ ...envelope, retry_reason: "timeout" }));
    }
    socket.on("message", (raw) => {
      const { envelope_id: envelopeId, payload = {} } = JSON.parse(raw.toString()) as {
        envelope_id: string;
        payload?: Record<string, unknown>;
      };
      waiting.delete(envelopeId);
      acknowledged.set(envelopeId, { envelopeId, payload });
    });
    socket.on("close", () => {
      if (current === socket) current = null;
    });
  }

  /** Leaves it to the caller when to look for the answer. */
  function post(type: EnvelopeType, payload: unknown): string {
    serial += 1;
    const envelope = { envelope_id: `envelope-${serial}`, type, payload };
    waiting.set(envelope.envelope_id, envelope);
    const accepts = { accepts_response_payload: type !== "events_api" };
    current?.send(JSON.stringify({ ...envelope, ...accepts }));
    return envelope.envelope_id;
  }

  const acknowledgementOf = (envelopeId: string): Promise<Acknowledgement> =>
    until(`the acknowledgement of ${envelopeId}`, () => acknowledged.get(envelopeId), 60_000);

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { SLACK_BOT_TOKEN } = slack.environment;
  return {
    environment: {
      SLACK_BOT_TOKEN,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: `http://127.0.0.1:${portOf(server)}/api/`,
    },
    connections: () => connections,
    isConnected: () => current !== null,
    post,
    acknowledgementOf,
    /** Sends an envelope and waits until the app has acknowledged it. */
    ask: (type: EnvelopeType, payload: unknown) => acknowledgementOf(post(type, payload)),
    sendRaw: (text: string) => current?.send(text),
    /** Slack moves connections now and then, and says so first. */
    refresh: () => current?.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" })),
    drop: () => current?.terminate(),
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const portOf = (server: ReturnType<typeof createServer>): number => (server.address() as AddressInfo).port;

export type SlackSocketPeer = Awaited<ReturnType<typeof openSlackSocketPeer>>;
