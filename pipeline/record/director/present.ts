import type { ElementHandle, Page } from "playwright-core";
import type { PlanStep } from "../../plan/types.ts";
import { inPicture, locate } from "./locate.ts";
import { calmScrollMs, holdMs } from "./pace.ts";
import { followDocument, note, type Scene } from "./scene.ts";
import { followWay, type Way } from "./scroll.ts";
import { hold, untilStill } from "./stillness.ts";
import { addShot, noteReading } from "./track.ts";

/** What comes into view may push the rest down: then it is gone after once. */
const mostRounds = 2;
const tolerancePx = 24;
/** What moves meanwhile is looked at, too, so that waiting for it counts as looking; but so much is left for the rest. */
const leastLookMs = 500;

type Frame = NonNullable<PlanStep["frame"]>;

/**
 * Scrolls a part of the page into view, calmly and as a whole if it fits, below whatever stays at the top; and gives a viewer
 * time to look. Its element need not be seen yet: many pages show their parts only when they come into view.
 */
export async function present(scene: Scene, step: PlanStep, frame: Frame): Promise<boolean> {
  const { camera, track, size } = scene;
  const found = await findUnseen(camera.page, step.target ?? {});
  if (!found) return note(scene, step, "no element on the page fits");
  const startMs = camera.nowMs();
  let arrivedMs = startMs;
  for (let round = 0; round < mostRounds; round++) {
    const way = await found.evaluateHandle(wayToFrame, frame);
    if (Math.abs(await way.evaluate(({ distance }) => distance)) < tolerancePx) break;
    const isSame = await followWay(camera, way, calmScrollMs);
    arrivedMs = camera.nowMs();
    if (!isSame || (await untilStill(camera)) === "new-document") await followDocument(scene, step);
  }
  const atMs = camera.nowMs();
  const lookMs = Math.max(leastLookMs, holdMs(step, 0) - (atMs - arrivedMs));
  const place = await found.boundingBox().catch(() => null);
  const whole = place && { ...place, x: 0, y: place.y - frame.abovePx, width: size.width, height: frame.heightPx };
  const box = whole && inPicture(whole, size);
  if (!box) return note(scene, step, "it cannot be brought into view");
  if ((await hold(camera, lookMs)) === "new-document") await followDocument(scene, step);
  noteReading(track, step, { startMs: atMs, endMs: camera.nowMs() });
  addShot(track, { step, startMs, atMs, endMs: camera.nowMs(), role: "region", box });
  return true;
}

/** By its place first, since another element of the same name may be in view. */
async function findUnseen(
  page: Page,
  target: NonNullable<PlanStep["target"]>,
): Promise<ElementHandle<HTMLElement> | null> {
  const placed = target.selector ? await page.$(target.selector).catch(() => null) : null;
  const plain = (text: string) => text.replace(/\s+/g, "").toLowerCase();
  const said = plain((await placed?.evaluate((element) => element.textContent).catch(() => "")) ?? "");
  if (placed && said.includes(plain(target.name ?? ""))) return placed as ElementHandle<HTMLElement>;
  return (await locate(page, target))?.handle ?? null;
}

/** Runs in the page: how far what scrolls around the element has to go for the frame to stand well in view. */
function wayToFrame(element: HTMLElement, { abovePx, heightPx }: Frame): Way {
  const page = document.scrollingElement ?? document.documentElement;
  const scrolls = (node: Element) =>
    /(auto|scroll|overlay)/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight + 10;
  let node: Element = element.parentElement ?? page;
  while (node !== page && node !== document.body && !scrolls(node)) node = node.parentElement ?? page;
  if (node === document.body) node = page;
  const isPage = node === page;
  const viewTop = isPage ? 0 : Math.max(0, node.getBoundingClientRect().top);
  const viewHeight = isPage ? innerHeight : node.clientHeight;

  /** How far down a bar reaches that stays at the top while the page scrolls. */
  const barAt = (share: number, y: number) => {
    const isBar = (part: Element) => {
      const { width, bottom } = part.getBoundingClientRect();
      const stays = /fixed|sticky/.test(getComputedStyle(part).position);
      return stays && width > innerWidth * 0.5 && bottom < viewTop + viewHeight * 0.35;
    };
    let part = document.elementFromPoint(innerWidth * share, viewTop + y);
    while (part && !isBar(part)) part = part.parentElement;
    return part ? part.getBoundingClientRect().bottom - viewTop : 0;
  };
  const bar = Math.max(barAt(0.3, 4), barAt(0.5, 4), barAt(0.5, 28), barAt(0.7, 28));
  const free = viewHeight - bar;
  const top = element.getBoundingClientRect().top - abovePx;
  const airPx = 48;
  const wantedTop =
    heightPx <= free - 24 ? viewTop + bar + (free - heightPx) / 2 : viewTop + bar + Math.min(airPx, free * 0.08);
  const from = node.scrollTop;
  const last = Math.max(0, node.scrollHeight - node.clientHeight);
  const to = Math.round(Math.min(last, Math.max(0, from + top - wantedTop)));
  // Places to snap to would make the way there jump.
  (node as HTMLElement).style.setProperty("scroll-snap-type", "none", "important");
  return { moves: [{ node, from, to }], distance: to - from };
}
