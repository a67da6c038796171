import type { Browser, BrowserContext } from "playwright-core";
import { CaptureStuckError, within } from "../deadline.ts";

/** Opening takes a fraction of a second, on a busy machine some seconds. */
const openLimitMs = 15_000;

/**
 * The same browser; what is opened in it fails when it dies meanwhile or does not answer. Playwright by itself waits for ever
 * for a page of a browser that was killed in that very moment.
 */
export function mortal(browser: Browser): Browser {
  const death = new Promise<never>((_, reject) => {
    browser.once("disconnected", () => reject(new CaptureStuckError("the browser ended")));
  });
  // Mostly it ends when nobody waits for anything.
  death.catch(() => {});
  const inLife = <T>(opening: Promise<T>, what: string): Promise<T> =>
    Promise.race([within(opening, openLimitMs, what), death]);

  const newContext = browser.newContext.bind(browser);
  const newSession = browser.newBrowserCDPSession.bind(browser);
  browser.newContext = async (options) => mortalContext(await inLife(newContext(options), "a new profile"), inLife);
  browser.newBrowserCDPSession = () => inLife(newSession(), "a new session");
  return browser;
}

type InLife = <T>(opening: Promise<T>, what: string) => Promise<T>;

function mortalContext(context: BrowserContext, inLife: InLife): BrowserContext {
  const newPage = context.newPage.bind(context);
  const newSession = context.newCDPSession.bind(context);
  context.newPage = () => inLife(newPage(), "a new page");
  context.newCDPSession = (page) => inLife(newSession(page), "a new session");
  return context;
}
