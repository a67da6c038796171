import { isWithin } from "./live.ts";
import { pathOf, stepOn } from "./steps.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";

/** About what the recorder takes for each; only sums matter, the exact times are its own. */
function estimateMs(steps: readonly PlanStep[]): number {
  return steps.reduce((sum, step, index) => sum + estimateOf(step, index === 0), 1_200);
}

function estimateOf({ action, changed, value = "" }: PlanStep, isFirst: boolean): number {
  const reading = changed ? 1_000 : 400;
  if (action === "navigate") return (isFirst ? 1_000 : 1_600) + (changed ? 1_000 : 0);
  if (action === "type") return 900 + Math.min(3_000, value.length * 95) + reading;
  return (action === "hover" ? 1_300 : 1_000) + reading;
}

/** Takes out what is least missed until the rest fits: pointing first, from the end; then whatever comes last. */
export function fitInto(steps: readonly PlanStep[], maxDurationMs: number): PlanStep[] {
  const kept = [...steps];
  while (kept.length > 2 && estimateMs(kept) > maxDurationMs) {
    const pointing = kept.findLastIndex(({ action }) => action === "hover" || action === "scroll");
    kept.splice(pointing >= 0 && kept.filter(({ changed }) => changed).length > 1 ? pointing : kept.length - 1, 1);
  }
  return kept;
}

/** A demo shorter than this is over before one has found the place. */
const shortestMs = 10_000;

/** What is made longer is made surely long enough: the times here are estimates. */
const lengthenedMs = 11_200;

const viewportHeight = 720;

/**
 * A demo that is over too soon shows the change in its surroundings, too: the rest of the page, or what stands near, and then
 * the change once more. `page` is what the demo ends on, as it is then.
 */
export function lengthen(steps: readonly PlanStep[], page: PageSnapshot | null): PlanStep[] {
  const route = page && pathOf(page.url);
  const isOnePlace = steps.every(({ action }, index) => index === 0 || action !== "navigate");
  if (!page || !route || !isOnePlace || estimateMs(steps) >= lengthenedMs) return [...steps];
  const met = steps.filter(
    (step, index) =>
      step.changed &&
      step.target &&
      step.route === route &&
      !steps.slice(index + 1).some((later) => later.target?.selector === step.target?.selector),
  );
  const last = met.at(-1);
  const again: PlanStep[] = last ? [onceMore(last)] : [];
  const lengthened = [...steps];
  for (const around of surroundings(page, route, steps)) {
    if (estimateMs([...lengthened, ...again]) >= lengthenedMs) break;
    lengthened.push(...around);
  }
  if (lengthened.length > steps.length || !isPointing(steps.at(-1))) return [...lengthened, ...again];
  // With nothing around, the other changed things are looked at once more.
  for (const step of met.slice(0, -1)) {
    if (estimateMs(lengthened) >= shortestMs) break;
    lengthened.push(onceMore(step));
  }
  return lengthened;
}

const isPointing = (step: PlanStep | undefined): boolean => step?.action === "hover";

/** Beside what was used in an open dialog stands only the rest of the dialog: the page lies behind it. */
function reachable(page: PageSnapshot, used: ReadonlySet<string | undefined>): PageSnapshot {
  const { elements } = page;
  const dialog = elements.find(
    (outer) =>
      /^(alert)?dialog$/.test(outer.role) &&
      elements.some((live) => used.has(live.selector) && isWithin(live, outer, elements)),
  );
  if (!dialog) return page;
  return { ...page, elements: elements.filter((live) => isWithin(live, dialog, elements)), documentHeight: 0 };
}

function surroundings(wholePage: PageSnapshot, route: string, steps: readonly PlanStep[]): PlanStep[][] {
  const reason = aroundReason;
  const scroll = (label: string, value: string): PlanStep => ({
    route,
    action: "scroll",
    value,
    label,
    changed: false,
    reason,
  });
  const used = new Set(steps.map(({ target }) => target?.selector));
  const page = reachable(wholePage, used);
  const isTall = page.documentHeight > viewportHeight * 1.25;
  const headings = page.elements.filter(
    ({ role, selector, box }) =>
      role === "heading" && box.width > 4 && box.height > 4 && !used.has(selector) && box.y < viewportHeight * 2,
  );
  return [
    ...(isTall ? [[scroll("The rest of the page", "bottom"), scroll("The top of the page", "top")]] : []),
    ...[...headings.slice(0, 3), ...(headings.length === 0 ? neighbours(page, used) : [])].map((live) => [
      stepOn(route, "hover", live, { changed: false, reason }),
    ]),
  ];
}

const onceMoreReason = "shows it once more";
export const aroundReason = "shows what is around";

/** Nothing is missed when such a step cannot be done: it only makes a short demo longer. */
export const isExtra = ({ reason }: PlanStep): boolean => reason === onceMoreReason || reason === aroundReason;

/** What was used may be called otherwise since ("Copied!"): its place is what it kept. */
function onceMore(step: PlanStep): PlanStep {
  const { selector } = step.target ?? {};
  const isUsed = step.action !== "hover" && selector !== undefined;
  return { ...pointingAt(step), ...(isUsed && { target: { selector } }), reason: onceMoreReason };
}

const mostNeighbours = 2;

/** On a page without headings, what stands nearest to the change above and below, and says something. */
function neighbours({ elements }: PageSnapshot, used: ReadonlySet<string | undefined>): PageElement[] {
  const changed = elements.find(({ selector }) => used.has(selector));
  const distance = ({ box }: PageElement): number => Math.abs(box.y - (changed?.box.y ?? 0));
  return elements
    .filter(
      ({ role, name, selector, box }) =>
        /^(link|button|textbox|img|paragraph|checkbox|combobox)$/.test(role) &&
        name.length >= 3 &&
        name.length <= 40 &&
        !used.has(selector) &&
        box.y + box.height <= viewportHeight,
    )
    .sort((a, b) => distance(a) - distance(b))
    .filter((live, index, all) => all.slice(0, index).every((other) => Math.abs(other.box.y - live.box.y) > 40))
    .slice(0, mostNeighbours)
    .sort((a, b) => a.box.y - b.box.y);
}

function pointingAt({ value: _, leaves: __, ...step }: PlanStep): PlanStep {
  return { ...step, action: "hover" };
}

/** Of a short demo the viewer first sees each changed control, and then how it is used. */
export function introduce(steps: readonly PlanStep[]): PlanStep[] {
  let totalMs = estimateMs(steps);
  const met = new Set<string | undefined>();
  return steps.flatMap((step) => {
    const isMet = met.has(step.target?.selector);
    met.add(step.target?.selector);
    const isUse = step.changed && step.target !== undefined && /^(click|type|select|toggle)$/.test(step.action);
    if (!isUse || isMet || totalMs >= shortestMs) return [step];
    const pointing: PlanStep = { ...pointingAt(step), reason: "shows it before it is used" };
    totalMs += estimateMs([pointing]) - estimateMs([]);
    return [pointing, step];
  });
}
