import { pathOf } from "../plan/steps.ts";
import type { PageSnapshot, PlanStep } from "../plan/types.ts";
import type { Focus } from "./focus.ts";
import { type Part, partsOf } from "./parts.ts";
import { mainCall, pointAt, pointsAround, pointsIn } from "./pointing.ts";
import type { Scene, Stop } from "./scene.ts";
import { tidy } from "./words.ts";

type Size = { width: number; height: number };

/** A page that is this much higher than the view is not seen at once. */
const tallShare = 1.25;
/** A part that is this much higher than the view is looked at in more than one place. */
const longShare = 1.3;
/** Between two places of one part. */
const restShare = 0.7;

/** All of a page, from its top down; what is too much for the time is left out later. */
export function sceneOf(snapshot: PageSnapshot, size: Size, focus: Focus | null): Scene {
  const route = pathOf(snapshot.url);
  const parts = partsOf(snapshot, size);
  const lower = parts.filter((part) => isBelow(part, size));
  const isOneView = lower.length === 0 || (snapshot.documentHeight <= size.height * tallShare && lower.length < 2);
  const call = mainCall(snapshot, size);
  const stops = lower.map((part, index) => stopOf(part, snapshot, size, { focus, isLast: index === lower.length - 1 }));
  const name = pageName(snapshot);
  return {
    name,
    opening: {
      route,
      action: "navigate",
      value: addressIn(snapshot.url),
      label: name,
      changed: false,
      reason: "opens the page",
      lookMs: lookOf(parts[0]?.textLength ?? 0) + 300,
    },
    points: isOneView ? pointsAround(snapshot, parts, route, size) : call ? [pointAt(route, call)] : [],
    stops: isOneView ? [] : stops,
  };
}

/** Not seen, or hardly, when the page opens. */
const isBelow = ({ topPx, heightPx, heading }: Part, { height }: Size): boolean =>
  heading.box.y > height * 0.6 || (topPx + heightPx > height && heightPx > height * tallShare);

type StopNote = { focus: Focus | null; isLast: boolean };

function stopOf(part: Part, snapshot: PageSnapshot, size: Size, { focus, isLast }: StopNote): Stop {
  const route = pathOf(snapshot.url);
  const names = [part.name, ...part.rests.map(({ name }) => name), part.isPrices ? "pricing" : ""];
  const isFocus = focus !== null && names.some((name) => focus.fits(name) >= 0.5);
  const isLong = part.heightPx > size.height * longShare;
  const frame = { abovePx: Math.round(part.heading.box.y - part.topPx), heightPx: part.heightPx };
  const first = present(route, part.name, part.heading, frame, lookOf(isLong ? 120 : part.textLength));
  const points = isLong ? [] : pointsIn(part, route, snapshot, isLast);
  const further = isLong ? furtherIn(part, route, size, isFocus ? 4 : 1) : [];
  return { name: part.name, steps: [first, ...points, ...further], weight: weightOf(part, isLast, isFocus), isFocus };
}

/** Where to rest in a part that is longer than the view: at its smaller headings, else a view further down. */
function furtherIn(part: Part, route: string, { height }: Size, most: number): PlanStep[] {
  const steps: PlanStep[] = [];
  let lastPx = part.topPx;
  for (const { name, heading } of part.rests) {
    if (steps.length >= most) break;
    if (heading.box.y - lastPx < height * restShare) continue;
    lastPx = heading.box.y;
    const leftPx = part.topPx + part.heightPx - heading.box.y + 16;
    steps.push(present(route, name, heading, { abovePx: 16, heightPx: Math.min(leftPx, height) }, lookOf(160)));
  }
  for (let screen = 1; steps.length < most && part.rests.length === 0; screen++) {
    const downPx = Math.round(screen * height * restShare);
    if (downPx > part.heightPx - height * 0.4) break;
    const abovePx = Math.round(part.heading.box.y - part.topPx) - downPx;
    steps.push(present(route, part.name, part.heading, { abovePx, heightPx: height }, lookOf(160)));
  }
  return steps;
}

const present = (
  route: string,
  label: string,
  heading: Part["heading"],
  frame: NonNullable<PlanStep["frame"]>,
  lookMs: number,
): PlanStep => ({
  route,
  action: "scroll",
  target: { role: "heading", name: heading.name || heading.text, selector: heading.selector },
  label,
  changed: false,
  reason: "a part of the page",
  lookMs,
  frame,
});

/** Time for a first impression, and for some of the words. */
const lookOf = (textLength: number): number => Math.round(Math.min(2_400, 1_300 + textLength * 3));

function weightOf(part: Part, isLast: boolean, isFocus: boolean): number {
  if (isFocus) return 10;
  const { name, cards, controls, textLength, heightPx, isPrices } = part;
  if (isPrices) return 4;
  if (heightPx < 120 || textLength < 20) return 0.5;
  if (/\b(faq|questions|legal|press|newsletter|partners|trusted)\b/i.test(name)) return 1;
  if (cards.length > 1) return 3;
  return isLast && controls.length > 0 ? 3 : 2;
}

/** Where a page is on its site: path, query and fragment. */
export const addressIn = (url: string): string => {
  const { pathname, search, hash } = new URL(url);
  return `${pathname}${search}${hash}`;
};

/** What a person calls a page: its main heading, or the first part of its title. */
export function pageName({ headings, title, url }: PageSnapshot): string {
  const main = tidy(headings.find(({ level }) => level === 1)?.text ?? "");
  const own = tidy(title.split(/ [|·–—-] /)[0] ?? "");
  const names = [main, own].filter(Boolean);
  return names.find((name) => name.length <= 50) ?? names[0] ?? new URL(url).hostname;
}
