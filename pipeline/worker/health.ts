import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Vitals } from "./vitals.ts";

export type HealthServer = { url: string; close(): void };

/** Answers GET /health (JSON; 503 while something is wrong) and /metrics on this machine alone. Port 0 takes a free one. */
export async function serveHealth({ port, vitals }: { port: number; vitals: Vitals }): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const send = (status: number, contentType: string, text: string) =>
      response.writeHead(status, { "content-type": contentType, "cache-control": "no-store" }).end(text);
    answer(request, vitals).then(
      ({ status, contentType, text }) => send(status, contentType, text),
      (error: unknown) => send(500, "text/plain", `${error}\n`),
    );
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  // The worker ends when its work does, whoever still reads its health.
  server.unref();
  const { port: used } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${used}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Answer = { status: number; contentType: string; text: string };

async function answer({ method, url, headers }: IncomingMessage, vitals: Vitals): Promise<Answer> {
  const plain = (status: number, text: string): Answer => ({ status, contentType: "text/plain", text: `${text}\n` });
  // A page that has its own name point here (DNS rebinding) is not this machine.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "")) return plain(403, "Ask for 127.0.0.1.");
  if (method !== "GET" && method !== "HEAD") return plain(405, "Only GET.");
  switch (url?.split("?")[0]) {
    case "/health": {
      const report = await vitals.report();
      const status = report.status === "ok" ? 200 : 503;
      return { status, contentType: "application/json", text: `${JSON.stringify(report)}\n` };
    }
    case "/metrics":
      return { status: 200, ...(await vitals.metrics()) };
    default:
      return plain(404, "There are /health and /metrics.");
  }
}
