import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** A page of another site must neither read nor write here, also not by a name that it points at 127.0.0.1. */
export type Guard = {
  /** Refuses every request whose Host is not this machine's loopback, and every write from another origin. */
  sameSite: MiddlewareHandler;
  /** Refuses requests without this session's cookie. */
  session: MiddlewareHandler;
  /** Gives the page its cookie. */
  admit(context: Context): void;
};

/** `port` is asked for at each request: it is not known before the server listens. */
export function openGuard(port: () => number): Guard {
  const token = randomBytes(24).toString("base64url");
  const cookieName = () => `aura-${port()}`;
  const refuse = (context: Context, text: string) => context.json({ code: "forbidden", message: text }, 403);
  const isOwnHost = (host: string | undefined): boolean =>
    host === `127.0.0.1:${port()}` || host === `localhost:${port()}`;

  return {
    sameSite: async (context, next) => {
      if (!isOwnHost(context.req.header("host"))) {
        return refuse(context, `Open this page as http://127.0.0.1:${port()}.`);
      }
      const origin = context.req.header("origin");
      const isForeign = origin !== undefined && !isOwnHost(origin.replace(/^http:\/\//, ""));
      const site = context.req.header("sec-fetch-site");
      const isCrossSite = site === "cross-site" || site === "same-site";
      const isWrite = !["GET", "HEAD"].includes(context.req.method);
      if (isForeign || (isCrossSite && (isWrite || context.req.path !== "/"))) {
        return refuse(context, "This request came from another page.");
      }
      return next();
    },
    session: async (context, next) => {
      const given = Buffer.from(getCookie(context, cookieName()) ?? "");
      const expected = Buffer.from(token);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return refuse(context, "This page belongs to an earlier start of Aura; load it again.");
      }
      return next();
    },
    admit: (context) => setCookie(context, cookieName(), token, { httpOnly: true, sameSite: "Strict", path: "/" }),
  };
}
