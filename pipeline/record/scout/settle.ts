import type { Page } from "playwright-core";
import { pause } from "../deadline.ts";
import { inspectPage } from "../page/inspect.ts";
import type { Traffic } from "../page/traffic.ts";

const limits = { first: { restlessMs: 3000, emptyMs: 15_000 }, next: { restlessMs: 2000, emptyMs: 4000 } };
const lookAgainMs = 30;

/** Waits in real time until the page is ready and still: loaded, filled, fonts there, nothing moving or under way. */
export async function settle(page: Page, traffic: Traffic, visit: keyof typeof limits): Promise<void> {
  const { restlessMs, emptyMs } = limits[visit];
  const startedAt = performance.now();
  for (;;) {
    const passedMs = performance.now() - startedAt;
    const state = await inspectPage(page);
    if (state?.errorOverlay) return;
    const stands = state?.loaded && state.fontsReady && state.hasContent;
    const isCalm = stands && !traffic.isBusy() && (await page.evaluate(waitForCalm).catch(() => false));
    if (isCalm || passedMs > (stands ? restlessMs : emptyMs)) break;
    await pause(lookAgainMs);
  }
  traffic.callBackground();
}

/** Runs in the page: true once nothing was altered for a moment and no animation with an end is running. */
function waitForCalm(): Promise<boolean> {
  const calmMs = 100;
  const isMoving = () =>
    document.getAnimations().some((animation) => {
      const end = animation.effect?.getComputedTiming().endTime;
      return animation.playState === "running" && typeof end === "number" && Number.isFinite(end);
    });
  return new Promise((resolve) => {
    const finish = (calm: boolean) => {
      observer.disconnect();
      resolve(calm);
    };
    const observer = new MutationObserver(() => finish(false));
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(() => finish(!isMoving()), calmMs);
  });
}
