import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { limits } from "../limits.ts";
import { SyncConnection } from "./connection.ts";
import { isAllowed } from "./guard.ts";
import type { Serving } from "./http.ts";

/** Speaks Convex's sync protocol on `/api/<version>/sync` of the HTTP server. */
export function serveSync(server: Server, serving: Serving): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.argsBytes });
  const connections = new Set<SyncConnection>();

  server.on("upgrade", (request, socket, head) => {
    // A client that hangs up before it is answered must not end the process.
    socket.on("error", () => socket.destroy());
    const isSync = /^\/api\/[\w.-]+\/sync$/.test(request.url ?? "");
    if (!isSync || !isAllowed(request, serving.allowedOrigins)) {
      socket.end(`HTTP/1.1 ${isSync ? "403 Forbidden" : "404 Not Found"}\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client: WebSocket) => {
      const connection = new SyncConnection(client, serving);
      connections.add(connection);
      client.on("close", () => connections.delete(connection));
    });
  });

  const stopListening = serving.runtime.transactor.onCommit((written) => {
    for (const connection of connections) connection.onCommit(written);
  });

  return {
    close() {
      stopListening();
      for (const connection of connections) connection.end();
      sockets.close();
    },
  };
}
