import type { Comparison } from "../compare/compare.ts";
import { isLarge, namelessPart } from "../compare/differences.ts";
import type { Difference } from "../compare/types.ts";
import { isControl, liveKind } from "./kinds.ts";
import { isWithin } from "./live.ts";
import { type Match, matchThings } from "./match.ts";
import type { Scouting } from "./scouting.ts";
import { pathOf, stepOn } from "./steps.ts";
import type { Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";

type Sight = { things: readonly Thing[]; snapshot: PageSnapshot; scouting: Scouting };

/**
 * Where the change is to be seen on a page: the diff's things, believed only where the page looks different from base, and
 * what only the comparison tells. Without a comparison the diff alone decides.
 */
export function matchesOn({ things, snapshot, scouting }: Sight): Match[] {
  const matches = matchThings(things, snapshot);
  const comparison = scouting.comparisonOf(snapshot);
  if (!comparison) {
    const own = matches.filter(({ thing }) => !isOnlyUser(thing));
    return keepPlaces(own.length > 0 ? own : matches, (live) => !scouting.isSteady(snapshot, live));
  }
  if (comparison.isNewPage) return matches.length > 0 ? matches : newPage(snapshot, scouting);
  const isAlike = comparison.differences.length === 0;
  const believed = matches.flatMap((match) => {
    if (isUnseenByNature(match.thing) && (isAlike || !isOnlyUser(match.thing))) return [match];
    return keepPlaces([match], (live) => isChangedOn(live, snapshot, comparison));
  });
  const isNew = (live: PageElement): boolean =>
    comparison.differences.some(
      ({ kind, element }) =>
        kind === "added" && element !== null && (element === live || isWithin(live, element, snapshot.elements)),
    );
  return [
    ...believed.map((match) => ({ ...match, isNew: isNew(match.live) })),
    ...unspokenOf(believed, snapshot, comparison, scouting),
  ];
}

/** More of a kind than this would show the same. */
const mostHovers = 3;

/** Things of the diff that stand on a page and look as on base: pointing at each may bring out what is different. */
export function hoversFor({ things, snapshot, scouting }: Sight): PlanStep[] {
  if (!scouting.comparisonOf(snapshot)) return [];
  const seen = new Set<string>();
  return matchThings(things, snapshot)
    .filter(({ thing, live }) => !isOnlyUser(thing) && !isLarge(live.box))
    .flatMap(({ thing, live }) => {
      const kind = `${live.tag} ${live.classes.join(" ")}`;
      if (seen.has(kind)) return [];
      seen.add(kind);
      const reason = `shows what ${thing.file} changed`;
      return [{ ...stepOn(pathOf(snapshot.url), "hover", live, { changed: true, reason }), file: thing.file }];
    })
    .slice(0, mostHovers);
}

/** True when every difference is one that the diff's things or its removed elements tell of. */
export function isAllExpected(
  comparison: Comparison,
  things: readonly Thing[],
  removedTexts: readonly string[],
  snapshot: PageSnapshot,
): boolean {
  const lives = matchThings(things, snapshot).flatMap(({ all }) => all);
  return comparison.differences.every((difference) =>
    difference.kind === "removed"
      ? removedTexts.some((text) => text !== "" && difference.was?.text.includes(text))
      : isCovered(difference, lives, snapshot),
  );
}

/** What a handler does or a hover looks like is not to be seen before it is used. */
function isUnseenByNature({ source }: Thing): boolean {
  if (source.kind === "style") return source.style.states.length > 0;
  return (
    source.kind === "element" && source.element.change === "altered" && source.element.aspects.includes("behaviour")
  );
}

const keepPlaces = (matches: readonly Match[], isKept: (live: PageElement) => boolean): Match[] =>
  matches.flatMap((match) => {
    const all = isUnseenByNature(match.thing) ? match.all : match.all.filter(isKept);
    return all[0] ? [{ ...match, live: all[0], all }] : [];
  });

/** It uses what changed, in a file that did not: worth a try where nothing else is to be seen. */
const isOnlyUser = ({ source }: Thing): boolean => source.kind === "element" && source.element.drawnIn !== undefined;

/** True when the element itself, what it stands in or what stands in it looks different from base. */
export function isChangedOn(live: PageElement, { elements }: PageSnapshot, { differences }: Comparison): boolean {
  return differences.some(({ kind, element, aspects }) => {
    if (!element || kind === "removed") return false;
    if (element === live) return true;
    // What came in, came in with all that stands in it; a frame's new colour is seen on what it holds.
    if ((kind !== "altered" || aspects.includes("look")) && isWithin(live, element, elements)) return true;
    return !isLarge(live.box) && isWithin(element, live, elements);
  });
}

function isCovered({ element }: Difference, lives: readonly PageElement[], { elements }: PageSnapshot): boolean {
  return lives.some(
    (live) =>
      live === element ||
      (element !== null && (isWithin(element, live, elements) || isWithin(live, element, elements))),
  );
}

/** Differences that no thing of the diff stands for, alike ones as one thing in several places. */
function unspokenOf(
  believed: readonly Match[],
  snapshot: PageSnapshot,
  { differences }: Comparison,
  scouting: Scouting,
): Match[] {
  const lives = believed.filter(({ thing }) => !isUnseenByNature(thing)).flatMap(({ all }) => all);
  const groups = new Map<Thing, PageElement[]>();
  for (const difference of differences) {
    const { element, kind } = difference;
    if (!element || (kind !== "removed" && isCovered(difference, lives, snapshot))) continue;
    // Where something else came instead, that is shown; and nobody misses what had no name.
    if (kind === "removed" && (difference.label === namelessPart || isReplaced(difference, differences))) continue;
    const thing = thingOf(difference, differences, scouting);
    groups.set(thing, [...(groups.get(thing) ?? []), element]);
  }
  return [...groups].flatMap(([thing, all]) => (all[0] ? [{ thing, live: all[0], all }] : []));
}

const isReplaced = ({ was }: Difference, differences: readonly Difference[]): boolean =>
  differences.some(
    ({ kind, box }) =>
      kind === "added" && was !== null && Math.abs(box.y - was.box.y) < 60 && Math.abs(box.x - was.box.x) < 240,
  );

function newPage(snapshot: PageSnapshot, scouting: Scouting): Match[] {
  const { elements } = snapshot;
  const live =
    elements.find(({ role }) => role === "heading") ?? elements.find(({ text }) => text !== "") ?? elements[0];
  if (!live) return [];
  const label = live.name || live.text || snapshot.title;
  const difference: Difference = {
    kind: "added",
    aspects: [],
    label,
    box: live.box,
    element: live,
    was: null,
    styles: [],
  };
  const thing = thingOf(difference, [difference], scouting);
  return [{ thing, live, all: [live] }];
}

/** Fewer alike ones are told apart by their names. */
const fewestAlike = 3;

function thingOf(difference: Difference, differences: readonly Difference[], scouting: Scouting): Thing {
  const shape = shapeOf(difference);
  const alike = differences.filter((other) => shapeOf(other) === shape).length;
  const key = alike >= fewestAlike ? shape : `${shape} ${difference.label}`;
  const known = scouting.screenThings.get(key);
  if (known) return known;
  const thing: Thing = {
    // The account of the diff names files; what only the screen tells belongs to the page as a whole.
    file: "",
    line: 0,
    kind: difference.element && difference.kind !== "removed" ? liveKind(difference.element) : "box",
    name: difference.label,
    weight: weightOf(difference),
    source: { kind: "screen", difference },
  };
  scouting.screenThings.set(key, thing);
  return thing;
}

const shapeOf = ({ kind, aspects, element, was, styles }: Difference): string => {
  const { tag, role, classes } = element ?? was ?? { tag: "", role: "", classes: [] };
  return [kind, ...aspects, tag, role, ...classes, ...styles].join("|");
};

function weightOf({ kind, element, label, aspects }: Difference): number {
  if (kind === "removed") return /\p{L}{2}/u.test(label) ? 5 : 2;
  if (kind === "added" && element && isControl(liveKind(element))) return 10;
  if (kind === "moved") return 4;
  return aspects.every((aspect) => aspect === "state") && kind === "altered" ? 2 : 6;
}
