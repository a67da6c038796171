import { pathOf } from "../plan/steps.ts";
import type { PageElement, PageSnapshot, PlanStep, Scout } from "../plan/types.ts";
import { isGate } from "./gate.ts";
import { isBesidePage, menuButton, type NextPage, pagesFrom } from "./links.ts";
import { addressIn } from "./pageScene.ts";
import { isSeenThing } from "./parts.ts";
import { follow, openMenu } from "./pointing.ts";
import type { Scene } from "./scene.ts";

/** A page that was opened is looked at for so long. */
const openedMs = 1_400;

type Way = { from: PageSnapshot; next: NextPage; scout: Scout; widthPx: number };
type Reached = { snapshot: PageSnapshot; way: Pick<Scene, "menu" | "opening"> | null };

/**
 * Another page of the site: by its link where that leads there, else by the link in the menu, else by its address; null when it
 * does not open.
 */
export async function reach({ from, next, scout, widthPx }: Way): Promise<Reached | null> {
  // What a link brings up has no status of its own: the page is asked for by its address first.
  const asked = await scout(next.path).catch(() => null);
  if (!asked || !isShowable(asked)) return null;
  const arriveBy = async (steps: readonly PlanStep[]): Promise<PageSnapshot | null> => {
    const [route, wishes] = [steps.length > 0 ? addressIn(from.url) : next.path, { whole: true }];
    const snapshot = await scout(route, steps, wishes).catch(() => null);
    return snapshot && pathOf(snapshot.url) === next.path && isShowable(snapshot) ? snapshot : null;
  };
  const direct = linkTo(next, from, widthPx);
  const byLink = direct && { opening: follow(pathOf(from.url), direct, openedMs) };
  const byLinkSnapshot = byLink && (await arriveBy([byLink.opening]));
  if (byLinkSnapshot) return { snapshot: byLinkSnapshot, way: byLink };
  const byMenu = direct ? null : await wayByMenu({ from, next, scout, widthPx });
  const byMenuSnapshot = byMenu && (await arriveBy([byMenu.menu, byMenu.opening]));
  if (byMenuSnapshot) return { snapshot: byMenuSnapshot, way: byMenu };
  const byAddress = await arriveBy([]);
  return byAddress && { snapshot: byAddress, way: null };
}

function linkTo(next: NextPage, from: PageSnapshot, widthPx: number): PageElement | null {
  const found = pagesFrom(from, { focus: null, takesAny: true }).find(({ path }) => path === next.path)?.link;
  const link = found ?? (from.elements.includes(next.link) ? next.link : undefined);
  return link && !isBesidePage(link, widthPx) ? link : null;
}

async function wayByMenu({ from, next, scout, widthPx }: Way): Promise<{ menu: PlanStep; opening: PlanStep } | null> {
  const opened = await withMenuOpen(from, scout);
  const link = opened && linkTo(next, opened.snapshot, widthPx);
  return link ? { menu: opened.menu, opening: follow(pathOf(from.url), link, openedMs) } : null;
}

/** A page with its navigation brought up by the button for it; null where there is no such button. */
async function withMenuOpen(
  page: PageSnapshot,
  scout: Scout,
): Promise<{ snapshot: PageSnapshot; menu: PlanStep } | null> {
  const button = menuButton(page);
  if (!button) return null;
  const menu = openMenu(pathOf(page.url), button);
  const snapshot = await scout(addressIn(page.url), [menu]).catch(() => null);
  return snapshot && pathOf(snapshot.url) === pathOf(page.url) ? { snapshot, menu } : null;
}

/** What the page offers; and what its closed menu does, where that is too little or not what was asked for. */
export async function offeredBy(
  landing: PageSnapshot,
  scout: Scout,
  wishes: Parameters<typeof pagesFrom>[1],
): Promise<NextPage[]> {
  const seen = pagesFrom(landing, wishes);
  const isEnough = wishes.focus ? seen.some(({ isWanted }) => isWanted) : seen.length > 1;
  const opened = isEnough ? null : await withMenuOpen(landing, scout);
  const more = opened ? pagesFrom(opened.snapshot, wishes) : [];
  return [...seen, ...more.filter(({ path }) => seen.every((one) => one.path !== path))];
}

const isShowable = (snapshot: PageSnapshot): boolean =>
  (snapshot.httpStatus ?? 200) < 400 && !isGate(snapshot) && snapshot.elements.some(isSeenThing);
