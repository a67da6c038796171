import { isClosedSite } from "../../convex/model/leadSite.ts";
import { PipelineError } from "../failure.ts";
import type { PageSnapshot, Scout } from "../plan/types.ts";
import type { Unreached } from "../record/guard/proxy.ts";
import type { Stage } from "../record/stage.ts";
import { isGate } from "./gate.ts";
import { addressIn } from "./pageScene.ts";
import { siteName } from "./words.ts";

export type Entered = {
  landing: PageSnapshot;
  /** Of the landing page's own origin, which is not the asked one where that leads on. */
  scout: Scout;
  baseUrl: string;
};

export type Door = Pick<Stage, "scout" | "unreached">;

/**
 * Opens a public address as a visitor would, and looks at what comes. Throws one clear sentence for what cannot be toured:
 * `site_refused` (no public web address), `site_silent` (nothing answers), `site_error` (an error in place of the page),
 * `site_no_page` (a file), `site_login` (nothing to see without an account).
 */
export async function enterSite(stage: Door, address: string): Promise<Entered> {
  const asked = webAddress(address);
  const first = stage.scout(asked.origin);
  const landing = await first(addressIn(asked.href), [], { whole: true }).catch((error: unknown) => {
    throw whyClosed(stage, asked, error);
  });
  requirePage(stage, asked, landing);
  const at = new URL(landing.url);
  refuseClosed(at);
  const isMoved = at.origin !== asked.origin;
  return { landing, scout: isMoved ? stage.scout(at.origin) : first, baseUrl: at.origin };
}

function webAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname || url.username || url.password) {
    throw new PipelineError(
      "site_refused",
      `“${text.slice(0, 80)}” is no web address that can be opened; give one such as https://example.com.`,
    );
  }
  refuseClosed(url);
  return url;
}

function refuseClosed({ hostname }: URL): void {
  if (!isClosedSite(hostname)) return;
  throw new PipelineError(
    "site_login",
    "LinkedIn shows its pages only to people who have signed in, so they are not recorded; give the address of a website.",
  );
}

function whyClosed(stage: Door, asked: URL, error: unknown): unknown {
  if (!(error instanceof PipelineError) || error.code !== "page_unreachable") return error;
  const host = siteName(asked.href);
  const why = stage.unreached.get(hostAndPort(asked));
  if (why !== undefined) return notReached(host, why, error);
  if ([...stage.unreached.values()].includes("private")) return leadsInward(host, error);
  const cause = String((error.cause as Error | undefined)?.message ?? "");
  if (/ERR_(CERT|SSL|BAD_SSL)/.test(cause)) {
    return refusal("site_refused", `${host} has no valid certificate, so it is not opened.`, error);
  }
  if (/download is starting|ERR_ABORTED/i.test(cause)) return noPage(asked, "a file to download");
  if (/ERR_TOO_MANY_REDIRECTS/.test(cause))
    return refusal("site_error", `${host} only leads in circles; check the site.`, error);
  return notReached(host, "silent", error);
}

/** Something came; whether it is a page that can be shown to anybody. */
function requirePage(stage: Door, asked: URL, landing: PageSnapshot): void {
  const { httpStatus, contentType = "text/html", url } = landing;
  const at = new URL(url);
  const host = siteName(asked.href);
  // Over http, the guard's own refusals arrive as answers.
  const why = stage.unreached.get(hostAndPort(at));
  const isMoved = at.host !== asked.host;
  if (why === "private" && isMoved) throw leadsInward(host);
  if (why !== undefined) throw notReached(siteName(url), why);
  // The browser's own page for what it could not open.
  if (!/^https?:$/.test(at.protocol)) throw refusal("site_refused", `${host} leads to something that is not opened.`);
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)) throw noPage(asked, fileKind(contentType));
  if (isGate(landing)) {
    throw refusal("site_login", `${host} shows nothing without a login; give the address of a public page.`);
  }
  if (httpStatus !== null && httpStatus >= 400) throw answered(host, httpStatus);
}

const hostAndPort = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;

const refusal = (code: string, message: string, cause?: unknown): PipelineError =>
  new PipelineError(code, message, { cause });

const leadsInward = (host: string, cause?: unknown): PipelineError =>
  refusal("site_refused", `${host} leads to a private address, which is not opened.`, cause);

function notReached(host: string, why: Unreached, cause?: unknown): PipelineError {
  switch (why) {
    case "private":
      return refusal(
        "site_refused",
        `${host} is a private address, and only public pages are recorded; to show an app of yours, record its pull request.`,
        cause,
      );
    case "unknown":
      return refusal("site_silent", `There is no site called ${host}; check the address.`, cause);
    case "too_much":
      return refusal(
        "site_refused",
        `${host} sends more than can be recorded; give the address of a lighter page.`,
        cause,
      );
    case "silent":
      return new PipelineError("site_silent", `${host} does not answer; check the address, and that the site is up.`, {
        cause,
        isRetryable: true,
      });
  }
}

const noPage = ({ host, pathname }: URL, what: string): PipelineError =>
  refusal("site_no_page", `${host}${pathname} is ${what}, not a web page; give the address of a page.`);

/** Statuses that a person can do something about. */
const meanings: Record<number, string> = {
  403: "it does not let visitors like Aura in; give the address of another page",
  404: "there is no such page; check the address",
  410: "the page is gone; give the address of another one",
  429: "it has been asked too often; try again later",
};

function answered(host: string, status: number): PipelineError {
  const isBroken = status >= 500;
  const usual = isBroken ? "the site is out of order; try again later" : "give the address of another page";
  return new PipelineError("site_error", `${host} answers ${status}: ${meanings[status] ?? usual}.`, {
    isRetryable: isBroken,
  });
}

function fileKind(contentType: string): string {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/pdf") return "a PDF";
  if (/json|xml/.test(type)) return "data";
  const kinds: Record<string, string> = { image: "a picture", video: "a video", audio: "sound", text: "a plain text" };
  return kinds[type.split("/")[0] ?? ""] ?? "a file";
}
