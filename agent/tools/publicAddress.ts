import { isIP } from "node:net";
import { isPrivateAddress } from "../../privateAddresses.ts";

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
  const isPrivate =
    isIP(host) === 0
      ? !host.includes(".") || /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/.test(host)
      : isPrivateAddress(host);
  if (isPrivate)
    return {
      refusal: `${host} is a private address, and I only open public ones. To show an app of yours, record its pull request.`,
    };
  return { url: url.href };
}
