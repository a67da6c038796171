import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Weather } from "./composioPeer.ts";

export type Hooked = { path: string; headers: Record<string, unknown>; body: string };

/** Somebody's server that takes web hooks. */
export async function openHookPeer() {
  const taken: Hooked[] = [];
  let weatherAt: (path: string) => Weather = () => "fine";
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? "/";
      const weather = weatherAt(path);
      if (typeof weather === "object") return response.writeHead(weather.status, weather.headers).end("no");
      taken.push({ path, headers: request.headers, body });
      if (weather === "lost") return response.destroy();
      return response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    turn: (next: Weather) => {
      weatherAt = () => next;
    },
    turnBy: (next: (path: string) => Weather) => {
      weatherAt = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
