import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import getPort, { portNumbers } from "get-port";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Conductor } from "../conversation/conductor.ts";
import { review } from "../conversation/reviews.ts";
import { DoorError, failureOf } from "../failure.ts";
import { localAuthor, localMessage } from "../house/conversations.ts";
import type { Log } from "../log.ts";
import type { Library } from "../results/library.ts";
import { assetAt, indexPage } from "./assets.ts";
import type { WebDoor } from "./door.ts";
import { openGuard } from "./guard.ts";
import { serveMedia } from "./media.ts";
import type { HouseView, ThreadEntry } from "./pageTypes.ts";
import { feedThread } from "./threadFeed.ts";

export type WebServer = { url: string; close(): Promise<void> };

export type WebSurroundings = {
  door: WebDoor;
  store: Store;
  library: Library;
  conductor: Conductor;
  log: Log;
  workspaceId: Id<"workspaces">;
  /** What can be recorded; read anew whenever a page opens. */
  describeHouse: () => Promise<HouseView>;
};

const FIRST_PORT = 3000;
const THREADS_SHOWN = 50;
const KEEP_ALIVE_MS = 20_000;
const MESSAGE_LIMIT_BYTES = 64 * 1024;

const sentMessage = z.object({
  id: z.string().min(8).max(64),
  threadKey: z.string().min(1).max(64),
  channel: z.string().min(1).max(64).default("local"),
  text: z.string().trim().min(1, "Write what you want first.").max(8_000, "That is too long; say it in fewer words."),
});

const sentReview = z.object({
  id: z.string().min(8).max(64),
  versionId: z.string().min(1).max(64),
  decision: z.enum(["approved", "rejected"]),
});

/**
 * The local web page on 127.0.0.1. Without a `port` it takes 3000 or the next free one. Throws DoorError `port_in_use`.
 */
export async function startWebServer(surroundings: WebSurroundings, wishedPort: number | null): Promise<WebServer> {
  const port = wishedPort ?? (await getPort({ port: portNumbers(FIRST_PORT, FIRST_PORT + 100), host: "127.0.0.1" }));
  const listening = { port };
  const app = webApp(surroundings, () => listening.port);
  const server = await listen(app, port);
  const address = server.address();
  if (address && typeof address === "object") listening.port = address.port;
  return {
    url: `http://127.0.0.1:${listening.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Live pages never end by themselves.
        server.closeAllConnections();
      }),
  };
}

function listen(app: Hono, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, () => resolve(server as Server));
    server.once("error", (error: NodeJS.ErrnoException) => {
      const message =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use; choose another with --port, or leave --port out.`
          : `Port ${port} cannot be opened (${error.code}); choose another with --port.`;
      reject(new DoorError("port_in_use", message, { cause: error }));
    });
  });
}

function webApp(surroundings: WebSurroundings, port: () => number): Hono {
  const { door, store, library, conductor, log, workspaceId, describeHouse } = surroundings;
  const guard = openGuard(port);
  const app = new Hono();

  app.use(guard.sameSite);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", NONCE],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        mediaSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
      xFrameOptions: "DENY",
    }),
  );
  app.onError((error, context) => {
    if (error instanceof HTTPException) {
      const message = error.status === 413 ? "That is too long; say it in fewer words." : "That is not a message.";
      return context.json({ code: "wrong_message", message }, error.status);
    }
    const { code, message } = failureOf(error);
    if (code === "internal") log.error({ err: error, path: context.req.path }, "a web request failed");
    return context.json({ code, message }, code === "not_found" ? 404 : code === "internal" ? 500 : 400);
  });
  app.notFound((context) => context.json({ code: "not_found", message: "There is nothing here." }, 404));

  app.get("/", (context) => {
    guard.admit(context);
    context.header("Cache-Control", "no-store");
    return context.html(indexPage(context.get("secureHeadersNonce") ?? ""));
  });

  app.use("/api/*", guard.session);
  app.use("/media/*", guard.session);
  serveMedia(app, store, library);

  app.post("/api/messages", bodyLimit({ maxSize: MESSAGE_LIMIT_BYTES }), async (context) => {
    const sent = sentMessage.safeParse(await context.req.json().catch(() => null));
    if (!sent.success) {
      throw new DoorError("wrong_message", sent.error.issues[0]?.message ?? "That is not a message.");
    }
    const { id, text, ...conversation } = sent.data;
    const message = localMessage(conversation, text, { id });
    const threadId = await conductor.threadOf(message);
    conductor.receive(message).catch((error: unknown) => log.error({ err: error }, "a message failed"));
    return context.json({ threadId }, 202);
  });

  app.post("/api/reviews", bodyLimit({ maxSize: MESSAGE_LIMIT_BYTES }), async (context) => {
    const sent = sentReview.safeParse(await context.req.json().catch(() => null));
    if (!sent.success) throw new DoorError("wrong_message", "That is no decision on a version.");
    const person = localAuthor();
    // Whoever sits at this machine owns it.
    const owner = { workspaceId, userId: person.id, name: person.name, isOwner: true };
    await store.mutation(api.workspaceMembers.ensure, owner);
    const refusal = await review({ store, conductor }, { ...sent.data, workspaceId, person });
    if (refusal !== null) throw new DoorError("not_reviewed", refusal);
    return context.json({}, 202);
  });

  app.get("/api/live", (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, data: unknown) => {
        stream.writeSSE({ event, data: JSON.stringify(data) }).catch(() => stream.abort());
      };
      const fail = (error: Error) => {
        log.warn({ err: error }, "a page could not be fed");
        send("trouble", { message: failureOf(error).message });
      };
      const stops = [
        door.onAnnouncement((announcement) => send("announcement", announcement)),
        door.onDraft((draft) => draft.threadId === context.req.query("thread") && send("draft", draft)),
        watchThreads(store, workspaceId, (threads) => send("threads", threads), fail),
      ];
      const threadId = context.req.query("thread");
      if (threadId) {
        const id = threadId as Id<"threads">;
        const isThere = await conductor.follow(id).then(
          () => true,
          () => false,
        );
        if (isThere) stops.push(feedThread(store, id, (view) => send("thread", view), fail));
        else send("trouble", { message: "There is no such conversation; begin a new one." });
      }
      describeHouse().then((house) => send("house", house), fail);
      const beat = setInterval(() => send("beat", null), KEEP_ALIVE_MS);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      clearInterval(beat);
      for (const stop of stops) stop();
    }),
  );

  app.get("*", (context, next) => {
    const asset = assetAt(context.req.path);
    if (!asset) return next();
    context.header("Cache-Control", context.req.path.startsWith("/fonts/") ? "private, max-age=86400" : "no-cache");
    context.header("Content-Type", asset.contentType);
    return context.body(asset.body);
  });

  return app;
}

function watchThreads(
  store: Store,
  workspaceId: Id<"workspaces">,
  onThreads: (threads: ThreadEntry[]) => void,
  onError: (error: Error) => void,
): () => void {
  const paginationOpts = { numItems: THREADS_SHOWN, cursor: null };
  return store.watch(
    api.threads.list,
    { workspaceId, paginationOpts },
    ({ page }) => {
      const said = page.filter((thread) => thread.title !== "");
      onThreads(said.map(({ _id: id, title, lastActivityAt }) => ({ id, title, lastActivityAt })));
    },
    onError,
  );
}
