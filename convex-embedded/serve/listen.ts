import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { DatabaseSync } from "node:sqlite";
import { EmbeddedHostError, messageOf } from "../errors.ts";

/**
 * Listens on 127.0.0.1 and answers the address. Port 0 means the port of the last time, or any when that is taken: file
 * URLs that people were given go on working after a restart.
 */
export async function listen(server: Server, database: DatabaseSync, wantedPort: number): Promise<string> {
  const lastPort = Number(database.prepare("SELECT value FROM meta WHERE name = 'port'").get()?.value ?? 0);
  if (wantedPort !== 0) await listenOn(server, wantedPort);
  else await listenOn(server, lastPort).catch(() => listenOn(server, 0));
  const { port } = server.address() as AddressInfo;
  database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('port', ?)").run(String(port));
  return `http://127.0.0.1:${port}`;
}

async function listenOn(server: Server, port: number): Promise<void> {
  server.listen({ host: "127.0.0.1", port });
  await once(server, "listening").catch((failure: unknown) => {
    const words = `The store cannot listen on port ${port} of 127.0.0.1 (${messageOf(failure)}): choose another port, or 0 for any.`;
    throw new EmbeddedHostError("port_in_use", words, { cause: failure });
  });
}
