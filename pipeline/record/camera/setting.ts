import type { Browser, BrowserContext, Page } from "playwright-core";
import type { StorageState } from "../login/storageState.ts";
import { initScript } from "../page/initScript.ts";
import type { Size } from "../stage.ts";

export type Surroundings = {
  size: Size;
  deviceScale: number;
  fps: number;
  seed: number;
  /** What the page's clock shows when it opens, in ms since 1970. */
  startAtMs: number;
  /** The only way to the network, and who may go past it. */
  proxy: { server: string; bypass: string };
  /** Somebody else's pages: see StageOptions. */
  isOnlyPublic: boolean;
  /** A saved login, already moved to the address that is recorded. */
  storageState?: StorageState | undefined;
  takeDir: string;
  /** Throws TimeIsUpError when the recording has taken as long as it may. */
  checkTime(): void;
  signal: AbortSignal;
};

/** A fresh profile: no cookies but those of a saved login, no permissions, no downloads, one language and zone everywhere. */
export async function openContext(
  browser: Browser,
  {
    size,
    deviceScale,
    seed,
    proxy,
    isOnlyPublic,
    storageState,
  }: Pick<Surroundings, "size" | "deviceScale" | "seed" | "proxy" | "isOnlyPublic" | "storageState">,
  virtualTime: boolean,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: deviceScale,
    acceptDownloads: false,
    ignoreHTTPSErrors: !isOnlyPublic,
    serviceWorkers: isOnlyPublic ? "block" : "allow",
    locale: "en-US",
    timezoneId: "UTC",
    colorScheme: "light",
    proxy,
    ...(storageState ? { storageState } : {}),
  });
  await context.addInitScript(initScript, { seed, virtualTime });
  return context;
}

/** A page whose frames are drawn on demand; Playwright sees it as an ordinary page. */
export async function openFramedPage(browser: Browser, context: BrowserContext, size: Size): Promise<Page> {
  const browserContextId = await contextIdOf(context);
  const root = await browser.newBrowserCDPSession();
  const opened = context.waitForEvent("page");
  await root.send("Target.createTarget", {
    url: "about:blank",
    ...size,
    enableBeginFrameControl: true,
    ...(browserContextId ? { browserContextId } : {}),
  });
  const page = await opened;
  await root.detach();
  return page;
}

/** The browser's name for a context: only its pages know it, and the browser lists contexts in no order. */
async function contextIdOf(context: BrowserContext): Promise<string | undefined> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send("Target.getTargetInfo");
  await page.close();
  return targetInfo.browserContextId;
}
