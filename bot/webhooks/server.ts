import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Route } from "../door.ts";
import { DoorError } from "../failure.ts";
import type { Log } from "../log.ts";

export type WebhookServer = { url: string; close(): Promise<void> };

/** A request that has not been read and answered within this time is given up. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the minute for which proxies keep a connection: who closes first must not be us, in the middle of a request. */
const KEEP_ALIVE_MS = 65_000;

/**
 * The one server to which platforms send their events, on all addresses of this machine: `GET /health`, and the doors' routes
 * by exact path, or by a beginning ("/watch/*"). What a route throws is in the log and nowhere else.
 */
export async function startWebhookServer(options: {
  port: number;
  host?: string;
  routes: Readonly<Record<string, Route>>;
  log: Log;
}): Promise<WebhookServer> {
  const { port, host, routes, log } = options;
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const isHealth = path === "/health" && (request.method === "GET" || request.method === "HEAD");
    if (isHealth) return sendJson(response, 200, { status: "ok", service: "aura-webhook" });
    const route = routeTo(path, routes);
    if (!route) return sendJson(response, 404, { error: "There is nothing here." });
    Promise.resolve()
      .then(() => route(request, response))
      .catch((error: unknown) => {
        log.error({ err: error, path }, "a webhook failed");
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { error: "Something went wrong; it is in the log." });
      });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port, host);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function routeTo(path: string, routes: Readonly<Record<string, Route>>): Route | undefined {
  if (Object.hasOwn(routes, path)) return path.endsWith("*") ? undefined : routes[path];
  const beginning = Object.keys(routes).find((one) => one.endsWith("/*") && path.startsWith(one.slice(0, -1)));
  return beginning === undefined ? undefined : routes[beginning];
}

export function sendJson(response: Parameters<Route>[1], status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken; set PORT to a free one.`;
      reject(error.code === "EADDRINUSE" ? new DoorError("port_in_use", taken, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
}
