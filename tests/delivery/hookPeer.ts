import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Weather } from "./composioPeer.ts";

export type Hooked = { headers: Record<string, unknown>; body: string };

/** Somebody's server that takes web hooks. */
export async function openHookPeer() {
  const taken: Hooked[] = [];
  let weather: Weather = "fine";
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (typeof weather === "object") return response.writeHead(weather.status, weather.headers).end("no");
      taken.push({ headers: request.headers, body });
      if (weather === "lost") return response.destroy();
      return response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
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
