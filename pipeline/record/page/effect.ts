import type { JSHandle, Page } from "playwright-core";
import { inTime } from "../deadline.ts";
import type { Traffic } from "./traffic.ts";

/** Tells whether anything came of what was done on a page since the witness was called. */
export type Witness = { hasSeen(): Promise<boolean> };

const limitMs = 5000;
const events = ["popup", "dialog", "download", "framenavigated"] as const;

/**
 * Watches for an effect: an altered document, a scroll, a request, another address, a tab, a dialog. What it cannot see
 * (a canvas) shows in the picture alone.
 */
export async function callWitness(page: Page, traffic: Traffic): Promise<Witness> {
  const requestsBefore = traffic.requestCount();
  const urlBefore = page.url();
  let happened = false;
  const note = () => {
    happened = true;
  };
  for (const event of events) page.on(event as "popup", note);
  const seen = await inTime(page.evaluateHandle(watch), limitMs).catch(() => null);

  const wasAltered = async (handle: JSHandle<Watched> | null) => {
    const count = await handle?.evaluate(stopWatching).catch(() => null);
    // A document that does not answer any more has been replaced.
    return count === undefined || count === null || count > 0;
  };
  return {
    async hasSeen() {
      for (const event of events) page.off(event as "popup", note);
      const altered = await inTime(wasAltered(seen), limitMs).catch(() => true);
      return happened || altered || traffic.requestCount() !== requestsBefore || page.url() !== urlBefore;
    },
  };
}

type Watched = { count: number; stop(): void };

/** Runs in the page: counts what happens in the document and its open shadow trees. */
function watch(): Watched {
  const watched: Watched = { count: 0, stop: () => {} };
  const observer = new MutationObserver((records) => {
    watched.count += records.length;
  });
  const observe = (root: Document | ShadowRoot) => {
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) observe(element.shadowRoot);
  };
  const note = () => {
    watched.count += 1;
  };
  const kinds = ["input", "change", "scroll", "submit", "toggle"];
  observe(document);
  for (const kind of kinds) document.addEventListener(kind, note, true);
  watched.stop = () => {
    observer.disconnect();
    for (const kind of kinds) document.removeEventListener(kind, note, true);
  };
  return watched;
}

function stopWatching(watched: Watched): number {
  watched.stop();
  return watched.count;
}
