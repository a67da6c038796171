import type { Page } from "playwright-core";
import { inTime } from "../deadline.ts";
import type { Traffic } from "../page/traffic.ts";
import { settle } from "./settle.ts";

/** A page that grows as it is scrolled is left here. */
const mostScreens = 16;
const limitMs = 12_000;
const stepLimitMs = 3000;

/** Scrolls whatever scrolls the page from its top to its end and back. Never throws: a page that does not let itself be scrolled is as it is. */
export async function walkDown(page: Page, traffic: Traffic): Promise<void> {
  const startedAt = performance.now();
  for (let screen = 1; screen <= mostScreens && performance.now() - startedAt < limitMs; screen++) {
    const isEnd = await inTime(page.evaluate(scrollOn, screen), stepLimitMs).catch(() => true);
    await settle(page, traffic, "between");
    if (isEnd) break;
  }
  await inTime(page.evaluate(scrollOn, 0), stepLimitMs).catch(() => true);
  await settle(page, traffic, "next");
}

/** Runs in the page: to the given screen of the page, or of the largest box that scrolls in its place. True at the end. */
function scrollOn(screen: number): boolean {
  const page = document.scrollingElement ?? document.documentElement;
  const room = (element: Element) => element.scrollHeight - element.clientHeight;
  const scrolls = (element: Element) => room(element) > 10 && /auto|scroll/.test(getComputedStyle(element).overflowY);
  const area = (element: Element) => element.clientWidth * element.clientHeight;
  const boxes = room(page) > 10 ? [] : [...document.querySelectorAll("body *")].filter(scrolls);
  const node = boxes.sort((one, other) => area(other) - area(one))[0] ?? page;
  const top = screen * node.clientHeight * 0.8;
  node.scrollTo({ top, behavior: "instant" });
  return top >= room(node);
}
