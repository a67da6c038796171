import { isNear } from "./clusters.ts";
import { isHarmful, leadsAway, onlyShows } from "./harm.ts";
import { liveKind } from "./kinds.ts";
import { sending } from "./moves.ts";
import type { Scene } from "./playing.ts";
import type { Scouting } from "./scouting.ts";
import { matchesOn } from "./sight.ts";
import { actionFor, pathOf, stepOn } from "./steps.ts";
import type { Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";
import { usualValue } from "./values.ts";

export type Exploring = {
  /** Where to begin: pages as they open. */
  starts: readonly Scene[];
  /** All of the change; what is looked for is what is not `known`. */
  things: readonly Thing[];
  /** Addresses on which the change should show once the app is in the right state. */
  targets: readonly string[];
  scouting: Scouting;
  /** Looks that must be left for the demo itself. */
  reserve: number;
  /** What is on screen already. */
  known?: ReadonlySet<Thing>;
};

/** What may be done next: one step, or the same on all that are alike. */
type Node = { scene: Scene; steps: PlanStep[]; priority: number; hasActed: boolean };

const deepest = 4;
/** On the page that is made of the change, what opens something is tried before going elsewhere. */
const hereBonus = 25;

/**
 * Looks for a state of the app that shows one of the things: presses what a person would press to get on (add, open, more),
 * and goes to the target pages again once something was done. The most promising first, until the budget is spent.
 */
export async function explore({
  starts,
  things,
  targets,
  scouting,
  reserve,
  known = new Set(),
}: Exploring): Promise<Scene | null> {
  const words = wordsOf(
    things.filter((thing) => !known.has(thing)),
    targets,
  );
  const tried = new Set<string>();
  const open: Node[] = starts.flatMap((scene) => nodesFrom(scene, words, targets, false));
  while (open.length > 0 && scouting.left() > reserve) {
    const node = takeBest(open);
    const { scene, steps } = node;
    const step = steps.at(-1);
    if (!step) continue;
    const live = scene.snapshot.elements.find(({ selector }) => selector === step.target?.selector);
    if (scouting.isForeign && live && !onlyShows(live)) continue;
    const key = `${scene.startRoute} ${scene.path.map(({ label }) => label).join(" > ")} > ${steps.map(({ action, label }) => `${action} ${label}`).join(" > ")}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const path = [...scene.path, ...steps];
    const snapshot = await scouting.look(scene.startRoute, path);
    if (snapshot === null || isSame(snapshot, scene.snapshot)) continue;
    const found: Scene = { startRoute: scene.startRoute, path, route: pathOf(snapshot.url), snapshot };
    if (matchesOn({ things, snapshot, scouting }).some(({ thing }) => thing.weight >= 2 && !known.has(thing)))
      return found;
    const hasActed = node.hasActed || isAct(step, scene.snapshot, snapshot);
    if (path.length < deepest) open.push(...nodesFrom(found, words, targets, hasActed));
  }
  return null;
}

function takeBest(open: Node[]): Node {
  const best = open.reduce((a, b) => (b.priority > a.priority ? b : a));
  open.splice(open.indexOf(best), 1);
  return best;
}

/** Staying on the page is a sign that something was done, rather than gone somewhere. */
const isAct = (step: PlanStep, before: PageSnapshot, after: PageSnapshot): boolean =>
  step.action !== "navigate" && pathOf(before.url) === pathOf(after.url);

const isSame = (a: PageSnapshot, b: PageSnapshot): boolean =>
  a.url === b.url &&
  a.elements.length === b.elements.length &&
  a.elements.every(
    ({ text, name, checked }, index) =>
      text === b.elements[index]?.text && name === b.elements[index]?.name && checked === b.elements[index]?.checked,
  );

const onward =
  /\b(add|create|new|open|show|view|edit|more|details?|menu|options|filter|expand|choose|select|start|next|continue|try|see|get|compose|reply|settings|preview|configure|customi[sz]e)\b/i;

function nodesFrom(scene: Scene, words: ReadonlySet<string>, targets: readonly string[], hasActed: boolean): Node[] {
  const { snapshot, path } = scene;
  const here = pathOf(snapshot.url);
  const itemPattern = commonItemPattern(snapshot);
  const names = new Set<string>();
  let items = 0;
  const single = snapshot.elements.flatMap((live): Node[] => {
    const kind = liveKind(live);
    const isPressable = kind === "button" || kind === "link" || (kind === "choice" && live.role !== "radio");
    if (!isPressable || live.disabled || isHarmful(live) || leadsAway(live, snapshot.url)) return [];
    const name = live.name || live.text;
    if (name === "" || names.has(name)) return [];
    names.add(name);
    const leadsTo = live.href === undefined ? null : pathOf(new URL(live.href, snapshot.url).href);
    if (leadsTo === here) return [];
    const isOnTarget = path.length === 0 && targets.includes(here) && leadsTo === null;
    const score =
      (leadsTo === null ? pressScore(name, live, words) : linkScore(leadsTo)) + (isOnTarget ? hereBonus : 0);
    if (score <= 0) return [];
    const step = stepOn(here, leadsTo === null ? actionFor(live) : "click", live, {
      changed: false,
      reason: "leads to the change",
    });
    return [{ scene, steps: [step], priority: score - path.length * 4, hasActed }];
  });
  const several =
    path.length === 0 && targets.includes(here) ? [...allAlike(scene, here), ...fillings(scene, here)] : [];
  return [...single, ...several];

  function linkScore(leadsTo: string): number {
    // A target that showed nothing at first is worth another look once something was done.
    const rank = targets.indexOf(leadsTo);
    if (rank >= 0) return hasActed ? 70 - rank * 5 : path.length > 0 ? 12 : 3;
    if (itemPattern?.test(leadsTo)) return ++items === 1 ? 26 : 0;
    const parts = leadsTo.toLowerCase().match(/[a-z]{3,}/g) ?? [];
    return parts.some((part) => words.has(singular(part))) ? 20 : path.length === 0 ? 6 : 2;
  }
}

/** A list that is ticked off, rated or filled to its end may show what a single one does not. */
function allAlike(scene: Scene, here: string): Node[] {
  const groups = Map.groupBy(
    scene.snapshot.elements.filter(
      (live) => !live.disabled && !isHarmful(live) && (isBox(live) || (live.role === "button" && live.name !== "")),
    ),
    (live) => (isBox(live) ? live.role : `${live.role} ${live.name}`),
  );
  return [...groups.values()]
    .filter(({ length }) => length >= fewestAlike && length <= mostAlike)
    .map((lives) => ({
      scene,
      steps: lives.map((live) =>
        stepOn(here, actionFor(live), live, { changed: false, reason: "leads to the change" }),
      ),
      priority: allAlikePriority,
      hasActed: true,
    }));
}

const mostFillings = 2;
/** Before other pages are gone to, after what opens something. */
const fillingPriority = 40;

/** What is empty at first has something once a person put it in: a field, and the button beside it or Enter. */
function fillings({ snapshot, ...scene }: Scene, here: string): Node[] {
  const { elements } = snapshot;
  if (elements.some(({ inputType }) => inputType === "password")) return [];
  const reason = "leads to the change";
  return elements
    .filter((live) => live.tag === "input" && liveKind(live) === "field" && !live.disabled && live.text === "")
    .slice(0, mostFillings)
    .map((live) => {
      const button = elements.find(
        (one) =>
          one.role === "button" && !isHarmful(one) && sending.test(one.name || one.text) && isNear(one, live, 120),
      );
      const typing = stepOn(here, "type", live, { changed: false, reason, value: usualValue(live) });
      const sent = stepOn(here, button ? "click" : "submit", button ?? live, { changed: false, reason });
      return { scene: { ...scene, snapshot }, steps: [typing, sent], priority: fillingPriority, hasActed: true };
    });
}

const isBox = ({ role, checked }: PageElement): boolean => /^(checkbox|switch)$/.test(role) && checked !== true;
const fewestAlike = 2;
const mostAlike = 6;
/** After what opens something on the page itself. */
const allAlikePriority = 36;

function pressScore(name: string, live: PageElement, words: ReadonlySet<string>): number {
  const own = name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const shared = own.filter((word) => words.has(singular(word))).length;
  return (shared > 0 ? 30 + shared * 5 : 8) + (onward.test(name) ? 20 : 0) + (live.role === "tab" ? 14 : 0);
}

/** Most apps have pages of many items; one of them stands for all: "/products/a", "/products/b" → /products/… */
function commonItemPattern({ elements, url }: PageSnapshot): RegExp | null {
  const counts = new Map<string, Set<string>>();
  for (const { href } of elements) {
    const target = href === undefined ? null : URL.parse(href, url);
    const parts = target?.pathname.split("/").filter(Boolean) ?? [];
    if (!target || parts.length < 2) continue;
    const folder = `/${parts.slice(0, -1).join("/")}`;
    counts.set(folder, (counts.get(folder) ?? new Set()).add(target.pathname));
  }
  const [best] = [...counts].sort((a, b) => b[1].size - a[1].size);
  return best && best[1].size >= 2 ? new RegExp(`^${best[0].replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}/[^/]+$`) : null;
}

/** Words of the change's own names and addresses: CouponForm, /cart, "Apply coupon". */
function wordsOf(things: readonly Thing[], targets: readonly string[]): Set<string> {
  const named = things.slice(0, 60).flatMap(({ file, name, source }) => [
    file
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "") ?? "",
    name ?? "",
    source.kind === "element" ? (source.element.component ?? "") : "",
  ]);
  const split = [...named, ...targets].flatMap(
    (text) =>
      text
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .match(/[a-z]{3,}/g) ?? [],
  );
  const common = new Set([
    "page",
    "index",
    "component",
    "view",
    "form",
    "the",
    "and",
    "for",
    "with",
    "app",
    "main",
    "button",
    "field",
    "list",
    "item",
  ]);
  return new Set(split.map(singular).filter((word) => !common.has(word)));
}

const singular = (word: string): string =>
  word.length > 4 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
