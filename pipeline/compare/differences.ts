import type { Box } from "../../convex/model/recording.ts";
import type { PageElement } from "../plan/types.ts";
import { type Alignment, alignPages } from "./align.ts";
import { humanClass } from "./classNames.ts";
import { changeOf } from "./looks.ts";
import { isNoise, isPassing, type Noise } from "./noise.ts";
import type { Difference } from "./types.ts";

/** Larger than this is the page, not a thing on it. */
const largest = { area: 1280 * 720 * 0.5, height: 640 };

export type Compared = { alignment: Alignment; differences: Difference[] };

/**
 * What a viewer sees differently on head than on base, by the elements alone: new, gone, moved and altered ones. Differences
 * that base shows between two of its own loads are left out.
 */
export function differencesOf(
  base: readonly PageElement[],
  head: readonly PageElement[],
  noise: Noise | null = null,
): Compared {
  const alignment = alignPages(base, head);
  const differences = [
    ...altered(alignment, base, head, noise),
    ...alignment.moved.flatMap(([b, h]) => {
      const [was, element] = [base[b], head[h]];
      return was && element && !isNoise(noise, base, was, "place") ? [differenceOf("moved", element, was, head)] : [];
    }),
    ...alignment.added.flatMap((h) => {
      const element = head[h];
      const isNoisy = element && isPassing(noise, basePlaceOf(alignment, head, h), element);
      return element && isToBeSeen(element, h, head) && !isNoisy ? [differenceOf("added", element, null, head)] : [];
    }),
    ...alignment.removed.flatMap((b) => {
      const was = base[b];
      if (!was || !isToBeSeen(was, b, base) || isNoise(noise, base, was, "place")) return [];
      return [removal(was, b, alignment, base, head)];
    }),
  ];
  return { alignment, differences };
}

function altered(
  { pairs }: Alignment,
  base: readonly PageElement[],
  head: readonly PageElement[],
  noise: Noise | null,
): Difference[] {
  const baseOf = new Map(pairs.map(([b, h]) => [h, b]));
  /** Whose change was left to the elements in it. */
  const passedOn = new Set<PageElement>();
  return pairs
    .toSorted(([, a], [, b]) => a - b)
    .flatMap(([b, h]) => {
      const [was, element] = [base[b], head[h]];
      if (!was || !element) return [];
      const change = changeOf(was, element, parentsOf(element));
      if (!change) return [];
      const aspects = change.aspects.filter((aspect) => !isNoise(noise, base, was, aspect));
      if (aspects.length === 0) return [];
      if (isLarge(element.box) && aspects.every((aspect) => aspect === "look") && holdsOthers(element)) {
        passedOn.add(element);
        return [];
      }
      return [{ ...differenceOf("altered", element, was, head), aspects, styles: change.styles }];
    });

  function parentsOf({ parent }: PageElement): [PageElement, PageElement] | null {
    const after = parent === undefined ? undefined : head[parent];
    const before = parent === undefined ? undefined : base[baseOf.get(parent) ?? -1];
    return after && before && !passedOn.has(after) ? [before, after] : null;
  }

  function holdsOthers(element: PageElement): boolean {
    const place = head.indexOf(element);
    return head.some(({ parent }) => parent === place);
  }
}

/** The page, rather than a thing on it. */
export const isLarge = ({ width, height }: Box): boolean => width * height > largest.area || height > largest.height;

/** Where the element's container stands on base. */
function basePlaceOf({ pairs }: Alignment, head: readonly PageElement[], h: number): number | undefined {
  const parent = head[h]?.parent;
  return parent === undefined ? undefined : pairs.find(([, place]) => place === parent)?.[0];
}

const differenceOf = (
  kind: Difference["kind"],
  element: PageElement,
  was: PageElement | null,
  head: readonly PageElement[],
): Difference => ({
  kind,
  aspects: kind === "moved" ? ["place"] : [],
  label: labelOf(element, head),
  box: element.box,
  element,
  was,
  styles: [],
});

/** What is gone is shown at its place: by what follows it there now, or what it stood in. */
function removal(
  was: PageElement,
  b: number,
  { pairs }: Alignment,
  base: readonly PageElement[],
  head: readonly PageElement[],
): Difference {
  const headOf = new Map(pairs);
  const siblings = base.flatMap((one, place) => (one.parent === was.parent && place !== b ? [place] : []));
  const next = siblings.find((place) => place > b && headOf.has(place));
  const previous = siblings.findLast((place) => place < b && headOf.has(place));
  let around = was.parent;
  while (around !== undefined && !headOf.has(around)) around = base[around]?.parent;
  const candidates = [around, next, previous].flatMap((place) => {
    const element = place === undefined ? undefined : head[headOf.get(place) ?? -1];
    return element && element.box.height > 4 ? [element] : [];
  });
  const element = candidates.find(({ box }) => !isLarge(box)) ?? candidates.at(-1) ?? null;
  const box = element?.box ?? was.box;
  return { kind: "removed", aspects: [], label: labelOf(was, base), box, element, was, styles: [] };
}

/** Holders of nothing and spacers are seen by nobody. */
function isToBeSeen(element: PageElement, place: number, elements: readonly PageElement[]): boolean {
  const { text, name, drawing, role, styles = [], box } = element;
  if (box.width < 2 || box.height < 2) return false;
  if (text !== "" || name !== "" || drawing) return true;
  if (!/^(generic|none|presentation|)$/.test(role)) return true;
  const [, background = "", image = "none"] = styles;
  const isPainted = !/^(|transparent|rgba\(.*, 0\))$/.test(background) || image !== "none" || hasBorder(styles);
  return isPainted || elements.some((one, at) => one.parent === place && isToBeSeen(one, at, elements));
}

const hasBorder = (styles: readonly string[]): boolean =>
  styles.slice(3, 7).some((width) => width !== "0px" && width !== "");

const longestLabel = 60;

/** What has no name of its own, and nothing around it that has. */
export const namelessPart = "part of the page";

/** What a person calls an element: its name or text, those of what it stands in, or what it is. */
export function labelOf(element: PageElement, elements: readonly PageElement[]): string {
  const words = wordsOf(element) || wordsAround(element, elements);
  if (words !== "") return words.length <= longestLabel ? words : `${words.slice(0, longestLabel - 1).trimEnd()}…`;
  const { role, classes, tag } = element;
  const kind = /^(generic|none|presentation|)$/.test(role) ? tag : role;
  const kinds: Record<string, string> = {
    img: "picture",
    svg: "icon",
    image: "picture",
    div: namelessPart,
    span: namelessPart,
  };
  return humanClass(classes) || (kinds[kind] ?? kinds[tag] ?? kind);
}

/** What the nearest thing around says, when it says little: a card's title for the chart in it. */
function wordsAround(element: PageElement, elements: readonly PageElement[]): string {
  let around = elements[element.parent ?? -1];
  for (let level = 0; around && level < 3; level++) {
    if (around.text.length > longestLabel) break;
    const words = wordsOf(around);
    if (words !== "") return words;
    around = elements[around.parent ?? -1];
  }
  return "";
}

const wordsOf = ({ name, text, placeholder }: PageElement): string =>
  (name || text || placeholder || "")
    .replace(/\s+/g, " ")
    .replace(/\s+([,.;:!?])/g, "$1")
    .trim();
