import { connect } from "node:net";
import { RequestError, Server } from "proxy-chain";
import { isLiteralPrivate, publicLookup } from "./publicLookup.ts";

const connectLimitMs = 4000;
/** How often what has been loaded is added up. */
const countMs = 250;

/** A private address, a name that nobody knows, a host that does not answer, or one that has sent too much. */
export type Unreached = "private" | "unknown" | "silent" | "too_much";

export type GuardProxy = {
  url: string;
  /** Hosts that pages asked for and did not get, each with its port: "example.com:443". */
  unreached: ReadonlyMap<string, Unreached>;
  close(): Promise<void>;
};

type GuardOptions = {
  /** What all pages together may send and load; then every connection is closed, and no other is opened. */
  mostBytes?: number;
};

/**
 * The one way from a recorded page to the network: a proxy on loopback that resolves each name itself and connects to
 * public addresses only, so that neither a redirect nor a name that points inward reaches this machine or its network.
 */
export async function openGuardProxy({ mostBytes = Number.POSITIVE_INFINITY }: GuardOptions = {}): Promise<GuardProxy> {
  const unreached = new Map<string, Unreached>();
  const answers = new Map<string, Promise<Unreached | null>>();
  /** A host that swallows packets would keep a page's stylesheet, and so the page, waiting for minutes. */
  const whyUnreachable = (hostname: string, port: number): Promise<Unreached | null> => {
    const key = `${hostname}:${port}`;
    const known = answers.get(key) ?? tryToConnect(hostname, port);
    answers.set(key, known);
    return known;
  };
  const server = new Server({
    host: "127.0.0.1",
    port: 0,
    prepareRequestFunction: async ({ hostname, port, isHttp }) => {
      const why = await whyNot(hostname, port);
      if (why === null) return { dnsLookup: publicLookup };
      unreached.set(`${hostname}:${port}`, why);
      if (why === "too_much") throw new RequestError("These pages have loaded too much", 429);
      if (why !== "private") throw new RequestError(`${hostname} does not answer`, 504);
      if (!isHttp) throw new Error("private address");
      return { customResponseFunction: () => ({ statusCode: 403, body: "Private addresses are not reachable." }) };
    },
  });
  const whyNot = async (hostname: string, port: number): Promise<Unreached | null> => {
    if (meter.isFull()) return "too_much";
    return isLiteralPrivate(hostname) ? "private" : whyUnreachable(hostname, port);
  };
  const meter = meterOf(server, mostBytes);
  await server.listen();
  const close = async () => {
    meter.stop();
    await server.close(true);
  };
  return { url: `http://127.0.0.1:${server.port}`, unreached, close };
}

/** Adds up what goes through the proxy, and closes all connections when that is too much. */
function meterOf(server: Server, mostBytes: number) {
  if (!Number.isFinite(mostBytes)) return { isFull: () => false, stop: () => {} };
  let closedBytes = 0;
  let isFull = false;
  const bytesOf = (stats: { srcTxBytes: number; srcRxBytes: number } | undefined): number =>
    stats ? stats.srcTxBytes + stats.srcRxBytes : 0;
  server.on("connectionClosed", ({ stats }: { stats: Parameters<typeof bytesOf>[0] }) => {
    closedBytes += bytesOf(stats);
  });
  const timer = setInterval(() => {
    const openBytes = server.getConnectionIds().map((id) => bytesOf(server.getConnectionStats(id)));
    isFull ||= openBytes.reduce((sum, bytes) => sum + bytes, closedBytes) > mostBytes;
    if (isFull) server.closeConnections();
  }, countMs).unref();
  return { isFull: () => isFull, stop: () => clearInterval(timer) };
}

/** Opens a connection and closes it. Null when that went well. */
function tryToConnect(hostname: string, port: number): Promise<Unreached | null> {
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port, lookup: publicLookup });
    const finish = (why: Unreached | null) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(why);
    };
    const limit = setTimeout(() => finish("silent"), connectLimitMs);
    socket.once("connect", () => finish(null));
    socket.once("error", ({ code }: NodeJS.ErrnoException) => {
      finish(code === "EACCES" ? "private" : code === "ENOTFOUND" ? "unknown" : "silent");
    });
  });
}
