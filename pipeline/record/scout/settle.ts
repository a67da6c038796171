import type { Page } from "playwright-core";
import { pause } from "../deadline.ts";
import { inspectPage } from "../page/inspect.ts";
import type { Traffic } from "../page/traffic.ts";

/**
 * How long a page may take, in ms of real time. `first` is the site's first page ever, which a development server builds only
 * now; `open` another page of it; `next` an answer to a step; `between` a step that is followed by another one.
 */
const limits = {
  first: { restlessMs: 8000, emptyMs: 30_000, calmMs: 120 },
  open: { restlessMs: 3000, emptyMs: 15_000, calmMs: 100 },
  next: { restlessMs: 2000, emptyMs: 4000, calmMs: 100 },
  between: { restlessMs: 600, emptyMs: 4000, calmMs: 35 },
} as const;
const lookAgainMs = 25;

export type Patience = keyof typeof limits;

/**
 * Waits in real time until the page is ready and still: loaded, filled, fonts there, nothing moving or under way. Animations
 * that have an end are brought there at once.
 */
export async function settle(page: Page, traffic: Traffic, patience: Patience): Promise<void> {
  const { restlessMs, emptyMs, calmMs } = limits[patience];
  const startedAt = performance.now();
  for (;;) {
    const passedMs = performance.now() - startedAt;
    const state = await inspectPage(page);
    if (state?.errorOverlay) return;
    // A splash screen stands still, too.
    const isFilled = state?.hasContent && !(state.isSparse && state.showsLoading);
    const stands = state?.loaded && state.fontsReady && isFilled;
    const isCalm = stands && !traffic.isBusy() && (await page.evaluate(waitForCalm, calmMs).catch(() => false));
    // A page that goes on loading (a picture that never comes) is looked at as it is.
    if (isCalm || passedMs > (isFilled ? restlessMs : emptyMs)) break;
    await pause(lookAgainMs);
  }
  if (patience !== "between") traffic.callBackground();
}

/** Runs in the page: true once nothing was altered for a moment and no animation with an end is running. */
function waitForCalm(calmMs: number): Promise<boolean> {
  const moving = () =>
    document.getAnimations().filter((animation) => {
      const end = animation.effect?.getComputedTiming().endTime;
      return animation.playState === "running" && typeof end === "number" && Number.isFinite(end);
    });
  const hurry = () => {
    for (const animation of moving()) {
      try {
        animation.finish();
      } catch {
        // One that runs backwards or not at all has no end to be brought to.
      }
    }
  };
  return new Promise((resolve) => {
    const finish = (calm: boolean) => {
      observer.disconnect();
      resolve(calm);
    };
    const observer = new MutationObserver(() => finish(false));
    hurry();
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(() => finish(moving().length === 0), calmMs);
  });
}
