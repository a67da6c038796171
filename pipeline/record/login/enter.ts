import type { Page } from "playwright-core";
import { PipelineError } from "../../failure.ts";
import { openContext } from "../camera/setting.ts";
import { inTime, pause } from "../deadline.ts";
import { addressOf } from "../director/address.ts";
import { locate } from "../director/locate.ts";
import { teachManners } from "../page/manners.ts";
import { dismissOverlays } from "../page/overlays.ts";
import { type Traffic, watchTraffic } from "../page/traffic.ts";
import { doQuickly } from "../scout/quickly.ts";
import { settle } from "../scout/settle.ts";
import type { House } from "../stage.ts";
import type { LoginScript, LoginStep } from "./loginScript.ts";
import { parseStorageState, type StorageState } from "./storageState.ts";

/** A development server may build the page first. */
const openLimitMs = 60_000;
/** The first element comes when that page is built; the others are there soon. */
const firstElementLimitMs = 45_000;
const elementLimitMs = 10_000;
const closeLimitMs = 10_000;
const successLimitMs = 8000;
const lookAgainMs = 150;

/**
 * Enters the app at `baseUrl` as the script says, behind the guard and in a profile of its own, and gives what the browser then
 * keeps: cookies and local storage. Throws `login_failed` with one sentence that holds no value.
 */
export async function logIn(
  house: Omit<House, "loginAt">,
  baseUrl: string,
  { script, file }: { script: LoginScript; file: string },
): Promise<StorageState> {
  const { browser } = await house.browserFor("scout");
  const proxy = { server: house.proxyUrl, bypass: house.openings(baseUrl) };
  const { size, isOnlyPublic } = house;
  const context = await openContext(browser, { size, deviceScale: 1, seed: 1, proxy, isOnlyPublic }, false);
  try {
    const page = await context.newPage();
    teachManners(page);
    const traffic = await watchTraffic(page, await context.newCDPSession(page));
    const failed = (what: string): PipelineError =>
      new PipelineError("login_failed", `The login did not work: ${what}. Check ${file}.`);
    await page.goto(addressOf(baseUrl, script.address), { waitUntil: "commit", timeout: openLimitMs }).catch(() => {
      house.signal.throwIfAborted();
      throw failed(`the page ${script.address} does not open`);
    });
    await settle(page, traffic, "first");
    await dismissOverlays(page, {
      texts: script.steps.flatMap(({ target }) => [target.name ?? "", target.text ?? ""]),
    });
    const allowed = new Set([new URL(baseUrl).origin, ...script.alsoOn.map((url) => new URL(url).origin)]);
    for (const [index, step] of script.steps.entries()) {
      house.signal.throwIfAborted();
      const wrong = await take({ page, traffic, allowed }, step, index === 0 ? firstElementLimitMs : elementLimitMs);
      if (wrong) throw failed(`step ${index + 1} (${step.action} ${called(step)}): ${wrong}`);
    }
    if (!(await isIn(page, script.success, house.signal))) {
      throw failed(`afterwards the page is ${new URL(page.url()).pathname}, without what proves the success`);
    }
    return parseStorageState(await context.storageState()) ?? { cookies: [], origins: [] };
  } finally {
    await inTime(context.close(), closeLimitMs).catch(() => {});
  }
}

const called = ({ target }: LoginStep): string =>
  target.name ?? target.text ?? target.testId ?? target.selector ?? target.role ?? "";

type Entrance = { page: Page; traffic: Traffic; allowed: ReadonlySet<string> };

/** What went wrong, in words; null when nothing did. */
async function take({ page, traffic, allowed }: Entrance, step: LoginStep, limitMs: number): Promise<string | null> {
  const until = performance.now() + limitMs;
  let found = await locate(page, step.target);
  while (!found && performance.now() < until) {
    await pause(lookAgainMs);
    found = await locate(page, step.target);
  }
  if (!found) return "there is no such element on the page";
  // A page that led elsewhere is given nothing.
  const { origin } = new URL(page.url());
  if (!allowed.has(origin)) return `the page is on ${origin}, which is not among "alsoOn"`;
  const isDone = await doQuickly({ ...step, route: "/", label: "", changed: false, reason: "logs in" }, found);
  if (!isDone) return "it could not be done";
  await settle(page, traffic, "next");
  return null;
}

async function isIn(page: Page, { path, text }: LoginScript["success"], signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + successLimitMs;
  for (;;) {
    signal.throwIfAborted();
    const { pathname, hash } = new URL(page.url());
    const isThere = path === undefined || pathname.startsWith(path) || hash.startsWith(`#${path}`);
    if (isThere && (text === undefined || (await shows(page, text)))) return true;
    if (performance.now() > until) return false;
    await pause(lookAgainMs, signal);
  }
}

const shows = (page: Page, text: string): Promise<boolean> =>
  page
    .getByText(text)
    .first()
    .isVisible()
    .catch(() => false);
