import { isClosedSite } from "../../convex/model/leadSite.ts";
import { PipelineError } from "../failure.ts";
import type { PageSnapshot, Scout } from "../plan/types.ts";
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
  const at = new URL(landing.url);
  refuseClosed(at);
  requirePage(stage, asked, landing);
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
  const cause = String((error.cause as Error | undefined)?.message ?? "");
  const failed = (code: string, message: string, isRetryable = false) =>
    new PipelineError(code, message, { cause: error, isRetryable });
  if (stage.unreached.get(asked.hostname) === "private") return privateAddress(host, error);
  if ([...stage.unreached.values()].includes("private")) {
    return failed("site_refused", `${host} leads to a private address, which is not opened.`);
  }
  if (stage.unreached.get(asked.hostname) === "unknown") {
    return failed("site_silent", `There is no site called ${host}; check the address.`);
  }
  if (/ERR_(CERT|SSL)|ERR_BAD_SSL/.test(cause)) {
    return failed("site_refused", `${host} has no valid certificate, so it is not opened.`);
  }
  if (/download is starting|ERR_ABORTED/i.test(cause)) return noPage(asked, "a file to download");
  if (/ERR_TOO_MANY_REDIRECTS/.test(cause))
    return failed("site_error", `${host} only leads in circles; check the site.`);
  return failed("site_silent", `${host} does not answer; check the address, and that the site is up.`, true);
}

const privateAddress = (host: string, cause?: unknown): PipelineError =>
  new PipelineError(
    "site_refused",
    `${host} is a private address, and only public pages are recorded; to show an app of yours, record its pull request.`,
    { cause },
  );

const noPage = (asked: URL, what: string): PipelineError =>
  new PipelineError(
    "site_no_page",
    `${asked.host}${asked.pathname} is ${what}, not a web page; give the address of a page.`,
  );

/** Something came; whether it is a page that can be shown to anybody. */
function requirePage(stage: Door, asked: URL, landing: PageSnapshot): void {
  const { httpStatus, contentType = "text/html", url } = landing;
  const at = new URL(url);
  const host = siteName(asked.href);
  // Over http, the guard's own refusals arrive as answers.
  const guarded = stage.unreached.get(at.hostname);
  if (guarded === "private") {
    if (at.hostname === asked.hostname) throw privateAddress(host);
    throw new PipelineError("site_refused", `${host} leads to a private address, which is not opened.`);
  }
  if (guarded === "unknown")
    throw new PipelineError("site_silent", `There is no site called ${host}; check the address.`);
  if (guarded) {
    throw new PipelineError("site_silent", `${host} does not answer; check the address, and that the site is up.`, {
      isRetryable: true,
    });
  }
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)) throw noPage(asked, fileKind(contentType));
  if (isGate(landing)) {
    throw new PipelineError("site_login", `${host} shows nothing without a login; give the address of a public page.`);
  }
  if (httpStatus !== null && httpStatus >= 400) throw answered(host, httpStatus);
}

function answered(host: string, status: number): PipelineError {
  const meanings: Record<number, string> = {
    403: "it does not let visitors like Aura in; give the address of another page",
    404: "there is no such page; check the address",
    410: "the page is gone; give the address of another one",
    429: "it has been asked too often; try again later",
  };
  const meaning =
    meanings[status] ??
    (status >= 500 ? "the site is out of order; try again later" : "give the address of another page");
  return new PipelineError("site_error", `${host} answers ${status}: ${meaning}.`, { isRetryable: status >= 500 });
}

function fileKind(contentType: string): string {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/pdf") return "a PDF";
  if (/json|xml/.test(type)) return "data";
  const [kind] = type.split("/");
  return kind === "image" ? "a picture" : kind === "video" ? "a video" : kind === "text" ? "a plain text" : "a file";
}
