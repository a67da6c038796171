import { isPrivateAddress } from "./addresses.ts";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Which hosts go past the guard proxy: the app under test when it stands on this machine or its network, at its own port
 * and no other. A public site goes through the proxy like everything else.
 */
export function openingsFor(baseUrls: readonly string[]): string {
  const hosts = baseUrls.flatMap((baseUrl) => {
    const url = new URL(baseUrl);
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    if (isLoopback(url.hostname)) return [url.hostname, ...loopbackNames].map((name) => `${name}:${port}`);
    const isAddress = /^[\d.]+$|^\[/.test(url.hostname);
    return isAddress && isPrivateAddress(url.hostname) ? [`${url.hostname}:${port}`] : [];
  });
  return [...new Set(hosts)].join(",");
}

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127\./.test(hostname);
}
