import { isInside } from "./live.ts";
import type { Match } from "./match.ts";
import type { Thing } from "./things.ts";
import type { PageElement } from "./types.ts";

/** Changed things that stand together on the page, shown in one go. */
export type Cluster = { live: PageElement; things: Thing[]; weight: number };

/** Larger than this is the page, not a thing on it. */
const largestArea = 1280 * 720 * 0.4;
const tallest = 620;

const area = ({ box }: PageElement): number => box.width * box.height;

/**
 * Puts matches together under the largest changed element that still fits on screen, one for each kind of thing: of a list's
 * like rows only the one that shows most of the change.
 */
export function clustersOf(matches: readonly Match[]): Cluster[] {
  const places = matches.flatMap(({ thing, all }) => all.slice(0, 40).map((live) => ({ thing, live })));
  const frames = places
    .map(({ live }) => live)
    .filter((live) => area(live) <= largestArea && live.box.height <= tallest);
  const groups = new Map<PageElement, Set<Thing>>();
  for (const { thing, live } of places) {
    const outer = frames.filter((frame) => isInside(live, frame)).sort((a, b) => area(b) - area(a))[0];
    const frame = outer ?? live;
    groups.set(frame, (groups.get(frame) ?? new Set()).add(thing));
  }
  const clusters = [...groups].map(([live, things]) => ({
    live,
    things: [...things],
    weight: [...things].reduce((sum, { weight }) => sum + weight, 0),
  }));
  return richestOfEach(clusters).sort((a, b) => b.weight - a.weight);
}

function richestOfEach(clusters: readonly Cluster[]): Cluster[] {
  const shown = new Set<Thing>();
  const kept: Cluster[] = [];
  // A thing is shown once: where most of the others are too, and of equals where it stands first.
  const ordered = [...clusters].sort(
    (a, b) => b.weight - a.weight || a.live.box.y - b.live.box.y || a.live.box.x - b.live.box.x,
  );
  for (const cluster of ordered) {
    const fresh = cluster.things.filter((thing) => !shown.has(thing));
    if (fresh.length === 0) continue;
    for (const thing of fresh) shown.add(thing);
    kept.push({ ...cluster, things: fresh, weight: fresh.reduce((sum, { weight }) => sum + weight, 0) });
  }
  return kept;
}

/** True when `live` is on screen anyway while somebody works on `other`. */
export const isNear = (live: PageElement, other: PageElement, margin = 160): boolean =>
  live.box.y + live.box.height > other.box.y - margin &&
  live.box.y < other.box.y + other.box.height + margin &&
  live.box.x < other.box.x + other.box.width + margin * 3 &&
  live.box.x + live.box.width > other.box.x - margin * 3;
