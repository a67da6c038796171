import type { Page } from "playwright-core";
import { pause } from "../deadline.ts";
import { inspectPage, type PageState } from "./inspect.ts";
import { dismissOverlays, type Keep } from "./overlays.ts";
import { answerLimits, arrivalLimits, openReadiness } from "./readiness.ts";
import type { Traffic } from "./traffic.ts";

export type ReadyOptions = {
  traffic: Traffic;
  /** What the page answers: an address that was opened, or something that was done on it. */
  after: "load" | "action";
  /** Overlays with these stay. */
  keep?: Keep;
};

export type Ready = {
  /** Null when the page never answered. */
  state: PageState | null;
  isReady: boolean;
  /** Labels of what was pressed to clear the view. */
  dismissed: string[];
};

const lookAgainMs = 50;
/** First-run dialogs like to come a moment after the page. */
const overlaysAppearMs = 500;
const mostRounds = 3;

/**
 * Waits in real time until a page can be looked at: loaded, fonts there, painted, filled, nothing moving or under way. After
 * a load, dialogs, banners and failed toasts in the way are dismissed as a person would. Never throws, never waits for ever.
 */
export async function makeReady(page: Page, { traffic, after, keep }: ReadyOptions): Promise<Ready> {
  const first = await waitUntilReady(page, traffic, after);
  const dismissed: string[] = [];
  let last = first;
  if (after === "load" && first.isReady) {
    await pause(overlaysAppearMs);
    for (let round = 0; round < mostRounds; round++) {
      const labels = await dismissOverlays(page, keep);
      if (labels.length === 0) break;
      dismissed.push(...labels);
      last = await waitUntilReady(page, traffic, "action");
    }
  }
  traffic.callBackground();
  return { ...last, dismissed };
}

async function waitUntilReady(
  page: Page,
  traffic: Traffic,
  after: ReadyOptions["after"],
): Promise<Pick<Ready, "state" | "isReady">> {
  const judge = openReadiness(after === "load" ? arrivalLimits : answerLimits);
  const startedAt = performance.now();
  for (;;) {
    const state = await inspectPage(page);
    const isMoving = state !== null && (await page.evaluate(hasEndingAnimation).catch(() => true));
    const nowMs = performance.now() - startedAt;
    const verdict = judge({ state, nowMs, isBusy: traffic.isBusy(), isMoving });
    if (verdict !== "wait") return { state, isReady: verdict === "ready" };
    await pause(lookAgainMs);
  }
}

/** Runs in the page. Spinners turn for ever; a transition ends. */
function hasEndingAnimation(): boolean {
  return document.getAnimations().some((animation) => {
    const end = animation.effect?.getComputedTiming().endTime;
    return animation.playState === "running" && typeof end === "number" && Number.isFinite(end);
  });
}
