import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { PipelineError } from "../../failure.ts";
import type { PageSnapshot, PlanStep } from "../../plan/types.ts";
import { openContext } from "../camera/setting.ts";
import { pause, within } from "../deadline.ts";
import { addressOf } from "../director/address.ts";
import { locate } from "../director/locate.ts";
import { type ConsoleError, watchConsole } from "../page/consoleErrors.ts";
import { callWitness } from "../page/effect.ts";
import { inspectPage } from "../page/inspect.ts";
import { teachManners } from "../page/manners.ts";
import { dismissOverlays, type Keep } from "../page/overlays.ts";
import { makeReady } from "../page/ready.ts";
import { type Traffic, watchTraffic } from "../page/traffic.ts";
import type { House } from "../stage.ts";
import { doQuickly } from "./quickly.ts";
import { settle } from "./settle.ts";
import { readSnapshot } from "./snapshot.ts";
import { steadyClock } from "./steadyClock.ts";
import { walkDown } from "./walk.ts";

/** A development server builds its first page when it is asked for. */
const openLimitMs = 60_000;
/** A page whose own code never ends gives no answer any more. */
const answerLimitMs = 20_000;
/** Everything that an earlier visit may have left, but the cache of files. */
const visitTraces = "cookies,local_storage,indexeddb,websql,service_workers,cache_storage,file_systems";
/** A click on a younger page that came to nothing is made once more. */
const hydrationMs = 15_000;
const hydrationPauseMs = 700;
const mostOverlays = 3;
/** Pictures end here: what is further down is compared by its elements alone. */
const tallestPicture = 3200;

/** One visit of a page, from its opening through all that is done on it. */
export type Visit = {
  perform(steps: readonly PlanStep[]): Promise<void>;
  /** Scrolls the page from its top to its end and back, so that what waits to be seen is there. */
  walk(): Promise<void>;
  read(route: string, withPicture: boolean): Promise<PageSnapshot>;
};

export type Visits = {
  /** Ends the visit before. */
  begin(route: string): Promise<Visit>;
  /** Closes the page, which may be beyond answering. */
  giveUp(): Promise<void>;
};

type Room = { page: Page; session: CDPSession; traffic: Traffic; errors: ConsoleError[] };

/** Visits of one site, one at a time, in one tab that stays open. */
export function openVisits(house: House, baseUrl: string, keep: Keep): Visits {
  let context: BrowserContext | null = null;
  let room: Room | null = null;
  let isFirst = true;

  const openRoom = async (): Promise<Room> => {
    const { browser } = await house.browserFor("scout");
    if (context?.browser() !== browser) {
      const proxy = { server: house.proxyUrl, bypass: house.openings(baseUrl) };
      const { size, isOnlyPublic } = house;
      const storageState = await house.loginAt(baseUrl);
      const look = { size, deviceScale: 1, seed: 1, proxy, storageState, isOnlyPublic };
      context = await openContext(browser, look, false);
      await context.addInitScript(steadyClock, { startAtMs: new Date().setUTCHours(12, 0, 0, 0) });
      room = null;
    }
    if (room && !room.page.isClosed()) return room;
    const page = await context.newPage();
    teachManners(page);
    const session = await context.newCDPSession(page);
    room = { page, session, traffic: await watchTraffic(page, session), errors: watchConsole(page, () => 0) };
    return room;
  };

  const forget = async ({ page, session, errors }: Room): Promise<void> => {
    if (page.url() !== "about:blank") {
      await within(page.evaluate(clearSession), answerLimitMs, "leaving a page").catch(() => {});
      await page.goto("about:blank", { timeout: answerLimitMs });
    }
    const { origin } = new URL(baseUrl);
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: visitTraces });
    const login = await house.loginAt(baseUrl);
    if (login) await page.context().setStorageState(login);
    errors.length = 0;
  };

  return {
    async begin(route) {
      const here = await openRoom();
      await forget(here);
      const address = addressOf(baseUrl, route);
      const answer = await open(here.page, address);
      if (isFirst) await makeReady(here.page, { traffic: here.traffic, after: "load", keep });
      isFirst = false;
      await clearTheWay(here, keep);
      return visitOf(here, { address, answer, keep, signal: house.signal });
    },
    async giveUp() {
      const old = room;
      room = null;
      old?.page.close({ runBeforeUnload: false }).catch(() => {});
    },
  };
}

