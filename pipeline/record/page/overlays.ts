import type { JSHandle, Page } from "playwright-core";
import { inTime } from "../deadline.ts";
import { clearView } from "./clearView.ts";
import { overlayWords } from "./overlayWords.ts";

/** What must stay in view: an overlay that holds one of these is left alone. */
export type Keep = {
  /** Names and texts, such as those of the elements that the diff changed. */
  texts?: readonly string[];
  /** CSS selectors of elements. */
  selectors?: readonly string[];
};

const limitMs = 5000;

/** How often each control was pressed; a page that is not hydrated yet ignores the first time. */
const triedOn = new WeakMap<Page, JSHandle<WeakMap<Element, number>>>();

/**
 * Presses away, as a person would, what stands before the page: consent banners, first-run dialogs, newsletter and promotion
 * boxes, toasts of failed backends. Gives the labels of what was pressed; the page has not answered yet. Call again until it
 * gives none.
 */
export async function dismissOverlays(page: Page, keep: Keep = {}): Promise<string[]> {
  const pressed: string[] = [];
  try {
    const tried = await triedHandle(page);
    const wanted = { texts: [...(keep.texts ?? [])], selectors: [...(keep.selectors ?? [])] };
    const { labels, needsEscape } = await inTime(
      page.evaluate(clearView, { words: overlayWords, keep: wanted, tried }),
      limitMs,
    );
    pressed.push(...labels);
    if (needsEscape) {
      await inTime(page.keyboard.press("Escape"), limitMs);
      pressed.push("Escape");
    }
  } catch {
    // The page is between two documents; there is nothing to dismiss.
    triedOn.delete(page);
  }
  return pressed;
}

async function triedHandle(page: Page): Promise<JSHandle<WeakMap<Element, number>>> {
  const known = triedOn.get(page);
  const isAlive = await known?.evaluate(() => true).catch(() => false);
  if (known && isAlive) return known;
  const tried = await page.evaluateHandle(() => new WeakMap<Element, number>());
  triedOn.set(page, tried);
  return tried;
}
