import selectorParser, { type Selector } from "postcss-selector-parser";
import type { ChangedStyle } from "../diff/types.ts";
import { hasClass, isInside } from "./live.ts";
import type { PageElement } from "./types.ts";

type Compound = { tag: string | null; id: string | null; classes: string[] };

const parsed = new Map<string, Compound[]>();

/** True when a style rule's selector means this element, as far as a snapshot tells: what is around it is told by boxes. */
export function matchesSelector(
  { selector }: ChangedStyle,
  live: PageElement,
  elements: readonly PageElement[],
): boolean {
  const compounds = compoundsOf(selector);
  const own = compounds.at(-1);
  if (!own || isEverything(own) || !fits(own, live)) return false;
  return compounds
    .slice(0, -1)
    .every((outer) => isEverything(outer) || elements.some((one) => fits(outer, one) && isInside(live, one)));
}

/** A rule for the page as a whole: no element of it can be pointed at. */
export const isPageWide = ({ selector }: ChangedStyle): boolean => {
  const own = compoundsOf(selector).at(-1);
  return !own || isEverything(own);
};

const isEverything = ({ tag, id, classes }: Compound): boolean =>
  (tag === null || /^(html|body|\*)$/.test(tag)) && id === null && classes.length === 0;

const fits = ({ tag, id, classes }: Compound, live: PageElement): boolean =>
  (tag === null || tag === live.tag) &&
  (id === null || id === live.id) &&
  classes.every((name) => hasClass(live, name));

function compoundsOf(selector: string): Compound[] {
  const known = parsed.get(selector);
  if (known) return known;
  const found = parse(selector);
  parsed.set(selector, found);
  return found;
}

function parse(selector: string): Compound[] {
  const compounds: Compound[] = [{ tag: null, id: null, classes: [] }];
  const read = (one: Selector): void => {
    for (const node of one.nodes) {
      const last = compounds.at(-1);
      if (!last) return;
      if (node.type === "combinator") compounds.push({ tag: null, id: null, classes: [] });
      if (node.type === "tag") last.tag = node.value.toLowerCase();
      if (node.type === "id") last.id = node.value;
      if (node.type === "class") last.classes.push(node.value);
    }
  };
  try {
    const first = selectorParser().astSync(selector).nodes[0];
    if (first) read(first);
  } catch {
    return [];
  }
  return compounds;
}
