import { connect } from "node:net";
import { RequestError, Server } from "proxy-chain";
import { isLiteralPrivate, publicLookup } from "./publicLookup.ts";

const connectLimitMs = 4000;

export type GuardProxy = {
  url: string;
  /** Hosts that pages asked for and did not get. */
  refused: ReadonlySet<string>;
  close(): Promise<void>;
};

/**
 * The one way from a recorded page to the network: a proxy on loopback that resolves each name itself and connects to
 * public addresses only, so that neither a redirect nor a name that points inward reaches this machine or its network.
 */
export async function openGuardProxy(): Promise<GuardProxy> {
  const refused = new Set<string>();
  const answers = new Map<string, Promise<boolean>>();
  /** A host that swallows packets would keep a page's stylesheet, and so the page, waiting for minutes. */
  const isReachable = (hostname: string, port: number): Promise<boolean> => {
    const key = `${hostname}:${port}`;
    const known = answers.get(key) ?? canConnect(hostname, port);
    answers.set(key, known);
    return known;
  };
  const server = new Server({
    host: "127.0.0.1",
    port: 0,
    prepareRequestFunction: async ({ hostname, port, isHttp }) => {
      if (!isLiteralPrivate(hostname)) {
        if (!(await isReachable(hostname, port))) throw new RequestError(`${hostname} does not answer`, 504);
        return { dnsLookup: publicLookup };
      }
      refused.add(`${hostname}:${port}`);
      if (!isHttp) throw new Error("private address");
      return { customResponseFunction: () => ({ statusCode: 403, body: "Private addresses are not reachable." }) };
    },
  });
  await server.listen();
  return { url: `http://127.0.0.1:${server.port}`, refused, close: () => server.close(true) };
}

/** Opens a connection and closes it. */
function canConnect(hostname: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port, lookup: publicLookup });
    const finish = (isOpen: boolean) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(isOpen);
    };
    const limit = setTimeout(() => finish(false), connectLimitMs);
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}
