import type { Browser } from "playwright-core";
import { launchBrowser } from "../record/browser/launch.ts";
import { openFramedPage } from "../record/camera/setting.ts";
import type { BrowserInUse } from "./browser.ts";

/** `missing` names the kinds of writing for which the browser draws nothing or an empty box. */
export type BrowserTrial = { frameControl: boolean; missing: string[] };

const samples: Record<string, string> = {
  Latin: "A",
  emoji: "😀",
  Chinese: "中",
  Arabic: "ش",
  arrows: "→",
  "box drawing": "┼",
};
const trialSize = { width: 64, height: 64 };
const FRAMES_TRIED = 10;

/**
 * Starts the browser as the recorder does, looks whether it draws what pages contain, and whether its frames can be driven
 * one by one. Throws when it does not start.
 */
export async function tryBrowser(inUse: BrowserInUse, signal: AbortSignal): Promise<BrowserTrial> {
  const running = await launchBrowser(inUse, "scout", 1, signal);
  const missing = await undrawnSamples(running.browser).finally(running.end);
  return { missing, frameControl: inUse.kind === "headless-shell" && (await drivesFrames(inUse, signal)) };
}

async function undrawnSamples(browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  return await page.evaluate((wanted) => {
    const draw = (text: string): string => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 64;
      const context = canvas.getContext("2d");
      if (!context) return "";
      context.font = "40px sans-serif";
      context.fillText(text, 6, 48);
      return canvas.toDataURL();
    };
    // Nothing at all, and what is drawn for a character that no font has.
    const nothing = [draw(""), draw("\u{10fffd}")];
    return Object.entries(wanted).flatMap(([name, text]) => (nothing.includes(draw(text)) ? [name] : []));
  }, samples);
}

async function drivesFrames(inUse: BrowserInUse, signal: AbortSignal): Promise<boolean> {
  const running = await launchBrowser(inUse, "begin-frame", 1, signal);
  try {
    const context = await running.browser.newContext({ viewport: trialSize });
    const page = await openFramedPage(running.browser, context, trialSize);
    const session = await context.newCDPSession(page);
    // A busy machine may draw its first frames without a picture.
    for (let frame = 0; frame < FRAMES_TRIED; frame += 1) {
      const { screenshotData } = await session.send("HeadlessExperimental.beginFrame", {
        screenshot: { format: "png" },
      });
      if (screenshotData) return true;
    }
    return false;
  } catch {
    // The report says that frames cannot be driven; the recorder then films in real time.
    return false;
  } finally {
    await running.end();
  }
}
