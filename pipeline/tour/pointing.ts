import { aroundReason } from "../plan/duration.ts";
import { isHarmful } from "../plan/harm.ts";
import { stepOn } from "../plan/steps.ts";
import type { PageElement, PageSnapshot, PlanStep } from "../plan/types.ts";
import { isAside, isSeenThing, type Part } from "./parts.ts";
import { tidy } from "./words.ts";

type Size = { width: number; height: number };

const glanceMs = 250;
const tabMs = 1_200;
const mostAround = 5;
const mostTabs = 2;
/** Things nearer to each other than this are one thing to a pointer. */
const apartPx = 150;
const recommended = /\b(popular|recommended|best|favou?rite|beliebt|empfohlen)\b/i;

/** Rests the pointer on something, and presses nothing. */
export const pointAt = (route: string, live: PageElement, label?: string): PlanStep => ({
  ...stepOn(route, "hover", live, { changed: false, reason: aroundReason, label: labelOf(live, label) }),
  lookMs: glanceMs,
  ...(live.role === "link" && isCall(live) && isDrawn(live) && { looksLike: "button" as const }),
});

const labelOf = (live: PageElement, label?: string): string =>
  label || tidy(live.name || live.text) || (live.tag === "img" ? "Picture" : "Part of the page");

/** What a page asks its visitors to do, in its first view. */
export function mainCall({ elements }: PageSnapshot, size: Size): PageElement | null {
  const offered = elements.filter(
    (live) =>
      isCall(live) && live.box.y > 80 && live.box.y + live.box.height < size.height - 16 && !isAside(live, elements),
  );
  return offered.find(isFilled) ?? offered[0] ?? null;
}

/** A button, or a link that is drawn as one. */
const isCall = (live: PageElement): boolean =>
  !isHarmful(live) &&
  !/\b(send|submit|subscribe|senden|absenden|envoyer|enviar)\b/i.test(live.name || live.text) &&
  (live.role === "button" || live.role === "link") &&
  live.box.height >= 30 &&
  live.box.height <= 90 &&
  live.box.width >= 70 &&
  live.box.width <= 420 &&
  tidy(live.name || live.text) !== "";

/** By its background, the second of the compared styles. */
const isFilled = ({ styles = [] }: PageElement): boolean => !/^(|transparent|rgba\(.*, 0\))$/.test(styles[1] ?? "");

/** With a ground or a border of its own, the fourth of the compared styles. */
const isDrawn = (live: PageElement): boolean => isFilled(live) || !/^(|0px)$/.test(live.styles?.[3] ?? "");

/** What to point at in a part of a page: the plan that is recommended, the first cards, or what one is asked to do. */
export function pointsIn(part: Part, route: string, { elements }: PageSnapshot, isLast: boolean): PlanStep[] {
  const { isPrices } = part;
  const textIn = ({ live }: Part["cards"][number]): string =>
    elements
      .filter(({ box }) => isInside(box, live.box))
      .map(({ ownText = "" }) => ownText)
      .join(" ");
  if (isPrices && part.cards.length > 1) {
    const chosen = part.cards.find((card) => recommended.test(textIn(card))) ?? part.cards[1];
    const button = chosen && part.controls.find((live) => isCall(live) && isInside(live.box, chosen.live.box));
    return chosen ? [button ? pointAt(route, button) : pointAt(route, chosen.live, chosen.name)] : [];
  }
  if (part.cards.length > 1) return part.cards.slice(0, 2).map(({ live, name }) => pointAt(route, live, name));
  const call = part.controls.find((live) => isCall(live) && isFilled(live));
  return call && (isLast || isPrices) ? [pointAt(route, call)] : [];
}

const isInside = (box: PageElement["box"], outer: PageElement["box"]): boolean =>
  box.x >= outer.x - 2 &&
  box.y >= outer.y - 2 &&
  box.x + box.width <= outer.x + outer.width + 2 &&
  box.y + box.height <= outer.y + outer.height + 2;

/** Of a page that fits into one view: its parts one after the other, and what its tabs show. */
export function pointsAround(snapshot: PageSnapshot, parts: readonly Part[], route: string, size: Size): PlanStep[] {
  const { elements } = snapshot;
  const inView = ({ box }: PageElement): boolean => box.y >= 0 && box.y + box.height <= size.height;
  const cards = parts.flatMap((part, index) => {
    if (part.cards.length > 1) return part.cards;
    return index === 0 && parts.length > 1 ? [] : [{ name: part.name, live: part.heading }];
  });
  const heads = new Set(elements.flatMap(({ role, parent }) => (role === "columnheader" ? [parent] : [])));
  const call = mainCall(snapshot, size);
  const others = elements.filter(
    (live, index) =>
      /^(row|listitem|img|searchbox|combobox|button)$/.test(live.role) &&
      !heads.has(index) &&
      !isHarmful(live) &&
      !isAside(live, elements),
  );
  const candidates = [
    ...cards,
    ...(call ? [{ name: "", live: call }] : []),
    ...others.map((live) => ({ name: "", live })),
  ];
  const chosen: typeof candidates = [];
  for (const one of candidates) {
    if (chosen.length >= mostAround) break;
    if (!inView(one.live) || !isSeenThing({ ...one.live, ownText: one.live.text })) continue;
    if (chosen.every(({ live }) => distance(live, one.live) >= apartPx)) chosen.push(one);
  }
  const rows = chosen.toSorted((a, b) => a.live.box.y - b.live.box.y || a.live.box.x - b.live.box.x);
  const tabs = elements.filter((live) => live.role === "tab" && inView(live) && !live.disabled && !isHarmful(live));
  return [
    ...rows.map(({ live, name }) => pointAt(route, live, name || undefined)),
    ...tabs.slice(1, 1 + mostTabs).map((live) => press(route, live, tabMs)),
  ];
}

const press = (route: string, live: PageElement, lookMs: number): PlanStep => ({
  ...stepOn(route, "click", live, { changed: false, reason: "shows what is behind it", label: labelOf(live) }),
  lookMs,
});

function distance({ box: one }: PageElement, { box: other }: PageElement): number {
  return Math.hypot(
    one.x + one.width / 2 - other.x - other.width / 2,
    one.y + one.height / 2 - other.y - other.height / 2,
  );
}

/** Follows a link, and looks at the page that it opens. */
export const follow = (route: string, link: PageElement, lookMs: number): PlanStep => press(route, link, lookMs);

const menuMs = 900;

/** Brings up the navigation, and looks at what it offers. */
export const openMenu = (route: string, button: PageElement): PlanStep => ({
  ...press(route, button, menuMs),
  label: tidy(button.name || button.text) || "Menu",
});