/** What stands before the page is pressed away before anything is looked at, as the recording does. */
async function clearTheWay({ page, traffic }: Pick<Room, "page" | "traffic">, keep: Keep): Promise<void> {
  await settle(page, traffic, "open");
  for (let round = 0; round < mostOverlays; round++) {
    if ((await dismissOverlays(page, keep)).length === 0) return;
    await settle(page, traffic, "next");
  }
}

type Answer = Pick<PageSnapshot, "httpStatus" | "contentType">;

async function open(page: Page, address: string): Promise<Answer> {
  const response = await page.goto(address, { waitUntil: "commit", timeout: openLimitMs }).catch((cause: unknown) => {
    throw new PipelineError("page_unreachable", `The page ${address} does not open; check that the app is running.`, {
      cause,
      isRetryable: true,
    });
  });
  const contentType = response?.headers()["content-type"];
  return { httpStatus: response?.status() ?? null, ...(contentType === undefined ? {} : { contentType }) };
}

type Opened = { address: string; answer: Answer; keep: Keep; signal: AbortSignal };

function visitOf({ page, session, traffic, errors }: Room, opened: Opened): Visit {
  const { address, keep, signal } = opened;
  let { answer } = opened;
  let stepsDone = 0;
  const openedAt = performance.now();

  const perform = async (step: PlanStep): Promise<void> => {
    if (step.action === "navigate") {
      answer = await open(page, addressOf(address, step.value ?? step.route));
      await clearTheWay({ page, traffic }, keep);
      stepsDone += 1;
      return;
    }
    if (!step.target) return;
    const found = (await locate(page, step.target)) ?? (await locateLater(step));
    if (!found) return;
    const isYoung = step.action === "click" && performance.now() - openedAt < hydrationMs;
    const witness = isYoung ? await callWitness(page, traffic) : null;
    const isDone = await doQuickly(step, found);
    stepsDone += Number(isDone);
    if (!isDone || !witness) return;
    await settle(page, traffic, "next");
    if (await witness.hasSeen()) return;
    // A page that the server has drawn looks ready before it listens.
    await pause(hydrationPauseMs, signal);
    await doQuickly(step, found);
  };

  /** The step before may still be bringing the element on screen. */
  const locateLater = async ({ target }: PlanStep) => {
    await settle(page, traffic, "next");
    return target ? locate(page, target) : null;
  };

  return {
    async perform(steps) {
      for (const [index, step] of steps.entries()) {
        await perform(step);
        await settle(page, traffic, index < steps.length - 1 ? "between" : "next");
      }
    },
    walk: () => walkDown(page, traffic),
    read: (route, withPicture) => within(readPage(route, withPicture), answerLimitMs, "looking at a page"),
  };

  async function readPage(route: string, withPicture: boolean): Promise<PageSnapshot> {
    const overlay = (await inspectPage(page))?.errorOverlay;
    if (overlay) {
      const reason = overlay.split("\n")[0]?.slice(0, 200);
      throw new PipelineError("page_error", `The page ${route} shows a build error instead of itself: ${reason}`);
    }
    const seen = await readSnapshot(session);
    return {
      route,
      url: page.url(),
      title: await page.title(),
      ...answer,
      ...seen,
      consoleErrors: errors.map(({ text }) => text),
      stepsDone,
      ...(withPicture ? { picture: await takePicture(session, page, seen.documentHeight) } : {}),
    };
  }
}

async function takePicture(session: CDPSession, page: Page, documentHeight: number): Promise<Uint8Array> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  const tall = Math.min(tallestPicture, Math.max(height, documentHeight));
  const { data } = await session.send("Page.captureScreenshot", {
    format: "png",
    optimizeForSpeed: true,
    captureBeyondViewport: tall > height,
    clip: { x: 0, y: 0, width, height: tall, scale: 1 },
  });
  return Buffer.from(data, "base64");
}

/** Runs in the page: a tab that stays open would carry this to its next visit. */
function clearSession(): void {
  sessionStorage.clear();
}
