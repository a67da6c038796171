import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Weather } from "./composioPeer.ts";

const apiKey = "the AgentMail key of the test";
const inboxId = "aura@agentmail.example.com";

export type AgentMailed = {
  to: string[];
  subject: string;
  text: string;
  html: string;
  labels: string[];
  headers: Record<string, string>;
};

/** AgentMail's API as its own client speaks it: one inbox that sends, and lists what it has sent by label. */
export async function openAgentMailPeer() {
  const mails: AgentMailed[] = [];
  const keys = new Map<string, string>();
  let weather: Weather = "fine";
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { name: "Error", message: String(error) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://agentmail");
    const path = decodeURIComponent(pathname);
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return send(response, 403, { name: "Forbidden", message: "no" });
    if (path === "/v0/inboxes") return send(response, 200, { count: 1, inboxes: [inbox] });
    if (path === `/v0/inboxes/${inboxId}`) return send(response, 200, inbox);
    if (path === `/v0/inboxes/${inboxId}/messages` && request.method === "GET") {
      const wanted = JSON.parse(searchParams.get("labels") ?? "[]") as string[];
      const found = mails.flatMap((mail, at) =>
        wanted.every((label) => mail.labels.includes(label)) ? [listed(mail, at)] : [],
      );
      return send(response, 200, { count: found.length, messages: found });
    }
    if (path !== `/v0/inboxes/${inboxId}/messages/send`)
      return send(response, 404, { name: "NotFound", message: path });
    const mail = (await json(request)) as AgentMailed;
    if (typeof weather === "object")
      return send(response, weather.status, { name: "Error", message: "no" }, weather.headers);
    const key = String(request.headers["idempotency-key"] ?? "");
    if (!keys.has(key)) mails.push(mail);
    keys.set(key, keys.get(key) ?? `m${mails.length}`);
    if (weather === "lost") return void response.destroy();
    send(response, 200, { message_id: keys.get(key), thread_id: "t1" });
  }

  return {
    environment: {
      AGENTMAIL_API_KEY: apiKey,
      AGENTMAIL_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    mails,
    turn: (next: Weather) => {
      weather = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const inbox = {
  ...{ pod_id: "p1", inbox_id: inboxId, email: inboxId, display_name: "Aura" },
  ...{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
};

const listed = ({ to, subject, labels }: AgentMailed, at: number) => ({
  ...{ inbox_id: inboxId, thread_id: "t1", message_id: `m${at + 1}`, labels, from: inboxId, to, subject, size: 1 },
  ...{ timestamp: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z", created_at: "2026-01-01T00:00:00Z" },
});

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
