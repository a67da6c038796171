import type { Browser } from "playwright-core";
import { CaptureStuckError, pause, within } from "../deadline.ts";
import { watchElements } from "../elements/watch.ts";
import { watchConsole } from "../page/consoleErrors.ts";
import { teachManners } from "../page/manners.ts";
import { watchTraffic } from "../page/traffic.ts";
import { type Beat, type Camera, frameTimeMs } from "./camera.ts";
import { openPictureStore } from "./pictures.ts";
import { openContext, type Surroundings } from "./setting.ts";

const openLimitMs = 60_000;
const firstPictureLimitMs = 10_000;

type Shown = { bytes: Buffer; atMs: number };

/**
 * Films in real time what the browser says it drew. The fallback: pictures are JPEG, and a busy machine loses some; each
 * stands at the time that the browser gives it.
 */
export async function openScreencastCamera(browser: Browser, around: Surroundings): Promise<Camera> {
  const { fps, size, deviceScale, signal } = around;
  const context = await openContext(browser, around, false);
  const page = await context.newPage();
  teachManners(page);
  const session = await context.newCDPSession(page);
  const traffic = await watchTraffic(page, session);
  const elements = watchElements(session);
  const store = await openPictureStore(around.takeDir, "jpg");

  const arrived: Shown[] = [];
  let latest: Shown | null = null;
  let newDocument = false;
  let onAir = false;
  let frameCount = 0;
  /** Real time at which frame `airFrame` of the take begins. */
  let airStartMs = 0;
  let airFrame = 0;
  let lastPictureFrame = 0;
  let nextBeatMs = performance.now();

  session.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    const atMs = (metadata.timestamp ?? Date.now() / 1000) * 1000;
    latest = { bytes: Buffer.from(data, "base64"), atMs };
    arrived.push(latest);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  session.on("Page.frameNavigated", ({ frame }) => {
    if (!frame.parentId) newDocument = true;
  });
  await session.send("Page.startScreencast", {
    format: "jpeg",
    quality: 100,
    maxWidth: size.width * deviceScale,
    maxHeight: size.height * deviceScale,
  });

  const frameAt = (wallMs: number): number => airFrame + Math.ceil(((wallMs - airStartMs) * fps) / 1000);

  /** The frame that shows it first. Times of the browser may go back a little; frames never do. */
  const storePicture = async ({ bytes, atMs }: Shown) => {
    lastPictureFrame = Math.min(Math.max(frameAt(atMs), lastPictureFrame), frameCount);
    await store.put(lastPictureFrame, bytes);
  };

  const firstPicture = async () => {
    const since = performance.now();
    while (!latest) {
      if (performance.now() - since > firstPictureLimitMs) throw new CaptureStuckError("the first picture");
      signal.throwIfAborted();
      await pause(10, signal);
    }
  };

  const beat = async (): Promise<Beat> => {
    signal.throwIfAborted();
    around.checkTime();
    nextBeatMs = Math.max(nextBeatMs + 1000 / fps, performance.now() - 1000 / fps);
    await pause(Math.max(0, nextBeatMs - performance.now()), signal);
    signal.throwIfAborted();
    const shown = arrived.splice(0);
    if (newDocument) {
      newDocument = false;
      onAir = false;
      return { damaged: true, newDocument: true };
    }
    if (onAir) {
      if (frameCount === airFrame) {
        await firstPicture();
        lastPictureFrame = frameCount;
        if (latest) await store.put(frameCount, latest.bytes);
      } else for (const one of shown) await storePicture(one);
      if (frameCount === airFrame) await elements.look(airFrame);
      else if (shown.length > 0) await elements.look(frameCount, frameAt);
      // The wall clock decides how many frames have passed: a slow machine shows fewer pictures, not a longer video.
      frameCount = Math.max(frameCount + 1, airFrame + Math.round(((Date.now() - airStartMs) * fps) / 1000));
    }
    return { damaged: shown.length > 0, newDocument: false };
  };

  return {
    method: "screencast",
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
    pictureName: null,
    nowMs: () => Math.round(frameTimeMs(frameCount, fps)),
    beat,
    async open(url) {
      onAir = false;
      const response = await within(page.goto(url, { waitUntil: "commit" }), openLimitMs, `opening ${url}`);
      newDocument = false;
      return { status: response?.status() ?? null };
    },
    goOnAir() {
      if (onAir) return;
      onAir = true;
      airStartMs = Date.now();
      airFrame = frameCount;
    },
    goOffAir() {
      onAir = false;
    },
    // The browser sends what it draws by itself.
    look() {},
    async finish() {
      const pictures = (await store.finish()).filter(({ atFrame }) => atFrame < frameCount);
      return { pictures, frameCount };
    },
  };
}
