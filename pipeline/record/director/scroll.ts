import type { ElementHandle, JSHandle } from "playwright-core";
import type { Camera } from "../camera/camera.ts";
import { calmScrollMs, framesIn, pace, scrollMs } from "./pace.ts";
import { eased } from "./path.ts";
import { hold } from "./stillness.ts";

type Trip = { node: Element; stops: number[] };
export type Way = { moves: { node: Element; from: number; to: number }[]; distance: number };

/**
 * Brings an element to a comfortable place: every scrollable box around it and the window move together, eased, one step a
 * frame. Does nothing when it is well in view, which a `calm` step is content with anywhere. False when the page went away
 * meanwhile.
 */
export async function scrollIntoComfort(
  camera: Camera,
  element: ElementHandle<HTMLElement>,
  isCalm = false,
): Promise<boolean> {
  const way = await element.evaluateHandle(wayToComfort, isCalm ? 8 : 120);
  return followWay(camera, way, isCalm ? calmScrollMs : scrollMs);
}

/**
 * Scrolls the page, or the box that scrolls in its place: to its end, its start, a position in px, or most of a screen
 * further. On a long way it rests at headings, as a reader would. Ends early when the page goes away.
 */
export async function scrollWindow(camera: Camera, to: string | undefined): Promise<"moved" | "nowhere"> {
  const trip = await camera.page.evaluateHandle(planTrip, to);
  const stops = await trip.evaluate((planned) => planned.stops);
  for (const [index, stop] of stops.entries()) {
    const way = await trip.evaluateHandle(
      ({ node }, end) => ({ moves: [{ node, from: node.scrollTop, to: end }], distance: end - node.scrollTop }),
      stop,
    );
    if (!(await followWay(camera, way))) return "moved";
    const isLast = index === stops.length - 1;
    if (!isLast && camera.onAir && (await hold(camera, pace.heading)) === "new-document") return "moved";
  }
  return stops.length > 0 ? "moved" : "nowhere";
}

/** Runs in the page: what scrolls, and the places where a reader would rest, the goal last; none when there is no way to go. */
function planTrip(wanted: string | undefined): Trip {
  const mostRests = 4;
  const page = document.scrollingElement ?? document.documentElement;
  const room = (element: Element) => element.scrollHeight - element.clientHeight;
  const scrolls = (element: Element) => room(element) > 10 && /auto|scroll/.test(getComputedStyle(element).overflowY);
  const area = (element: Element) => element.clientWidth * element.clientHeight;
  const boxes = room(page) > 10 ? [] : [...document.querySelectorAll("body *")].filter(scrolls);
  const node = boxes.sort((one, other) => area(other) - area(one))[0] ?? page;
  const last = Math.max(0, room(node));
  const start = node.scrollTop;
  const number = wanted === undefined || wanted.trim() === "" ? Number.NaN : Number(wanted);
  const further = start + node.clientHeight * 0.75;
  const goal = wanted === "top" ? 0 : wanted === "bottom" ? last : Number.isNaN(number) ? further : number;
  const end = Math.round(Math.min(last, Math.max(0, goal)));
  if (Math.abs(end - start) < 2) return { node, stops: [] };
  if (end - start < node.clientHeight * 1.2) return { node, stops: [end] };

  const viewTop = node === page ? 0 : node.getBoundingClientRect().top;
  const places = [...document.querySelectorAll("h1, h2, h3, [role=heading]")]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => Math.round(heading.getBoundingClientRect().top - viewTop + start - node.clientHeight * 0.18))
    .filter((place) => place - start > node.clientHeight * 0.5 && end - place > node.clientHeight * 0.4)
    .sort((one, other) => one - other);
  const apart: number[] = [];
  for (const place of places) if (place - (apart.at(-1) ?? start) > node.clientHeight * 0.6) apart.push(place);
  const every = Math.max(1, apart.length / mostRests);
  const rests = Array.from(
    { length: Math.min(mostRests, apart.length) },
    (_, index) => apart[Math.floor(index * every)],
  );
  return { node, stops: [...rests.filter((place) => place !== undefined), end] };
}

export async function followWay(camera: Camera, way: JSHandle<Way>, durationOf = scrollMs): Promise<boolean> {
  const distance = await way.evaluate((planned) => planned.distance);
  if (Math.abs(distance) < 2) return true;
  // Off air nobody sees the way, only the end of it.
  const frames = camera.onAir ? framesIn(durationOf(distance), camera.fps) : 1;
  for (let frame = 1; frame <= frames; frame++) {
    await way.evaluate(
      (planned, share) => {
        for (const { node, from, to } of planned.moves) {
          node.scrollTo({ top: from + (to - from) * share, left: node.scrollLeft, behavior: "instant" });
        }
      },
      eased(frame / frames),
    );
    if ((await camera.beat()).newDocument) return false;
  }
  return true;
}

/** Runs in the page: from the inside out, how far each scrollable ancestor has to go. */
function wayToComfort(element: HTMLElement, mostMargin: number): Way {
  const page = element.ownerDocument.scrollingElement ?? element.ownerDocument.documentElement;
  const moves: Way["moves"] = [];
  let { top, bottom } = element.getBoundingClientRect();
  const isPinned = (node: Element) => getComputedStyle(node).position === "fixed";
  const scrolls = (node: Element) =>
    /(auto|scroll|overlay)/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight + 1;

  const settle = (node: Element, viewTop: number, viewHeight: number) => {
    const margin = Math.min(mostMargin, viewHeight * 0.15);
    const fits = bottom - top <= viewHeight - 2 * margin;
    const isWell = fits
      ? top >= viewTop + margin && bottom <= viewTop + viewHeight - margin
      : top >= viewTop && top <= viewTop + margin * 1.5;
    if (isWell) return;
    const wantedTop = fits ? viewTop + (viewHeight - (bottom - top)) * 0.45 : viewTop + margin * 0.5;
    const last = Math.max(0, node.scrollHeight - node.clientHeight);
    const from = node.scrollTop;
    const to = Math.round(Math.min(last, Math.max(0, from + top - wantedTop)));
    if (Math.abs(to - from) < 2) return;
    moves.push({ node, from, to });
    top -= to - from;
    bottom -= to - from;
  };

  let pinned = isPinned(element);
  for (let node = element.parentElement; node && node !== page && !pinned; node = node.parentElement) {
    pinned = isPinned(node);
    if (node === element.ownerDocument.body || !scrolls(node)) continue;
    const view = node.getBoundingClientRect();
    settle(node, view.top, node.clientHeight);
  }
  if (!pinned) settle(page, 0, window.innerHeight);
  const distance = moves.reduce((sum, { from, to }) => (Math.abs(to - from) > Math.abs(sum) ? to - from : sum), 0);
  return { moves, distance };
}
