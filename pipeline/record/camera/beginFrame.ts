import type { Browser } from "playwright-core";
import { CaptureStuckError, within } from "../deadline.ts";
import { watchElements } from "../elements/watch.ts";
import { watchConsole } from "../page/consoleErrors.ts";
import { teachManners } from "../page/manners.ts";
import { watchTraffic } from "../page/traffic.ts";
import { type Beat, type Camera, frameTimeMs } from "./camera.ts";
import { openPictureStore } from "./pictures.ts";
import { openContext, openFramedPage, type Surroundings } from "./setting.ts";
import { takeOverTime } from "./virtualTime.ts";

const frameLimitMs = 20_000;
const openLimitMs = 60_000;
/** The frames that only take a picture or clear one away come after the frame they belong to by less than the page can tell. */
const pictureAfterMs = 0.1;
const flushAfterMs = 0.12;
/** A browser that draws and gives no picture so often in a row will not give one. */
const mostMissingPictures = 10;
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
  const elements = watchElements(session);
  const time = await takeOverTime(session, traffic, around.startAtMs, signal);

  let frame = 0;
  let frameCount = 0;
  let onAir = false;
  let pictureIsDue = true;
  let missingPictures = 0;
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

  /** Stores what a draw gave. True when it is another picture than the one before. */
  const keep = async (data: string | undefined): Promise<boolean> => {
    if (!data) {
      missingPictures += 1;
      if (frameCount === 0) throw new CaptureStuckError("the first frame gave no picture");
      if (missingPictures >= mostMissingPictures) throw new CaptureStuckError("frames give no pictures");
      return false;
    }
    missingPictures = 0;
    const before = store.latest();
    await store.put(frameCount, Buffer.from(data, "base64"));
    return store.latest() !== before;
  };

  /** Draws a frame; a picture is taken when the last frame brought a new one, when one is asked for, or when this one is damaged. */
  const film = async (): Promise<boolean> => {
    const wasDue = pictureIsDue;
    let drawn = await draw(0, wasDue);
    if (newDocument) return true;
    if (!wasDue && !drawn.hasDamage) return false;
    if (!wasDue) drawn = await draw(pictureAfterMs, true);
    if (newDocument) return true;
    const [isNew] = await Promise.all([keep(drawn.screenshotData), elements.look(frameCount)]);
    // Late answers of the page follow the first damage: pictures are taken until two are alike.
    pictureIsDue = !wasDue || isNew || !drawn.screenshotData;
    // A picture counts as damage to the frame after it. What the page changes in the flush itself is seen by the next look.
    if (!pictureIsDue) await draw(flushAfterMs, false);
    return !wasDue || isNew;
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
    const damaged = onAir ? await film() : (await draw(0, false)).hasDamage;
    if (newDocument) return enterNewDocument();
    if (!onAir) return { damaged, newDocument: false };
    frameCount += 1;
    return { damaged, newDocument: false };
  };

  return {
    method: "begin-frame",
    fps,
    page,
    session,
    traffic,
    elements,
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
    look() {
      pictureIsDue = true;
    },
    async finish() {
      return { pictures: await store.finish(), frameCount };
    },
  };
}
