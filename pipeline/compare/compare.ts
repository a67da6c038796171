import type { PageElement, PageSnapshot } from "../plan/types.ts";
import { differencesOf, labelOf } from "./differences.ts";
import { isNoise, type Noise } from "./noise.ts";
import { isSamePicture, pairsDrawnDifferently } from "./pixels.ts";
import type { Difference } from "./types.ts";

export type Comparison = {
  /** Base has no such page, or quite another one. */
  isNewPage: boolean;
  differences: Difference[];
  /** Which element of base each of head's is, by selector. */
  partners: Map<string, string>;
};

/** Two pages with less in common are different pages. */
const leastCommonShare = 0.15;

/** Compares a page of head with the same page of base, in the same state. Pictures are compared when both have one. */
export async function comparePages(
  base: PageSnapshot,
  head: PageSnapshot,
  noise: Noise | null = null,
): Promise<Comparison> {
  const { alignment, differences } = differencesOf(base.elements, head.elements, noise);
  const pairs = alignment.pairs.flatMap(([b, h]): [PageElement, PageElement][] => {
    const [was, is] = [base.elements[b], head.elements[h]];
    return was && is ? [[was, is]] : [];
  });
  const isNewPage = isMissing(base) ? !isMissing(head) : isAnother(base, head, alignment.pairs.length);
  const partners = new Map(pairs.map(([was, is]) => [is.selector, was.selector]));
  if (isNewPage || !base.picture || !head.picture) return { isNewPage, differences, partners };
  const steady = pairs.filter(([was]) => !isNoise(noise, base.elements, was, "pixels"));
  const drawn = await byPicture({ base, head, pairs: steady, known: differences });
  return { isNewPage, differences: [...differences, ...drawn], partners };
}

type Drawn = {
  base: PageSnapshot;
  head: PageSnapshot;
  pairs: readonly (readonly [PageElement, PageElement])[];
  known: readonly Difference[];
};

async function byPicture({ base, head, pairs, known }: Drawn): Promise<Difference[]> {
  if (!base.picture || !head.picture || isSamePicture(base.picture, head.picture)) return [];
  const explained = known.map(({ box }) => box);
  const found = await pairsDrawnDifferently(pairs, {
    base: base.picture,
    head: head.picture,
    explained,
    elements: head.elements,
  });
  return found.map(([was, element]) => ({
    kind: "altered",
    aspects: ["pixels"],
    label: labelOf(element, head.elements),
    box: element.box,
    element,
    was,
    styles: [],
  }));
}

/** There is no such page: the server says so, or its words do. */
export const isMissing = ({ httpStatus, headings, title }: PageSnapshot): boolean =>
  (httpStatus !== null && httpStatus >= 400 && httpStatus !== 401 && httpStatus !== 403) ||
  [title, ...headings.slice(0, 2).map(({ text }) => text)].some((text) =>
    /^\W*(404\b|(page )?not found\b|(this|the) page (could not|cannot|can['’]t) be found)/i.test(text),
  );

/** A router that knows no such address shows another page in its place. */
function isAnother(base: PageSnapshot, head: PageSnapshot, pairs: number): boolean {
  const [before, after] = [new URL(base.url), new URL(head.url)];
  if (before.pathname !== after.pathname) return true;
  const most = Math.max(base.elements.length, head.elements.length);
  return most >= 12 && pairs < most * leastCommonShare;
}
