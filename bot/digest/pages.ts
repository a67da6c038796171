import type { IncomingMessage, ServerResponse } from "node:http";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import type { Grant, MailLinks } from "../delivery/mail/links.ts";
import type { Route } from "../door.ts";
import { passOn } from "../github/watch.ts";
import { watchPage } from "../github/watchPage.ts";
import { readBody } from "../webhooks/body.ts";
import { sendJson } from "../webhooks/server.ts";
import { linkIsOver, type mailPage, protect, sendPage } from "./page.ts";

const LARGEST_FORM_BYTES = 10_000;

type Page = Parameters<typeof mailPage>[0];
type MailPageOptions = { store: Store; links: MailLinks; publicUrl: string };

/**
 * What the links in mails lead to: `/mail/unsubscribe/*`, `/mail/confirm/*` and `/mail/reel/*`. Looking at a page changes nothing,
 * since mail filters look at every link; a button does, and so does a mail reader's own (RFC 8058: one POST, without a page).
 */
export function mailPages({ store, links, publicUrl }: MailPageOptions): Record<string, Route> {
  const grantOf = <K extends Grant["kind"]>(request: IncomingMessage, kind: K): Extract<Grant, { kind: K }> | null => {
    const token = /^\/mail\/\w+\/([\w-]+\.[\w-]+)/.exec(request.url ?? "")?.[1];
    const granted = token === undefined ? null : links.read(token);
    return granted?.kind === kind ? (granted as Extract<Grant, { kind: K }>) : null;
  };

  /** A page whose link grants something, and what its buttons do. */
  const page =
    <K extends "unsubscribe" | "confirm">(
      kind: K,
      show: (granted: Extract<Grant, { kind: K }>, form: URLSearchParams | null) => Promise<Page>,
    ): Route =>
    async (request, response) => {
      const { method = "GET" } = request;
      if (!["GET", "HEAD", "POST"].includes(method)) return sendJson(response, 405, { error: "There is only a page." });
      const granted = grantOf(request, kind);
      if (granted === null) return sendPage(response, 404, linkIsOver);
      const form = method === "POST" ? new URLSearchParams(String(await readBody(request, LARGEST_FORM_BYTES))) : null;
      try {
        sendPage(response, 200, await show(granted, form));
      } catch (error) {
        if (storeErrorOf(error) === null) throw error;
        sendPage(response, 404, linkIsOver);
      }
    };

  return {
    "/mail/unsubscribe/*": page("unsubscribe", (granted, form) => unsubscribe(store, granted, form)),
    "/mail/confirm/*": page("confirm", (granted, form) => confirm(store, granted, form)),
    "/mail/reel/*": async (request, response) => {
      const granted = grantOf(request, "reel");
      return granted === null
        ? sendPage(response, 404, linkIsOver)
        : await reel({ store, publicUrl }, granted.issueId, request, response);
    },
  };
}

type Unsubscribe = Extract<Grant, { kind: "unsubscribe" }>;

async function unsubscribe(store: Store, granted: Unsubscribe, form: URLSearchParams | null): Promise<Page> {
  const address = { workspaceId: granted.workspaceId as Id<"workspaces">, address: granted.address };
  if (form) {
    const wanted = form.get("mails") === "on";
    await store.mutation(api.deliveryPreferences.subscribe, { ...address, wanted });
  }
  const { workspace, isUnsubscribed } = await store.query(api.deliveryPreferences.ofAddress, address);
  if (!isUnsubscribed) {
    const stop = { label: "Stop these mails", name: "mails", value: "off" };
    return form
      ? { title: "You get them again", text: `Mails of ${workspace} go to ${granted.address}.`, buttons: [stop] }
      : {
          title: `Stop the mails of ${workspace}?`,
          text: `Nothing more would go to ${granted.address}: no videos, no digests.`,
          buttons: [stop],
        };
  }
  return {
    title: "It is quiet now",
    text: `No more mails of ${workspace} go to ${granted.address}.`,
    buttons: [{ label: "I want them again", name: "mails", value: "on", isQuiet: true }],
  };
}

type Confirm = Extract<Grant, { kind: "confirm" }>;

async function confirm(store: Store, granted: Confirm, form: URLSearchParams | null): Promise<Page> {
  const { address } = granted;
  const workspaceId = granted.workspaceId as Id<"workspaces">;
  const { workspace } = await store.query(api.deliveryPreferences.ofAddress, { workspaceId, address });
  if (form === null) {
    return {
      title: `Mails of ${workspace}?`,
      text: `They would go to ${address}. You can stop them at any time, by a link in each.`,
      buttons: [
        { label: "Yes, send them to me", name: "answer", value: "yes" },
        { label: "No", name: "answer", value: "no", isQuiet: true },
      ],
    };
  }
  const wanted = form.get("answer") === "yes";
  if (granted.digestId !== undefined) {
    const id = granted.digestId as Id<"digests">;
    await store.mutation(api.digests.answer, { id, to: address, wanted });
  } else if (wanted) {
    await store.mutation(api.deliveryPreferences.confirm, { workspaceId, address });
  }
  return wanted
    ? { title: "Good", text: `Mails of ${workspace} go to ${address} from now on.` }
    : { title: "Nothing will come", text: `${workspace} has been told that ${address} does not want this.` };
}

/** The reel of a digest on a page without scripts, its file and its poster. */
async function reel(
  { store, publicUrl }: Pick<MailPageOptions, "store" | "publicUrl">,
  issueId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return sendJson(response, 405, { error: "Videos are only read here." });
  }
  const told = await store.query(api.digests.issue, { id: issueId as Id<"digestIssues"> }).catch(() => null);
  if (!told?.reelUrl) return sendPage(response, 404, linkIsOver);
  protect(response);
  const path = (request.url ?? "").split("?")[0] ?? "";
  if (path.endsWith("/video.mp4")) return await passOn(told.reelUrl, "video/mp4", response, request.headers.range);
  if (path.endsWith("/poster.jpg")) return await passOn(told.reelPosterUrl, "image/jpeg", response, undefined);
  response.setHeader(
    "content-security-policy",
    "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
  );
  response.setHeader("content-type", "text/html; charset=utf-8");
  const summary = told.issue.reel?.chapters.map(({ title }) => title).join(" · ") ?? "";
  response.end(
    watchPage({ title: `${told.workspace}: the reel`, summary, posterUrl: told.reelPosterUrl, path, publicUrl }),
  );
}
