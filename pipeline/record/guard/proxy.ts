import { type LookupAddress, lookup } from "node:dns";
import { isIP } from "node:net";
import { Server } from "proxy-chain";
import { isPrivateAddress } from "./addresses.ts";

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
  const server = new Server({
    host: "127.0.0.1",
    port: 0,
    prepareRequestFunction: ({ hostname, port, isHttp }) => {
      if (!isLiteralPrivate(hostname)) return { dnsLookup: publicLookup };
      refused.add(`${hostname}:${port}`);
      if (!isHttp) throw new Error("private address");
      return { customResponseFunction: () => ({ statusCode: 403, body: "Private addresses are not reachable." }) };
    },
  });
  await server.listen();
  return { url: `http://127.0.0.1:${server.port}`, refused, close: () => server.close(true) };
}

function isLiteralPrivate(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return bare === "localhost" || bare.endsWith(".localhost") || bare.endsWith(".local");
}

/** `dns.lookup` that knows public addresses alone. */
const publicLookup = ((hostname: string, given: unknown, callback: LookupCallback) => {
  const options = typeof given === "object" && given !== null ? given : {};
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const open = addresses.filter(({ address }) => !isPrivateAddress(address));
    const first = open[0];
    if (!first)
      return callback(Object.assign(new Error(`${hostname} is a private address`), { code: "EACCES" }), "", 0);
    if ("all" in options && options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
}) as typeof lookup;

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
