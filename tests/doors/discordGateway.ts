import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";

type Frame = { op: number; d: unknown; s: number | null; t: string | null };
type Session = { id: string; intents: number; sent: Frame[]; socket: WebSocket | null };

/** https://docs.discord.com/developers/events/gateway#list-of-intents */
const intentOf = (name: string, isDirect: boolean): number => {
  if (name.startsWith("MESSAGE_")) return isDirect ? 1 << 12 : 1 << 9;
  return name.startsWith("INTERACTION_") ? 0 : 1;
};
export const MESSAGE_CONTENT = 1 << 15;

/**
 * Discord's gateway: hello, identify, heartbeats, dispatches by intent, resuming with what was missed, invalid sessions, and
 * its close codes for a wrong token and for a privileged intent that is not switched on.
 */
export function openDiscordGateway(options: {
  server: Server;
  token: string;
  url(): string;
  mayReadContent(): boolean;
  ready(): Record<string, unknown>;
  afterReady(): { name: string; data: unknown }[];
}) {
  const sessions = new Map<string, Session>();
  const counts = { identified: 0, resumed: 0, heartbeats: 0 };
  const sockets = new WebSocketServer({ server: options.server, path: "/gateway" });
  sockets.on("connection", (socket) => {
    let session: Session | null = null;
    const send = (frame: Partial<Frame>) => socket.send(JSON.stringify({ d: null, s: null, t: null, ...frame }));
    send({ op: 10, d: { heartbeat_interval: 500 } });
    socket.on("message", (raw) => {
      const { op, d } = JSON.parse(raw.toString()) as { op: number; d: Record<string, unknown> };
      if (op === 1) {
        counts.heartbeats += 1;
        send({ op: 11 });
      } else if (op === 2) {
        if (d.token !== options.token) return socket.close(4004);
        const intents = Number(d.intents);
        if (intents & MESSAGE_CONTENT && !options.mayReadContent()) return socket.close(4014);
        counts.identified += 1;
        session = { id: crypto.randomUUID(), intents, sent: [], socket };
        sessions.set(session.id, session);
        const about = { v: 10, session_id: session.id, resume_gateway_url: options.url() };
        pass(session, "READY", { ...options.ready(), ...about });
        for (const { name, data } of options.afterReady()) pass(session, name, data);
      } else if (op === 6) {
        const known = sessions.get(String(d.session_id));
        if (!known || d.token !== options.token) return send({ op: 9, d: false as never });
        counts.resumed += 1;
        session = known;
        session.socket = socket;
        for (const frame of session.sent) if ((frame.s ?? 0) > Number(d.seq)) socket.send(JSON.stringify(frame));
        pass(session, "RESUMED", {});
      }
    });
    socket.on("close", () => {
      if (session?.socket === socket) session.socket = null;
    });
  });

  function pass(session: Session, t: string, d: unknown): void {
    const frame = { op: 0, d, s: session.sent.length + 1, t };
    session.sent.push(frame);
    session.socket?.send(JSON.stringify(frame));
  }

  return {
    counts,
    isConnected: () => [...sessions.values()].some(({ socket }) => socket !== null),
    /** Tells every session that asked for such events; those that are away hear of it when they resume. */
    dispatch(name: string, data: (intents: number) => unknown, isDirect = false): void {
      const needed = intentOf(name, isDirect);
      for (const session of sessions.values()) {
        if ((session.intents & needed) === needed) pass(session, name, data(session.intents));
      }
    },
    /** Sends once more what a session has been sent already, under its old number. */
    repeatLast(): void {
      for (const { sent, socket } of sessions.values()) socket?.send(JSON.stringify(sent.at(-1)));
    },
    /** Sends words that are no packet of Discord's, to every session that is connected. */
    sendRaw(text: string): void {
      for (const { socket } of sessions.values()) socket?.send(text);
    },
    /** Drops every connection; without its session a client has to identify anew. */
    drop({ keepSessions = true } = {}): void {
      for (const { socket } of sessions.values()) socket?.close(4000);
      if (!keepSessions) sessions.clear();
    },
    close: () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
