import type { IncomingMessage } from "node:http";

const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Whether a request may come in. A web page elsewhere can make a browser on this machine connect here, also under a
 * name of its own that resolves to 127.0.0.1 (DNS rebinding): so the Host header must name this machine, and a request
 * that carries an Origin, as every script's does, must come from an origin that was allowed. Programs send no Origin.
 */
export function isAllowed(request: IncomingMessage, allowedOrigins: ReadonlySet<string>): boolean {
  const { host, origin } = request.headers;
  if (!namesLoopback(host)) return false;
  return origin === undefined || origin === `http://${host}` || allowedOrigins.has(origin);
}

function namesLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  return loopbackNames.has(host.replace(/:\d+$/, "").toLowerCase());
}
