import type { Browser } from "playwright-core";
import { CaptureStuckError, within } from "../deadline.ts";
import { watchConsole } from "../page/consoleErrors.ts";
import { teachManners } from "../page/manners.ts";
import { watchTraffic } from "../page/traffic.ts";
import { type Beat, type Camera, frameTimeMs } from "./camera.ts";
import { openPictureStore } from "./pictures.ts";
import { openContext, openFramedPage, type Surroundings } from "./setting.ts";
import { takeOverTime } from "./virtualTime.ts";

const frameLimitMs = 20_000;
const openLimitMs = 60_000;
/** The picture's own frame comes after the frame it shows by less than the page can tell. */
const pictureAfterMs = 0.1;
const flushAfterMs = 0.12;
/** Dev servers answer the document at once and the scripts late: real time given to each step of a load. */
const loadPatienceMs = 300;
const wholeLoadPatienceMs = 10_000;

/** Films frame by frame under virtual time: exact times, lossless pictures, the same in every run. */
export async function openBeginFrameCamera(browser: Browser, around: Surroundings): Promise<Camera> {
  const { fps, size, signal } = around;
  const context = await openContext(browser, around, true);
  const page = await openFramedPage(browser, context, size);
  teachManners(page);
  const session = await context.newCDPSession(page);
  const traffic = await watchTraffic(page, session);
  const store = await openPictureStore(around.takeDir, "png");
  const time = await takeOverTime(session, traffic, around.startAtMs, signal);

  let frame = 0;
  let frameCount = 0;
  let onAir = false;
  let pictureIsDue = true;
  let newDocument = false;
  let loaded = false;
  let patienceLeftMs = 0;
  let crashed: CaptureStuckError | undefined;

  session.on("Page.frameNavigated", ({ frame: navigated }) => {
    if (navigated.parentId) return;
    newDocument = true;
    loaded = false;
    patienceLeftMs = wholeLoadPatienceMs;
  });
  page.on("load", () => {
    loaded = true;
  });
  page.on("crash", () => {
    crashed = new CaptureStuckError("the page crashed");
  });

  const draw = (afterMs: number, withPicture: boolean) =>
    within(
      session.send("HeadlessExperimental.beginFrame", {
        frameTimeTicks: Math.round((time.ticksBaseMs + time.nowMs) * 1000) / 1000 + 0.0005 + afterMs,
        interval: 1000 / fps,
        ...(withPicture ? { screenshot: { format: "png", optimizeForSpeed: true } } : {}),
      }),
      frameLimitMs,
      "a frame",
    );

  const takePicture = async () => {
    const { screenshotData } = await draw(pictureAfterMs, true);
    // Without this flush every later frame would report damage.
    await draw(flushAfterMs, false);
    return screenshotData ? Buffer.from(screenshotData, "base64") : null;
  };

  const waitForLoad = async () => {
    if (loaded || patienceLeftMs <= 0) return;
    const since = performance.now();
    await page.waitForEvent("load", { timeout: loadPatienceMs }).catch(() => {});
    patienceLeftMs -= performance.now() - since;
  };

  const enterNewDocument = async (): Promise<Beat> => {
    newDocument = false;
    onAir = false;
    await time.rebase();
    return { damaged: true, newDocument: true };
  };

  const beat = async (): Promise<Beat> => {
    signal.throwIfAborted();
    around.checkTime();
    if (crashed) throw crashed;
    if (!onAir) await waitForLoad();
    frame += 1;
    await time.advanceTo(frameTimeMs(frame, fps));
    const { hasDamage } = await draw(0, false);
    if (newDocument) return enterNewDocument();
    if (!onAir) return { damaged: hasDamage, newDocument: false };
    if (hasDamage || pictureIsDue) {
      const picture = await takePicture();
      if (newDocument) return enterNewDocument();
      if (picture) {
        await store.put(frameCount, picture);
        // What changes between the picture and its flush is damage that nobody reports: look once more when all is still.
        pictureIsDue = hasDamage;
      } else if (frameCount === 0) throw new CaptureStuckError("the first frame gave no picture");
    }
    frameCount += 1;
    return { damaged: hasDamage, newDocument: false };
  };

  return {
    method: "begin-frame",
    fps,
    page,
    session,
    traffic,
    consoleErrors: watchConsole(page, () => Math.round(frameTimeMs(frameCount, fps))),
    get onAir() {
      return onAir;
    },
    get frameCount() {
      return frameCount;
    },
    get pictureName() {
      return store.latest();
    },
    nowMs: () => Math.round(frameTimeMs(frameCount, fps)),
    beat,
    async open(url) {
      onAir = false;
      const response = await page.goto(url, { waitUntil: "commit", timeout: openLimitMs });
      newDocument = false;
      await time.rebase();
      return { status: response?.status() ?? null };
    },
    goOnAir() {
      if (onAir) return;
      time.relax();
      onAir = true;
      pictureIsDue = true;
    },
    goOffAir() {
      onAir = false;
    },
    async finish() {
      return { pictures: await store.finish(), frameCount };
    },
  };
}
