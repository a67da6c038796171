import { BlockList, isIP } from "node:net";

const privateRanges = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  privateRanges.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["::ffff:0:0", 96],
] as const) {
  privateRanges.addSubnet(net, bits, "ipv6");
}

/**
 * An address that anybody may reach, with its scheme; or why not. Only the name is looked at here: whoever fetches checks
 * again after DNS and redirects.
 */
export function publicAddress(text: string): { url: string } | { refusal: string } {
  const withScheme = /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text) ? text : `https://${text}`;
  const url = URL.parse(withScheme);
  if (!url?.hostname)
    return {
      refusal: `“${text.slice(0, 80)}” is not an address that I can open. Give me one such as https://example.com.`,
    };
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return { refusal: `I only open web addresses (http and https), not ${url.protocol}//.` };
  }
  if (url.username || url.password)
    return { refusal: "I do not open addresses with a password in them. Leave out what is before the @." };
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const family = isIP(host);
  const isPrivate =
    family === 4
      ? privateRanges.check(host, "ipv4")
      : family === 6
        ? privateRanges.check(host, "ipv6")
        : !host.includes(".") || /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/.test(host);
  if (isPrivate)
    return {
      refusal: `${host} is a private address, and I only open public ones. To show an app of yours, record its pull request.`,
    };
  return { url: url.href };
}
