import type { PageElement } from "../plan/types.ts";
import { alignPages } from "./align.ts";
import { changeOf } from "./looks.ts";
import type { SeenAspect } from "./types.ts";

/** What base shows differently each time: random numbers, dates, charts, carousels. Places are in the first load's list. */
export type Noise = {
  aspects: Map<number, Set<SeenAspect>>;
  /** What comes and goes in a container: the looks of its members. */
  members: Map<number, Set<string>>;
};

/** Learned from two loads of the same page. */
export function noiseOf(first: readonly PageElement[], second: readonly PageElement[]): Noise {
  const { pairs, added, removed, moved } = alignPages(first, second);
  const aspects = new Map<number, Set<SeenAspect>>();
  for (const [one, other] of pairs) {
    const [before, after] = [first[one], second[other]];
    const change = before && after && changeOf(before, after, null);
    if (change) aspects.set(one, new Set(change.aspects));
  }
  const firstOf = new Map(pairs.map(([one, other]) => [other, one]));
  const members = new Map<number, Set<string>>();
  const note = (container: number | undefined, member: PageElement | undefined) => {
    if (container === undefined || !member) return;
    members.set(container, (members.get(container) ?? new Set()).add(shapeOf(member)));
  };
  for (const place of removed) note(first[place]?.parent, first[place]);
  for (const [place] of moved) note(first[place]?.parent, first[place]);
  for (const place of added) note(firstOf.get(second[place]?.parent ?? -1), second[place]);
  return { aspects, members };
}

/** What the members of a list have in common. */
const shapeOf = ({ tag, role, classes }: PageElement): string => `${tag} ${role} ${classes.join(" ")}`;

/** True when such an element comes and goes in this container of base anyway. */
export const isPassing = (noise: Noise | null, container: number | undefined, element: PageElement): boolean =>
  container !== undefined && (noise?.members.get(container)?.has(shapeOf(element)) ?? false);

/** True when an aspect of an element of base's first load differs from load to load anyway. */
export function isNoise(
  noise: Noise | null,
  base: readonly PageElement[],
  element: PageElement,
  aspect: SeenAspect,
): boolean {
  if (!noise) return false;
  const aspects = noise.aspects.get(base.indexOf(element));
  if (aspects?.has(aspect) || (aspects && aspect === "pixels")) return true;
  for (let inner = element; inner.parent !== undefined; ) {
    if (isPassing(noise, inner.parent, inner)) return true;
    const around = base[inner.parent];
    if (!around) return false;
    inner = around;
  }
  return false;
}
