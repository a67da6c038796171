import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { publicAddress } from "../../agent/tools/publicAddress.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import { hashKey } from "../../convex/model/keys.ts";
import { linkIsOver, sendPage } from "../digest/page.ts";
import type { Route } from "../door.ts";
import type { ThreadAddress } from "../platform.ts";
import { sendJson } from "../webhooks/server.ts";
import type { Links } from "./comment.ts";
import { watchPage } from "./watchPage.ts";

const LIFETIME_MS = 90 * 24 * 3_600_000;
/** The workspace's member in whose name links are made. */
const linkMaker = { userId: "aura", name: "Aura" };

export type Watch = {
  /** Where anybody with the link sees the run's current video; null without a public https address. */
  linksOf(thread: ThreadAddress, runId: Id<"runs">): Promise<Links | null>;
  /** Answers everything below `/watch/`. */
  route: Route;
};

/**
 * Links to one run's video, for a comment that must show it where nobody is signed in. A link's token is made of the run and
 * `secret`, so that it is the same after a restart, and the store keeps its hash alone.
 */
export function openWatch(options: { publicUrl: string; secret: string; store: Store }): Watch {
  const { secret, store } = options;
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const isPublic = publicUrl.startsWith("https://") && !("refusal" in publicAddress(publicUrl));

  async function linksOf(thread: ThreadAddress, runId: Id<"runs">): Promise<Links | null> {
    if (!isPublic) return null;
    const token = createHmac("sha256", secret).update(`watch:${runId}`).digest("base64url");
    const tokenHash = await hashKey(token);
    const key = `link:${runId}`;
    if ((await store.query(api.posts.find, { threadId: thread.id, key })) !== tokenHash) {
      const { workspaceId } = thread;
      await store.mutation(api.workspaceMembers.ensure, { workspaceId, ...linkMaker });
      const link = { workspaceId, runId, tokenHash, lifetimeMs: LIFETIME_MS };
      await store.as(linkMaker.userId).mutation(api.viewers.createLink, link);
      await store.mutation(api.posts.record, { threadId: thread.id, key, externalId: tokenHash, replace: true });
    }
    const watch = `${publicUrl}/watch/${token}`;
    return { watch, poster: `${watch}/poster.jpg`, preview: `${watch}/preview.gif` };
  }

  const route: Route = async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return sendJson(response, 405, { error: "Videos are only read here." });
    }
    const path = (request.url ?? "").split("?")[0] ?? "";
    const [, token, part] = /^\/watch\/([\w-]{43})(?:\/(poster\.jpg|preview\.gif|video\.mp4))?$/.exec(path) ?? [];
    const video = token === undefined ? null : await videoOf(store, token);
    if (video === null) return sendPage(response, 404, linkIsOver);
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("x-robots-tag", "noindex");
    if (part === "poster.jpg") return await passOn(video.posterUrl, "image/jpeg", response, undefined);
    if (part === "preview.gif") return await passOn(video.previewUrl, "image/gif", response, undefined);
    if (part === "video.mp4") return await passOn(video.videoUrl, "video/mp4", response, request.headers.range);
    response.setHeader(
      "content-security-policy",
      "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    );
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(watchPage({ ...video, path, publicUrl }));
  };

  return { linksOf, route };
}

/** What the link shows; null when it is none (any more). */
async function videoOf(store: Store, token: string) {
  try {
    return await store.asViewer(token).query(api.viewers.watch, {});
  } catch (error) {
    if (storeErrorOf(error)?.code === "forbidden") return null;
    throw error;
  }
}

const passedHeaders = ["content-length", "content-range", "accept-ranges", "etag", "last-modified"];

/** Hands a file of the store on, a part of it when one is asked for. */
export async function passOn(
  url: string | null,
  contentType: string,
  response: ServerResponse,
  range: string | undefined,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const answer =
    url === null ? null : await fetch(url, { signal: gone.signal, ...(range ? { headers: { range } } : {}) });
  if (answer === null || ![200, 206, 416].includes(answer.status)) {
    await answer?.body?.cancel();
    return sendJson(response, 404, { error: "There is no video yet." });
  }
  for (const name of passedHeaders) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.writeHead(answer.status, { "content-type": contentType, "cache-control": "private, max-age=60" });
  if (response.req.method === "HEAD" || answer.body === null) {
    await answer.body?.cancel();
    response.end();
    return;
  }
  await pipeline(answer.body, response).catch((error: unknown) => {
    // Whoever watches leaves in the middle of a video all the time.
    if (!response.destroyed && !gone.signal.aborted) throw error;
  });
}
