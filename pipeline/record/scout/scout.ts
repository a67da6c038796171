import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { PipelineError } from "../../failure.ts";
import type { PageSnapshot, PlanStep, Scout } from "../../plan/types.ts";
import { openContext } from "../camera/setting.ts";
import { addressOf } from "../director/address.ts";
import { locate } from "../director/locate.ts";
import { openingsFor } from "../guard/openings.ts";
import { watchConsole } from "../page/consoleErrors.ts";
import { inspectPage } from "../page/inspect.ts";
import { teachManners } from "../page/manners.ts";
import { watchTraffic } from "../page/traffic.ts";
import type { House } from "../stage.ts";
import { doQuickly } from "./quickly.ts";
import { settle } from "./settle.ts";
import { readSnapshot } from "./snapshot.ts";

/** A development server builds its first page when it is asked for. */
const openLimitMs = 60_000;
/** Everything that an earlier visit may have left, but the cache of files. */
const visitTraces = "cookies,local_storage,indexeddb,websql,service_workers,cache_storage,file_systems";

/**
 * Looks at pages of one site with a plain browser, quickly, one after the other. Each visit begins without cookies or
 * storage; only the file cache stays warm.
 */
export function openScouts(house: House, baseUrl: string): Scout {
  let context: BrowserContext | null = null;
  let lastVisit: Promise<unknown> = Promise.resolve();

  const openSite = async (): Promise<BrowserContext> => {
    const { browser } = await house.browserFor("scout");
    if (context?.browser() === browser) return context;
    const proxy = { server: house.proxyUrl, bypass: openingsFor([baseUrl, ...house.alsoReachable]) };
    context = await openContext(browser, { size: house.size, deviceScale: 1, seed: 1, proxy }, false);
    return context;
  };

  const visit = async (route: string, steps: readonly PlanStep[]): Promise<PageSnapshot> => {
    house.signal.throwIfAborted();
    const site = await openSite();
    const page = await site.newPage();
    try {
      const session = await site.newCDPSession(page);
      await session.send("Storage.clearDataForOrigin", { origin: new URL(baseUrl).origin, storageTypes: visitTraces });
      return await look(page, session, addressOf(baseUrl, route), route, steps);
    } finally {
      await page.close({ runBeforeUnload: false }).catch(() => {});
      house.signal.throwIfAborted();
    }
  };

  return (route, steps = []) => {
    const result = lastVisit.then(() => visit(route, steps));
    lastVisit = result.catch(() => {});
    return result;
  };
}

async function look(
  page: Page,
  session: CDPSession,
  address: string,
  route: string,
  steps: readonly PlanStep[],
): Promise<PageSnapshot> {
  teachManners(page);
  const errors = watchConsole(page, () => 0);
  const traffic = await watchTraffic(page, session);
  const response = await page.goto(address, { waitUntil: "load", timeout: openLimitMs }).catch((cause: unknown) => {
    throw new PipelineError("page_unreachable", `The page ${address} does not open; check that the app is running.`, {
      cause,
      isRetryable: true,
    });
  });
  await settle(page, traffic, "first");
  for (const step of steps) {
    if (step.action === "navigate") {
      await page.goto(addressOf(address, step.value ?? step.route), { waitUntil: "load", timeout: openLimitMs });
    } else {
      const found = step.target ? await locate(page, step.target) : null;
      if (found) await doQuickly(step, found);
    }
    await settle(page, traffic, "next");
  }
  const overlay = (await inspectPage(page))?.errorOverlay;
  if (overlay) {
    const reason = overlay.split("\n")[0]?.slice(0, 200);
    throw new PipelineError("page_error", `The page ${route} shows a build error instead of itself: ${reason}`);
  }
  return {
    route,
    url: page.url(),
    title: await page.title(),
    httpStatus: response?.status() ?? null,
    ...(await readSnapshot(session)),
    consoleErrors: errors.map(({ text }) => text),
  };
}
