import { type LookupAddress, lookup } from "node:dns";
import { isIP } from "node:net";
import { isPrivateAddress } from "./addresses.ts";

/** A name that means this machine or its network by itself, or an address that does. */
export function isLiteralPrivate(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return bare === "localhost" || bare.endsWith(".localhost") || bare.endsWith(".local");
}

/** `dns.lookup` that knows public addresses alone. */
export const publicLookup = ((hostname: string, given: unknown, callback: LookupCallback) => {
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
