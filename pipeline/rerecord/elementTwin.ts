import type { SeenElement } from "../../convex/model/recording.ts";

/**
 * The element of a new take that stands for one of the old: of the same role and name, on the same page if it is there; a value
 * is known by what it is the value of, too. Of several alike, the one at the same place in the order of reading.
 */
export function elementTwin(
  wanted: SeenElement,
  old: readonly SeenElement[],
  fresh: readonly SeenElement[],
): SeenElement | null {
  const rules: ((one: SeenElement) => boolean)[] = [
    (one) => one.label === wanted.label && one.group === wanted.group && one.route === wanted.route,
    (one) => one.group !== undefined && one.group === wanted.group && one.route === wanted.route,
    (one) => one.label === wanted.label && one.group === wanted.group,
    (one) => one.label === wanted.label,
  ];
  for (const rule of rules) {
    const alike = (elements: readonly SeenElement[]) =>
      elements.filter((one) => one.role === wanted.role && rule(one)).toSorted(byReading);
    const found = alike(fresh);
    const rank = alike(old).indexOf(wanted);
    const twin = found[rank] ?? found[0];
    if (twin) return twin;
  }
  return null;
}

const byReading = (one: SeenElement, other: SeenElement): number =>
  one.startMs - other.startMs || one.box.y - other.box.y || one.box.x - other.box.x;
